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

/// How many purchases of a shopper's own weigh as much as everybody's: the shape of the
/// Gamma prior of purchase rates that makes the days between purchases likeliest, each
/// foretold from those before it. Given a rate, the days are exponential, so with the
/// shape a and the item's usual days m, after n gaps of D days in all,
///
/// ```text
/// p(g) = (a + n) (a m + D)^(a + n) / (a m + D + g)^(a + n + 1)
/// ```
///
/// Nothing if there are too few gaps to tell.
pub fn strength(history: &History, days: &[u16]) -> Option<f32> {
    let mut likelihoods = [0.0f64; STRENGTHS.len()];
    let mut gaps = 0usize;
    for (item, usual) in (0u32..).zip(days).filter(|(_, usual)| **usual > 0) {
        for days in purchases(history, item).chunk_by(|a, b| a.0 == b.0) {
            for (likelihood, strength) in likelihoods.iter_mut().zip(STRENGTHS) {
                let (mut shape, mut scale) = (strength, strength * f64::from(*usual));
                for pair in days.windows(2) {
                    let gap = f64::from(pair[1].1 - pair[0].1);
                    *likelihood += libm::log(shape) + shape * libm::log(scale)
                        - (shape + 1.0) * libm::log(scale + gap);
                    shape += 1.0;
                    scale += gap;
                }
            }
            gaps += days.len() - 1;
        }
    }
    let best = (0..STRENGTHS.len()).max_by(|a, b| likelihoods[*a].total_cmp(&likelihoods[*b]))?;
    (gaps >= LEAST_GAPS).then_some(STRENGTHS[best] as f32)
}

/// The strengths that are tried.
const STRENGTHS: [f64; 7] = [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0];

/// So many gaps tell something.
const LEAST_GAPS: usize = 30;

/// The days on which each known customer bought an item, by customer and day.
fn purchases(history: &History, item: u32) -> Vec<(u32, u32)> {
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
    purchases
}

fn item_days(history: &History, item: u32, options: &TrainOptions) -> Option<u16> {
    let purchases = purchases(history, item);
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
