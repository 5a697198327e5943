//! What stands out lately, against its own past.
//!
//! A sale is a customer who bought the item on a day; how much they took does not
//! count, so one wholesaler makes no trend. With `r` the decayed sales of the recent
//! days and `e` the sales that its share of the shop's past sales lets one expect:
//!
//! ```text
//! score = (r - e) / sqrt(e + 1)
//! ```
//!
//! the standard score of a Poisson count, with one sale more so that a single one
//! does not stand out. Where aggregates tell what visitors care about, `r` is what that
//! lets one expect to be sold ([`super::demand`]). What is new has no past of its own and a list of its own
//! ([`super::fresh`]), so it is left out here.

use super::decay::decay;
use super::demand::Demand;
use super::fresh;
use super::rows::keep;
use crate::history::History;
use crate::options::TrainOptions;
use crate::read::date::DAY;

/// The items, best first. Where too few stand out, the best sellers of the recent days
/// fill up with low scores.
pub fn list(
    history: &History,
    offered: &[bool],
    demand: &Demand,
    limit: usize,
    options: &TrainOptions,
) -> Vec<(u32, f32)> {
    let Some(newest) = history.newest() else {
        return Vec::new();
    };
    let since = newest.saturating_sub(options.trending_days.saturating_mul(DAY));
    let (mut recent, mut past, mut new) = (Vec::new(), Vec::new(), Vec::new());
    for item in 0..history.items as u32 {
        let (mut now, mut before) = (0.0, 0.0);
        let sales = sales(history, item);
        let first = sales.iter().map(|(_, time)| *time).min();
        new.push(first.is_some_and(|first| fresh::is_new(history, first, options)));
        for (_, time) in sales {
            if time > since {
                now += decay(newest - time, options.trending_half_life_days);
            } else {
                before += 1.0;
            }
        }
        recent.push(now * demand.of(item));
        past.push(before);
    }
    let (all_recent, all_past): (f64, f64) = (recent.iter().sum(), past.iter().sum());
    let growth = if all_past > 0.0 {
        all_recent / all_past
    } else {
        0.0
    };
    let mut list: Vec<(u32, f32)> = (0u32..)
        .zip(recent.iter().zip(&past))
        .filter(|(item, (now, _))| offered[*item as usize] && !new[*item as usize] && **now > 0.0)
        .map(|(item, (now, before))| {
            let expected = before * growth;
            let score = (now - expected) / (expected + 1.0).sqrt();
            let low = 0.01 * now / (1.0 + now);
            (item, score.max(low) as f32)
        })
        .collect();
    keep(&mut list, limit);
    list
}

/// Each customer's purchases of an item, one a day, as customer and time.
pub fn sales(history: &History, item: u32) -> Vec<(u32, u32)> {
    let mut sales: Vec<(u32, u32)> = history
        .orders_of
        .get(item)
        .iter()
        .map(|order| {
            (
                history.customers[*order as usize],
                history.times[*order as usize],
            )
        })
        .collect();
    sales.sort_unstable();
    sales.dedup_by_key(|(customer, time)| (*customer, *time / DAY));
    sales
}
