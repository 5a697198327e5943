//! What a strategy decides: each product's place, and why.

use super::aspect::{Aspect, Failing};
use super::comparison::Comparison;

/// Where a product is when it is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is the choice, or one of several that are as good.
    Best,
    /// It is still in the running, behind the best.
    Left,
    /// It is left out.
    Out,
}

/// Why a product is where it is. Aspects and products are named by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// Nothing was said that makes a difference.
    Undecided,
    /// It is best in this aspect, where the first ones part.
    Leads {
        /// The aspect.
        aspect: usize,
    },
    /// It is not as good as another in this aspect, the first in which they part.
    Behind {
        /// The aspect.
        aspect: usize,
        /// The product that is better.
        than: usize,
    },
    /// It has not failed anything.
    Stays,
    /// It does not meet what is demanded.
    Fails {
        /// The aspect.
        aspect: usize,
        /// Why not.
        failing: Failing,
    },
    /// It is excellent in this aspect.
    Excels {
        /// The aspect.
        aspect: usize,
    },
    /// It is excellent in nothing.
    ExcelsInNothing,
    /// It has so many of a hundred points.
    Points(u32),
}

/// A product's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The product's position in the comparison.
    pub product: usize,
    /// Where it is.
    pub place: Place,
    /// Why.
    pub because: Because,
}

/// What a strategy decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// All products, the best first; those that are left out in the order in which they went.
    pub placed: Vec<Placed>,
    /// The aspects by which it was decided, as far as they name attributes of the comparison.
    pub aspects: Vec<Aspect>,
    /// Aspects that were passed over because all that were left would have failed them.
    pub passed_over: Vec<usize>,
    /// Of what is best: which aspects that counted are not stated.
    pub unstated: Vec<(usize, usize)>,
}

impl Verdict {
    /// Nothing was said that makes a difference: all are as they were.
    pub(super) fn undecided(comparison: &Comparison, aspects: Vec<Aspect>) -> Self {
        let all = 0..comparison.products.len();
        Self {
            placed: all
                .map(|product| Placed {
                    product,
                    place: Place::Left,
                    because: Because::Undecided,
                })
                .collect(),
            aspects,
            ..Self::default()
        }
    }

    /// Notes what is not stated of the best, in the aspects that counted.
    pub(super) fn note_unstated(
        mut self,
        comparison: &Comparison,
        counts: impl Fn(&Aspect) -> bool,
    ) -> Self {
        for best in self
            .placed
            .iter()
            .filter(|placed| placed.place == Place::Best)
        {
            for (at, aspect) in self.aspects.iter().enumerate() {
                let is_stated = comparison.value(best.product, aspect.attribute).is_some();
                if counts(aspect) && !is_stated {
                    self.unstated.push((best.product, at));
                }
            }
        }
        self
    }

    /// The products in a place, best first.
    pub fn of(&self, place: Place) -> impl Iterator<Item = &Placed> {
        self.placed
            .iter()
            .filter(move |placed| placed.place == place)
    }

    /// Whether nothing was said that makes a difference.
    pub fn is_undecided(&self) -> bool {
        (self.placed.iter()).all(|placed| placed.because == Because::Undecided)
    }
}
