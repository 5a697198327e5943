//! One aspect after another, what matters most first: what fails it is dropped, until one is
//! left. An aspect that all of those left would fail tells nothing of them and is passed over.

use super::aspect::Aspect;
use super::comparison::Comparison;
use super::verdict::{Because, Place, Placed, Verdict};

pub(super) fn decide(comparison: &Comparison, aspects: Vec<Aspect>) -> Verdict {
    if !aspects.iter().any(Aspect::is_demand) {
        return Verdict::undecided(comparison, aspects);
    }
    let mut left: Vec<usize> = (0..comparison.products.len()).collect();
    let (mut out, mut passed_over) = (Vec::new(), Vec::new());
    for (at, aspect) in aspects.iter().enumerate() {
        if left.len() < 2 {
            break;
        }
        let failing = |product: usize| aspect.failing(comparison.value(product, aspect.attribute));
        if left.iter().all(|product| failing(*product).is_some()) {
            passed_over.push(at);
            continue;
        }
        left.retain(|product| match failing(*product) {
            None => true,
            Some(failing) => {
                out.push(Placed {
                    product: *product,
                    place: Place::Out,
                    because: Because::Fails {
                        aspect: at,
                        failing,
                    },
                });
                false
            }
        });
    }
    let best = left.into_iter().map(|product| Placed {
        product,
        place: Place::Best,
        because: Because::Stays,
    });
    let verdict = Verdict {
        placed: best.chain(out).collect(),
        aspects,
        passed_over,
        ..Verdict::default()
    };
    verdict.note_unstated(comparison, Aspect::is_demand)
}
