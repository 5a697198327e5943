//! What is usually bought: what runs out, by the interval that [`super::replenish`] expects,
//! and what was bought on several days. Most pressing first.

use super::Scene;
use super::replenish::{Stock, supplies};
use crate::reason::Ground;
use crate::table::ranking;

/// The items, each with what is said of it and whether it is due.
pub(crate) fn usual<'a>(scene: &Scene<'a>) -> Vec<(&'a str, Ground, bool)> {
    let (mut found, mut weights) = (Vec::new(), Vec::new());
    for (item, supply) in supplies(scene) {
        let is_habit = || scene.orders.habit(scene, item).is_some();
        let is_due = match supply.stock {
            Stock::NotYet => supply.interval == 0.0 && is_habit(),
            Stock::Due | Stock::Overdue => true,
            Stock::GivenUp => continue,
        };
        if !is_due && supply.intervals == 0 {
            continue;
        }
        let ground = if supply.interval > 0.0 && supply.intervals > 0 {
            Ground::UsuallyBought
        } else {
            Ground::BoughtBefore
        };
        // What is due goes before what is not; habits, and what was due lately, first.
        weights.push(if is_due {
            1.0 + supply.pressing()
        } else {
            supply.ripe.min(1.0)
        });
        found.push((item, ground, is_due));
    }
    let order = ranking(weights.into_iter());
    order.into_iter().map(|at| found[at]).collect()
}
