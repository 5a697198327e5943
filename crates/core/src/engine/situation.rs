//! What rules are told of this shopper, page and moment. Every variable is declared in
//! `rules::VARIABLES` and described in `docs/rules.md`.

use super::Engine;
use crate::consent::Choice;
use crate::lifetime::History;
use crate::profile::{Deed, Topic, Visits};
use crate::recommend::{Kind, Query, Scene, Taste};
use crate::rules::{Situation, WIN_BACK, days_until_next, is_win_back, lifecycle};
use crate::text::Language;
use crate::{Node, Now};

/// The most categories and brands of a taste that are told.
const FAVOURITES: usize = 5;

/// An object in the making, without what is not known.
#[derive(Default)]
struct Told(Vec<(String, Node)>);

impl Told {
    fn put(&mut self, key: &str, value: Option<Node>) {
        if let Some(value) = value {
            self.0.push((key.to_owned(), value));
        }
    }

    fn number(&mut self, key: &str, number: Option<f64>) {
        self.put(key, number.map(Node::Number));
    }

    fn flag(&mut self, key: &str, flag: bool) {
        self.put(key, Some(Node::Bool(flag)));
    }

    fn text(&mut self, key: &str, text: &str) {
        let told = (!text.is_empty()).then(|| Node::Text(text.to_owned()));
        self.put(key, told);
    }

    fn texts<'a>(&mut self, key: &str, texts: impl Iterator<Item = &'a str>) {
        let mut list: Vec<Node> = Vec::new();
        for text in texts.filter(|text| !text.is_empty()) {
            let text = Node::Text(text.to_owned());
            if !list.contains(&text) {
                list.push(text);
            }
        }
        self.put(key, Some(Node::List(list)));
    }

    fn object(&mut self, key: &str, object: Told) {
        self.put(key, Some(Node::Map(object.0)));
    }
}

impl Engine {
    /// What rules are told now, the owner's segments included.
    pub fn situation(&mut self, now: Now) -> Situation {
        let mut here = self.told(now);
        let troubles = self.rules.tell_segments(&mut here);
        self.note_troubles(troubles);
        here
    }

    /// What rules are told now, before any of the owner's segments was asked.
    pub(super) fn told(&self, now: Now) -> Situation {
        let mut all = Told::default();
        all.object("profile", self.tell_profile(now));
        all.object("facts", self.tell_facts(now));
        all.object("taste", self.tell_taste(now));
        all.object("basket", self.tell_basket());
        all.object("page", self.tell_page());
        all.object("shop", self.tell_shop());
        all.object("time", tell_time(now));
        all.object("consent", self.tell_consent());
        for (key, told) in [
            ("campaign", &self.page.campaign),
            ("stated", &self.page.stated),
        ] {
            all.put(key, (*told != Node::Null).then(|| told.clone()));
        }
        let history = History::of_profile(&self.profile, now);
        let mut segments = Told::default();
        let stage = lifecycle(history.as_ref(), self.lifetime_model());
        segments.text("lifecycle", stage);
        segments.flag(stage, true);
        let away = is_win_back(history.as_ref(), self.lifetime_model());
        segments.flag(WIN_BACK, away);
        all.object("segments", segments);
        Situation::new(Node::Map(all.0), now).with_history(&self.profile)
    }

    /// An amount in the currency's own unit, not its smallest.
    fn money(&self, amount: u64) -> f64 {
        let unit = 10u32.pow(self.model.currency().digits);
        amount as f64 / f64::from(unit)
    }

    fn price(&self, item: &str) -> Option<u64> {
        let kept = self.profile.shelf.cards.get(item);
        kept.and_then(|card| card.price)
            .or_else(|| self.model.card(item)?.price)
    }

    fn tell_profile(&self, now: Now) -> Told {
        let Visits {
            count,
            first,
            previous,
            ..
        } = self.profile.visits;
        let days = |at: u64| (now.day().saturating_sub(now.day_of(at))) as f64;
        let mut orders: Vec<u64> = Vec::new();
        let (mut spent, mut since, mut first_order) = (0u64, None, None);
        for action in &self.profile.actions {
            if action.deed != Deed::Bought {
                continue;
            }
            // Orders without a number are told apart by their moment.
            let order = if action.order == 0 {
                action.at
            } else {
                action.order
            };
            if !orders.contains(&order) {
                orders.push(order);
            }
            let price = self.price(&action.item).unwrap_or(0);
            spent = spent.saturating_add(price.saturating_mul(action.quantity.into()));
            since = Some(days(action.at));
            first_order = first_order.or(since);
        }
        let mut told = Told::default();
        told.number("visits", Some(count.into()));
        told.number("daysSinceVisit", (previous > 0).then(|| days(previous)));
        let first = if first > 0 { days(first) } else { 0.0 };
        told.number("daysSinceFirstVisit", Some(first));
        told.number("orders", Some(orders.len() as f64));
        told.number("daysSinceOrder", since);
        told.number("daysSinceFirstOrder", first_order);
        told.number("spent", Some(self.money(spent)));
        let satisfied = self.profile.questions.satisfaction();
        told.number("satisfaction", satisfied.map(|said| said.stars.into()));
        told.flag("named", self.profile.facts.name().is_some());
        told.flag("guest", self.has_guest());
        told
    }

