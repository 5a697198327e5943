//! Prices that cannot be: nothing, less than nothing, or far from what the product costs.

use super::{is_free, remove};
use crate::options::CleanOptions;
use crate::read::orders::{NO_PRICE, Orders};
use crate::report::Count;

/// Lines with a price that it takes to know what a product costs.
const ENOUGH: usize = 3;

/// Removes lines whose price is not above zero, and lines whose price is too many times
/// above or below the product's median.
pub fn apply(orders: &mut Orders, options: &CleanOptions) -> [Count; 2] {
    let mut free = Count::new(
        "prices that are not above zero",
        "lines",
        "The line is left out.",
    );
    let mut absurd = Count::new(
        "prices far from the product's median",
        "lines",
        "The line is left out.",
    );
    remove(orders, &mut free, |orders, line| {
        line.price != NO_PRICE && is_free(orders, line)
    });
    let medians = medians(orders);
    let ratio = i64::from(options.max_price_ratio.max(1));
    remove(orders, &mut absurd, |_, line| {
        medians[line.item as usize].is_some_and(|median| {
            line.price != NO_PRICE && (line.price / ratio > median || median / ratio > line.price)
        })
    });
    [free, absurd]
}

/// The median price of each product with enough priced lines.
fn medians(orders: &Orders) -> Vec<Option<i64>> {
    let mut prices: Vec<(u32, i64)> = orders
        .lines
        .iter()
        .filter(|line| line.price != NO_PRICE)
        .map(|line| (line.item, line.price))
        .collect();
    prices.sort_unstable();
    let mut medians = vec![None; orders.items.len()];
    for group in prices.chunk_by(|a, b| a.0 == b.0) {
        if group.len() >= ENOUGH {
            let (item, median) = group[group.len() / 2];
            medians[item as usize] = Some(median);
        }
    }
    medians
}
