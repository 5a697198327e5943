//! Learns what a pair's features are worth, together with the constants of the score.
//!
//! The browser scores the item j of a visit whose different items, newest first, are
//! i(0), i(1), … as
//!
//! ```text
//! s(j) = sum over p of looks(p) * w(i(p), j), and seen(p) more if j is i(p)
//! w(i, j) = exp(b + l·x + v·max(0, W x + c)), x the pair's features, normed
//! ```
//!
//! and the next look is taken to be j with the probability s(j) / sum of s. The fit
//! maximises the likelihood of the newest visits' looks, which the counts have not seen:
//! the softmax of listwise learning to rank (Cao et al., ICML 2007) with Adam (Kingma and
//! Ba, ICLR 2015), a falling rate and weight decay. Sums are made in a fixed order and the
//! start is drawn from a fixed seed, so the same visits give the same model.

use super::counts::{Counts, FEATURES, Features};
use super::steps::Steps;
use crate::options::SessionOptions;
use crate::train::rows::{Rows, keep};
use dangol_wire::{LOOKS, MAX_NEIGHBOURS, Scoring};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Hidden units.
const HIDDEN: usize = 16;

// Where each group of parameters begins.
const W: usize = 0;
const C: usize = W + FEATURES * HIDDEN;
const V: usize = C + HIDDEN;
const L: usize = V + HIDDEN;
const B: usize = L + FEATURES;
const LOOK: usize = B + 1;
const SEEN: usize = LOOK + LOOKS;
const ALL: usize = SEEN + LOOKS;

/// Rows whose gradients are summed by one task, in their order.
const TASK: usize = 64;

/// What the features are worth.
#[derive(Debug, Clone)]
pub struct Model {
    parameters: Vec<f32>,
    mean: Features,
    scale: Features,
}

impl Default for Model {
    /// A first guess by hand, on features as they are: what follows at once and what came
    /// lately counts most, own popularity counts against.
    fn default() -> Self {
        let mut parameters = vec![0.0; ALL];
        for (feature, worth) in GUESS {
            parameters[L + feature] = worth;
        }
        parameters[B] = -3.0;
        for place in 0..LOOKS {
            parameters[LOOK + place] = -0.4 * place as f32;
            parameters[SEEN + place] = -2.5 - 0.3 * place as f32;
        }
        Self {
            parameters,
            mean: [0.0; FEATURES],
            scale: [1.0; FEATURES],
        }
    }
}

/// What single features are worth at the start.
const GUESS: [(usize, f32); 6] = [
    (1, 0.3),
    (4, 0.4),
    (7, 0.3),
    (5, 0.2),
    (16, 0.5),
    (10, -0.5),
];

impl Model {
    /// Its features brought to a mean of 0 and a deviation of 1.
    fn normed(rows: &mut [Vec<(u32, Features)>]) -> Self {
        let (mut sum, mut square, mut count) = ([0f64; FEATURES], [0f64; FEATURES], 0f64);
        for (_, features) in rows.iter().flatten() {
            count += 1.0;
            for (at, feature) in features.iter().enumerate() {
                sum[at] += f64::from(*feature);
                square[at] += f64::from(*feature).powi(2);
            }
        }
        let mut model = Self::default();
        for at in 0..FEATURES {
            let mean = sum[at] / count.max(1.0);
            let variance = (square[at] / count.max(1.0) - mean * mean).max(1e-4);
            model.mean[at] = mean as f32;
            model.scale[at] = (1.0 / variance.sqrt()) as f32;
        }
        for (feature, worth) in GUESS {
            model.parameters[L + feature] = worth / model.scale[feature];
        }
        let mut seed = 88_172_645_463_325_252u64;
        for parameter in &mut model.parameters[W..C] {
            *parameter = 0.6 * draw(&mut seed);
        }
        for parameter in &mut model.parameters[V..L] {
            *parameter = 0.05 * draw(&mut seed);
        }
        for (_, features) in rows.iter_mut().flatten() {
            *features = model.norm(features);
        }
        model
    }

    fn norm(&self, features: &Features) -> Features {
        std::array::from_fn(|at| (features[at] - self.mean[at]) * self.scale[at])
    }

    fn hidden(&self, features: &Features) -> [f32; HIDDEN] {
        let mut hidden = [0.0; HIDDEN];
        hidden.copy_from_slice(&self.parameters[C..V]);
        for (feature, weights) in features.iter().zip(self.parameters[W..C].chunks(HIDDEN)) {
            for (unit, weight) in hidden.iter_mut().zip(weights) {
                *unit += feature * weight;
            }
        }
        hidden
    }

