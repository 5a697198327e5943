//! How a list came about.

use crate::Kind;
use crate::recommend::{Answer, Cause};
use crate::rules::Explanation;

/// How a list came about.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectedList {
    /// Which list.
    pub kind: Kind,
    /// How many were asked for.
    pub limit: usize,
    /// The item that it is about; the page's own if none was named.
    pub item: Option<String>,
    /// What came of it: what [`crate::Engine::recommend`] says.
    pub answer: Answer,
    /// Whether it is withheld from this shopper to measure what it is good for.
    pub withheld: bool,
    /// The shop's rules on this kind, in the order of the configuration.
    pub rules: Vec<InspectedRule>,
    /// All that was considered: what is shown, in its order, then the rest, best first.
    pub candidates: Vec<Candidate>,
}

/// What was considered for a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub item: String,
    /// Its title; empty if none is known.
    pub title: String,
    /// The sum of its terms.
    pub score: f32,
    /// The stable code, the item that it comes from, and the weight of each term, largest
    /// first.
    pub terms: Vec<(&'static str, String, f32)>,
    /// Its place in the list, from 0 on, if it is shown.
    pub place: Option<usize>,
    /// Why it is not shown, if it is not. Rules are named by their places in the
    /// configuration.
    pub cause: Option<Cause>,
}

/// One of the shop's rules on a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectedRule {
    /// Its place in `merchandising`, from 0 on.
    pub place: usize,
    /// What its owner calls it; empty for nothing.
    pub name: String,
    /// What it does: `pin`, `boost`, `bury`, `exclude` or `only`.
    pub act: &'static str,
    /// Why it acts or does not; `None` if it always does.
    pub why: Option<Explanation>,
    /// How many items of this list it moved or removed.
    pub touched: usize,
}

impl InspectedRule {
    /// Whether it acts.
    pub fn acts(&self) -> bool {
        self.why.as_ref().is_none_or(|why| why.outcome == Ok(true))
    }
}
