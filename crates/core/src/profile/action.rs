//! What the shopper did with an item.

use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Deed {
    /// Its page was opened.
    Viewed,
    /// It was put into the basket.
    AddedToCart,
    /// It was bought.
    Bought,
    /// The shopper said what they think of it; the quantity is the number of stars.
    Rated,
}

/// The most stars.
pub const MAX_STARS: u8 = 5;

/// What the shopper did with an item, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    /// What was done.
    pub deed: Deed,
    /// The item's id.
    pub item: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// How many; 1 for a look, 1 to 5 stars for a rating.
    pub quantity: u32,
    /// A purchase's order, as a hash that only serves to count it once; 0 if unknown.
    pub order: u64,
    /// Whether the shopper said that it was a gift for someone else.
    pub gift: bool,
}

/// What the shopper thinks of an item, as they said themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// 4 or 5 stars.
    Liked,
    /// 3 stars.
    Neither,
    /// 1 or 2 stars: they do not want to see it.
    Unwanted,
}

impl Action {
    /// What a rating says; nothing if this is none.
    pub fn opinion(&self) -> Option<Opinion> {
        (self.deed == Deed::Rated).then_some(match self.quantity {
            0..=2 => Opinion::Unwanted,
            3 => Opinion::Neither,
            4.. => Opinion::Liked,
        })
    }

    /// Whether the other one tells of the same deed, whatever was said of it later.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.deed, self.at, self.order) == (other.deed, other.at, other.order)
            && self.item == other.item
    }
}

/// A line of the basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The item's id.
    pub item: String,
    /// How many.
    pub quantity: u32,
}
