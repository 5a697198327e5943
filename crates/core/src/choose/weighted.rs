//! The most points, each attribute weighted (weighted additive).
//!
//! Each aspect gives from no points, for its worst value among these products, to its full
//! weight, for its best; between them in proportion. What is not stated gives none.

use super::aspect::Aspect;
use super::comparison::Comparison;
use super::verdict::{Because, Place, Placed, Verdict};

/// What the best value gives, before it is weighted.
const FULL: i128 = 1_000_000;

/// The largest weight that counts.
const HEAVIEST: u32 = 1_000;

pub(super) fn decide(comparison: &Comparison, aspects: Vec<Aspect>) -> Verdict {
    let counts = |aspect: &Aspect| aspect.weight > 0 && aspect.prefers();
    let counting: Vec<(i128, Vec<Option<i64>>)> = (aspects.iter())
        .filter(|aspect| counts(aspect))
        .map(|aspect| (aspect.weight.min(HEAVIEST).into(), aspect.ranks(comparison)))
        .collect();
    let weights: i128 = counting.iter().map(|(weight, _)| weight).sum();
    if weights == 0 {
        return Verdict::undecided(comparison, aspects);
    }
    let points: Vec<i128> = (0..comparison.products.len())
        .map(|product| {
            let each = counting.iter();
            each.map(|(weight, ranks)| weight * worth(ranks, ranks[product]))
                .sum()
        })
        .collect();
    // Points are rounded: what is nowhere better than another, and somewhere worse, must not
    // be as good for that.
    let dominated = |one: usize| {
        (0..points.len()).any(|other| {
            let each = || counting.iter().map(|(_, ranks)| (ranks[other], ranks[one]));
            each().all(|(other, one)| other >= one) && each().any(|(other, one)| other > one)
        })
    };
    let most = points.iter().max().copied().unwrap_or_default();
    let is_best = |product: usize| points[product] == most && !dominated(product);
    let mut order: Vec<usize> = Vec::with_capacity(points.len());
    for product in 0..points.len() {
        let key = |of: usize| (is_best(of), points[of]);
        let before = order.iter().position(|known| key(product) > key(*known));
        order.insert(before.unwrap_or(order.len()), product);
    }
    let placed = order.into_iter().map(|product| Placed {
        product,
        place: match is_best(product) {
            true => Place::Best,
            false => Place::Left,
        },
        because: Because::Points((points[product] * 100 / (weights * FULL)) as u32),
    });
    let verdict = Verdict {
        placed: placed.collect(),
        aspects,
        ..Verdict::default()
    };
    verdict.note_unstated(comparison, counts)
}

/// What a value gives, from 0 to [`FULL`]: never less than a worse one.
fn worth(ranks: &[Option<i64>], rank: Option<i64>) -> i128 {
    let stated = || ranks.iter().flatten().map(|rank| i128::from(*rank));
    let (Some(rank), Some(best), Some(worst)) = (rank, stated().max(), stated().min()) else {
        return 0;
    };
    match best - worst {
        0 => FULL,
        span => (i128::from(rank) - worst) * FULL / span,
    }
}
