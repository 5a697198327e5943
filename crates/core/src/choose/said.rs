//! What of that which a shopper has said counts for a way of deciding.

use super::Strategy;
use super::aspect::{Aspect, Better};

impl Strategy {
    /// The aspects as this way of deciding asks about them: what was said for another way does
    /// not count in it.
    pub fn asked_of(self, aspects: &[Aspect]) -> Vec<Aspect> {
        let mut asked = aspects.to_vec();
        for aspect in &mut asked {
            if !self.is_demanding() {
                (aspect.at_most, aspect.at_least) = (None, None);
            } else if self != Self::Disjunctive {
                aspect.better = Better::Any;
            }
        }
        asked
    }

    /// The attributes of which the shopper said something, in the order in which they matter.
    pub fn put_first(self, aspects: &[Aspect], touched: &[usize]) -> Vec<usize> {
        let mut first: Vec<&Aspect> = (aspects.iter())
            .filter(|aspect| touched.contains(&aspect.attribute))
            .collect();
        if self == Self::Weighted {
            // Heavier first; few, and each kept behind its equals.
            for at in 1..first.len() {
                let mut to = at;
                while to > 0 && first[to - 1].weight < first[to].weight {
                    first.swap(to - 1, to);
                    to -= 1;
                }
            }
        }
        first.iter().map(|aspect| aspect.attribute).collect()
    }
}
