//! `buy-again`: what this shopper bought and what should be running out, most pressing
//! first, and what they order time and again although nobody knows when it runs out. Never a gift, what is in the basket, or what was bought too lately.

use super::replenish::{Stock, supply};
use super::{Candidates, Offer, Query, Scene, candidates};
use crate::profile::Deed;
use crate::reason::Ground;
use crate::table::{Index, ranking};

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

/// What is due, newest first. Habits weigh most, and what was due lately more than what
/// was due long ago.
pub(super) fn due<'a>(scene: &Scene<'a>) -> Vec<Due<'a>> {
    let mut seen = Index::default();
    let mut count = 0;
    let mut due = Vec::new();
    for action in scene.profile.actions.iter().rev() {
        let item = action.item.as_str();
        if action.deed != Deed::Bought || seen.number(item) != count {
            continue;
        }
        count += 1;
        // All that was bought as a gift only has no supply.
        let (known, kept) = scene.deeds.get_with_card(item);
        if known.purchases == 0 {
            continue;
        }
        let supply = scene
            .card_of(item, kept)
            .and_then(|card| supply(scene, &known, &card));
        let Some(supply) = supply else {
            continue;
        };
        if supply.interval == 0.0 {
            due.extend(scene.orders.habit(scene, item).map(|again| Due {
                item,
                ground: Ground::BoughtBefore,
                weight: again.min(1.0),
            }));
        } else if matches!(supply.stock, Stock::Due | Stock::Overdue) {
            let habit = (1.0 + supply.intervals as f32) / (2.0 + supply.intervals as f32);
            let weight = habit / (1.0 + (supply.ripe - 1.0).abs());
            let ground = if supply.intervals > 0 {
                Ground::UsuallyBought
            } else {
                Ground::RunsOut
            };
            due.push(Due {
                item,
                ground,
                weight,
            });
        }
    }
    due
}
