//! Why something is recommended or said.

use serde::Serialize;

/// Why, for programs and for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Stable; see `docs/javascript.md`.
    pub code: &'static str,
    /// In the shopper's language.
    pub text: String,
}

/// The ground of one term of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ground {
    /// The shopper opened the page of an item of which this is a neighbour.
    Viewed,
    /// The shopper put such an item into the basket.
    InBasket,
    /// The shopper bought such an item.
    Bought,
    /// It is a neighbour of the item on the page.
    RelatedToPage,
    /// It is bought in the same order as the item on the page.
    TogetherWithPage,
    /// It stands out in the shop lately.
    Trending,
    /// The shopper opened its page.
    SeenBefore,
    /// The shopper said that they like such an item.
    Liked,
    /// The shopper wishes for such an item.
    Wished,
    /// The shopper buys it at intervals, and it is time again.
    UsuallyBought,
    /// The shopper bought it once, and others buy it again after that time.
    RunsOut,
    /// The shopper bought it before, and such things are bought again.
    BoughtBefore,
    /// It fits the words that led the visitor here.
    Searched,
    /// It came into the shop lately.
    New,
    /// A rule of the shop's puts it here.
    Shop,
}

impl Ground {
    /// The stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Viewed => "because_viewed",
            Self::InBasket => "goes_with_basket",
            Self::Bought => "because_bought",
            Self::RelatedToPage => "related_to_page",
            Self::TogetherWithPage => "bought_together",
            Self::Trending => "trending",
            Self::SeenBefore => "viewed_before",
            Self::Liked => "because_liked",
            Self::Wished => "because_wished",
            Self::UsuallyBought => "usually_bought",
            Self::RunsOut => "runs_out",
            Self::BoughtBefore => "bought_before",
            Self::Searched => "fits_search",
            Self::New => "new_in_shop",
            Self::Shop => "shop_recommends",
        }
    }
}
