//! What is looked at in the same visit, and mostly after the item.
//!
//! With `v` the visits that have `i` and `j`, `d` the steps between them, `w(v)` the
//! decay of a visit by its age and `n(j)` the decayed clicks of `j`:
//!
//! ```text
//! near(i,j) = sum over v of w(v) * (1 if j comes after i, else backward) / d^distance
//!             / (n(i)^own_damping * n(j)^popularity_damping)
//! ```
//!
//! Item-to-item counts that know order and distance are the sequential rules of
//! Ludewig and Jannach ("Evaluation of session-based recommendation algorithms",
//! UMUAI 28, 2018).

use super::decay::decay;
use super::rows::{self, Rows};
use crate::options::TrainOptions;
use crate::sessions::Sessions;

/// The neighbours of each item. The items are numbered as in `sessions`.
pub fn rows(sessions: &Sessions, limit: usize, options: &TrainOptions) -> Rows {
    let of = &options.session;
    let weights = weights(sessions, options);
    let totals = totals(sessions, &weights);
    let damped = |exponent: f64| -> Vec<f32> {
        let factor = |total: &f32| libm::pow(f64::from(*total).max(1e-9), -exponent) as f32;
        totals.iter().map(factor).collect()
    };
    let (own, other) = (damped(of.own_damping), damped(of.popularity_damping));
    let steps: Vec<f32> = (1..=of.reach)
        .map(|step| libm::pow(step as f64, -of.distance) as f32)
        .collect();
    let backward = of.backward as f32;
    let clicks_of = ClicksOf::new(sessions);
    let mut rows = rows::for_each(sessions.items(), |item, sums| {
        for &(visit, place) in clicks_of.get(item) {
            let clicks = sessions.get(visit as usize);
            let weight = weights[visit as usize];
            let (before, after) = clicks.split_at(place as usize);
            for (step, next) in steps.iter().zip(&after[1..]) {
                if *next != item {
                    sums.add(*next, weight * step);
                }
            }
            for (step, earlier) in steps.iter().zip(before.iter().rev()) {
                if *earlier != item {
                    sums.add(*earlier, weight * step * backward);
                }
            }
        }
        let own = own[item as usize];
        sums.drain(limit, |neighbour, sum, _| {
            sum * own * other[neighbour as usize]
        })
    });
    rows::normalise(&mut rows);
    rows
}

/// What is clicked most lately, best first, with its decayed number of clicks.
pub fn popular(sessions: &Sessions, limit: usize, options: &TrainOptions) -> Vec<(u32, f32)> {
    let weights = weights(sessions, options);
    let mut list: Vec<(u32, f32)> = (0u32..).zip(totals(sessions, &weights)).collect();
    list.retain(|(_, total)| *total > 0.0);
    rows::keep(&mut list, limit);
    list
}

/// The weight of each visit: half after each half life. Without dates the age is the
/// number of later visits, and the half life a share of all.
fn weights(sessions: &Sessions, options: &TrainOptions) -> Vec<f32> {
    let of = &options.session;
    let newest = sessions.newest().unwrap_or(0);
    let half_life = of.half_life_share * sessions.len() as f64;
    (0..sessions.len())
        .map(|visit| {
            let age = newest - sessions.end(visit);
            if sessions.dated {
                decay(age, of.half_life_days) as f32
            } else if half_life > 0.0 {
                libm::exp2(-f64::from(age) / half_life) as f32
            } else {
                1.0
            }
        })
        .collect()
}

/// The sum of the weights of each item's clicks.
fn totals(sessions: &Sessions, weights: &[f32]) -> Vec<f32> {
    let mut totals = vec![0.0f32; sessions.items()];
    for (clicks, weight) in sessions.iter().zip(weights) {
        for item in clicks {
            totals[*item as usize] += weight;
        }
    }
    totals
}

/// Where each item was clicked: visit and place in it.
struct ClicksOf {
    starts: Vec<usize>,
    clicks: Vec<(u32, u32)>,
}

impl ClicksOf {
    fn new(sessions: &Sessions) -> Self {
        let mut starts = vec![0usize; sessions.items() + 1];
        for item in sessions.iter().flatten() {
            starts[*item as usize + 1] += 1;
        }
        for item in 0..sessions.items() {
            starts[item + 1] += starts[item];
        }
        let mut next = starts.clone();
        let mut clicks = vec![(0, 0); sessions.clicks()];
        for (visit, items) in (0u32..).zip(sessions.iter()) {
            for (place, item) in (0u32..).zip(items) {
                let at = &mut next[*item as usize];
                clicks[*at] = (visit, place);
                *at += 1;
            }
        }
        Self { starts, clicks }
    }

    fn get(&self, item: u32) -> &[(u32, u32)] {
        &self.clicks[self.starts[item as usize]..self.starts[item as usize + 1]]
    }
}
