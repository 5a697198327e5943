//! What belongs to an item: a blend of same order, other orders and title.
//!
//! Each of the three is divided by the mean of its rows' largest weights, so that they
//! are of one size; the title counts in full for an item that was never sold and less
//! the more orders tell about it: `e / (e + orders)` with `e` the title evidence. An
//! item without any neighbour gets the best sellers of its category, or of the shop.

use super::rows::{self, Rows};
use super::{later, together, words};
use crate::catalogue::Catalogue;
use crate::history::History;
use crate::options::TrainOptions;
use std::collections::BTreeMap;

/// Rows that go into the blend are longer than what comes out of it.
const WIDER: usize = 4;

/// The largest weight of a neighbour that is only a best seller.
const FALLBACK: f32 = 0.02;

/// The neighbours of each item.
pub fn rows(
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    limit: usize,
    options: &TrainOptions,
) -> Rows {
    let wide = limit * WIDER;
    let sources = [
        together::rows(history, offered, wide, options),
        later::rows(history, offered, wide, options),
        words::rows(catalogue, offered, wide, options),
    ];
    let mut shares = [0.0; 3];
    for ((share, source), blend) in shares.iter_mut().zip(&sources).zip(options.blend) {
        *share = blend as f32 / mean_largest(source);
    }
    let evidence = options.title_evidence as f32;
    let mut blended = rows::for_each(history.items, |item, sums| {
        let orders = history.orders_of.get(item).len() as f32;
        let doubt = evidence / (evidence + orders);
        let trust = [1.0, 1.0, doubt];
        for ((source, share), trust) in sources.iter().zip(shares).zip(trust) {
            for (other, weight) in &source[item as usize] {
                sums.add(*other, weight * share * trust);
            }
        }
        sums.drain(limit, |_, sum, _| sum)
    });
    rows::normalise(&mut blended);
    fill(&mut blended, history, catalogue, offered, limit);
    blended
}

/// The mean of the rows' largest weights; 1 if there is none.
fn mean_largest(rows: &Rows) -> f32 {
    let largest = rows.iter().filter_map(|row| row.first());
    let (sum, count) = largest.fold((0.0f64, 0u32), |(sum, count), (_, weight)| {
        (sum + f64::from(*weight), count + 1)
    });
    if sum > 0.0 {
        (sum / f64::from(count)) as f32
    } else {
        1.0
    }
}

/// Gives the best sellers of the category, then of the shop, to items without neighbours.
fn fill(rows: &mut Rows, history: &History, catalogue: &Catalogue, offered: &[bool], limit: usize) {
    let mut sellers: Vec<u32> = (0..history.items as u32)
        .filter(|item| offered[*item as usize])
        .collect();
    sellers.sort_by_key(|item| (std::cmp::Reverse(history.orders_of.get(*item).len()), *item));
    let categories: Vec<&str> = catalogue
        .products
        .values()
        .map(|product| product.category.as_str())
        .collect();
    let mut by_category: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for item in &sellers {
        let list = by_category.entry(categories[*item as usize]).or_default();
        if list.len() <= limit {
            list.push(*item);
        }
    }
    for (item, row) in (0u32..)
        .zip(rows.iter_mut())
        .filter(|(_, row)| row.is_empty())
    {
        let own = match categories[item as usize] {
            "" => &[],
            category => by_category.get(category).map_or(&[][..], Vec::as_slice),
        };
        let mut best: Vec<u32> = Vec::new();
        for candidate in own.iter().chain(sellers.iter().take(2 * limit + 1)) {
            if *candidate != item && !best.contains(candidate) && best.len() < limit {
                best.push(*candidate);
            }
        }
        *row = (0u32..)
            .zip(best)
            .map(|(rank, other)| (other, FALLBACK / (rank + 1) as f32))
            .collect();
    }
}
