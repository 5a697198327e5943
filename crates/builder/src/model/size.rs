//! How many chunks: as few as keep a product page small.
//!
//! Places come from a hash, so the items of a chunk are Poisson distributed and the
//! largest chunk is well above the mean. The mean number of items is lowered in
//! steps until the median chunk and the largest are within their limits, whatever
//! the lengths of titles and links. The number of chunks so grows with the catalogue, and a
//! page does not.

use super::Parts;
use rayon::prelude::*;

/// Each step has at most this share of the items of the one before, and less where the
/// files are more too large than that.
const STEP: f64 = 0.8;

/// Chunks are never meant to hold less than this on average: below, most would be empty.
const LEAST: f64 = 0.5;

/// The number of chunks.
pub fn chunk_count(parts: &Parts) -> u32 {
    let items = parts.items.cards.len();
    let options = parts.options;
    let mut mean = options.items_per_chunk.max(LEAST);
    loop {
        let count = ((items as f64 / mean).ceil() as u32).max(1);
        let (median, largest) = median_and_largest(&lengths(parts, count));
        let room = |limit: usize, length: usize| limit as f64 / length.max(1) as f64;
        let room = room(options.median_chunk, median).min(room(options.max_chunk, largest));
        mean *= room.min(STEP);
        if room >= 1.0 || mean < LEAST {
            return count;
        }
    }
}

/// Ascending lengths of the chunk files.
fn lengths(parts: &Parts, count: u32) -> Vec<usize> {
    let mut lengths: Vec<usize> = parts
        .placed(count)
        .par_iter()
        .map(|items| parts.chunk(0, 0, items).len())
        .collect();
    lengths.sort_unstable();
    lengths
}

/// Of ascending lengths; zeros if there are none.
pub fn median_and_largest(lengths: &[usize]) -> (usize, usize) {
    (
        lengths.get(lengths.len() / 2).copied().unwrap_or(0),
        lengths.last().copied().unwrap_or(0),
    )
}
