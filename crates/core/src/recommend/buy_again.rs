//! `buy-again`: what this shopper bought and what should be running out, most pressing
//! first, and what they order time and again although nobody knows when it runs out. Never a
//! gift, what is in the basket, or what was bought too lately.

use super::replenish::{Stock, supplies};
use super::{Candidates, Offer, Query, Scene, candidates};
use crate::reason::Ground;
use crate::table::ranking;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    let due = due(scene);
    let mut found = Candidates::default();
    for at in ranking(due.iter().map(|due| due.weight)) {
        let due = &due[at];
        found.put(due.item, due.ground, due.item, due.weight);
    }
    candidates::as_put(scene, query, found)
}

/// What is due, and how pressing it is.
pub(super) struct Due<'a> {
    pub(super) item: &'a str,
    pub(super) ground: Ground,
    /// At most 1.
    pub(super) weight: f32,
}

/// What is due, newest first.
pub(super) fn due<'a>(scene: &Scene<'a>) -> Vec<Due<'a>> {
    let mut due = Vec::new();
    for (item, supply) in supplies(scene) {
        if supply.interval == 0.0 {
            due.extend(scene.orders.habit(scene, item).map(|again| Due {
                item,
                ground: Ground::BoughtBefore,
                weight: again.min(1.0),
            }));
        } else if matches!(supply.stock, Stock::Due | Stock::Overdue) {
            let ground = if supply.intervals > 0 {
                Ground::UsuallyBought
            } else {
                Ground::RunsOut
            };
            due.push(Due {
                item,
                ground,
                weight: supply.pressing(),
            });
        }
    }
    due
}
