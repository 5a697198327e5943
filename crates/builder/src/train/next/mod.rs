//! What a known customer orders next: a mixture that says who brought each item.
//!
//! The rate of item `j` in a customer's next order is
//!
//! ```text
//! rate(j) = mu(j) + own(j) O(j) + sum over own items i other than j of z(i) W(i, j)
//! O(j)    = B^(-1/2) * sum over own orders with j of age[min(r, 15)]
//! z(i)    = sum over own orders with i of fade^r / (the same sum over all own items)^(1/2)
//! mu(j)   = c(j) pop(j, now)
//! ```
//!
//! with `B` the customer's orders and `r` an order's rank, 0 for the newest. `age` is
//! shared by all items; see [`popularity`] for `pop`.
//!
//! **Fit.** Each later order of a known customer is an example, with the weight
//! `2^(-age/half life)`; an order of very many items is none. Counts are taken as Poisson
//! with these rates, so that each bought item is brought by one term of its rate, and
//! expectation maximisation (Dempster, Laird and Rubin, JRSS B 39, 1977) shares each
//! among the terms. With `A` the weighted sum of a parameter's shares and `E` what it was
//! multiplied by:
//!
//! ```text
//! c(j)    = (A + 50 c) / (E + 50), c the same of all items     own(j) = (A + 5) / (E + 5)
//! W(i, j) = max(0, A - 0.5) / (E(i) + 8)                       age[r] = A / E
//! ```
//!
//! The Gamma prior of shape 0.5 makes rows sparse: what popularity and repetition explain
//! needs no neighbour. A share is at most 1, so pairs that were counted 0.5 times or less
//! are left out from the start without loss.
//!
//! Every sum is made item by item in a fixed order, so the result does not depend on the
//! number of processors.

pub mod examples;
pub mod foresight;
pub mod half_life;
pub mod mixture;
pub mod popularity;

use super::rows::{self, Rows};
use crate::history::History;
use crate::options::NextOptions;
use dangol_wire::MAX_OWN;
use examples::{Examples, Exposure};
use mixture::{Ground, Mixture, Places, Shared};
use popularity::{Shares, Weeks};
use rayon::prelude::*;

/// How many ranks own purchases are told apart by; the last one stands for all older.
pub const RANKS: usize = dangol_wire::AGES;

/// What customers order next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Next {
    /// What an own purchase counts by its rank.
    pub ages: [f32; RANKS],
    /// How likely each item is bought again, against others.
    pub own: Vec<f32>,
    /// What each item brings, with the rates W.
    pub rows: Rows,
    /// The rate at which each item is bought by anybody.
    pub popular: Vec<f32>,
    /// The half life of an example, in days.
    pub half_life_days: f64,
    /// What is left of an own order with each newer one.
    pub fade: f32,
}

impl Next {
    /// How likely an item is bought again, as a chunk has it.
    pub fn own_step(&self, item: u32) -> i8 {
        let own = f64::from(self.own[item as usize]).max(f64::MIN_POSITIVE);
        let step = libm::round(4.0 * libm::log2(own));
        step.clamp(-f64::from(MAX_OWN) - 1.0, MAX_OWN.into()) as i8
    }

    /// The most popular items with their rates, likeliest first.
    pub fn best(&self) -> Vec<(u32, f32)> {
        let mut best: Vec<(u32, f32)> = (0u32..).zip(self.popular.iter().copied()).collect();
        best.retain(|(_, rate)| *rate > 0.0);
        rows::keep(&mut best, usize::MAX);
        best
    }

    /// Keeps what can be shipped: of each row the `neighbours` largest rates of what is
    /// offered, and the rates of the `popular` most popular that are. Only after the fit,
    /// so that what is gone leaves nobody else its share.
    pub fn keep(&mut self, offered: &[bool], neighbours: usize, popular: usize) {
        for row in &mut self.rows {
            row.retain(|(item, _)| offered[*item as usize]);
            row.truncate(neighbours);
        }
        let mut best = self.best();
        best.retain(|(item, _)| offered[*item as usize]);
        best.truncate(popular);
        self.popular.fill(0.0);
        for (item, rate) in best {
            self.popular[item as usize] = rate;
        }
    }
}

/// Learns from the orders of known customers what they order next, with the half life
/// that foretells best. `None` if no known customer has come back lately.
pub fn learn(history: &History, options: &NextOptions) -> Option<Next> {
    let half_life = half_life::choose(history, options);
    fit(history, half_life, options)
}

