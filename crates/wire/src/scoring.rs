//! What the builder learned of how this shop's shoppers choose.

use serde::{Deserialize, Serialize};

/// How many looks of a visit count, newest first.
pub const LOOKS: usize = 10;

/// How many ranks own orders are told apart by.
pub const AGES: usize = 16;

/// Constants of the scores, learned from the shop's own history. The formulas are with
/// the code that uses them, `crates/core/src/recommend`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Scoring {
    /// The shape of the Gamma prior of purchase rates: how many purchases of a shopper's
    /// own weigh as much as everybody's.
    pub again_strength: f32,
    /// What the row of a visit's last item counts, of the one before it, and so on; at
    /// most [`LOOKS`].
    pub looks: Vec<f32>,
    /// How likely the items themselves are looked at again, likewise.
    pub seen: Vec<f32>,
    /// What an own purchase counts for the next order, in the newest order, in the one
    /// before it, and so on; at most [`AGES`], the last for all older. Empty if no known
    /// customer has come back: the next order is then not foretold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub next_ages: Vec<f32>,
    /// What is left of an own order, as a source of others, with each newer one.
    #[serde(skip_serializing_if = "is_zero")]
    pub next_fade: f32,
    /// The rate of the first of the home file's popular items.
    #[serde(skip_serializing_if = "is_zero")]
    pub next_popular: f32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn is_zero(value: &f32) -> bool {
    *value == 0.0
}

impl Default for Scoring {
    fn default() -> Self {
        let looks = std::iter::successors(Some(1.0), |look| Some(look * 0.85));
        Self {
            again_strength: 2.0,
            looks: looks.take(LOOKS).collect(),
            seen: Vec::new(),
            next_ages: Vec::new(),
            next_fade: 0.0,
            next_popular: 0.0,
        }
    }
}

impl Scoring {
    /// The constants, with defaults in place of what no builder writes.
    #[must_use]
    pub fn sound(mut self) -> Self {
        let sound = |constants: &[f32]| constants.iter().all(|value| (0.0..1e9).contains(value));
        let fits = |constants: &[f32]| constants.len() <= LOOKS && sound(constants);
        let default = Self::default();
        if !(0.1..=100.0).contains(&self.again_strength) {
            self.again_strength = default.again_strength;
        }
        if self.looks.is_empty() || !fits(&self.looks) {
            self.looks = default.looks;
        }
        if !fits(&self.seen) {
            self.seen = default.seen;
        }
        let next = [self.next_fade, self.next_popular];
        if self.next_ages.len() > AGES || !sound(&self.next_ages) || !sound(&next) {
            self.next_ages.clear();
        }
        self
    }
}
