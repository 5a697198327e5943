//! The kinds of recommendation.

use crate::Error;
use std::str::FromStr;

/// Which list is asked for. None ever shows the item on the page, what is in the
/// basket, or what was bought and is not yet due to be bought again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Neighbours of what this shopper looked at, put into the basket, bought and liked,
    /// what they are likely to order next, and what fits the words that led them here;
    /// never what they lately looked at themselves. Filled up with what is trending.
    ForYou,
    /// What those who chose the item on the page choose as well.
    Related,
    /// What is bought in the same order as the item on the page, or on other pages as
    /// what is in the basket.
    BoughtTogether,
    /// What this shopper bought before and should be running out of; never a gift, never
    /// what was bought too lately.
    BuyAgain,
    /// What this shopper looked at, newest first.
    RecentlyViewed,
    /// What sells better than usual in the shop lately; first in the category of the page's
    /// product, or in what the page's address and the words that led to it name.
    Trending,
    /// What goes into one order with what is in the basket; empty while the basket is.
    CompleteTheBasket,
    /// Neighbours of the one item that this shopper looked at last, not counting the
    /// item on the page; never what they lately looked at.
    BecauseYouViewed,
    /// What came into the shop lately, in the order of this shopper's taste; never what
    /// they lately looked at.
    NewForYou,
}

impl Kind {
    /// All of them; what speaks most personally comes first.
    pub const ALL: [Self; 9] = [
        Self::BuyAgain,
        Self::CompleteTheBasket,
        Self::ForYou,
        Self::BecauseYouViewed,
        Self::Related,
        Self::BoughtTogether,
        Self::NewForYou,
        Self::RecentlyViewed,
        Self::Trending,
    ];

    /// In the order in which a page's lists are made, of which each leaves out what those before it
    /// show: what is due to be bought again is for `buy-again`, and what was looked at for
    /// `recently-viewed`, should it also go with the page's own item.
    pub const IN_TURN: [Self; 9] = [
        Self::BuyAgain,
        Self::CompleteTheBasket,
        Self::ForYou,
        Self::BecauseYouViewed,
        Self::RecentlyViewed,
        Self::Related,
        Self::BoughtTogether,
        Self::NewForYou,
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
            Self::BuyAgain => "buy-again",
            Self::CompleteTheBasket => "complete-the-basket",
            Self::BecauseYouViewed => "because-you-viewed",
            Self::NewForYou => "new-for-you",
        }
    }

    /// Whether it is made for this one shopper; the others are of the page or the shop, and
    /// at most in an order that fits.
    pub(crate) fn is_personal(self) -> bool {
        !matches!(self, Self::Related | Self::BoughtTogether | Self::Trending)
    }

    /// Whether the page needs the home file for it. Must not depend on the profile,
    /// so that requests tell nothing of it (invariant 2 of ARCHITECTURE.md).
    pub(crate) fn needs_home(self) -> bool {
        matches!(self, Self::ForYou | Self::Trending | Self::NewForYou)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_turn_once() {
        let sorted = |mut kinds: [Kind; 9]| {
            kinds.sort();
            kinds
        };
        assert_eq!(sorted(Kind::IN_TURN), sorted(Kind::ALL));
    }
}