/// Fits the mixture. `None` without an example.
pub fn fit(history: &History, half_life_days: f64, options: &NextOptions) -> Option<Next> {
    let examples = Examples::new(history, half_life_days, options);
    if examples.count == 0 {
        return None;
    }
    let fades = fades(options);
    let weeks = Weeks::new(history, options.popularity_half_life_days);
    let mut weights = vec![0.0; weeks.len()];
    for (time, weight) in history.times.iter().zip(&examples.weight) {
        weights[weeks.of(*time) as usize] += f64::from(*weight);
    }
    let shown = weeks.exposures(&weights);
    let ground = Ground {
        history,
        examples: &examples,
        weeks: &weeks,
        shown: &shown,
        fades: &fades,
    };
    let items = history.items as u32;
    let of_items: Vec<(Shares, Exposure)> = (0..items)
        .into_par_iter()
        .map(|item| {
            let exposure = examples.exposure(history, item, &fades);
            (weeks.shares(history, item), exposure)
        })
        .collect();
    let exposures: Vec<f32> = of_items.iter().map(|(_, of)| of.shared as f32).collect();
    let now: Vec<f32> = of_items.iter().map(|(shares, _)| shares.now).collect();
    let counted = counted(&ground, &exposures, &now, options);
    let mut mixtures: Vec<Mixture> = turned(&counted)
        .into_par_iter()
        .enumerate()
        .map_init(
            || Places::new(history.items),
            |places, (item, sources)| {
                let (shares, exposure) = &of_items[item];
                Mixture::new(&ground, item as u32, sources, shares, exposure, places)
            },
        )
        .collect();
    drop((counted, of_items));
    let ages = rounds(&mut mixtures, &exposures, options);
    let columns: Vec<Vec<(u32, f32)>> = mixtures
        .iter_mut()
        .map(|mixture| std::mem::take(&mut mixture.sources))
        .collect();
    let mut rows = turned(&columns);
    for row in &mut rows {
        row.retain(|(_, weight)| *weight > 0.0);
        rows::keep(row, usize::MAX);
    }
    let popular = mixtures.iter().zip(&now);
    Some(Next {
        ages,
        own: mixtures.iter().map(|mixture| mixture.own).collect(),
        rows,
        popular: popular
            .map(|(mixture, now)| mixture.popular * now)
            .collect(),
        half_life_days,
        fade: fades[1],
    })
}

/// fade^rank.
fn fades(options: &NextOptions) -> [f32; RANKS] {
    let mut fades = [1.0; RANKS];
    for rank in 1..RANKS {
        fades[rank] = fades[rank - 1] * options.fade as f32;
    }
    fades
}

/// What each item may bring: what its buyers ordered later, where it was counted often
/// enough, at half of the rate that would explain all of it; of those the ones that are
/// furthest above their popularity.
fn counted(ground: &Ground, exposures: &[f32], now: &[f32], options: &NextOptions) -> Rows {
    let Ground {
        history, examples, ..
    } = ground;
    rows::for_each(history.items, |item, sums| {
        for order in history.orders_of.get(item) {
            for (rank, later) in examples.after(history, *order) {
                let weight = examples.weight[later] * examples.share[later] * ground.fades[rank];
                for other in history.baskets.get(later as u32) {
                    if *other != item {
                        sums.add(*other, weight);
                    }
                }
            }
        }
        let exposure = exposures[item as usize] + options.source_prior as f32;
        let mut row = sums.drain(usize::MAX, |_, sum, _| match f64::from(sum) {
            sum if sum > options.sparsity => (0.5 * sum / f64::from(exposure)) as f32,
            _ => 0.0,
        });
        let above = |(other, rate): &(u32, f32)| rate - 0.5 * now[*other as usize];
        row.sort_by(|a, b| above(b).total_cmp(&above(a)).then(a.0.cmp(&b.0)));
        row.truncate(options.counted);
        row
    })
}

/// Rows by neighbour instead of item, ascending.
fn turned(rows: &[Vec<(u32, f32)>]) -> Rows {
    let mut turned = vec![Vec::new(); rows.len()];
    for (item, row) in (0u32..).zip(rows) {
        for (other, weight) in row {
            turned[*other as usize].push((item, *weight));
        }
    }
    turned
}

/// Fits the mixtures, and what own purchases count by their rank.
fn rounds(mixtures: &mut [Mixture], exposures: &[f32], options: &NextOptions) -> [f32; RANKS] {
    let mut ages = [0.1; RANKS];
    for rank in 1..RANKS {
        ages[rank] = ages[rank - 1] * 0.9;
    }
    for _ in 0..options.rounds {
        let parts: Vec<Shared> = mixtures
            .par_iter_mut()
            .map(|mixture| mixture.round(&ages, exposures, options))
            .collect();
        let mut all = Shared::default();
        parts.iter().for_each(|part| all.add(part));
        let usual = all.popular.0 / all.popular.1.max(1e-9);
        let settle = |mixture: &mut Mixture| mixture.settle(usual, options);
        mixtures.par_iter_mut().for_each(settle);
        for (rank, age) in ages.iter_mut().enumerate() {
            if all.shown[rank] > 0.0 {
                *age = (all.brought[rank] / all.shown[rank]) as f32;
            }
        }
    }
    ages
}
