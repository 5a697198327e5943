//! What is bought in the same order: a cosine of decayed, size-damped orders.
//!
//! With `w(o)` the weight of an order, `n(i)` the sum of the weights of the orders with
//! item `i`, `co(i,j)` that of the orders with both, `c` the number of those orders and
//! `d` the popularity damping:
//!
//! ```text
//! together(i,j) = co(i,j) / (n(i)^(1-d) * n(j)^d) * c / (c + shrinkage) * fresh(j)
//! ```
//!
//! and `fresh(j)` a half for each stale half life since `j` was last sold.
//!
//! The cosine over item vectors is item-based collaborative filtering (Sarwar, Karypis,
//! Konstan, Riedl, WWW 2001), the exponent its popularity damping (Deshpande, Karypis,
//! TOIS 2004), the last factor the shrinkage of Bell and Koren (ICDM 2007).

use super::decay::decay;
use super::rows::{self, Rows, Sums};
use crate::history::History;
use crate::options::TrainOptions;

/// The weight of each order: half after each half life, and less the more it holds,
/// because an order of everything says little about any two things in it.
pub fn order_weights(history: &History, options: &TrainOptions) -> Vec<f32> {
    let newest = history.newest().unwrap_or(0);
    (0u32..)
        .zip(&history.times)
        .map(|(order, time)| {
            let others = history.baskets.get(order).len().saturating_sub(1).max(1) as f64;
            let age = decay(newest - *time, options.half_life_days);
            (age / libm::pow(others, options.basket_damping)) as f32
        })
        .collect()
}

/// The sum of the weights of each item's orders.
pub fn item_weights(history: &History, weights: &[f32]) -> Vec<f32> {
    (0..history.items as u32)
        .map(|item| {
            let orders = history.orders_of.get(item);
            orders.iter().map(|order| weights[*order as usize]).sum()
        })
        .collect()
}

/// How much each item counts as a neighbour: its damped popularity, against it, and
/// how lately it was sold. Decay alone does not see that an item is gone, because it
/// makes pairs and items smaller alike.
pub fn neighbour_factors(history: &History, totals: &[f32], options: &TrainOptions) -> Vec<f32> {
    let newest = history.newest().unwrap_or(0);
    (0u32..)
        .zip(totals)
        .map(|(item, total)| {
            let last = history.orders_of.get(item).last();
            let sold = last.map_or(0, |order| history.times[*order as usize]);
            let fresh = decay(newest - sold, options.stale_half_life_days);
            (fresh / libm::pow(f64::from(*total), options.popularity_damping)) as f32
        })
        .collect()
}

/// How much each item's own popularity counts against its row.
pub fn own_factors(totals: &[f32], options: &TrainOptions) -> Vec<f32> {
    let exponent = options.popularity_damping - 1.0;
    let factor = |total: &f32| libm::pow(f64::from(*total), exponent) as f32;
    totals.iter().map(factor).collect()
}

/// The neighbours of each item in the same order.
pub fn rows(history: &History, offered: &[bool], limit: usize, options: &TrainOptions) -> Rows {
    let weights = order_weights(history, options);
    let totals = item_weights(history, &weights);
    let own = own_factors(&totals, options);
    let other = neighbour_factors(history, &totals, options);
    let shrinkage = options.shrinkage as f32;
    let mut rows = rows::for_each(history.items, |item, sums| {
        add(history, item, offered, options.max_basket, &weights, sums);
        let own = own[item as usize];
        sums.drain(limit, |neighbour, sum, count| {
            let count = count as f32;
            sum * own * other[neighbour as usize] * count / (count + shrinkage)
        })
    });
    rows::normalise(&mut rows);
    rows
}

fn add(
    history: &History,
    item: u32,
    offered: &[bool],
    max_basket: usize,
    weights: &[f32],
    sums: &mut Sums,
) {
    for &order in history.orders_of.get(item) {
        let basket = history.baskets.get(order);
        let weight = weights[order as usize];
        for run in sample(basket, item, max_basket) {
            for &other in run {
                if other != item && offered[other as usize] {
                    sums.add(other, weight);
                }
            }
        }
    }
}

/// At most `limit` products of an order: the run of them that begins with the item and
/// goes round, so that every pair has the same chance and no order costs its square.
///
/// In two pieces: what follows the item, and where the order begins anew.
fn sample(basket: &[u32], item: u32, limit: usize) -> [&[u32]; 2] {
    if basket.len() <= limit {
        return [basket, &[]];
    }
    let start = basket.partition_point(|other| *other < item);
    let (before, after) = basket.split_at(start);
    let first = &after[..after.len().min(limit)];
    [first, &before[..limit - first.len()]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_order_is_sampled_from_the_item_on_and_round() {
        let basket: Vec<u32> = (0..10).map(|place| 3 * place).collect();
        let of = |item, limit| sample(&basket, item, limit).concat();
        assert_eq!(of(9, 20), basket);
        assert_eq!(of(9, 4), [9, 12, 15, 18]);
        assert_eq!(of(24, 5), [24, 27, 0, 3, 6]);
        assert_eq!(of(0, 10), basket);
        let pairs = basket.iter().flat_map(|item| of(*item, 4));
        assert!(pairs.filter(|other| *other == 15).count() == 4);
    }

    #[test]
    fn a_shorter_list_is_the_beginning_of_a_longer_one() {
        // Orders of a few of 30 products, in steps that mix them.
        let pairs: Vec<(u32, u32)> = (0..200u32)
            .flat_map(|order| (1..5 + order % 7).map(move |step| (order, order * step * step % 30)))
            .collect();
        let times = (0..200).map(|order| order * 40_000).collect();
        let history = History::from_parts(30, times, (0..200).collect(), 200, pairs);
        let options = TrainOptions::default();
        let offered = [true; 30];
        let long = rows(&history, &offered, 20, &options);
        let short = rows(&history, &offered, 6, &options);
        assert!(long.iter().any(|row| row.len() > 6));
        for (long, short) in long.iter().zip(&short) {
            assert_eq!(&long[..long.len().min(6)], short);
        }
    }
}
