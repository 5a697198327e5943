//! What a shopper says of one attribute.

use super::attribute::same_attribute;
use super::comparison::{Comparison, Value};

/// A number that a shopper named, and how it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound {
    /// What is compared with [`Value::number`].
    pub number: i64,
    /// With its unit or currency.
    pub shown: String,
}

/// What is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Better<N = i64> {
    /// It does not matter.
    #[default]
    Any,
    /// Less of it.
    Less,
    /// More of it.
    More,
    /// What is nearest to a number.
    Near(N),
}

impl Better<()> {
    /// The same, as what an attribute has by itself.
    pub(super) fn with(&self) -> Better {
        match self {
            Self::Less => Better::Less,
            Self::More => Better::More,
            Self::Any | Self::Near(()) => Better::Any,
        }
    }
}

/// What a shopper says of one attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aspect {
    /// The position of the attribute in the comparison.
    pub attribute: usize,
    /// What is better.
    pub better: Better,
    /// The number that [`Better::Near`] means, as it is written.
    pub near: String,
    /// What is too much is above this.
    pub at_most: Option<Bound>,
    /// What is too little is below this.
    pub at_least: Option<Bound>,
    /// Any of these texts is wanted.
    pub wanted: Vec<String>,
    /// None of these is.
    pub unwanted: Vec<String>,
    /// How much it counts among others; 0 for nothing.
    pub weight: u32,
}

/// Why a value does not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// It is not stated.
    NotStated,
    /// It is above what is at most wanted.
    TooMuch,
    /// It is below what is at least wanted.
    TooLittle,
    /// It is none of what is wanted.
    NotWanted,
    /// It is what is not wanted.
    Unwanted,
}

impl Aspect {
    /// Whether something is demanded of the attribute.
    pub fn is_demand(&self) -> bool {
        self.at_most.is_some()
            || self.at_least.is_some()
            || !self.wanted.is_empty()
            || !self.unwanted.is_empty()
    }

    /// Whether it makes any difference between products.
    pub fn prefers(&self) -> bool {
        self.better != Better::Any || self.is_demand()
    }

    /// Why a value does not meet the demand; nothing if it does, or if there is none.
    pub fn failing(&self, value: Option<&Value>) -> Option<Failing> {
        if !self.is_demand() {
            return None;
        }
        let Some(value) = value else {
            return Some(Failing::NotStated);
        };
        let over = |bound: &Bound| value.number > bound.number;
        let under = |bound: &Bound| value.number < bound.number;
        if self.at_most.as_ref().is_some_and(over) {
            return Some(Failing::TooMuch);
        }
        if self.at_least.as_ref().is_some_and(under) {
            return Some(Failing::TooLittle);
        }
        if has_any(value, &self.unwanted) {
            return Some(Failing::Unwanted);
        }
        (!self.wanted.is_empty() && !has_any(value, &self.wanted)).then_some(Failing::NotWanted)
    }

    /// How good a value is, to be compared with others of the same attribute; nothing where
    /// it is not stated.
    pub fn rank(&self, value: Option<&Value>) -> Option<i64> {
        let value = value?;
        Some(match self.better {
            Better::Less => value.number.saturating_neg(),
            Better::More => value.number,
            Better::Near(number) => value
                .number
                .saturating_sub(number)
                .saturating_abs()
                .saturating_neg(),
            Better::Any => i64::from(self.failing(Some(value)).is_none()),
        })
    }

    /// How good it is in each product, where it is stated.
    pub(super) fn ranks(&self, comparison: &Comparison) -> Vec<Option<i64>> {
        (0..comparison.products.len())
            .map(|product| self.rank(comparison.value(product, self.attribute)))
            .collect()
    }

    /// The first of these texts that a value has.
    pub(super) fn which<'a>(value: &Value, texts: &'a [String]) -> Option<&'a str> {
        let has = |text: &&String| value.words.iter().any(|word| same_text(word, text));
        texts.iter().find(has).map(String::as_str)
    }
}

fn has_any(value: &Value, texts: &[String]) -> bool {
    Aspect::which(value, texts).is_some()
}

/// Whether two texts are the same but for case, spaces and a second language.
fn same_text(one: &str, other: &str) -> bool {
    same_attribute(one, other)
}
