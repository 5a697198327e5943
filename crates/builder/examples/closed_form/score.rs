//! What rows foretell, by the engine's formula, each cut to the same few neighbours and
//! its weights in sixteenths of an octave.

use dangol_builder::read::cases::Cases;
use dangol_builder::sessions::Sessions;
use dangol_builder::train::Rows;
use dangol_builder::train::session::Learned;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::fmt;

const K: usize = 20;

/// Visits to be foretold, in the numbers of the training.
pub struct Test {
    visits: Vec<(usize, Vec<u32>)>,
    neighbours: usize,
}

/// The share of hits and the mean reciprocal rank.
pub struct Score {
    hit: f64,
    rank: f64,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4} / {:.4}", self.hit, self.rank)
    }
}

impl Test {
    pub fn new(train: &Sessions, cases: &Cases) -> Self {
        let of = &cases.visits;
        let number = |click: &u32| train.find(&of.ids()[*click as usize]).unwrap_or(u32::MAX);
        let visits = (0..of.len()).map(|visit| {
            let clicks = of.get(visit).iter().map(number).collect();
            (cases.first[visit].max(1) as usize, clicks)
        });
        Self {
            visits: visits.collect(),
            neighbours: std::env::var("NEIGHBOURS")
                .ok()
                .and_then(|n| n.parse().ok())
                .unwrap_or(20),
        }
    }

    /// Under the published protocol, and with the item on the page left out.
    pub fn score(&self, learned: &Learned) -> [Score; 2] {
        let cut = |row: &Vec<(u32, f32)>| {
            let kept = row.iter().filter(|(_, weight)| *weight > 0.0);
            let kept: Vec<(u32, f32)> = kept.take(self.neighbours).copied().collect();
            quantise(&kept, 4)
        };
        self.score_rows(&learned.rows.iter().map(cut).collect(), learned)
    }

    /// The same of rows as they are.
    pub fn score_rows(&self, rows: &Rows, learned: &Learned) -> [Score; 2] {
        let scoring = learned.scoring.clone().unwrap_or_default();
        let sums = self.visits.par_iter().map(|(first, clicks)| {
            let mut sums = [[0.0f64; 2]; 2];
            let mut count = 0.0;
            for next in *first..clicks.len() {
                count += 1.0;
                let mut newest: Vec<u32> = Vec::new();
                for item in clicks[..next].iter().rev() {
                    if !newest.contains(item) && newest.len() < dangol_wire::LOOKS {
                        newest.push(*item);
                    }
                }
                let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
                for (place, item) in newest.iter().enumerate() {
                    let Some(row) = rows.get(*item as usize) else {
                        continue;
                    };
                    let look = scoring.looks[place];
                    for (other, weight) in row {
                        *scores.entry(*other).or_default() += look * weight;
                    }
                    let seen = scoring.seen.get(place).copied().unwrap_or(0.0);
                    *scores.entry(*item).or_default() += seen;
                }
                let target = clicks[next];
                let Some(own) = scores.get(&target).copied().filter(|own| *own > 0.0) else {
                    continue;
                };
                let page = clicks[next - 1];
                let above = |without: u32| {
                    let other = scores.iter().filter(|(item, score)| {
                        **item != without && **item != target && **score >= own
                    });
                    other.count()
                };
                for (sum, without) in sums.iter_mut().zip([u32::MAX, page]) {
                    let rank = above(without);
                    if rank < K && target != without {
                        sum[0] += 1.0;
                        sum[1] += 1.0 / (rank + 1) as f64;
                    }
                }
            }
            (sums, count)
        });
        let all: Vec<_> = sums.collect();
        let count: f64 = all.iter().map(|(_, count)| count).sum();
        [0, 1].map(|protocol| Score {
            hit: all.iter().map(|(sums, _)| sums[protocol][0]).sum::<f64>() / count,
            rank: all.iter().map(|(sums, _)| sums[protocol][1]).sum::<f64>() / count,
        })
    }
}

/// Weights, nearest first, in steps of 2^-bits octaves; of two on one step the lighter goes one
/// further down, as on the wire.
pub fn quantise(row: &[(u32, f32)], bits: u8) -> Vec<(u32, f32)> {
    let fine = f32::from(1u16 << bits);
    let mut free = i32::MIN;
    let steps = row.iter().map(|(item, weight)| {
        let nearest = (-weight.log2() * fine).round() as i32;
        let below = nearest.max(free.min(nearest + 1));
        free = below + 1;
        (*item, (-below as f32 / fine).exp2())
    });
    steps.collect()
}
