//! What visits add to what orders tell: `related` from both.
//!
//! Each of the two is divided by the mean of its rows' largest weights, so that they are
//! of one size. An item that no visit has keeps the row that its orders and content give.

use super::Trained;
use super::rows::{self, Rows};
use super::session;
use super::variants::Variants;
use crate::options::Options;
use crate::sessions::Sessions;

/// What a neighbour from orders and titles counts beside one from visits.
const OTHERS: f32 = 0.5;

/// Rows that go into the blend are longer than what comes out of it.
const WIDER: usize = 2;

/// Blends the rows of visits into `related`. The visits' items are numbered as the
/// catalogue's products; `offered` says which may be recommended, and `variants` which
/// are one product.
pub fn add(
    trained: &mut Trained,
    sessions: &Sessions,
    offered: &[bool],
    variants: &Variants,
    options: &Options,
) {
    let limit = options.model.related;
    let learned = session::learn(sessions, limit * WIDER, 0, &options.train);
    let mut seen = learned.rows;
    // What is likely to be looked at again is no neighbour of itself.
    for (item, row) in (0u32..).zip(&mut seen) {
        row.retain(|(other, _)| *other != item);
    }
    for row in &mut seen {
        row.retain(|(other, _)| offered.get(*other as usize).copied().unwrap_or(false));
    }
    let (seen_size, other_size) = (size(&seen), size(&trained.related));
    for (row, seen) in trained.related.iter_mut().zip(seen) {
        if seen.is_empty() {
            continue;
        }
        let mut blended: Vec<(u32, f32)> = seen
            .iter()
            .map(|(item, weight)| (*item, weight / seen_size))
            .collect();
        for (item, weight) in row.iter() {
            let more = OTHERS * weight / other_size;
            match blended.iter_mut().find(|(known, _)| known == item) {
                Some((_, weight)) => *weight += more,
                None => blended.push((*item, more)),
            }
        }
        rows::keep(&mut blended, variants.wider(limit));
        *row = blended;
    }
    rows::normalise(&mut trained.related);
    variants.thin_rows(&mut trained.related, limit);
}

/// The mean of the rows' largest weights; 1 if there are none.
fn size(rows: &Rows) -> f32 {
    let largest: Vec<f32> = rows
        .iter()
        .filter_map(|row| row.first().map(|(_, weight)| *weight))
        .collect();
    let mean = largest.iter().sum::<f32>() / largest.len().max(1) as f32;
    if mean > 0.0 { mean } else { 1.0 }
}
