//! The kinds of recommendation.

use crate::Error;
use std::str::FromStr;

/// Which list is asked for. None ever shows the item on the page, what is in the
/// basket, or what was bought and is not yet due to be bought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Neighbours of what this shopper looked at, put into the basket and bought;
    /// never what they lately looked at themselves. Filled up with what is trending.
    ForYou,
    /// What those who chose the item on the page choose as well.
    Related,
    /// What is bought in the same order as the item on the page, or on other pages as
    /// what is in the basket.
    BoughtTogether,
    /// What this shopper looked at, newest first.
    RecentlyViewed,
    /// What sells better than usual in the shop lately.
    Trending,
}

impl Kind {
    /// All of them; what speaks most personally comes first.
    pub const ALL: [Self; 5] = [
        Self::ForYou,
        Self::Related,
        Self::BoughtTogether,
        Self::RecentlyViewed,
        Self::Trending,
    ];

    /// Its name in the public contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::ForYou => "for-you",
            Self::Related => "related",
            Self::BoughtTogether => "bought-together",
            Self::RecentlyViewed => "recently-viewed",
            Self::Trending => "trending",
        }
    }

    /// Whether the page needs the home file for it. Must not depend on the profile,
    /// so that requests tell nothing of it (invariant 2 of ARCHITECTURE.md).
    pub(crate) fn needs_home(self) -> bool {
        matches!(self, Self::ForYou | Self::Trending)
    }

    /// Whether the page needs the chunk of the item that it is about.
    pub(crate) fn needs_item(self) -> bool {
        matches!(self, Self::Related | Self::BoughtTogether)
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or(Error::UnknownKind)
    }
}
