//! What is recommended: candidates by kind, then what must never be shown is taken
//! out, then the list is mixed, then each gets its reason from the true terms of its
//! score.

mod affinity;
mod because_viewed;
mod bought_together;
mod buy_again;
mod candidates;
mod complete_the_basket;
mod deeds;
mod diversity;
mod exclude;
mod for_you;
mod here;
mod kind;
mod merchandise;
mod new_for_you;
mod next;
mod recently_viewed;
mod related;
mod replenish;
mod scene;
mod taste;
mod trace;
mod trending;
mod usual;
mod wishes;

pub(crate) use affinity::affinity;
use candidates::{Candidates, Listed};
pub use kind::Kind;
pub(crate) use merchandise::Merchandise;
pub(crate) use scene::{Relation, Scene};
pub(crate) use taste::Taste;
pub use trace::Cause;
#[cfg(feature = "inspect")]
pub(crate) use trace::Noted;
pub(crate) use trace::Trace;
pub(crate) use usual::usual;

use crate::is_safe_url;
use crate::reason::Reason;
use crate::table::ranking;
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

/// What a kind has to offer.
pub(crate) enum Offer<'a> {
    Wait,
    /// All candidates, and those that may be shown, best first.
    List(Candidates<'a>, Vec<Listed<'a>>),
    Failed,
}

/// 2^(−x) for x ≥ 0, without a power function: exact at whole numbers, linear between.
fn halved(x: f32) -> f32 {
    let whole = x.clamp(0.0, 60.0) as u32;
    let rest = (x - whole as f32).clamp(0.0, 1.0);
    (1.0 - 0.5 * rest) / (1u64 << whole) as f32
}

pub(crate) fn answer(scene: &Scene, query: &Query) -> Answer {
    // What is sold out must not be shown first and then vanish.
    if scene.model.awaits_hot() || scene.merchandise.waits(scene) {
        return Answer::Wait;
    }
    let offer = match query.kind {
        Kind::ForYou => for_you::offer(scene, query),
        Kind::Related => related::offer(scene, query),
        Kind::BoughtTogether => bought_together::offer(scene, query),
        Kind::BuyAgain => buy_again::offer(scene, query),
        Kind::RecentlyViewed => recently_viewed::offer(scene, query),
        Kind::Trending => trending::offer(scene, query),
        Kind::CompleteTheBasket => complete_the_basket::offer(scene, query),
        Kind::BecauseYouViewed => because_viewed::offer(scene, query),
        Kind::NewForYou => new_for_you::offer(scene, query),
    };
    match offer {
        Offer::Wait => Answer::Wait,
        Offer::Failed => Answer::Failed,
        Offer::List(mut found, mut listed) => {
            let of_shop = (scene.merchandise).arrange(scene, query, &mut found, &mut listed);
            let left = query.limit - of_shop.min(query.limit);
            let (first, rest) = listed.split_at(of_shop);
            let trace = &scene.trace;
            let chosen = diversity::choose(query.kind, first, rest, left, &found, trace);
            #[cfg(feature = "inspect")]
            trace.finish(&found, &listed);
            let shown = (0..of_shop)
                .chain(chosen.into_iter().map(|at| at + of_shop))
                .map(|at| show(scene, &found, &listed[at]));
            Answer::Ready(shown.collect())
        }
    }
}

/// The recommendation of a candidate.
fn show(scene: &Scene, found: &Candidates, listed: &Listed) -> Recommendation {
    let item = found.item(listed.number);
    // What the model says today comes before what was remembered of an earlier page.
    let card = scene.model_card(item).unwrap_or(listed.card);
    let parts: Vec<_> = found.parts(listed.number).collect();
    let order = ranking(parts.iter().map(|part| part.weight * listed.factor));
    let reason = order
        .first()
        .map(|at| scene.reason(parts[*at].ground, parts[*at].from, item))
        .unwrap_or_default();
    Recommendation {
        item_id: item.to_owned(),
        title: card.title.to_owned(),
        url: card.url.to_owned(),
        image: Some(card.image)
            .filter(|url| is_safe_url(url))
            .unwrap_or_default()
            .to_owned(),
        price: card.price,
        score: listed.score,
        reason,
        terms: order
            .into_iter()
            .take(5)
            .map(|at| Term {
                code: parts[at].ground.code(),
                item_id: parts[at].from.to_owned(),
                weight: parts[at].weight * listed.factor,
            })
            .collect(),
    }
}