    fn tell_facts(&self, now: Now) -> Told {
        let facts = &self.profile.facts;
        let mut told = Told::default();
        let (mut dates, mut sizes) = (Vec::new(), Vec::new());
        let mut next: Option<f64> = None;
        for fact in &facts.said {
            let mut one = Told::default();
            one.text("text", &fact.text);
            one.text("about", &fact.about);
            let left = fact.day.map(|day| days_until_next(day, now));
            match fact.topic {
                Topic::Birthday => {
                    told.number("birthdayIn", left);
                    let (year, ..) = now.date();
                    if let Some(day) = fact.day.filter(|day| day.year > 0) {
                        // The birthday of this year is still to come, or was.
                        let (_, month, of_month) = now.date();
                        let to_come = (day.month, day.day) > (month, of_month);
                        let age = year - i64::from(day.year) - i64::from(to_come);
                        told.number("age", (age >= 0).then_some(age as f64));
                    }
                }
                Topic::Date => {
                    next = match (next, left) {
                        (Some(next), Some(left)) => Some(next.min(left)),
                        (next, left) => next.or(left),
                    };
                    one.number("in", left);
                    dates.push(Node::Map(one.0));
                }
                Topic::Size => sizes.push(Node::Map(one.0)),
                _ => {}
            }
        }
        told.put("dates", Some(Node::List(dates)));
        told.number("nextDateIn", next);
        told.put("sizes", Some(Node::List(sizes)));
        for topic in [Topic::Like, Topic::Dislike, Topic::Diet, Topic::Interest] {
            told.texts(topic.key(), facts.words(topic));
        }
        told
    }

    fn tell_taste(&self, now: Now) -> Told {
        let query = Query::new(Kind::ForYou, 1);
        let (profile, model, words) = (&self.profile, &self.model, &self.page.words);
        let scene = Scene::new(profile, model, words, &query, self.language, now);
        let taste = Taste::of(&scene);
        let mut told = Told::default();
        told.texts("categories", taste.categories(FAVOURITES).into_iter());
        told.texts("brands", taste.brands(FAVOURITES).into_iter());
        let unit = self.money(1);
        if let Some([from, median, to]) = taste.prices() {
            let money = |amount: f32| Some((f64::from(amount) * unit).max(0.0));
            told.number("price", money(median));
            told.number("priceFrom", money(from));
            told.number("priceTo", money(to));
        }
        told
    }

    fn tell_basket(&self) -> Told {
        let lines = &self.profile.basket;
        let (mut quantity, mut value) = (0u64, 0u64);
        for line in lines {
            let count = u64::from(line.quantity);
            quantity = quantity.saturating_add(count);
            let price = self.price(&line.item).unwrap_or(0);
            value = value.saturating_add(price.saturating_mul(count));
        }
        let mut told = Told::default();
        told.number("lines", Some(lines.len() as f64));
        told.number("quantity", Some(quantity as f64));
        told.number("value", Some(self.money(value)));
        told.texts("items", lines.iter().map(|line| line.item.as_str()));
        let cards = lines.iter().filter_map(|line| {
            let kept = self.profile.shelf.cards.get(&line.item)?;
            Some(kept.category.as_str())
        });
        told.texts("categories", cards);
        told
    }

    fn tell_page(&self) -> Told {
        let mut told = Told::default();
        told.put("path", Some(Node::Text(self.page.path.clone())));
        told.text(
            "language",
            match self.language {
                Language::En => "en",
                Language::Ko => "ko",
            },
        );
        told.text("search", &self.page.words.typed);
        if let Some(product) = &self.page.product {
            let mut one = Told::default();
            one.text("id", &product.id);
            one.text("title", &product.title);
            one.text("category", &product.category);
            one.text("brand", &product.brand);
            one.number("price", product.price.map(|price| self.money(price)));
            told.object("product", one);
        }
        told
    }

    fn tell_shop(&self) -> Told {
        let shop = &self.profile.shop;
        let mut told = Told::default();
        told.flag("incident", shop.incident.is_some());
        let left = shop.loyalty.as_ref();
        let left = left.map(|loyalty| loyalty.threshold.saturating_sub(loyalty.points) as f64);
        told.number("pointsLeft", left);
        told
    }

    fn tell_consent(&self) -> Told {
        let mut told = Told::default();
        for (key, choice) in [
            ("personalize", self.consent.personalize()),
            ("measure", self.consent.measure()),
        ] {
            if choice != Choice::Unknown {
                told.flag(key, choice == Choice::Granted);
            }
        }
        told
    }
}

fn tell_time(now: Now) -> Told {
    let (year, month, day) = now.date();
    let mut told = Told::default();
    told.number("hour", Some(now.hour().into()));
    told.number("weekday", Some(now.weekday().into()));
    told.number("day", Some(day.into()));
    told.number("month", Some(month.into()));
    told.number("year", Some(year as f64));
    told
}
