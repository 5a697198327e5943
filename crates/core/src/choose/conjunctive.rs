//! Whatever meets all minimums.

use super::aspect::Aspect;
use super::comparison::Comparison;
use super::verdict::{Because, Place, Placed, Verdict};

pub(super) fn decide(comparison: &Comparison, aspects: Vec<Aspect>) -> Verdict {
    if !aspects.iter().any(Aspect::is_demand) {
        return Verdict::undecided(comparison, aspects);
    }
    let fails = |product: usize| {
        aspects.iter().enumerate().find_map(|(aspect, demand)| {
            let failing = demand.failing(comparison.value(product, demand.attribute))?;
            Some(Because::Fails { aspect, failing })
        })
    };
    let (mut placed, mut out) = (Vec::new(), Vec::new());
    for product in 0..comparison.products.len() {
        match fails(product) {
            None => placed.push(Placed {
                product,
                place: Place::Best,
                because: Because::Stays,
            }),
            Some(because) => out.push(Placed {
                product,
                place: Place::Out,
                because,
            }),
        }
    }
    placed.append(&mut out);
    Verdict {
        placed,
        aspects,
        ..Verdict::default()
    }
}
