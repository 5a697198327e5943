//! After how many days an item is bought again.
//!
//! The median of the days between a known customer's purchases of the item, on
//! different days. Only where enough buyers came back for it, and a share of all its
//! known buyers; 0 elsewhere: most things are bought once.

use crate::history::History;
use crate::options::TrainOptions;
use crate::read::date::DAY;

/// The days for each item.
pub fn days(history: &History, options: &TrainOptions) -> Vec<u16> {
    (0..history.items as u32)
        .map(|item| item_days(history, item, options).unwrap_or(0))
        .collect()
}

fn item_days(history: &History, item: u32, options: &TrainOptions) -> Option<u16> {
    let mut purchases: Vec<(u32, u32)> = history
        .orders_of
        .get(item)
        .iter()
        .map(|order| *order as usize)
        .filter(|order| history.customers[*order] < history.known_customers)
        .map(|order| (history.customers[order], history.times[order] / DAY))
        .collect();
    purchases.sort_unstable();
    purchases.dedup();
    let (mut buyers, mut returned, mut gaps) = (0usize, 0usize, Vec::new());
    for days in purchases.chunk_by(|a, b| a.0 == b.0) {
        buyers += 1;
        returned += usize::from(days.len() > 1);
        gaps.extend(days.windows(2).map(|pair| pair[1].1 - pair[0].1));
    }
    let enough = returned >= options.again_buyers.max(1)
        && returned as f64 >= options.again_share * buyers as f64;
    if !enough {
        return None;
    }
    gaps.sort_unstable();
    let median = gaps.get(gaps.len() / 2)?;
    Some(u16::try_from(*median).unwrap_or(u16::MAX))
}
