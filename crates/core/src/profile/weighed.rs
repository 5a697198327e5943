//! Which attributes the shopper weighs when choosing.

use super::limits;
use crate::time::Now;
use serde::{Deserialize, Serialize};

/// What an attribute gains in a visit by its place among those that were put first.
const POINTS: [u32; 4] = [8, 6, 4, 2];

/// An attribute that the shopper weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Weighed {
    /// Its name, as [`crate::choose::kept_name`] gives it.
    pub attribute: String,
    /// What it gained in earlier visits; fades with each visit in which something is weighed.
    pub weight: u32,
    /// What it gained in the visit in which it was last weighed.
    pub fresh: u32,
    /// When that was, in milliseconds since 1970.
    pub at: u64,
}

/// The shopper put these first, in this order, in a visit that began at `started`. The last
/// word of a visit is the one that counts.
pub(super) fn weigh(known: &mut Vec<Weighed>, attributes: &[String], at: u64, started: u64) {
    let last = known.iter().map(|weighed| weighed.at).max();
    let is_same_visit = last.is_some_and(|last| last >= started);
    // Nothing was put first: what was in this visit is taken back, and nothing fades for it.
    if attributes.is_empty() && !is_same_visit {
        return;
    }
    for weighed in known.iter_mut() {
        if !is_same_visit {
            weighed.weight = weighed.weight * 3 / 4 + weighed.fresh;
        }
        weighed.fresh = 0;
    }
    let points = POINTS.into_iter().chain(std::iter::repeat(1));
    for (name, points) in attributes.iter().take(limits::WEIGHED).zip(points) {
        match known.iter_mut().find(|weighed| weighed.attribute == *name) {
            Some(weighed) => (weighed.fresh, weighed.at) = (points, at.max(weighed.at)),
            None => known.push(Weighed {
                attribute: name.clone(),
                weight: 0,
                fresh: points,
                at,
            }),
        }
    }
    known.retain(|weighed| weighed.weight + weighed.fresh > 0);
    tidy(known);
}

/// Drops what was not weighed for long.
pub(super) fn age(known: &mut Vec<Weighed>, now: Now) {
    for weighed in known.iter_mut() {
        if weighed.at > now.at.saturating_add(limits::LOOKS) {
            weighed.at = now.at;
        }
    }
    known.retain(|weighed| now.at.saturating_sub(weighed.at) <= limits::WEIGHED_FOR);
}

/// Takes over what was weighed elsewhere; of one attribute the heavier counts.
pub(super) fn merge(known: &mut Vec<Weighed>, other: Vec<Weighed>) {
    for one in other {
        match known.iter_mut().find(|of| of.attribute == one.attribute) {
            Some(of) if of.weight + of.fresh >= one.weight + one.fresh => {}
            Some(of) => *of = one,
            None => known.push(one),
        }
    }
    tidy(known);
}

/// Of a profile from elsewhere: what is within the limits, and nothing from the future.
pub(super) fn sound(known: &mut Vec<Weighed>, now: Now) {
    let most = 4 * POINTS[0];
    known.retain(|weighed| {
        let name = &weighed.attribute;
        !name.is_empty() && name.len() <= limits::WEIGHED_NAME
    });
    for weighed in known.iter_mut() {
        weighed.weight = weighed.weight.min(most);
        weighed.fresh = weighed.fresh.min(POINTS[0]);
        weighed.at = weighed.at.min(now.at);
    }
    tidy(known);
}

/// The heaviest first, and no more than are remembered.
fn tidy(known: &mut Vec<Weighed>) {
    let heavy = |weighed: &Weighed| weighed.weight + weighed.fresh;
    // Short, and nearly in order.
    for at in 1..known.len() {
        let mut to = at;
        while to > 0 && heavy(&known[to - 1]) < heavy(&known[to]) {
            known.swap(to - 1, to);
            to -= 1;
        }
    }
    known.truncate(limits::WEIGHED);
}