    /// The weight of a pair by its normed features.
    fn weight(&self, features: &Features) -> f32 {
        let linear = features.iter().zip(&self.parameters[L..B]);
        let linear: f32 = linear.map(|(feature, worth)| feature * worth).sum();
        let hidden = self.hidden(features);
        let bent = hidden.iter().zip(&self.parameters[V..L]);
        let bent: f32 = bent.map(|(unit, worth)| unit.max(0.0) * worth).sum();
        libm::expf((self.parameters[B] + linear + bent).clamp(-15.0, 15.0))
    }

    fn looks(&self) -> [f32; LOOKS] {
        std::array::from_fn(|place| libm::expf(self.parameters[LOOK + place]))
    }

    fn seen(&self) -> [f32; LOOKS] {
        std::array::from_fn(|place| libm::expf(self.parameters[SEEN + place]))
    }

    /// The constants for rows whose weights were divided by `largest`.
    pub fn scoring(&self, largest: f32) -> Scoring {
        Scoring {
            looks: self.looks().to_vec(),
            seen: self.seen().map(|seen| seen / largest).to_vec(),
            ..Scoring::default()
        }
    }

    /// All rows, nearest first.
    pub fn rows(&self, counts: &Counts, of: &SessionOptions) -> Rows {
        (0..counts.items() as u32)
            .into_par_iter()
            .map_init(
                || counts.sums(),
                |sums, item| {
                    let row = counts.row(item, sums, of.direct, of.second);
                    let weights = row
                        .iter()
                        .map(|(other, features)| (*other, self.weight(&self.norm(features))));
                    let mut row: Vec<(u32, f32)> = weights.collect();
                    keep(&mut row, MAX_NEIGHBOURS);
                    row
                },
            )
            .collect()
    }
}

/// From -1/2 to 1/2 (xorshift; Marsaglia 2003).
fn draw(seed: &mut u64) -> f32 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 40) as f32 / (1u64 << 24) as f32 - 0.5
}

/// The different items of a visit so far, newest first.
fn recent(looks: &[u32], into: &mut Vec<u32>) {
    into.clear();
    for item in looks.iter().rev() {
        if !into.contains(item) {
            into.push(*item);
            if into.len() == LOOKS {
                return;
            }
        }
    }
}

/// Fits the model to visits that the counts have not seen.
pub fn fit(counts: &Counts, visits: &[&[u32]], of: &SessionOptions) -> Model {
    let mut items: Vec<u32> = visits
        .iter()
        .flat_map(|visit| visit.iter().copied())
        .collect();
    items.sort_unstable();
    items.dedup();
    let place: FxHashMap<u32, u32> = items.iter().copied().zip(0u32..).collect();
    let mut rows: Vec<Vec<(u32, Features)>> = items
        .par_iter()
        .map_init(
            || counts.sums(),
            |sums, item| {
                let mut row = counts.row(*item, sums, of.direct, of.second);
                row.sort_unstable_by_key(|(other, _)| *other);
                row
            },
        )
        .collect();
    let mut model = Model::normed(&mut rows);
    // In the numbers of the rows at hand.
    let visits: Vec<Vec<u32>> = visits
        .iter()
        .map(|visit| visit.iter().map(|item| place[item]).collect())
        .collect();
    let lesson = Lesson { rows, items };
    let batch = visits.len().div_ceil(of.steps.max(1)).clamp(8, 128);
    let all = of.epochs * visits.len().div_ceil(batch);
    let mut steps = Steps::new(of, all, ALL, L);
    let mut order: Vec<usize> = (0..visits.len()).collect();
    let mut seed = 2_463_534_242u64;
    for _ in 0..of.epochs {
        for at in (1..order.len()).rev() {
            let other = ((draw(&mut seed) + 0.5) * (at + 1) as f32) as usize;
            order.swap(at, other.min(at));
        }
        for batch in order.chunks(batch) {
            let batch = batch.iter().map(|at| visits[*at].as_slice());
            let (gradient, examples) = lesson.gradient(&model, &batch.collect::<Vec<_>>());
            steps.take(&mut model.parameters, &gradient, examples);
        }
    }
    model
}

/// Rows with normed features, and the items that they are of.
struct Lesson {
    rows: Vec<Vec<(u32, Features)>>,
    items: Vec<u32>,
}

/// What a batch says of one row.
#[derive(Default, Clone)]
struct Pull {
    /// On every weight of the row.
    all: f32,
    /// On single ones: those that were looked at next.
    single: Vec<(u32, f32)>,
}

