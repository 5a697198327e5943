//! Whatever is excellent in anything: in what is demanded, by meeting it; in what is only
//! preferred, by being the best of those that state it.

use super::aspect::{Aspect, Better};
use super::comparison::Comparison;
use super::verdict::{Because, Place, Placed, Verdict};

pub(super) fn decide(comparison: &Comparison, aspects: Vec<Aspect>) -> Verdict {
    if !aspects.iter().any(Aspect::prefers) {
        return Verdict::undecided(comparison, aspects);
    }
    let excellent: Vec<Vec<bool>> = (aspects.iter())
        .map(|aspect| excellent(comparison, aspect))
        .collect();
    let (mut placed, mut out) = (Vec::new(), Vec::new());
    for product in 0..comparison.products.len() {
        let (place, because) = match excellent.iter().position(|is| is[product]) {
            Some(aspect) => (Place::Best, Because::Excels { aspect }),
            None => (Place::Out, Because::ExcelsInNothing),
        };
        let list = if place == Place::Best {
            &mut placed
        } else {
            &mut out
        };
        list.push(Placed {
            product,
            place,
            because,
        });
    }
    placed.append(&mut out);
    Verdict {
        placed,
        aspects,
        ..Verdict::default()
    }
}

/// Which products are excellent in an aspect.
fn excellent(comparison: &Comparison, aspect: &Aspect) -> Vec<bool> {
    let products = 0..comparison.products.len();
    if aspect.is_demand() {
        return products
            .map(|product| {
                aspect
                    .failing(comparison.value(product, aspect.attribute))
                    .is_none()
            })
            .collect();
    }
    let ranks = aspect.ranks(comparison);
    let stated = || ranks.iter().flatten();
    let (best, worst) = (stated().max(), stated().min());
    // What all have alike makes none excellent.
    let parts = aspect.better != Better::Any && best != worst;
    let is_best = |rank: &Option<i64>| parts && rank.is_some() && rank.as_ref() == best;
    ranks.iter().map(is_best).collect()
}
