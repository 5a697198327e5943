//! The numbers of what is bought together, chosen on the newest orders.
//!
//! The rows are made of all orders but the newest twentieth. Of each of these one product
//! after the other is taken as known: is anything else of the order in the first places of
//! its row (hit rate), and how far up (mean reciprocal rank)? Both are averaged over the
//! order, then over the orders, so that one large order says no more than a small one.
//! Then the blend of `related` is chosen: of each customer who ordered before and after, the
//! rows of the last order are added up, and it is asked how much of what they then ordered
//! for the first time is in the first places.

use super::{Knob, ONE_IN, climb};
use crate::BuildError;
use crate::catalogue::Catalogue;
use crate::history::History;
use crate::options::Options;
use crate::train::rows::keep;
use crate::train::{Rows, related, together};
use rustc_hash::FxHashMap;

/// How long the rows are that are looked at.
const PLACES: usize = 20;

/// Of an order with more products, only so many are asked about.
const ASKED: usize = 50;

/// At most so many customers are followed.
const MOST: usize = 2_000;

/// Fewer orders of two products or more than this tell chance from choice too badly.
const LEAST: usize = 20;

const KNOBS: [Knob; 4] = [
    Knob {
        name: "half_life_days",
        of: |options| &mut options.train.half_life_days,
        values: &[30.0, 60.0, 240.0],
    },
    Knob {
        name: "popularity_damping",
        of: |options| &mut options.train.popularity_damping,
        values: &[0.2, 0.6, 0.8],
    },
    Knob {
        name: "shrinkage",
        of: |options| &mut options.train.shrinkage,
        values: &[2.0, 4.0, 16.0],
    },
    Knob {
        name: "basket_damping",
        of: |options| &mut options.train.basket_damping,
        values: &[0.0, 0.25, 0.75],
    },
];

/// What makes `related`, once `together` is chosen.
const BLENDED: [Knob; 5] = [
    Knob {
        name: "same_order",
        of: |options| &mut options.train.blend[0],
        values: &[0.3, 1.2],
    },
    Knob {
        name: "later_order",
        of: |options| &mut options.train.blend[1],
        values: &[0.0, 0.3, 0.6],
    },
    Knob {
        name: "content",
        of: |options| &mut options.train.blend[2],
        values: &[0.1, 0.5],
    },
    Knob {
        name: "link_half_life_days",
        of: |options| &mut options.train.link_half_life_days,
        values: &[30.0, 240.0],
    },
    Knob {
        name: "title_evidence",
        of: |options| &mut options.train.title_evidence,
        values: &[5.0, 80.0],
    },
];

/// The options with the numbers that foretell the newest orders best, and what they are.
///
/// # Errors
/// None of its own; as [`climb`].
pub fn tune(
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    options: &Options,
) -> Result<(Options, Vec<String>), BuildError> {
    let cut = history.times.len() - history.times.len() / ONE_IN;
    let later: Vec<&[u32]> = (cut..history.times.len())
        .map(|order| history.baskets.get(order as u32))
        .filter(|basket| basket.len() > 1)
        .collect();
    if later.len() < LEAST {
        let said = "too few orders to tune on".to_owned();
        return Ok((options.clone(), vec![said]));
    }
    let earlier = history.before(cut);
    let (options, mut said) = climb(options, &KNOBS, |tried| {
        let rows = together::rows(&earlier, offered, PLACES, &tried.train);
        Ok(score(&later, &rows))
    })?;
    let followed = followed(history, cut);
    if followed.len() < LEAST {
        said.push("too few customers to tune the blend on".to_owned());
        return Ok((options, said));
    }
    let wide = PLACES * related::WIDER;
    let together = together::rows(&earlier, offered, wide, &options.train);
    let (options, more) = climb(&options, &BLENDED, |tried| {
        let of = &tried.train;
        let rows = related::rows(&together, &earlier, catalogue, offered, PLACES, of);
        Ok(followed.iter().map(|pair| score_next(pair, &rows)).sum())
    })?;
    said.extend(more);
    Ok((options, said))
}

/// The last order of a customer before, and what is new in the first one after.
type Followed = (Vec<u32>, Vec<u32>);

/// Of too many customers every n-th.
fn followed(history: &History, cut: usize) -> Vec<Followed> {
    let step = history.returned(cut).count().div_ceil(MOST).max(1);
    let pairs = history.returned(cut).step_by(step);
    let new = pairs.filter_map(|(before, after)| {
        let (last, basket) = (before.last()?, |order: u32| history.baskets.get(order));
        let mut had: Vec<u32> = before
            .iter()
            .flat_map(|order| basket(*order))
            .copied()
            .collect();
        had.sort_unstable();
        let order = basket(after).iter().copied();
        let new: Vec<u32> = order
            .filter(|item| had.binary_search(item).is_err())
            .collect();
        (!new.is_empty()).then(|| (basket(*last).to_vec(), new))
    });
    new.collect()
}

/// Recall of what is new among the first places of all rows of the last order together.
fn score_next((last, new): &Followed, rows: &Rows) -> f64 {
    let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
    for (other, weight) in last.iter().flat_map(|item| &rows[*item as usize]) {
        // Baskets are ascending.
        if last.binary_search(other).is_err() {
            *sums.entry(*other).or_default() += weight;
        }
    }
    let mut best: Vec<(u32, f32)> = sums.into_iter().collect();
    keep(&mut best, PLACES);
    let is_found = |(item, _): &&(u32, f32)| new.binary_search(item).is_ok();
    let found = best.iter().filter(is_found).count();
    found as f64 / new.len().min(PLACES) as f64
}

/// Hit rate plus mean reciprocal rank.
fn score(later: &[&[u32]], rows: &Rows) -> f64 {
    let of_item = |basket: &[u32], item: u32| {
        let row = &rows[item as usize];
        let hit = row.iter().position(|(other, _)| basket.contains(other));
        hit.map_or(0.0, |place| 1.0 + 1.0 / (place + 1) as f64)
    };
    let of_order = |basket: &&[u32]| {
        let asked = &basket[..basket.len().min(ASKED)];
        let sum: f64 = asked.iter().map(|item| of_item(basket, *item)).sum();
        sum / asked.len() as f64
    };
    later.iter().map(of_order).sum::<f64>() / later.len() as f64
}
