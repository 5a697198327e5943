//! The numbers of what is bought together, chosen on the newest orders.
//!
//! The rows are made of all orders but the newest twentieth. Of each of these one product
//! after the other is taken as known: is anything else of the order in the first places of
//! its row (hit rate), and how far up (mean reciprocal rank)? Both are averaged over the
//! order, then over the orders, so that one large order says no more than a small one.

use super::{Knob, ONE_IN, climb};
use crate::BuildError;
use crate::history::History;
use crate::options::Options;
use crate::train::{Rows, together};

/// How long the rows are that are looked at.
const PLACES: usize = 20;

/// Of an order with more products, only so many are asked about.
const ASKED: usize = 50;

/// Fewer orders of two products or more than this tell chance from choice too badly.
const LEAST: usize = 20;

const KNOBS: [Knob; 4] = [
    Knob {
        name: "half_life_days",
        of: |options| &mut options.train.half_life_days,
        values: &[30.0, 60.0, 240.0],
    },
    Knob {
        name: "popularity_damping",
        of: |options| &mut options.train.popularity_damping,
        values: &[0.2, 0.6, 0.8],
    },
    Knob {
        name: "shrinkage",
        of: |options| &mut options.train.shrinkage,
        values: &[2.0, 4.0, 16.0],
    },
    Knob {
        name: "basket_damping",
        of: |options| &mut options.train.basket_damping,
        values: &[0.0, 0.25, 0.75],
    },
];

/// The options with the numbers that foretell the newest orders best, and what they are.
///
/// # Errors
/// None of its own; as [`climb`].
pub fn tune(
    history: &History,
    offered: &[bool],
    options: &Options,
) -> Result<(Options, Vec<String>), BuildError> {
    let cut = history.times.len() - history.times.len() / ONE_IN;
    let later: Vec<&[u32]> = (cut..history.times.len())
        .map(|order| history.baskets.get(order as u32))
        .filter(|basket| basket.len() > 1)
        .collect();
    if later.len() < LEAST {
        let said = "too few orders to tune on".to_owned();
        return Ok((options.clone(), vec![said]));
    }
    let earlier = before(history, cut);
    climb(options, &KNOBS, |tried| {
        let rows = together::rows(&earlier, offered, PLACES, &tried.train);
        Ok(score(&later, &rows))
    })
}

/// The orders before this one.
fn before(history: &History, cut: usize) -> History {
    let pairs = (0..cut as u32)
        .flat_map(|order| {
            history
                .baskets
                .get(order)
                .iter()
                .map(move |item| (order, *item))
        })
        .collect();
    History::from_parts(
        history.items,
        history.times[..cut].to_vec(),
        history.customers[..cut].to_vec(),
        history.known_customers,
        pairs,
    )
}

/// Hit rate plus mean reciprocal rank.
fn score(later: &[&[u32]], rows: &Rows) -> f64 {
    let of_item = |basket: &[u32], item: u32| {
        let row = &rows[item as usize];
        let hit = row.iter().position(|(other, _)| basket.contains(other));
        hit.map_or(0.0, |place| 1.0 + 1.0 / (place + 1) as f64)
    };
    let of_order = |basket: &&[u32]| {
        let asked = &basket[..basket.len().min(ASKED)];
        let sum: f64 = asked.iter().map(|item| of_item(basket, *item)).sum();
        sum / asked.len() as f64
    };
    later.iter().map(of_order).sum::<f64>() / later.len() as f64
}
