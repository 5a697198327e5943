//! What is looked at in the same visit: a row for each item, and how a visit's looks add up.
//!
//! ```text
//! counts ──▶ features of a pair ──▶ weight = exp(network(features)) ──▶ prune ──▶ rows
//!                                        ▲
//!            newest visits ──▶ fit ──────┴──▶ looks, seen (dangol_wire::Scoring)
//! ```
//!
//! Counts alone know what was looked at together; how much of it to believe, by age, order,
//! distance, popularity and by way of third items, differs between shops. So the builder
//! learns it: it counts all visits but the newest, makes features of every pair, and fits
//! a small network that turns features into weights, together with the constants of the
//! browser's own score, so that the newest visits' next looks become likeliest
//! ([`fit`]). The network stays with the builder; the browser gets rows and constants.

pub mod counts;
pub mod fit;
pub mod prune;
mod steps;

use super::rows::{Rows, keep};
use crate::options::{SessionOptions, TrainOptions};
use crate::sessions::Sessions;
use counts::Counts;
use dangol_wire::Scoring;

/// What visits teach.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learned {
    /// The neighbours of each item, itself among them: how likely it is looked at again.
    pub rows: Rows,
    /// The share of the coming looks that each item is expected to get.
    pub traffic: Vec<f32>,
    /// How a visit's looks add up; nothing if there were too few visits to tell.
    pub scoring: Option<Scoring>,
    /// What will be looked at most, best first, with its expected share of looks.
    pub popular: Vec<(u32, f32)>,
}

/// Visits below this teach no network: its first guess is taken.
const LEAST: usize = 200;

/// How many of the visits the network is fitted to.
fn newest(visits: usize, of: &SessionOptions) -> usize {
    let share = (visits as f64 * of.fit_share) as usize;
    let least = of.least_fit_visits.min(visits / 5);
    share.max(least).min(of.fit_visits)
}

/// Learns from visits. Rows have as many neighbours as the wire carries; see
/// [`prune::prune`].
pub fn learn(sessions: &Sessions, listed: usize, options: &TrainOptions) -> Learned {
    if sessions.is_empty() {
        return Learned::default();
    }
    let of = &options.session;
    let newest = newest(sessions.len(), of);
    let mut model = fit::Model::default();
    let enough = sessions.len() >= LEAST && newest > 0;
    if enough {
        let cut = sessions.len() - newest;
        let counts = Counts::new(sessions, cut, of);
        let visits: Vec<&[u32]> = (cut..sessions.len()).map(|at| sessions.get(at)).collect();
        model = fit::fit(&counts, &visits, of);
    }
    let counts = Counts::new(sessions, sessions.len(), of);
    let mut rows = model.rows(&counts, of);
    let traffic = counts.traffic();
    let mut popular: Vec<(u32, f32)> = (0u32..).zip(traffic.iter().copied()).collect();
    keep(&mut popular, listed);
    // The wire's weights are at most 1; what is added to them shrinks with them.
    let largest = rows.iter().flatten().map(|(_, weight)| *weight);
    let largest = largest.fold(f32::MIN_POSITIVE, f32::max);
    for (_, weight) in rows.iter_mut().flatten() {
        *weight /= largest;
    }
    Learned {
        rows,
        traffic,
        scoring: enough.then(|| model.scoring(largest)),
        popular,
    }
}
