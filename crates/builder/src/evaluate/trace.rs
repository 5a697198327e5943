//! What a recommender answered: the ranks of the targets, and what it showed.

use super::recommender::{LIST, List};

/// The answers of one recommender under one protocol.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The rank of each target, from 1; 0 where it was not in the list.
    pub ranks: Vec<u8>,
    /// The best place, from 1, in which each item of the catalogue was ever shown; 0 if never.
    pub best: Vec<u8>,
    /// How often something was shown in each place.
    pub shown: [u64; LIST],
    /// The sum of the popularity of what was shown in each place.
    pub popularity: [f64; LIST],
}

impl Trace {
    /// Nothing answered yet, for a catalogue of so many items.
    pub fn new(items: usize) -> Self {
        Self {
            ranks: Vec::new(),
            best: vec![0; items],
            shown: [0; LIST],
            popularity: [0.0; LIST],
        }
    }

    /// Counts what a list shows, `times` times. `popularity` is that of each item.
    pub fn show(&mut self, items: &[u32], times: u64, popularity: &[f64]) {
        for (place, item) in items.iter().take(LIST).enumerate() {
            self.shown[place] += times;
            // What the catalogue lacks was never popular.
            let known = popularity.get(*item as usize);
            self.popularity[place] += known.copied().unwrap_or(0.0) * times as f64;
            if let Some(best) = self.best.get_mut(*item as usize) {
                let rank = place as u8 + 1;
                if *best == 0 || rank < *best {
                    *best = rank;
                }
            }
        }
    }

    /// Which share of the catalogue was shown at least once in the first `k` places.
    pub fn coverage(&self, k: usize) -> f64 {
        let shown = self
            .best
            .iter()
            .filter(|best| (1..=k).contains(&usize::from(**best)));
        shown.count() as f64 / self.best.len().max(1) as f64
    }

    /// The mean popularity of what was shown in the first `k` places; 0 if nothing was.
    pub fn mean_popularity(&self, k: usize) -> f64 {
        let k = k.min(LIST);
        let shown: u64 = self.shown[..k].iter().sum();
        let sum: f64 = self.popularity[..k].iter().sum();
        sum / shown.max(1) as f64
    }
}

/// The rank of a target, from 1; 0 if the list lacks it. Ties count against us: the
/// target comes after everything that has its score.
pub fn rank(list: &List, target: u32) -> u8 {
    let Some(place) = list.items.iter().position(|(item, _)| *item == target) else {
        return 0;
    };
    let score = list.items[place].1;
    let later = &list.items[place + 1..];
    let tied = later.iter().filter(|(_, other)| *other >= score).count();
    (place + 1 + tied) as u8
}

/// The popularity of each item: the share of the others that are less popular, those as
/// popular counting half. 0.5 is the middle of the catalogue, 1 its best seller.
pub fn percentiles(counts: &[u32]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_unstable_by_key(|item| counts[*item]);
    let mut percentiles = vec![0.0; counts.len()];
    let others = counts.len().saturating_sub(1);
    let mut below = 0;
    for same in order.chunk_by(|a, b| counts[*a] == counts[*b]) {
        let rank = below as f64 + (same.len() - 1) as f64 / 2.0;
        for item in same {
            percentiles[*item] = if others == 0 {
                0.5
            } else {
                rank / others as f64
            };
        }
        below += same.len();
    }
    percentiles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_count_against_us() {
        let list = List {
            items: vec![(7, 3.0), (8, 2.0), (9, 2.0), (5, 2.0), (4, 1.0)],
            nanoseconds: 0,
        };
        let ranks: Vec<u8> = [7, 8, 9, 5, 4, 1].map(|target| rank(&list, target)).into();
        assert_eq!(ranks, [1, 4, 4, 4, 5, 0]);
    }

    #[test]
    fn the_best_seller_is_above_all_others() {
        assert_eq!(
            percentiles(&[5, 1, 1, 9, 0]),
            [0.75, 0.375, 0.375, 1.0, 0.0]
        );
        assert_eq!(percentiles(&[3]), [0.5]);
        assert_eq!(percentiles(&[2, 2]), [0.5, 0.5]);
        assert!(percentiles(&[]).is_empty());
    }

    #[test]
    fn what_is_shown_is_counted_by_place() {
        let mut trace = Trace::new(4);
        trace.show(&[2, 0, 9], 3, &[0.25, 0.5, 1.0, 0.0]);
        trace.show(&[0], 1, &[0.25, 0.5, 1.0, 0.0]);
        assert_eq!((trace.coverage(1), trace.coverage(20)), (0.5, 0.5));
        // Three times 1, 0.25 and nothing, and once 0.25.
        assert_eq!(trace.mean_popularity(20), 4.0 / 10.0);
        assert_eq!(Trace::new(0).coverage(20), 0.0);
        assert_eq!(Trace::new(0).mean_popularity(20), 0.0);
    }
}
