//! What the builder learned of how this shop's shoppers choose.

use serde::{Deserialize, Serialize};

/// Constants of the scores, learned from the shop's own history. The formulas are with
/// the code that uses them, `crates/core/src/recommend`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Scoring {
    /// The shape of the Gamma prior of purchase rates: how many purchases of a shopper's
    /// own weigh as much as everybody's.
    pub again_strength: f32,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            again_strength: 2.0,
        }
    }
}

impl Scoring {
    /// The constants, with defaults in place of what no builder writes.
    #[must_use]
    pub fn sound(self) -> Self {
        let or = |value: f32, least: f32, most: f32, default: f32| {
            if (least..=most).contains(&value) {
                value
            } else {
                default
            }
        };
        let default = Self::default();
        Self {
            again_strength: or(self.again_strength, 0.1, 100.0, default.again_strength),
        }
    }
}
