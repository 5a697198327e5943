//! How a greeting was chosen.

use crate::greeting::{Greeting, Silence};
use crate::rules::Explanation;

/// How a greeting was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedGreeting {
    /// The codes of the only moments that were wanted, with spaces; empty for all.
    pub only: String,
    /// Whether greetings are withheld from this shopper to measure what they are good for.
    pub withheld: bool,
    /// What is said.
    pub said: Option<Greeting>,
    /// All moments, highest priority first.
    pub moments: Vec<InspectedMoment>,
}

/// A moment that competed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedMoment {
    /// Its code.
    pub code: String,
    /// What it comes before and after.
    pub priority: u32,
    /// The days from one visit in which it is said to the next.
    pub cool_down: u32,
    /// In how many visits of any seven days it may be said.
    pub per_week: u32,
    /// How many days ago it was last said, if that is remembered.
    pub said_days_ago: Option<u64>,
    /// What came of it.
    pub outcome: Outcome,
    /// Why the owner's condition holds or does not, if there is one.
    pub why: Option<Explanation>,
}

/// What came of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It greets.
    Won,
    /// It could greet, but another one does.
    Outranked,
    /// The element does not ask for it.
    NotAsked,
    /// Something keeps it from greeting.
    Silent(Silence),
}
