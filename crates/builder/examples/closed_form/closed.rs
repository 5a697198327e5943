//! Item-to-item weights in closed form: ridge regression over each item's own candidates.
//!
//! SLIST (Choi, Kim, Lee, Shim and Lee, WWW 2021) and EASE (Steck, WWW 2019) regress every
//! item's looks on those of all others, with one inverse of a matrix of all items by all.
//! Here each item is regressed on the items that come with it most, so that the matrix is
//! a block of a few hundred and no catalogue is too large; SLIM (Ning and Karypis, ICDM
//! 2011) calls this feature selection.
//!
//! ```text
//! b(C, j) = (P(C, C) + ridge I)^-1 Q(C, j)        C the candidates of j
//! P = share X'X + (1 - share) S'S,  Q = share X'X + (1 - share) S'T
//! ```
//!
//! with X the visits' items, and for each look of a visit but the first S the looks before
//! it, the less the further away, and T that look and those after it, likewise. Visits
//! count by their age.

use dangol_builder::sessions::Sessions;
use dangol_builder::train::rows::{Rows, keep};
use faer::Side;
use faer::linalg::solvers::Solve;
use rayon::prelude::*;

/// How the regression is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closed {
    /// The most candidates of an item.
    pub block: usize,
    /// What is added to the diagonal.
    pub ridge: f32,
    /// What whole visits count, beside what follows what.
    pub share: f32,
    /// What is left of a look one step further back.
    pub back: f32,
    /// What is left of a look one step further on.
    pub on: f32,
    /// After such a share of the history, a visit counts half.
    pub half_life: f32,
    /// Whether an item may speak for itself.
    pub itself: bool,
}

/// How many steps apart two looks may be.
const WINDOW: usize = 10;

/// A sum for each other item.
struct Adding {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Adding {
    fn new(items: usize) -> Self {
        Self {
            sums: vec![0.0; items],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, item: u32, more: f32) {
        let sum = &mut self.sums[item as usize];
        if *sum == 0.0 {
            self.touched.push(item);
        }
        *sum += more;
    }

    fn drain(&mut self) -> Vec<(u32, f32)> {
        self.touched.sort_unstable();
        let row = self.touched.drain(..);
        row.map(|item| (item, std::mem::take(&mut self.sums[item as usize])))
            .filter(|(_, sum)| *sum > 0.0)
            .collect()
    }
}

/// The rows of the first so many visits: what each item says of others, largest first.
/// What speaks against an item is below 0, and last.
pub fn rows(sessions: &Sessions, visits: usize, of: &Closed) -> Rows {
    let items = sessions.items();
    let mut looks: Vec<Vec<(u32, u32)>> = vec![Vec::new(); items];
    for visit in 0..visits {
        for (place, item) in (0u32..).zip(sessions.get(visit)) {
            looks[*item as usize].push((visit as u32, place));
        }
    }
    let weight = |visit: u32| {
        let age = (visits - 1 - visit as usize) as f32 / visits as f32;
        libm::exp2f(-age / of.half_life)
    };
    let mut before = [0.0f32; WINDOW + 1];
    for (distance, sum) in before.iter_mut().enumerate().skip(1) {
        *sum = (0..distance)
            .map(|step| of.back.powi(step as i32) * of.on.powi((distance - 1 - step) as i32))
            .sum();
    }
    let whole = of.share;
    let parts = 1.0 - of.share;
    let (gram, wanted): (Rows, Rows) = (0..items)
        .into_par_iter()
        .map_init(
            || (Adding::new(items), Adding::new(items)),
            |(gram, wanted), item| {
                for &(visit, place) in &looks[item] {
                    let clicks = sessions.get(visit as usize);
                    let (weight, place) = (weight(visit), place as usize);
                    let from = place.saturating_sub(WINDOW);
                    let to = clicks.len().min(place + WINDOW + 1);
                    for at in from..to {
                        let far = at.abs_diff(place);
                        let last = at.max(place);
                        // At every look after both of them.
                        let left = clicks.len().saturating_sub(1 + last);
                        let square = of.back * of.back;
                        let after = if square < 1.0 {
                            (1.0 - square.powi(left as i32)) / (1.0 - square)
                        } else {
                            left as f32
                        };
                        let both = of.back.powi(far as i32) * after;
                        gram.add(clicks[at], weight * (whole + parts * both));
                        let follows = if at < place { before[far] } else { 0.0 };
                        let other = at != place;
                        let same = if other { whole } else { 0.0 };
                        wanted.add(clicks[at], weight * (same + parts * follows));
                    }
                }
                (gram.drain(), wanted.drain())
            },
        )
        .unzip();
    let own: Vec<f32> = (0u32..)
        .zip(&gram)
        .map(|(item, row)| {
            let at = row.binary_search_by_key(&item, |(other, _)| *other);
            at.map_or(0.0, |at| row[at].1)
        })
        .collect();
    let columns: Vec<Vec<(u32, f32)>> = (0..items as u32)
        .into_par_iter()
        .map_init(
            || vec![u32::MAX; items],
            |place, item| solve(item, &wanted[item as usize], &gram, &own, place, of),
        )
        .collect();
    let mut rows: Rows = vec![Vec::new(); items];
    for (item, column) in (0u32..).zip(&columns) {
        for (from, weight) in column {
            rows[*from as usize].push((item, *weight));
        }
    }
    rows.par_iter_mut().for_each(|row| keep(row, usize::MAX));
    rows
}

/// What each candidate says of an item.
fn solve(
    item: u32,
    wanted: &[(u32, f32)],
    gram: &Rows,
    own: &[f32],
    place: &mut [u32],
    of: &Closed,
) -> Vec<(u32, f32)> {
    let mut chosen: Vec<(u32, f32)> = wanted
        .iter()
        .filter(|(other, _)| of.itself || *other != item)
        .map(|(other, sum)| (*other, sum / (own[*other as usize] + of.ridge).sqrt()))
        .collect();
    keep(&mut chosen, of.block);
    if chosen.is_empty() {
        return Vec::new();
    }
    for (at, (other, _)) in (0u32..).zip(&chosen) {
        place[*other as usize] = at;
    }
    let n = chosen.len();
    let mut matrix = faer::Mat::<f32>::zeros(n, n);
    for (at, (other, _)) in chosen.iter().enumerate() {
        for (third, sum) in &gram[*other as usize] {
            let column = place[*third as usize];
            if column != u32::MAX {
                matrix[(at, column as usize)] = *sum;
            }
        }
        matrix[(at, at)] += of.ridge;
    }
    let mut right = faer::Mat::<f32>::zeros(n, 1);
    for (other, sum) in wanted {
        let at = place[*other as usize];
        if at != u32::MAX {
            right[(at as usize, 0)] = *sum;
        }
    }
    for (other, _) in &chosen {
        place[*other as usize] = u32::MAX;
    }
    let Ok(factored) = matrix.llt(Side::Lower) else {
        return Vec::new();
    };
    let solved = factored.solve(&right);
    let weights = chosen.iter().enumerate();
    weights
        .map(|(at, (other, _))| (*other, solved[(at, 0)]))
        .filter(|(_, weight)| weight.is_finite() && *weight != 0.0)
        .collect()
}
