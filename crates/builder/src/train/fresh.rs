//! What came into the catalogue lately and sells.
//!
//! An item is new if it was first sold within the last days, and not in the first days
//! of the history, when everything looks new. The score is the number of different
//! customers per day since it came, so that the newest are not behind for being new.

use super::rows::keep;
use super::trending::sales;
use crate::history::History;
use crate::options::TrainOptions;
use crate::read::date::DAY;

/// A new item's first days count as a week: one busy day makes no best seller.
const LEAST_DAYS: u32 = 7;

/// Whether an item that was first sold at this time is new.
pub fn is_new(history: &History, first_sold: u32, options: &TrainOptions) -> bool {
    let (Some(oldest), Some(newest)) = (history.oldest(), history.newest()) else {
        return false;
    };
    let known_from = oldest.saturating_add(options.history_days.saturating_mul(DAY));
    let new_from = newest.saturating_sub(options.new_days.saturating_mul(DAY));
    first_sold >= known_from.max(new_from)
}

/// The new items, best first.
pub fn list(
    history: &History,
    offered: &[bool],
    limit: usize,
    options: &TrainOptions,
) -> Vec<(u32, f32)> {
    let newest = history.newest().unwrap_or(0);
    let mut list: Vec<(u32, f32)> = (0..history.items as u32)
        .filter(|item| offered[*item as usize])
        .filter_map(|item| {
            let sales = sales(history, item);
            let first = sales.iter().map(|(_, time)| *time).min()?;
            let buyers = sales.chunk_by(|a, b| a.0 == b.0).count() as u32;
            let listed = is_new(history, first, options) && buyers >= options.new_buyers;
            let days = ((newest - first) / DAY).max(LEAST_DAYS);
            listed.then_some((item, buyers as f32 / days as f32))
        })
        .collect();
    keep(&mut list, limit);
    list
}
