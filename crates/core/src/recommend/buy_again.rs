//! `buy-again`: what this shopper bought and what should be running out, most pressing
//! first. Never a gift, what is in the basket, or what was bought too lately.

use super::replenish::{Stock, supply};
use super::{Candidate, Offer, Scene};
use crate::profile::Deed;
use crate::reason::Ground;
use crate::table::{Table, ranking};

pub(super) fn offer(scene: &Scene) -> Offer {
    let due = due(scene);
    let order = ranking(due.iter().map(Candidate::score));
    Offer::List(order.into_iter().map(|at| due[at].clone()).collect())
}

/// What is due, with a weight below 1: habits first, and what was due lately before what
/// was due long ago.
pub(super) fn due(scene: &Scene) -> Vec<Candidate> {
    let mut seen: Table<()> = Table::default();
    let mut due = Vec::new();
    for action in scene.profile.actions.iter().rev() {
        let item = &action.item;
        if action.deed != Deed::Bought || seen.get(item).is_some() {
            continue;
        }
        seen.insert(item, ());
        let supply = scene
            .card(item)
            .and_then(|card| supply(scene, item, &card))
            .filter(|supply| matches!(supply.stock, Stock::Due | Stock::Overdue));
        if let Some(supply) = supply {
            let habit = (1.0 + supply.intervals as f32) / (2.0 + supply.intervals as f32);
            let weight = habit / (1.0 + (supply.ripe - 1.0).abs());
            let ground = if supply.intervals > 0 {
                Ground::UsuallyBought
            } else {
                Ground::RunsOut
            };
            due.push(Candidate::new(item, ground, item, weight));
        }
    }
    due
}
