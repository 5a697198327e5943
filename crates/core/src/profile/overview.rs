//! What the shopper sees of what is remembered.

use super::{Deed, Fact, KeptCard, Offered, Profile, Satisfaction, Topic};
use crate::consent::Consent;
use crate::table::{Table, ranking};
use serde::Serialize;

/// An item in the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewItem {
    /// What was done with it.
    pub deed: Deed,
    /// Its id.
    pub item_id: String,
    /// Its title, or its id where no title is known.
    pub title: String,
    /// Its page; empty if unknown.
    pub url: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// How many; the stars of a rating.
    pub quantity: u32,
    /// Whether it was marked as a gift.
    pub gift: bool,
    /// Its picture; empty if unknown.
    pub image: String,
    /// Its category; empty if unknown.
    pub category: String,
}

/// A fact in the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewFact {
    /// What it is about.
    pub topic: Topic,
    /// The name, the size, the word, or whom the date is about.
    pub text: String,
    /// The relation of a date, or what a size is of.
    pub about: String,
    /// The day, as `1990-05-13` or `--05-13`; empty where the topic has none.
    pub date: String,
    /// When it was last stated or confirmed, in milliseconds since 1970.
    pub confirmed: u64,
}

/// A campaign in the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewOffer {
    /// Its id, as the shop calls it.
    pub id: String,
    /// In how many visits it was shown.
    pub shown: u32,
    /// In how many of these it was taken up.
    pub taken: u32,
    /// In how many orders its code was used.
    pub redeemed: u32,
    /// When it was last shown, in milliseconds since 1970; 0 if never.
    pub at: u64,
    /// Whether the shopper does not want it.
    pub stopped: bool,
}

impl OverviewOffer {
    fn of(known: &Offered) -> Self {
        Self {
            id: known.campaign.clone(),
            shown: known.shown,
            taken: known.clicked,
            redeemed: known.redeemed,
            at: known.last(),
            stopped: known.stopped,
        }
    }
}

impl OverviewFact {
    pub(crate) fn of(fact: &Fact) -> Self {
        Self {
            topic: fact.topic,
            text: fact.text.clone(),
            about: fact.about.clone(),
            date: fact.day.map(|day| day.to_string()).unwrap_or_default(),
            confirmed: fact.at,
        }
    }
}

/// A wish in the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewWish {
    /// The item's id.
    pub item_id: String,
    /// Its title, or its id where no title is known.
    pub title: String,
    /// Its page; empty if unknown.
    pub url: String,
    /// Its picture; empty if unknown.
    pub image: String,
    /// When it was put on the list, in milliseconds since 1970.
    pub at: u64,
    /// Whether it is for someone else.
    pub gift: bool,
}

/// What the shopper sees of what is remembered: `dangol.profile.get()`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The answer on keeping a profile; `None` while there is none.
    pub personalize: Option<bool>,
    /// The answer on sending aggregates; `None` while there is none.
    pub measure: Option<bool>,
    /// Whether anything is kept on the device beyond this page.
    pub stored: bool,
    /// The size of what is kept, in bytes; 0 if nothing is.
    pub bytes: usize,
    /// Whether nothing new is remembered for now.
    pub paused: bool,
    /// Whether a guest uses the device: this is what their page remembers of them, then.
    pub guest: bool,
    /// How many visits are remembered.
    pub visits: u32,
    /// When the first was, in milliseconds since 1970; 0 if none is remembered.
    pub first_visit: u64,
    /// When the shopper was last seen.
    pub last_visit: u64,
    /// What to be called.
    pub name: Option<String>,
    /// What they said that they like.
    pub likes: Vec<String>,
    /// What they said that they do not want.
    pub dislikes: Vec<String>,
    /// The categories that they cared for most, each with its share of what was done, in
    /// percent: a look counts 1, putting into the basket 2, buying 3, a gift nothing.
    pub categories: Vec<(String, u32)>,
    /// All that they stated, with when it was last confirmed.
    pub facts: Vec<OverviewFact>,
    /// What was looked at, put into the basket and bought, newest first.
    pub items: Vec<OverviewItem>,
    /// The ids of what is in the basket.
    pub basket: Vec<String>,
    /// The wish list, newest first.
    pub wishes: Vec<OverviewWish>,
    /// The codes of the greetings that they do not want.
    pub stopped_greetings: Vec<String>,
    /// What was offered to them, and what came of it.
    pub offers: Vec<OverviewOffer>,
    /// What they do not want to be asked: the names of kinds of questions, and `all`.
    pub stopped_questions: Vec<&'static str>,
    /// How satisfied they last said to be.
    pub satisfaction: Option<Satisfaction>,
    /// The attributes that they weigh when choosing, the heaviest first.
    pub weighed: Vec<String>,
    /// Of how many items the neighbours are remembered.
    pub neighbourhoods: usize,
}

