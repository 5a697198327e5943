//! What the same customers buy in other orders, before or after.
//!
//! Each order is linked to the next few of the same customer; a link counts half after
//! each link half life between the two, and is shared by all pairs across it:
//!
//! ```text
//! later(i,j) = sum over links (o,p) with i in one and j in the other
//!              sqrt(w(o) w(p)) 2^(-days(o,p)/h) / later_orders
//!              / (n(i)^(1-d) n(j)^d) * c / (c + shrinkage) * fresh(j)
//! ```
//!
//! with the names of [`super::together`].

use super::decay::decay;
use super::rows::{self, Rows};
use super::together::{item_weights, neighbour_factors, order_weights, own_factors};
use crate::history::History;
use crate::options::TrainOptions;

/// The neighbours of each item in the same customers' orders before and after.
pub fn rows(history: &History, offered: &[bool], limit: usize, options: &TrainOptions) -> Rows {
    let weights = order_weights(history, options);
    let totals = item_weights(history, &weights);
    let own = own_factors(&totals, options);
    let factors = neighbour_factors(history, &totals, options);
    let shrinkage = options.shrinkage as f32;
    let reach = options.later_orders;
    let places = places(history);
    let mut rows = rows::for_each(history.items, |item, sums| {
        for &order in history.orders_of.get(item) {
            let orders = history.orders_by.get(history.customers[order as usize]);
            let place = places[order as usize] as usize;
            let near = &orders[place.saturating_sub(reach)..orders.len().min(place + reach + 1)];
            for &other_order in near.iter().filter(|other| **other != order) {
                let basket = history.baskets.get(other_order);
                if basket.len() > options.max_basket {
                    continue;
                }
                let gap =
                    history.times[order as usize].abs_diff(history.times[other_order as usize]);
                let both = weights[order as usize] * weights[other_order as usize];
                let link =
                    decay(gap, options.link_half_life_days) as f32 * both.sqrt() / reach as f32;
                for &other in basket {
                    if other != item && offered[other as usize] {
                        sums.add(other, link);
                    }
                }
            }
        }
        let own = own[item as usize];
        sums.drain(limit, |neighbour, sum, count| {
            let count = count as f32;
            sum * own * factors[neighbour as usize] * count / (count + shrinkage)
        })
    });
    rows::normalise(&mut rows);
    rows
}

/// The place of each order among its customer's.
fn places(history: &History) -> Vec<u32> {
    let mut places = vec![0; history.times.len()];
    for customer in 0..history.orders_by.len() as u32 {
        for (place, order) in (0u32..).zip(history.orders_by.get(customer)) {
            places[*order as usize] = place;
        }
    }
    places
}
