//! What belongs to an item: a blend of same order, other orders and content.
//!
//! Each of the three is divided by the mean of its rows' largest weights, so that they
//! are of one size; content counts in full for an item that was never sold and less
//! the more orders tell about it: `e / (e + orders)` with `e` the title evidence. A row
//! of few neighbours is filled up with the shop's best sellers (those of its category are
//! in it already, by content), and then with something of everything.

use super::rows::{self, Rows};
use super::standing::Standing;
use super::variants::Variants;
use super::{content, later, spread};
use crate::catalogue::Catalogue;
use crate::history::History;
use crate::options::TrainOptions;

/// Rows that go into the blend are longer than what comes out of it.
pub const WIDER: usize = 4;

/// A row of fewer neighbours is filled up to so many, so that a page has something to show
/// when some of them must not be.
const LEAST: usize = 8;

/// The largest weight of a neighbour that only fills up.
const FALLBACK: f32 = 0.02;

/// The neighbours of each item. `together` are those of the same order, of which the nearest
/// [`WIDER`] times `limit` are taken.
pub fn rows(
    together: &Rows,
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    limit: usize,
    options: &TrainOptions,
) -> Rows {
    let variants = Variants::new(history, catalogue, offered);
    let wide = limit * WIDER;
    let later = later::rows(history, offered, wide, options);
    let content = content::rows(history, catalogue, offered, wide, options);
    let sources = [together, &later, &content];
    let mut shares = [0.0; 3];
    for ((share, source), blend) in shares.iter_mut().zip(sources).zip(options.blend) {
        *share = blend as f32 / mean_largest(source);
    }
    let evidence = options.title_evidence as f32;
    let mut blended = rows::for_each(history.items, |item, sums| {
        let orders = history.orders_of.get(item).len() as f32;
        let doubt = evidence / (evidence + orders);
        let trust = [1.0, 1.0, doubt];
        for ((source, share), trust) in sources.iter().zip(shares).zip(trust) {
            for (other, weight) in source[item as usize].iter().take(wide) {
                sums.add(*other, weight * share * trust);
            }
        }
        sums.drain(variants.wider(limit), |_, sum, _| sum)
    });
    rows::normalise(&mut blended);
    variants.thin_rows(&mut blended, limit);
    let standing = Standing::new(history, catalogue);
    let shown = variants.shown(offered);
    let sellers = standing.best_first();
    let sold = sellers.filter(|item| shown[*item as usize] && standing.sold(*item) > 0.0);
    let most = 2 * LEAST;
    let any = spread::list(catalogue, &shown, most);
    let rest: Vec<u32> = sold
        .take(most)
        .chain(any.iter().map(|(item, _)| *item))
        .collect();
    for (item, row) in (0u32..).zip(&mut blended) {
        fill(item, row, &rest, &variants, limit.min(LEAST));
    }
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

/// Fills a row up to `least` from `rest`, with weights below those that it has.
fn fill(item: u32, row: &mut Vec<(u32, f32)>, rest: &[u32], variants: &Variants, least: usize) {
    let last = row.last().map_or(f32::INFINITY, |(_, weight)| *weight);
    let largest = FALLBACK.min(last / 2.0);
    let missing = least.saturating_sub(row.len());
    for place in 0..missing {
        let mut fitting = rest.iter().filter(|other| {
            let taken = row.iter().any(|(taken, _)| variants.same(*taken, **other));
            !taken && !variants.same(item, **other)
        });
        let Some(other) = fitting.next() else {
            return;
        };
        let weight = largest / (place + 1) as f32;
        row.push((*other, weight.max(f32::MIN_POSITIVE)));
    }
}
