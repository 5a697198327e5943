//! What is recommended: candidates by kind, then what must never be shown is taken
//! out, then the list is mixed, then each gets its reason from the true terms of its
//! score.

mod because_viewed;
mod bought_together;
mod buy_again;
mod complete_the_basket;
mod diversity;
mod exclude;
mod for_you;
mod kind;
mod new_for_you;
mod recently_viewed;
mod related;
mod replenish;
mod scene;
mod taste;
mod trending;
mod wishes;

pub use kind::Kind;
pub(crate) use scene::Scene;

use crate::is_safe_url;
use crate::profile::KeptCard;
use crate::reason::{Ground, Reason};
use crate::table::{Table, ranking};
use serde::Serialize;

/// The most that a slot can ask for.
pub const MAX_LIMIT: usize = 24;

/// What is left out of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    /// What a shop would not show: the item on the page, the basket, what is owned, what
    /// was lately looked at, what the shopper does not want.
    #[default]
    Shop,
    /// The item on the page only: how session-based recommenders are compared in
    /// `dangol evaluate --protocol explore`.
    NotOnPage,
    /// Nothing: `dangol evaluate --protocol published`, and next baskets.
    Nothing,
}

/// What a slot or a script asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Which list.
    pub kind: Kind,
    /// How many at most, 1 to 24.
    pub limit: usize,
    /// The item that it is about, where it is not the page's own.
    pub item: Option<String>,
    /// Items that other slots of the page already show.
    pub shown: Vec<String>,
    /// What is left out.
    pub filter: Filter,
}

impl Query {
    /// A query about the page itself.
    pub fn new(kind: Kind, limit: usize) -> Self {
        Self {
            kind,
            limit: limit.clamp(1, MAX_LIMIT),
            item: None,
            shown: Vec::new(),
            filter: Filter::default(),
        }
    }
}

/// What comes of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A file is on its way; ask again when it has come.
    Wait,
    /// This is the list; it may be empty.
    Ready(Vec<Recommendation>),
    /// A file that it needs is missing or damaged.
    Failed,
}

/// A term of a score: how much of it comes from what.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// The stable code of its ground.
    pub code: &'static str,
    /// The item that it comes from; empty if from none.
    pub item_id: String,
    /// How much it adds to the score.
    pub weight: f32,
}

/// A recommended item.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recommendation {
    /// The item's id.
    pub item_id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Its picture; empty if none is known.
    pub image: String,
    /// Its price in the smallest unit of the model's currency.
    pub price: Option<u64>,
    /// The sum of its terms, comparable within one list.
    pub score: f32,
    /// Why, from its largest term.
    pub reason: Reason,
    /// What the score is made of, largest first.
    pub terms: Vec<Term>,
}

/// An item with its score and where the score comes from.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    item: String,
    terms: Vec<(Ground, String, f32)>,
}

impl Candidate {
    fn new(item: &str, ground: Ground, from: &str, weight: f32) -> Self {
        Self {
            item: item.to_owned(),
            terms: vec![(ground, from.to_owned(), weight)],
        }
    }

    fn empty(item: &str) -> Self {
        Self {
            item: item.to_owned(),
            terms: Vec::new(),
        }
    }

    fn score(&self) -> f32 {
        self.terms.iter().map(|(_, _, weight)| weight).sum()
    }
}

/// What a kind has to offer.
pub(crate) enum Offer {
    Wait,
    /// Best first.
    List(Vec<Candidate>),
    Failed,
}

/// Every score by this shopper's taste, and every term with it.
fn tasted(scene: &Scene, mut found: Table<Candidate>) -> Table<Candidate> {
    let taste = taste::Taste::of(scene);
    for candidate in found.values_mut() {
        if let Some(card) = scene.card(&candidate.item) {
            let factor = taste.factor(&card);
            candidate.terms.iter_mut().for_each(|term| term.2 *= factor);
        }
    }
    found
}

/// 2^(−x) for x ≥ 0, without a power function: exact at whole numbers, linear between.
fn halved(x: f32) -> f32 {
    let whole = x.clamp(0.0, 60.0) as u32;
    let rest = (x - whole as f32).clamp(0.0, 1.0);
    (1.0 - 0.5 * rest) / (1u64 << whole) as f32
}

/// Candidates that anything speaks for, by score, best first; equal ones by id.
fn ranked(found: Table<Candidate>) -> Vec<Candidate> {
    let mut candidates: Vec<Option<Candidate>> = found
        .into_pairs()
        .into_iter()
        .filter(|(_, candidate)| candidate.score() > 0.0)
        .map(|(_, candidate)| Some(candidate))
        .collect();
    let scores = candidates.iter().flatten().map(Candidate::score);
    ranking(scores)
        .into_iter()
        .filter_map(|at| candidates[at].take())
        .collect()
}

pub(crate) fn answer(scene: &Scene, query: &Query) -> Answer {
    let offer = match query.kind {
        Kind::ForYou => for_you::offer(scene, query),
        Kind::Related => related::offer(scene),
        Kind::BoughtTogether => bought_together::offer(scene),
        Kind::BuyAgain => buy_again::offer(scene),
        Kind::RecentlyViewed => recently_viewed::offer(scene),
        Kind::Trending => trending::offer(scene),
        Kind::CompleteTheBasket => Offer::List(complete_the_basket::candidates(scene)),
        Kind::BecauseYouViewed => because_viewed::offer(scene, query),
        Kind::NewForYou => new_for_you::offer(scene),
    };
    match offer {
        Offer::Wait => Answer::Wait,
        Offer::Failed => Answer::Failed,
        Offer::List(candidates) => Answer::Ready(pick(scene, query, &candidates)),
    }
}

/// The best of the candidates that may be shown, as a list that is worth showing.
fn pick(scene: &Scene, query: &Query, candidates: &[Candidate]) -> Vec<Recommendation> {
    let mut offered = Vec::new();
    let mut cards = Vec::new();
    let most = diversity::pool(query.kind, query.limit);
    for candidate in candidates {
        if cards.len() >= most {
            break;
        }
        let card = scene.card(&candidate.item);
        let card = card.filter(|card| exclude::may_show(scene, query, &candidate.item, card));
        if let Some(card) = card {
            offered.push(candidate);
            cards.push((card, candidate.score()));
        }
    }
    let chosen = diversity::choose(query.kind, &cards, query.limit);
    chosen
        .into_iter()
        .map(|at| show(scene, offered[at], &cards[at].0))
        .collect()
}

/// The recommendation of a candidate.
fn show(scene: &Scene, candidate: &Candidate, card: &KeptCard) -> Recommendation {
    // What the model says today comes before what was remembered of an earlier page.
    let card = scene
        .model
        .card(&candidate.item)
        .unwrap_or_else(|| card.clone());
    let order = ranking(candidate.terms.iter().map(|(_, _, weight)| *weight));
    let terms: Vec<_> = order.iter().map(|at| &candidate.terms[*at]).collect();
    let reason = terms
        .first()
        .map(|(ground, from, _)| scene.reason(*ground, from, &candidate.item))
        .unwrap_or_default();
    Recommendation {
        item_id: candidate.item.clone(),
        title: card.title,
        url: card.url,
        image: Some(card.image)
            .filter(|url| is_safe_url(url))
            .unwrap_or_default(),
        price: card.price,
        score: candidate.score(),
        reason,
        terms: terms
            .into_iter()
            .take(5)
            .map(|(ground, item_id, weight)| Term {
                code: ground.code(),
                item_id: item_id.clone(),
                weight: *weight,
            })
            .collect(),
    }
}
