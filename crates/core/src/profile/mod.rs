//! What the shop remembers of a shopper, on the shopper's own device.
//!
//! A profile changes only by [`Change`]s. A tab keeps the changes that it has not yet
//! saved and applies them to whatever another tab saved meanwhile, so that tabs
//! never overwrite each other.

mod action;
mod apply;
mod change;
mod day;
mod essence;
mod export;
mod facts;
mod forgotten;
mod greetings;
pub mod limits;
mod offers;
mod overview;
mod questions;
mod record;
mod shelf;
mod shop;
mod snapshot;
mod topic;
mod visits;
mod weighed;
mod wish_list;

pub use action::{Action, Deed, Line, MAX_STARS, Opinion};
pub use change::Change;
pub use day::DayOfYear;
pub use export::{Export, PROFILE_FORMAT};
pub use facts::{Fact, Facts};
pub use forgotten::Forgotten;
pub(crate) use greetings::Pace;
pub use greetings::{Greetings, Paced, Said};
pub(crate) use offers::Allowance;
pub use offers::{Blocked, Offered, Offers};
pub use overview::{Overview, OverviewFact, OverviewItem, OverviewOffer, OverviewWish};
pub(crate) use questions::Rarity;
pub use questions::{Asks, Outcome, Posed, Questions, Satisfaction, Unasked};
pub use record::{PROFILE_VERSION, Record};
pub(crate) use record::{read_consent, read_profile};
pub(crate) use shelf::CardView;
pub use shelf::{Found, KeptCard, KeptRow, Shelf};
pub(crate) use shop::hash;
pub use shop::{Delivery, Incident, Loyalty, Shop, Statement};
pub use snapshot::Snapshot;
pub use topic::Topic;
pub use visits::Visits;
pub use weighed::Weighed;
pub use wish_list::{WishList, Wished};

use crate::report::Tally;
use crate::time::Now;
use serde::{Deserialize, Serialize};

/// What the shop remembers of a shopper.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// When they came.
    pub visits: Visits,
    /// What they did, oldest first.
    pub actions: Vec<Action>,
    /// What is in their basket, as far as the page said.
    pub basket: Vec<Line>,
    /// When the basket last changed, in milliseconds since 1970.
    pub basket_at: u64,
    /// What they stated.
    pub facts: Facts,
    /// Cards and neighbours of the items they met.
    pub shelf: Shelf,
    /// Whether the shopper wants nothing new to be remembered for now.
    pub paused: bool,
    /// Which greetings were said when, and which the shopper does not want.
    pub greetings: Greetings,
    /// What was shown of each campaign, and what came of it.
    pub offers: Offers,
    /// What they were asked, and what they do not want to be asked.
    pub questions: Questions,
    /// What the shop states to them.
    pub shop: Shop,
    /// When a guest of the device was last seen, in milliseconds since 1970; 0 if none is
    /// here.
    pub guest: u64,
    /// What is counted, if they agreed to that, and where its reports stand.
    pub tally: Tally,
    /// What they wish for.
    pub wishes: WishList,
    /// Which attributes they weigh when choosing, the heaviest first.
    pub weighed: Vec<Weighed>,
}

impl Profile {
    /// Applies one change. [`Profile::age`] is to follow once all of an event are applied.
    pub fn apply(&mut self, change: &Change) {
        change.apply(self);
    }

    /// Whether a guest uses the device: one who has not left, and was seen within half an
    /// hour. A mark ahead of a clock that was set back by more is over, too.
    pub fn has_guest(&self, now: Now) -> bool {
        self.guest > 0 && now.at.abs_diff(self.guest) < limits::VISIT_GAP
    }

    /// Of facts that are no longer stated nothing is kept but that something was asked.
    fn forget_asked(&mut self) {
        self.facts.forget_asked();
        let said = &self.facts.said;
        let goes = |posed: &Posed| {
            posed.asks == Asks::Fact && !said.iter().any(|fact| fact.key() == posed.about)
        };
        self.questions.forget(&goes);
    }

