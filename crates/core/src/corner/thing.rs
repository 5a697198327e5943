//! A product as the corner shows it.

use crate::is_safe_url;
use crate::profile::{KeptCard, Profile};

/// A product as the corner shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// Its id.
    pub item: String,
    /// Its title, or its id where no title is known.
    pub title: String,
    /// Its page; empty if unknown.
    pub url: String,
    /// Its picture; empty if unknown.
    pub image: String,
    /// Its price in the smallest unit of the model's currency.
    pub price: Option<u64>,
}

impl Thing {
    /// What is remembered of an item.
    pub(super) fn kept(profile: &Profile, item: &str) -> Self {
        let unknown = KeptCard::default();
        let card = profile.shelf.cards.get(item).unwrap_or(&unknown);
        let safe = |url: &String| Some(url.clone()).filter(|url| is_safe_url(url));
        Self {
            item: item.to_owned(),
            title: match card.title.as_str() {
                "" => item.to_owned(),
                title => title.to_owned(),
            },
            url: safe(&card.url).unwrap_or_default(),
            image: safe(&card.image).unwrap_or_default(),
            price: card.price,
        }
    }
}
