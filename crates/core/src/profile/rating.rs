//! What the shopper thinks of an item.

use serde::{Deserialize, Serialize};

/// The most stars.
pub const MAX_STARS: u8 = 5;

/// What the shopper thinks of an item, as they said themselves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 to 5; 1 and 2 mean that it is not for them, 4 and 5 that they like it.
    pub stars: u8,
    /// When they said so, in milliseconds since 1970.
    pub at: u64,
}

impl Rating {
    /// Whether they do not want to see it.
    pub fn is_bad(self) -> bool {
        self.stars <= 2
    }

    /// Whether they like it.
    pub fn is_good(self) -> bool {
        self.stars >= 4
    }
}