    /// Drops what is too old or too much.
    pub fn age(&mut self, now: Now) {
        // A clock that was ahead must not make what was done then last for ever. One that
        // is somewhat behind now must not make older what was done at the right time.
        let ahead = now.at.saturating_add(limits::LOOKS);
        for action in &mut self.actions {
            if action.at > ahead {
                action.at = now.at;
            }
        }
        if self.basket_at > ahead {
            self.basket_at = now.at;
        }
        self.actions.retain(|action| {
            let limit = match action.deed {
                Deed::Bought | Deed::Rated => limits::PURCHASES,
                Deed::Viewed | Deed::AddedToCart => limits::LOOKS,
            };
            now.at.saturating_sub(action.at) <= limit
        });
        if self.actions.len() > limits::ACTIONS {
            self.drop_actions(self.actions.len() - limits::ACTIONS);
        }
        if now.at.saturating_sub(self.basket_at) > limits::LOOKS {
            self.basket.clear();
        }
        self.basket.truncate(limits::BASKET);
        self.tally.age(now);
        self.greetings.age(now);
        self.offers.age(now);
        self.questions.age(now);
        self.wishes.age(now);
        self.shop.age(now);
        weighed::age(&mut self.weighed, now);
        self.tidy();
    }

    /// Drops what of the shelf is beyond its limits or is needed no more.
    fn tidy(&mut self) {
        let used = self
            .actions
            .iter()
            .map(|action| action.item.as_str())
            .chain(self.basket.iter().map(|line| line.item.as_str()))
            .chain(self.wishes.iter().map(|wish| wish.item.as_str()));
        let bought = |item: &str| {
            let mut actions = self.actions.iter();
            actions.any(|action| action.deed == Deed::Bought && action.item == item)
        };
        self.shelf.tidy(used, bought);
    }

    /// Looks go before purchases and ratings, older before newer.
    fn drop_actions(&mut self, mut count: usize) {
        for worth_more in [false, true] {
            self.actions.retain(|action| {
                let is_worth = matches!(action.deed, Deed::Bought | Deed::Rated);
                let goes = count > 0 && is_worth == worth_more;
                count -= usize::from(goes);
                !goes
            });
        }
    }

    fn sort_actions(&mut self) {
        // Nearly sorted, and short: two sorted lists at worst.
        for at in 1..self.actions.len() {
            let mut to = at;
            while to > 0 && self.actions[to - 1].at > self.actions[to].at {
                self.actions.swap(to - 1, to);
                to -= 1;
            }
        }
    }

    /// How many stars they last gave this item; 0 if none.
    pub fn rating(&self, item: &str) -> u32 {
        let mut newest_first = self.actions.iter().rev();
        newest_first
            .find(|action| action.deed == Deed::Rated && action.item == item)
            .map_or(0, |rating| rating.quantity)
    }

    /// Takes over another profile: actions of both, each once; what is newer wins.
    pub fn merge(&mut self, other: Self, now: Now) {
        for action in other.actions {
            let known = self.actions.iter_mut().find(|known| known.is_same(&action));
            match known {
                Some(known) => known.gift |= action.gift,
                None => self.actions.push(action),
            }
        }
        self.sort_actions();
        // The basket is one thing: the newer one counts.
        if other.basket_at > self.basket_at {
            self.basket = other.basket;
            self.basket_at = other.basket_at;
        }
        self.facts.merge(other.facts);
        self.visits.merge(&other.visits);
        self.shelf.merge(other.shelf);
        self.greetings.merge(other.greetings);
        self.offers.merge(other.offers);
        self.questions.merge(other.questions);
        self.shop.merge(other.shop);
        self.wishes.merge(other.wishes);
        weighed::merge(&mut self.weighed, other.weighed);
        self.age(now);
    }
}
