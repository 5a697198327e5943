//! When a bought item runs out: due, overdue, not yet.
//!
//! A shopper buys an item at a rate that the model knows only roughly: the rate has a
//! Gamma prior with the shape a ([`dangol_wire::Scoring::again_strength`], learned from
//! all orders) and the mean 1/m, where m is the item's usual interval in days
//! (`Card::again_days`). After n own intervals that took D days in all, the expected
//! interval is
//!
//! ```text
//! e = (a m + D) / (a + n)
//! ```
//!
//! (Gamma-Poisson conjugacy; Gelman et al., "Bayesian Data Analysis", 2.6.) An item that
//! is usually bought once counts as running out only for those who bought it on three
//! days or more, by their own intervals alone.

use super::Scene;
use super::deeds::Known;
use crate::profile::{CardView, Deed};
use crate::table::Index;

/// From which share of the expected interval on an item is due.
const DUE: f32 = 0.8;
/// From which share on it is overdue.
const OVERDUE: f32 = 1.5;
/// From which share on the shopper has given it up.
const GIVEN_UP: f32 = 6.0;
/// So many own intervals make a habit without the model's word.
const HABIT: u32 = 2;

/// How a bought item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stock {
    /// Bought lately, or bought once for all.
    NotYet,
    /// It should be running out.
    Due,
    /// It should have run out.
    Overdue,
    /// It should have run out so long ago that the shopper gave it up.
    GivenUp,
}

/// What is known of an item that the shopper bought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Supply {
    /// How it stands.
    pub(super) stock: Stock,
    /// The expected interval, in days; 0 if it does not run out.
    pub(super) interval: f32,
    /// How many own intervals there are.
    pub(super) intervals: u32,
    /// How long ago it was bought, in shares of the interval.
    pub(super) ripe: f32,
}

impl Supply {
    /// How pressing what is due is, at most 1: habits most, and what was due lately more than
    /// what was due long ago.
    pub(super) fn pressing(&self) -> f32 {
        let habit = (1.0 + self.intervals as f32) / (2.0 + self.intervals as f32);
        habit / (1.0 + (self.ripe - 1.0).abs())
    }
}

/// What this shopper bought for themselves, each item once, newest first, and how it stands.
pub(super) fn supplies<'a>(scene: &Scene<'a>) -> Vec<(&'a str, Supply)> {
    let (mut met, mut count) = (Index::default(), 0);
    let mut found = Vec::new();
    for action in scene.profile.actions.iter().rev() {
        let item = action.item.as_str();
        if action.deed != Deed::Bought || met.number(item) != count {
            continue;
        }
        count += 1;
        // All that was bought as a gift only has no supply.
        let (known, kept) = scene.deeds.get_with_card(item);
        if known.purchases == 0 {
            continue;
        }
        let card = scene.card_of(item, kept);
        let supply = card.and_then(|card| supply(scene, &known, &card));
        found.extend(supply.map(|supply| (item, supply)));
    }
    found
}

/// How an item stands with this shopper; nothing if they never bought it for themselves.
pub(super) fn supply(scene: &Scene, known: &Known, card: &CardView) -> Option<Supply> {
    let intervals = known.purchases.checked_sub(1)?;
    let (first, last) = known.days;
    let own = last.saturating_sub(first) as f32;
    let strength = scene.scoring().again_strength;
    let usual = f32::from(card.again_days);
    let interval = match (usual > 0.0, intervals) {
        (true, _) => (strength * usual + own) / (strength + intervals as f32),
        (false, HABIT..) => own / intervals as f32,
        (false, _) => 0.0,
    };
    let elapsed = scene.now.day().saturating_sub(last) as f32;
    let ripe = if interval > 0.0 {
        elapsed / interval
    } else {
        0.0
    };
    let stock = if ripe < DUE {
        Stock::NotYet
    } else if ripe < OVERDUE {
        Stock::Due
    } else if ripe < GIVEN_UP {
        Stock::Overdue
    } else {
        Stock::GivenUp
    };
    Some(Supply {
        stock,
        interval,
        intervals,
        ripe,
    })
}