impl Overview {
    pub(crate) fn of(profile: &Profile, consent: &Consent, bytes: usize) -> Self {
        let title = |item: &str| {
            let card = profile.shelf.cards.get(item);
            let title = card.map(|card| card.title.clone());
            title
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| item.to_owned())
        };
        let items = profile.actions.iter().rev().map(|action| {
            let card = profile.shelf.cards.get(&action.item);
            OverviewItem {
                deed: action.deed,
                item_id: action.item.clone(),
                title: title(&action.item),
                url: card
                    .map(|card| card.url.clone())
                    .filter(|url| crate::is_safe_url(url))
                    .unwrap_or_default(),
                at: action.at,
                quantity: action.quantity,
                gift: action.gift,
                image: card
                    .map(|card| card.image.clone())
                    .filter(|image| crate::is_safe_url(image))
                    .unwrap_or_default(),
                category: card.map(|card| card.category.clone()).unwrap_or_default(),
            }
        });
        let link = |item: &str, of: fn(&KeptCard) -> &String| {
            let url = profile.shelf.cards.get(item).map(of).cloned();
            url.filter(|url| crate::is_safe_url(url))
                .unwrap_or_default()
        };
        let wishes = profile.wishes.iter().rev().map(|wish| OverviewWish {
            item_id: wish.item.clone(),
            title: title(&wish.item),
            url: link(&wish.item, |card| &card.url),
            image: link(&wish.item, |card| &card.image),
            at: wish.at,
            gift: wish.gift,
        });
        let words = |topic| profile.facts.words(topic).map(str::to_owned).collect();
        Self {
            personalize: consent.personalize().answer(),
            measure: consent.measure().answer(),
            stored: bytes > 0,
            bytes,
            paused: profile.paused,
            guest: false,
            visits: profile.visits.count,
            first_visit: profile.visits.first,
            last_visit: profile.visits.last,
            name: profile.facts.name().map(str::to_owned),
            likes: words(Topic::Like),
            dislikes: words(Topic::Dislike),
            categories: categories(profile),
            facts: profile.facts.said.iter().map(OverviewFact::of).collect(),
            items: items.collect(),
            basket: profile
                .basket
                .iter()
                .map(|line| line.item.clone())
                .collect(),
            wishes: wishes.collect(),
            stopped_greetings: profile.greetings.stopped.clone(),
            offers: profile.offers.0.iter().map(OverviewOffer::of).collect(),
            stopped_questions: stopped_questions(profile),
            satisfaction: profile.questions.satisfaction(),
            weighed: profile
                .weighed
                .iter()
                .map(|weighed| weighed.attribute.clone())
                .collect(),
            neighbourhoods: profile.shelf.rows.len(),
        }
    }
}

fn stopped_questions(profile: &Profile) -> Vec<&'static str> {
    let questions = &profile.questions;
    let all = questions.never.then_some("all");
    let kinds = questions.stopped.iter().map(|asks| asks.name());
    all.into_iter().chain(kinds).collect()
}

/// The most categories that are named.
const CATEGORIES: usize = 6;

fn categories(profile: &Profile) -> Vec<(String, u32)> {
    let mut shares: Table<u32> = Table::default();
    let mut total = 0;
    for action in profile.actions.iter().filter(|action| !action.gift) {
        let card = profile.shelf.cards.get(&action.item);
        let Some(card) = card.filter(|card| !card.category.is_empty()) else {
            continue;
        };
        let weight = match action.deed {
            Deed::Viewed => 1,
            Deed::AddedToCart => 2,
            Deed::Bought => 3,
            Deed::Rated => 0,
        };
        *shares.entry(&card.category, || 0) += weight;
        total += weight;
    }
    let pairs = shares.into_pairs();
    let most = ranking(pairs.iter().map(|(_, share)| *share as f32));
    (most.into_iter().take(CATEGORIES))
        .map(|at| (pairs[at].0.clone(), pairs[at].1 * 100 / total.max(1)))
        .collect()
}
