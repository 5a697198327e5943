//! What came out under one protocol, method by method.

use super::bootstrap::{self, Interval};
use super::facts::Facts;
use super::judge::Judged;
use super::protocol::{Protocol, Settings};
use super::score::{self, METRICS, Scores, Sums};
use std::collections::BTreeMap;

/// The usual lengths of lists: 10 for baskets, 20 for visits.
const USUAL: [usize; 2] = [10, 20];

/// What came out under one protocol.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The protocol.
    pub protocol: Protocol,
    /// How popular the targets are on average, from 0 to 1.
    pub target_popularity: f64,
    /// Dangol first, then the baselines.
    pub methods: Vec<Method>,
}

/// How well one method did.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// How tables call it.
    pub name: &'static str,
    /// By the length of the list.
    pub at: BTreeMap<usize, Scored>,
    /// The share of the catalogue that was shown, by the length of the list.
    pub coverage: BTreeMap<usize, f64>,
    /// How popular on average what was shown is, from 0 to 1, by the length of the list.
    pub popularity: BTreeMap<usize, f64>,
    /// Targets that the visitor had met before, at the length that was asked for.
    pub repeat: Scores,
    /// Targets that were new to the visitor, likewise.
    pub explore: Scores,
    /// By how much came before, likewise: the least and the most, and the scores.
    pub by_length: Vec<(u32, u32, Scores)>,
}

/// Scores with their intervals, in the order HR, MRR, NDCG, recall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The scores.
    pub scores: Scores,
    /// Their 95 % intervals.
    pub intervals: [Interval; METRICS],
    /// The 95 % intervals of how far the first method is above this one.
    pub behind: [Interval; METRICS],
}

/// Lengths that are reported apart: the least and the most.
const LENGTHS: [(u32, u32); 6] = [(1, 1), (2, 2), (3, 3), (4, 5), (6, 9), (10, u32::MAX)];

/// Makes the outcome from what each method answered. `asked` says which targets count at
/// all under this protocol; `popularity` is that of each item.
pub fn outcome(
    protocol: Protocol,
    facts: &Facts,
    judged: &[Judged],
    popularity: &[f64],
    asked: &(dyn Fn(usize) -> bool + Sync),
    settings: &Settings,
) -> Outcome {
    let place = Protocol::ALL.iter().position(|known| *known == protocol);
    let place = place.unwrap_or(0);
    let mut lengths: Vec<usize> = USUAL.into();
    lengths.push(settings.k);
    lengths.sort_unstable();
    lengths.dedup();
    let mut methods: Vec<Method> = judged
        .iter()
        .map(|judged| method(place, facts, judged, asked, settings.k, &lengths))
        .collect();
    for k in lengths {
        let units: Vec<Vec<Sums>> = judged
            .iter()
            .map(|judged| score::by_unit(facts, &judged.traces[place], k, asked))
            .collect();
        let intervals = bootstrap::intervals(&units, settings.draws, settings.seed);
        for ((method, units), intervals) in methods.iter_mut().zip(&units).zip(intervals) {
            let scored = Scored {
                scores: score::mean(units),
                intervals: intervals.means,
                behind: intervals.behind,
            };
            method.at.insert(k, scored);
        }
    }
    Outcome {
        protocol,
        target_popularity: target_popularity(facts, popularity, asked),
        methods,
    }
}

fn method(
    place: usize,
    facts: &Facts,
    judged: &Judged,
    asked: &(dyn Fn(usize) -> bool + Sync),
    k: usize,
    lengths: &[usize],
) -> Method {
    let trace = &judged.traces[place];
    let over = |which: score::Which| score::mean(&score::by_unit(facts, trace, k, which));
    Method {
        name: judged.name,
        at: BTreeMap::new(),
        coverage: lengths.iter().map(|k| (*k, trace.coverage(*k))).collect(),
        popularity: lengths
            .iter()
            .map(|k| (*k, trace.mean_popularity(*k)))
            .collect(),
        repeat: over(&|target| asked(target) && facts.repeat[target]),
        explore: over(&|target| asked(target) && !facts.repeat[target]),
        by_length: LENGTHS
            .iter()
            .map(|(least, most)| {
                let mut sums = Sums::default();
                for question in 0..facts.len() {
                    if (*least..=*most).contains(&facts.length[question]) {
                        sums.add(&score::of_question(facts, trace, question, k, asked));
                    }
                }
                (*least, *most, sums.scores())
            })
            .filter(|(_, _, scores)| scores.questions > 0)
            .collect(),
    }
}

fn target_popularity(
    facts: &Facts,
    popularity: &[f64],
    asked: &(dyn Fn(usize) -> bool + Sync),
) -> f64 {
    let (mut sum, mut count) = (0.0, 0u64);
    for (place, target) in facts.targets.iter().enumerate() {
        if asked(place) {
            sum += popularity.get(*target as usize).copied().unwrap_or(0.0);
            count += 1;
        }
    }
    sum / count.max(1) as f64
}
