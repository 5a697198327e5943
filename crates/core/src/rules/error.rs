//! What can be wrong with a rule.

use thiserror::Error;

/// What is wrong with a rule, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{}{problem}", at.join("."), if at.is_empty() { "" } else { ": " })]
pub struct RuleError {
    /// The keys and places that lead there, such as `and`, `1`, `<`; none for the root of a
    /// rule, and within it for what goes wrong only while it is evaluated.
    pub at: Vec<String>,
    /// What it is.
    pub problem: Problem,
}

/// What can be wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// No operator has this name.
    #[error("there is no operator \"{0}\"")]
    UnknownOperator(String),
    /// An operator has too few or too many values.
    #[error("{operator} takes {least} {}", Most(*most))]
    Arguments {
        /// Its name.
        operator: &'static str,
        /// How many values it needs.
        least: u8,
        /// How many it takes; 255 for any number.
        most: u8,
    },
    /// A rule within a rule within a rule, too often.
    #[error("deeper than 32 levels")]
    TooDeep,
    /// A rule of too many parts.
    #[error("more than 1000 parts")]
    TooLarge,
    /// A deed that is none of those that are remembered.
    #[error("must be viewed, addedToCart, bought or rated")]
    Deed,
    /// What is to be counted is not described by what can be.
    #[error("may have item, category and brand")]
    Pattern,
    /// A date or time of day that is none.
    #[error("must be a date (2027-05-13, --05-13, 05-13) or a time of day (18:30)")]
    Date,
    /// What was to be reckoned with is not a number, or the result is none.
    #[error("{0} of what is not a number")]
    NotANumber(&'static str),
    /// What it is has not the shape that it must have.
    #[error("must be {0}")]
    Shape(&'static str),
    /// There is more than can be.
    #[error("there are more than {0}")]
    TooMany(usize),
    /// The evaluation takes more steps than it may.
    #[error("takes too many steps")]
    Steps,
}

impl From<Problem> for RuleError {
    fn from(problem: Problem) -> Self {
        Self {
            at: Vec::new(),
            problem,
        }
    }
}

impl RuleError {
    /// The same, seen from one level above.
    pub(crate) fn under(mut self, key: &str) -> Self {
        self.at.insert(0, key.to_owned());
        self
    }
}

/// The end of a sentence about how many values there may be.
struct Most(u8);

impl std::fmt::Display for Most {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            u8::MAX => to.write_str("values or more"),
            most => write!(to, "to {most} values"),
        }
    }
}