impl Lesson {
    /// The gradient of the mean negative log likelihood, summed, and the number of looks.
    fn gradient(&self, model: &Model, visits: &[&[u32]]) -> (Vec<f32>, f32) {
        let looked = visits
            .iter()
            .flat_map(|visit| &visit[..visit.len().max(1) - 1]);
        let mut touched: Vec<u32> = looked.copied().collect();
        touched.sort_unstable();
        touched.dedup();
        let weights: Vec<(Vec<f32>, f32)> = touched
            .par_iter()
            .with_min_len(16)
            .map(|row| {
                let row = &self.rows[*row as usize];
                let weights: Vec<f32> = row.iter().map(|(_, x)| model.weight(x)).collect();
                let sum = weights.iter().sum();
                (weights, sum)
            })
            .collect();
        let mut gradient = vec![0.0; ALL];
        let mut pulls = vec![Pull::default(); touched.len()];
        let mut examples = 0.0;
        let mut newest = Vec::new();
        let (looks, seen) = (model.looks(), model.seen());
        for visit in visits {
            for next in 1..visit.len() {
                let target = visit[next];
                recent(&visit[..next], &mut newest);
                let (mut total, mut hit) = (0.0, 0.0);
                // For each place: the row, the target's place in it, its sum, its weight.
                let mut terms: Vec<(usize, Option<usize>, f32, f32)> = Vec::new();
                for (place, item) in newest.iter().enumerate() {
                    // What was looked at before the last look is touched.
                    let Ok(at) = touched.binary_search(item) else {
                        continue;
                    };
                    let row = &self.rows[*item as usize];
                    let wanted = self.items[target as usize];
                    let found = row.binary_search_by_key(&wanted, |(other, _)| *other).ok();
                    let weight = found.map_or(0.0, |found| weights[at].0[found]);
                    terms.push((at, found, weights[at].1, weight));
                    total += looks[place] * weights[at].1 + seen[place];
                    hit += looks[place] * weight;
                    if *item == target {
                        hit += seen[place];
                    }
                }
                if hit <= 0.0 {
                    continue;
                }
                examples += 1.0;
                for (place, (item, (at, found, sum, weight))) in
                    newest.iter().zip(terms).enumerate()
                {
                    pulls[at].all += looks[place] / total;
                    if let Some(found) = found {
                        pulls[at].single.push((found as u32, -looks[place] / hit));
                    }
                    gradient[LOOK + place] += looks[place] * (sum / total - weight / hit);
                    let again = if *item == target { 1.0 / hit } else { 0.0 };
                    gradient[SEEN + place] += seen[place] * (1.0 / total - again);
                }
            }
        }
        let all: Vec<usize> = (0..touched.len()).collect();
        let parts: Vec<Vec<f32>> = all
            .par_chunks(TASK)
            .map(|part| {
                let mut gradient = vec![0.0; LOOK];
                for &at in part {
                    let row = &self.rows[touched[at] as usize];
                    push(model, row, &weights[at].0, &pulls[at], &mut gradient);
                }
                gradient
            })
            .collect();
        for part in parts {
            for (sum, more) in gradient.iter_mut().zip(part) {
                *sum += more;
            }
        }
        (gradient, examples)
    }
}

/// Carries what a batch says of a row's weights back to the parameters.
fn push(
    model: &Model,
    row: &[(u32, Features)],
    weights: &[f32],
    pull: &Pull,
    gradient: &mut [f32],
) {
    let mut on_weight = vec![pull.all; row.len()];
    for (at, more) in &pull.single {
        on_weight[*at as usize] += more;
    }
    for ((_, features), (weight, on_weight)) in row.iter().zip(weights.iter().zip(on_weight)) {
        let out = on_weight * weight;
        if out.abs() < 1e-7 {
            continue;
        }
        let hidden = model.hidden(features);
        let mut into_hidden = [0.0; HIDDEN];
        for unit in 0..HIDDEN {
            if hidden[unit] > 0.0 {
                into_hidden[unit] = out * model.parameters[V + unit];
                gradient[V + unit] += out * hidden[unit];
                gradient[C + unit] += into_hidden[unit];
            }
        }
        for (at, feature) in features.iter().enumerate() {
            let into_weights = &mut gradient[W + at * HIDDEN..][..HIDDEN];
            for (sum, unit) in into_weights.iter_mut().zip(&into_hidden) {
                *sum += feature * unit;
            }
            gradient[L + at] += out * feature;
        }
        gradient[B] += out;
    }
}
