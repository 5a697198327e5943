//! The lives of those as whom the owner tries the shop: visits and events of the past, for
//! the engine itself to remember. They are of things that the shop has, and the same whenever
//! they are told for the same shop and moment.

use super::Who;
use crate::time::{DAY, Now};
use crate::{Language, Node};
use dangol_wire::Card;

/// A minute, in milliseconds.
const MINUTE: u64 = 60_000;
/// How many things each knows at most: each may need a file of its own.
const THINGS: usize = 8;
/// By what baking is known in titles and categories.
const BAKING: [&str; 8] = [
    "bak",
    "cake",
    "cookie",
    "flour",
    "베이킹",
    "제과",
    "케이크",
    "쿠키",
];

/// Someone as whom the owner tries the shop.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Persona {
    /// What they did, oldest first.
    pub visits: Vec<Visit>,
}

/// A visit of the past.
#[derive(Debug, Clone, PartialEq)]
pub struct Visit {
    /// When it began.
    pub at: Now,
    /// What they state of themselves in it.
    pub facts: Option<Node>,
    /// What they do in it, by the names of GA4, one a minute.
    pub events: Vec<(&'static str, Node)>,
}

impl Visit {
    /// The times of its events.
    pub fn times(&self) -> impl Iterator<Item = Now> {
        let begun = self.at;
        (1..).map(move |minute| Now {
            at: begun.at + minute * MINUTE,
            ..begun
        })
    }
}

/// What the shop has, as far as it is known.
pub(crate) struct Things<'a>(Vec<&'a Card>);

impl<'a> Things<'a> {
    /// Each once, in the order of the files.
    pub(crate) fn of(cards: impl Iterator<Item = &'a Card>) -> Self {
        let mut things: Vec<&Card> = Vec::new();
        for card in cards {
            let is_new = !things.iter().any(|known| known.id == card.id);
            if is_new && !card.title.is_empty() {
                things.push(card);
            }
        }
        Self(things)
    }

    /// The thing at a place; the first ones again where there are fewer.
    fn at(&self, place: usize) -> Option<&'a Card> {
        let count = self.0.len().min(THINGS);
        (count > 0).then(|| self.0[place % count])
    }

    /// Those for bakers, or of the largest category where there are hardly any.
    fn for_bakers(&self) -> Self {
        let is_for_bakers = |card: &&&Card| {
            let text = [&card.title, " ", &card.category].concat().to_lowercase();
            BAKING.iter().any(|word| text.contains(word))
        };
        let baking: Vec<&Card> = self.0.iter().filter(is_for_bakers).copied().collect();
        if baking.len() >= THINGS / 2 {
            return Self(baking);
        }
        let size = |category: &str| {
            (self.0.iter())
                .filter(|card| card.category == category)
                .count()
        };
        let mut largest: Option<(usize, &str)> = None;
        for card in &self.0 {
            let size = size(&card.category);
            if largest.is_none_or(|(known, _)| size > known) {
                largest = Some((size, &card.category));
            }
        }
        let category = largest.map_or("", |(_, category)| category);
        let of_it = self.0.iter().filter(|card| card.category == category);
        Self(of_it.copied().collect())
    }
}

/// The life of somebody up to now. Of [`Who::Me`] and [`Who::File`] there is none to be told.
pub(crate) fn visits(who: Who, things: &Things, language: Language, now: Now) -> Persona {
    let mut life = Life {
        now,
        visits: vec![],
    };
    match who {
        Who::Me | Who::File | Who::FirstVisit => {}
        Who::Regular => regular(&mut life, things, language),
        Who::LapsedBirthday => lapsed(&mut life, things),
        Who::Baker => baker(&mut life, &things.for_bakers(), language),
    }
    Persona {
        visits: life.visits,
    }
}

/// Every other week here, every fourth with an order.
fn regular(life: &mut Life, things: &Things, language: Language) {
    for fortnight in (1..=12).rev() {
        let days = fortnight * 14 - 11;
        let visit = life.visit(days);
        if fortnight == 12 {
            let name = match language {
                Language::En => "Mina",
                Language::Ko => "민아",
            };
            visit.facts = Some(map("name", Node::Text(name.into())));
        }
        visit.look(things.at(fortnight as usize));
        if fortnight % 2 == 0 {
            visit.buy([things.at(0), things.at(1), things.at(fortnight as usize)]);
        }
    }
}

/// Ten orders in a few months, then silence for more than a year: by any model the shopper has
/// left. Today is the birthday.
fn lapsed(life: &mut Life, things: &Things) {
    let (_, month, day) = life.now.date();
    for place in 0..10 {
        let visit = life.visit(600 - place as u64 * 12);
        if place == 0 {
            // In a leap year, which has every day.
            let two =
                |number: u8| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
            let birthday = ["1988-", &two(month), "-", &two(day)].concat();
            visit.facts = Some(map("birthday", Node::Text(birthday)));
        }
        visit.look(things.at(place + 1));
        visit.buy([things.at(0), things.at(place + 1), None]);
    }
    life.visit(470).look(things.at(6));
}

/// An order three weeks ago, and since last week a basket that is full.
fn baker(life: &mut Life, things: &Things, language: Language) {
    let likes = match language {
        Language::En => "baking",
        Language::Ko => "베이킹",
    };
    let visit = life.visit(21);
    visit.facts = Some(map("likes", Node::List(vec![Node::Text(likes.into())])));
    visit.look(things.at(0));
    visit.buy([things.at(0), None, None]);
    let visit = life.visit(5);
    visit.look(things.at(1));
    visit.look(things.at(2));
    let visit = life.visit(1);
    for place in 2..THINGS - 1 {
        visit.put(things.at(place));
    }
}

struct Life {
    now: Now,
    visits: Vec<Visit>,
}

impl Life {
    /// A visit so many days ago.
    fn visit(&mut self, days: u64) -> &mut Visit {
        let at = Now {
            at: self.now.at.saturating_sub(days * DAY),
            ..self.now
        };
        self.visits.push(Visit {
            at,
            facts: None,
            events: Vec::new(),
        });
        let last = self.visits.len() - 1;
        &mut self.visits[last]
    }
}

impl Visit {
    fn look(&mut self, card: Option<&Card>) {
        self.event("view_item", card.into_iter(), None);
    }

    fn put(&mut self, card: Option<&Card>) {
        self.event("add_to_cart", card.into_iter(), None);
    }

    fn buy(&mut self, cards: [Option<&Card>; 3]) {
        let order = ["inspector-", &self.at.at.to_string()].concat();
        self.event("purchase", cards.into_iter().flatten(), Some(order));
    }

    /// Without a price: what a thing costs is in the shop's files.
    fn event<'a>(
        &mut self,
        name: &'static str,
        cards: impl Iterator<Item = &'a Card>,
        order: Option<String>,
    ) {
        let text = |key: &str, text: &str| (key.to_owned(), Node::Text(text.to_owned()));
        let items: Vec<Node> = cards
            .map(|card| {
                Node::Map(vec![
                    text("item_id", &card.id),
                    text("item_name", &card.title),
                    text("item_category", &card.category),
                    text("item_brand", &card.brand),
                ])
            })
            .collect();
        if items.is_empty() {
            return;
        }
        let mut event = vec![("items".to_owned(), Node::List(items))];
        event.extend(order.map(|order| ("transaction_id".to_owned(), Node::Text(order))));
        self.events.push((name, Node::Map(event)));
    }
}

fn map(key: &str, value: Node) -> Node {
    Node::Map(vec![(key.to_owned(), value)])
}
