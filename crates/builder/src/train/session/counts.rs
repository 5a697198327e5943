//! What is counted of a pair of items, and the features made of it.
//!
//! Every count is kept under three decays of the visit's age: none, a slow and a fast one,
//! by default half lives of a quarter and of a twenty-fifth of the history. Ages are shares
//! of the history's number of visits, so that a year of a small shop and a day of a large
//! one are alike.

use crate::options::SessionOptions;
use crate::sessions::Sessions;
use crate::train::rows::{Rows, keep};
use rayon::prelude::*;

/// The decays.
const DECAYS: usize = 3;
/// What is counted under each decay: the very next look, later looks, earlier looks.
const KINDS: usize = 3;
/// All decayed counts, and the plain number of visits.
const ALL: usize = DECAYS * KINDS + 1;
/// How many neighbours of neighbours are followed.
const SIMILAR: usize = 50;
/// How many features a pair has.
pub const FEATURES: usize = 19;

/// The features of a pair.
pub type Features = [f32; FEATURES];

/// The counts of visits.
pub struct Counts<'a> {
    sessions: &'a Sessions,
    /// How many of the visits count.
    visits: usize,
    /// The half lives, in shares of the history.
    half_lives: [f32; DECAYS],
    /// How many steps apart two looks may be.
    window: usize,
    /// The weight of each visit under each decay.
    weights: Vec<[f32; DECAYS]>,
    starts: Vec<u32>,
    /// Visit and place of each look, by item.
    looks: Vec<(u32, u32)>,
    /// The decayed number of looks of each item.
    totals: Vec<[f32; DECAYS]>,
    /// Each item's nearest by a plain blend of counts, as shares of its row.
    similar: Rows,
}

/// Room for the sums of one row, kept between rows.
pub struct Sums {
    counts: Vec<[f32; ALL]>,
    last: Vec<u32>,
    second: Vec<f32>,
    state: Vec<u8>,
    touched: Vec<u32>,
}

/// Not yet in the row, seen, and taken as a direct neighbour.
const FAR: u8 = 0;
const SEEN: u8 = 1;
const DIRECT: u8 = 2;

impl Sums {
    fn new(items: usize) -> Self {
        Self {
            counts: vec![[0.0; ALL]; items],
            last: vec![u32::MAX; items],
            second: vec![0.0; items],
            state: vec![FAR; items],
            touched: Vec::new(),
        }
    }

    fn touch(&mut self, item: u32) {
        if self.state[item as usize] == FAR {
            self.state[item as usize] = SEEN;
            self.touched.push(item);
        }
    }

    fn clear(&mut self) {
        for item in self.touched.drain(..) {
            let place = item as usize;
            self.counts[place] = [0.0; ALL];
            self.last[place] = u32::MAX;
            self.second[place] = 0.0;
            self.state[place] = FAR;
        }
    }
}

/// A plain blend of the counts, by which candidates are chosen.
fn plain(counts: &[f32; ALL]) -> f32 {
    let under = |decay: usize| counts[decay * KINDS..][..KINDS].iter().sum::<f32>() * 0.5;
    0.3 * under(0) + under(1) + under(2)
}

fn log1p(value: f32) -> f32 {
    libm::logf(1.0 + value)
}

impl<'a> Counts<'a> {
    /// Counts the first so many visits.
    pub fn new(sessions: &'a Sessions, visits: usize, of: &SessionOptions) -> Self {
        let half_lives = [1e9, of.slow as f32, of.fast as f32];
        let items = sessions.items();
        let weights: Vec<[f32; DECAYS]> = (0..visits)
            .map(|visit| {
                let age = (visits - 1 - visit) as f32 / visits as f32;
                half_lives.map(|half_life| libm::exp2f(-age / half_life))
            })
            .collect();
        let mut starts = vec![0u32; items + 1];
        for item in (0..visits).flat_map(|visit| sessions.get(visit)) {
            starts[*item as usize + 1] += 1;
        }
        for item in 0..items {
            starts[item + 1] += starts[item];
        }
        let mut next = starts.clone();
        let mut looks = vec![(0, 0); starts[items] as usize];
        let mut totals = vec![[0.0; DECAYS]; items];
        for (visit, weights) in weights.iter().enumerate() {
            for (place, item) in (0u32..).zip(sessions.get(visit)) {
                let item = *item as usize;
                looks[next[item] as usize] = (visit as u32, place);
                next[item] += 1;
                for (total, weight) in totals[item].iter_mut().zip(weights) {
                    *total += weight;
                }
            }
        }
        let mut counts = Self {
            sessions,
            visits,
            half_lives,
            window: of.window as usize,
            weights,
            starts,
            looks,
            totals,
            similar: Rows::new(),
        };
        counts.similar = (0..items as u32)
            .into_par_iter()
            .map_init(|| counts.sums(), |sums, item| counts.similar_of(item, sums))
            .collect();
        counts
    }

