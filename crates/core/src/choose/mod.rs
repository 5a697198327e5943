//! Helps in choosing between a few products, in the shopper's own way of deciding.
//!
//! A [`Comparison`] is products beside each other on the attributes by which they differ. An
//! [`Aspect`] is what a shopper says of one attribute: what is better, what is too much, what
//! is wanted. A [`Strategy`] makes a [`Verdict`] of both: each product's place, and why. The
//! five strategies are those that people are seen to use (Payne, Bettman and Johnson, The
//! Adaptive Decision Maker, 1993; elimination by aspects: Tversky, Psychological Review 79,
//! 1972). Each is a file, and none depends on anything but what it is given.
//!
//! A value that is not stated never wins: it comes after every stated one, fails every
//! demand, and [`words`](Verdict::words) says so.

mod ask;
mod aspect;
mod attribute;
mod comparison;
mod conjunctive;
mod disjunctive;
mod elimination;
mod lexicographic;
mod markup;
mod quantity;
mod said;
mod verdict;
mod weighted;
mod words;
mod words_en;
mod words_ko;

pub use ask::{Asked, BadChoice};
pub use aspect::{Aspect, Better, Bound, Failing};
pub use attribute::{kept_name, label, same_attribute, spoken};
pub use comparison::{Attribute, Comparison, Given, Product, Scale, Value};
pub use markup::stated_on_page;
pub use quantity::{SCALE, read_decimal, write_number};
pub use verdict::{Because, Place, Placed, Verdict};
pub use words::{ChooseWords, Said};

/// The fewest products between which there is something to choose.
pub const LEAST: usize = 2;

/// The most products that are compared.
pub const MOST: usize = 6;

/// How a shopper decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strategy {
    /// What is best in what matters most; of equal ones in what matters next.
    #[default]
    Lexicographic,
    /// One aspect after another, what fails it is dropped.
    Elimination,
    /// Whatever meets all minimums.
    Conjunctive,
    /// Whatever is excellent in anything.
    Disjunctive,
    /// The most points, each attribute weighted.
    Weighted,
}

impl Strategy {
    /// All, the simplest first.
    pub const ALL: [Self; 5] = [
        Self::Lexicographic,
        Self::Elimination,
        Self::Conjunctive,
        Self::Disjunctive,
        Self::Weighted,
    ];

    /// Its name in scripts and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lexicographic => "lexicographic",
            Self::Elimination => "elimination",
            Self::Conjunctive => "conjunctive",
            Self::Disjunctive => "disjunctive",
            Self::Weighted => "weighted",
        }
    }

    /// The strategy of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// Whether the order of the aspects says what matters more.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Lexicographic | Self::Elimination)
    }

    /// Whether it asks what a product must have.
    pub fn is_demanding(self) -> bool {
        !matches!(self, Self::Lexicographic | Self::Weighted)
    }

    /// Decides between products by what the shopper says of their attributes, what matters
    /// most first.
    pub fn decide(self, comparison: &Comparison, aspects: &[Aspect]) -> Verdict {
        // What names no attribute of these products says nothing.
        let mut sound = aspects.to_vec();
        sound.retain(|aspect| aspect.attribute < comparison.attributes.len());
        match self {
            Self::Lexicographic => lexicographic::decide(comparison, sound),
            Self::Elimination => elimination::decide(comparison, sound),
            Self::Conjunctive => conjunctive::decide(comparison, sound),
            Self::Disjunctive => disjunctive::decide(comparison, sound),
            Self::Weighted => weighted::decide(comparison, sound),
        }
    }
}
