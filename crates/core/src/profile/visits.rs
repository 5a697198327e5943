//! When the shopper came.

use super::limits;
use serde::{Deserialize, Serialize};

/// When the shopper came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Visits {
    /// How many visits there were, this one included.
    pub count: u32,
    /// When the first began, in milliseconds since 1970.
    pub first: u64,
    /// When this one began.
    pub started: u64,
    /// When the shopper was last seen.
    pub last: u64,
    /// When the visit before this one ended; 0 if there was none.
    pub previous: u64,
    /// A random number that makes each visit's lists a little different.
    pub seed: u32,
}

impl Visits {
    /// Whether a moment belongs to the current visit.
    ///
    /// A clock that was set back does not begin a visit.
    pub fn goes_on(&self, at: u64) -> bool {
        self.count > 0 && at.saturating_sub(self.last) < limits::VISIT_GAP
    }

    /// The shopper was seen: the visit goes on, or a new one begins with this seed.
    pub fn see(&mut self, at: u64, seed: u32) {
        if !self.goes_on(at) {
            self.previous = self.last;
            self.count = self.count.saturating_add(1);
            self.started = at;
            self.seed = seed;
            if self.first == 0 {
                self.first = at;
            }
        }
        self.last = at;
    }

    /// Adds the visits of the same shopper on another device, or of an earlier export.
    pub fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        // The larger count, not the sum: a file may be taken over twice.
        self.count = self.count.max(other.count);
        if self.first == 0 || other.first < self.first {
            self.first = other.first;
        }
        if self.started == 0 {
            (self.started, self.last) = (other.started, other.last);
            (self.previous, self.seed) = (other.previous, other.seed);
        } else if other.last <= self.started {
            self.previous = self.previous.max(other.last);
        }
    }
}