    /// Room for the sums of rows.
    pub fn sums(&self) -> Sums {
        Sums::new(self.sessions.items())
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.sessions.items()
    }

    fn similar_of(&self, item: u32, sums: &mut Sums) -> Vec<(u32, f32)> {
        self.count(item, sums);
        let direct = sums.touched.iter().filter(|other| **other != item);
        let mut row: Vec<(u32, f32)> = direct
            .map(|other| (*other, plain(&sums.counts[*other as usize])))
            .collect();
        // A row of few looks is to be believed less.
        let all = row.iter().map(|(_, weight)| weight).sum::<f32>() + 0.2;
        keep(&mut row, SIMILAR);
        row.iter_mut().for_each(|(_, weight)| *weight /= all);
        sums.clear();
        row
    }

    fn count(&self, item: u32, sums: &mut Sums) {
        let (start, end) = (self.starts[item as usize], self.starts[item as usize + 1]);
        for &(visit, place) in &self.looks[start as usize..end as usize] {
            let clicks = self.sessions.get(visit as usize);
            let weights = &self.weights[visit as usize];
            let place = place as usize;
            let far = self.window;
            let window = place.saturating_sub(far)..clicks.len().min(place + far + 1);
            for at in window.filter(|at| *at != place) {
                let other = clicks[at];
                sums.touch(other);
                let other = other as usize;
                let counts = &mut sums.counts[other];
                let near = 1.0 / at.abs_diff(place) as f32;
                for (decay, weight) in weights.iter().enumerate() {
                    let of_decay = &mut counts[decay * KINDS..][..KINDS];
                    if at == place + 1 {
                        of_decay[0] += weight;
                    }
                    of_decay[if at > place { 1 } else { 2 }] += near * weight;
                }
                if sums.last[other] != visit {
                    sums.last[other] = visit;
                    counts[ALL - 1] += 1.0;
                }
            }
        }
    }

    /// The candidates of a row with their features: direct neighbours, the item itself,
    /// and neighbours of neighbours.
    pub fn row(
        &self,
        item: u32,
        sums: &mut Sums,
        direct: usize,
        second: usize,
    ) -> Vec<(u32, Features)> {
        self.count(item, sums);
        sums.touch(item);
        let others = sums.touched.iter().filter(|other| **other != item);
        let mut row: Vec<(u32, f32)> = others
            .map(|other| (*other, plain(&sums.counts[*other as usize])))
            .collect();
        keep(&mut row, direct);
        row.push((item, 0.0));
        for (via, share) in &self.similar[item as usize] {
            for (other, of_via) in &self.similar[*via as usize] {
                if *other != item {
                    sums.touch(*other);
                    sums.second[*other as usize] += share * of_via;
                }
            }
        }
        for (other, _) in &row {
            sums.state[*other as usize] = DIRECT;
        }
        let further = sums.touched.iter().filter(|other| {
            sums.state[**other as usize] == SEEN && sums.second[**other as usize] > 0.0
        });
        let mut further: Vec<(u32, f32)> = further
            .map(|other| (*other, sums.second[*other as usize]))
            .collect();
        keep(&mut further, second);
        row.extend(further);
        let candidates = row.len() as f32;
        let features = |other: u32| {
            let place = other as usize;
            let counts = &sums.counts[place];
            let mut features = [0.0; FEATURES];
            for (feature, count) in features.iter_mut().zip(&counts[..ALL - 1]) {
                *feature = log1p(count * 10.0);
            }
            features[9] = log1p(counts[ALL - 1]);
            for decay in 0..DECAYS {
                features[10 + decay] = log1p(self.totals[item as usize][decay] * 5.0);
                features[13 + decay] = log1p(self.totals[place][decay] * 5.0);
            }
            features[16] = log1p(sums.second[place] * 1000.0);
            features[17] = f32::from(u8::from(other == item));
            features[18] = log1p(candidates);
            features
        };
        let row = row.iter().map(|(other, _)| (*other, features(*other)));
        let row = row.collect();
        sums.clear();
        row
    }

    /// The share of the coming looks that each item is expected to get.
    pub fn traffic(&self) -> Vec<f32> {
        let [_, slow, fast] = self.half_lives;
        let expected = |totals: &[f32; DECAYS]| {
            0.6 * totals[2] / fast + 0.3 * totals[1] / slow + 0.14 * totals[0]
        };
        let all: f32 = self.totals.iter().map(expected).sum();
        let all = all.max(f32::MIN_POSITIVE);
        self.totals
            .iter()
            .map(|totals| expected(totals) / all)
            .collect()
    }

    /// How many visits were counted.
    pub fn visits(&self) -> usize {
        self.visits
    }
}
