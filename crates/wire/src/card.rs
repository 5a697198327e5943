//! The card of an item: what a page needs in order to show it.

use crate::WireError;
use crate::section::{Sections, put_numbers, put_strings};

/// The most bytes of a card's text.
pub const MAX_TEXT: usize = 2048;

const TITLES: u32 = 3;
const URLS: u32 = 4;
const IMAGES: u32 = 5;
const CATEGORIES: u32 = 6;
const PRICES: u32 = 7;
const AGAIN_DAYS: u32 = 8;
const BRANDS: u32 = 9;
const GROUPS: u32 = 10;

/// What a page needs in order to show an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The shop's own id, as its pages and orders name it.
    pub id: String,
    /// The title, as the catalogue has it.
    pub title: String,
    /// The product page, absolute or relative to the site's root.
    pub url: String,
    /// The picture, likewise; empty if there is none.
    pub image: String,
    /// The category; empty if there is none.
    pub category: String,
    /// The brand; empty if there is none.
    pub brand: String,
    /// What all variants of one product have in common (schema.org's `inProductGroupWithID`);
    /// empty if there are no variants.
    pub group: String,
    /// In the smallest unit of the model's currency (cents, pence, won).
    pub price: Option<u64>,
    /// After how many days a buyer typically buys it again; 0 if it is bought once.
    pub again_days: u16,
}

/// Appends the columns of a deck of cards, but for the ids ([`crate::id`]).
pub(crate) fn put_deck(out: &mut Vec<u8>, cards: &[Card]) {
    put_strings(out, TITLES, cards.iter().map(|card| card.title.as_str()));
    put_strings(out, URLS, cards.iter().map(|card| card.url.as_str()));
    put_strings(out, IMAGES, cards.iter().map(|card| card.image.as_str()));
    put_strings(
        out,
        CATEGORIES,
        cards.iter().map(|card| card.category.as_str()),
    );
    put_numbers(
        out,
        PRICES,
        cards
            .iter()
            .map(|card| card.price.map_or(0, |price| price.saturating_add(1))),
    );
    put_numbers(
        out,
        AGAIN_DAYS,
        cards.iter().map(|card| card.again_days.into()),
    );
    // Many shops have neither: a column without a text is left out.
    for (tag, text) in [
        (BRANDS, (|card| &card.brand) as fn(&Card) -> &String),
        (GROUPS, |card| &card.group),
    ] {
        if cards.iter().any(|card| !text(card).is_empty()) {
            put_strings(out, tag, cards.iter().map(|card| text(card).as_str()));
        }
    }
}

/// Reads what [`put_deck`] wrote, for cards with these ids. A column that is absent is empty.
pub(crate) fn get_deck(sections: &Sections, ids: Vec<String>) -> Result<Vec<Card>, WireError> {
    let count = ids.len();
    let strings = |tag, what| match sections.get(tag, what) {
        Some(mut reader) => reader.strings(count, MAX_TEXT),
        None => Ok(vec![String::new(); count]),
    };
    let numbers = |tag, what| match sections.get(tag, what) {
        Some(mut reader) => (0..count).map(|_| reader.varint()).collect(),
        None => Ok(vec![0; count]),
    };
    let mut titles = strings(TITLES, "titles")?.into_iter();
    let mut urls = strings(URLS, "urls")?.into_iter();
    let mut images = strings(IMAGES, "images")?.into_iter();
    let mut categories = strings(CATEGORIES, "categories")?.into_iter();
    let mut brands = strings(BRANDS, "brands")?.into_iter();
    let mut groups = strings(GROUPS, "groups")?.into_iter();
    let mut prices = numbers(PRICES, "prices")?.into_iter();
    let mut again_days: std::vec::IntoIter<u64> = numbers(AGAIN_DAYS, "again days")?.into_iter();
    Ok(ids
        .into_iter()
        .map(|id| Card {
            id,
            title: titles.next().unwrap_or_default(),
            url: urls.next().unwrap_or_default(),
            image: images.next().unwrap_or_default(),
            category: categories.next().unwrap_or_default(),
            brand: brands.next().unwrap_or_default(),
            group: groups.next().unwrap_or_default(),
            price: prices.next().and_then(|price: u64| price.checked_sub(1)),
            again_days: again_days
                .next()
                .and_then(|days| u16::try_from(days).ok())
                .unwrap_or(0),
        })
        .collect())
}
