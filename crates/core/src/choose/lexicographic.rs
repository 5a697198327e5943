//! What is best in what matters most; of equal ones in what matters next.

use super::aspect::Aspect;
use super::comparison::Comparison;
use super::verdict::{Because, Place, Placed, Verdict};

pub(super) fn decide(comparison: &Comparison, aspects: Vec<Aspect>) -> Verdict {
    let counting: Vec<(usize, Vec<Option<i64>>)> = (aspects.iter().enumerate())
        .filter(|(_, aspect)| aspect.prefers())
        .map(|(at, aspect)| (at, aspect.ranks(comparison)))
        .collect();
    // The aspect in which one is better than another: the first in which they differ. What is
    // not stated is less than anything.
    let better = |one: usize, other: usize| {
        let parting = counting
            .iter()
            .find(|(_, ranks)| ranks[one] != ranks[other]);
        parting.and_then(|(at, ranks)| (ranks[one] > ranks[other]).then_some(*at))
    };
    let count = comparison.products.len();
    let mut order: Vec<usize> = Vec::with_capacity(count);
    for product in 0..count {
        let before = order
            .iter()
            .position(|known| better(product, *known).is_some());
        order.insert(before.unwrap_or(order.len()), product);
    }
    let parts = |one: usize| order.iter().find_map(|other| better(one, *other));
    let Some(leading) = order.first().and_then(|first| parts(*first)) else {
        return Verdict::undecided(comparison, aspects);
    };
    let mut placed: Vec<Placed> = Vec::with_capacity(count);
    for (at, product) in order.iter().enumerate() {
        let (place, because) = match better(order[0], *product) {
            None => (Place::Best, Because::Leads { aspect: leading }),
            Some(aspect) => {
                // The nearest that is better, so that the whole order is explained.
                let nearer = order[..at].iter().rev();
                let nearer = nearer.filter_map(|than| Some((*than, better(*than, *product)?)));
                let (than, aspect) = nearer.into_iter().next().unwrap_or((order[0], aspect));
                (Place::Left, Because::Behind { aspect, than })
            }
        };
        placed.push(Placed {
            product: *product,
            place,
            because,
        });
    }
    let verdict = Verdict {
        placed,
        aspects,
        ..Verdict::default()
    };
    verdict.note_unstated(comparison, Aspect::prefers)
}
