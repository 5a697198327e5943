//! Which cell of each histogram is this device's.

use crate::Now;
use crate::profile::{Deed, Profile};
use crate::time::DAY;
use dangol_wire::measure::{FRESHNESS, LIFECYCLE, Measure};

/// A customer who bought more than once is quiet after so long without an order.
pub const QUIET_DAYS: u64 = 90;

/// Who has not bought for so long is away.
pub const AWAY_DAYS: u64 = 180;

/// The histograms that can be answered: which, the cell, and how many there are. Which these
/// are must not depend on the profile.
///
/// These cells are the truth that no report tells: they are for making one, and for a
/// simulation that judges estimates by them.
pub fn answerable(profile: &Profile, interests: &[String], now: Now) -> Vec<(Measure, u16, u16)> {
    let stage = (
        Measure::Lifecycle,
        lifecycle(profile, now),
        LIFECYCLE.len() as u16,
    );
    let facts = (
        Measure::Freshness,
        freshness(profile, now),
        FRESHNESS.len() as u16,
    );
    let mut answerable = vec![stage, facts];
    if !interests.is_empty() {
        let cells = interests.len() as u16 + 1;
        answerable.push((Measure::Interest, interest(profile, interests), cells));
    }
    answerable
}

/// The place in [`LIFECYCLE`].
fn lifecycle(profile: &Profile, now: Now) -> u16 {
    let bought = profile.actions.iter();
    let bought = bought.filter(|action| action.deed == Deed::Bought);
    let (mut days, mut last_day, mut last) = (0, u64::MAX, 0);
    for action in bought {
        days += u16::from(now.day_of(action.at) != last_day);
        last_day = now.day_of(action.at);
        last = last.max(action.at);
    }
    let silence = now.at.saturating_sub(last);
    match days {
        0 if profile.visits.count <= 1 => 0,
        0 => 1,
        _ if silence > AWAY_DAYS * DAY => 5,
        1 => 2,
        _ if silence > QUIET_DAYS * DAY => 4,
        _ => 3,
    }
}

/// The place in [`FRESHNESS`].
fn freshness(profile: &Profile, now: Now) -> u16 {
    let said = &profile.facts.said;
    let stale = said.iter().filter(|fact| fact.is_stale(now)).count();
    match said.len() {
        0 => 0,
        _ if stale == 0 => 1,
        all if stale < all => 2,
        _ => 3,
    }
}

/// The category that was cared for most, from 1; 0 if none of those is among them. A look
/// counts 1, putting into the basket 2, buying 3, a gift nothing.
fn interest(profile: &Profile, interests: &[String]) -> u16 {
    let mut weights = vec![0_u32; interests.len()];
    for action in profile.actions.iter().filter(|action| !action.gift) {
        let weight = match action.deed {
            Deed::Viewed => 1,
            Deed::AddedToCart => 2,
            Deed::Bought => 3,
            Deed::Rated => 0,
        };
        let card = profile.shelf.cards.get(&action.item);
        let category = card.map_or("", |card| &card.category);
        if let Some(at) = interests.iter().position(|known| known == category) {
            weights[at] += weight;
        }
    }
    let (mut most, mut cell) = (0, 0);
    for (at, weight) in weights.into_iter().enumerate() {
        if weight > most {
            (most, cell) = (weight, at as u16 + 1);
        }
    }
    cell
}
