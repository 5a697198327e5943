//! What was worth remembering of the pages seen: cards and neighbour rows.
//!
//! "For you" on the home page is computed from this alone, so that no request ever
//! depends on what a shopper did.

use super::limits;
use crate::model::Learned;
use crate::recommend::Relation;
use crate::table::{Table, ranking};
use dangol_wire::{Card, Chunk, Row};
use serde::{Deserialize, Serialize};

/// A card as it is kept; its id is the key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct KeptCard {
    /// The title.
    pub title: String,
    /// The product page.
    pub url: String,
    /// The picture.
    pub image: String,
    /// The category.
    pub category: String,
    /// The brand.
    pub brand: String,
    /// What all variants of one product have in common.
    pub group: String,
    /// In the smallest unit of the shop's currency.
    pub price: Option<u64>,
    /// After how many days it is typically bought again; 0 if it is bought once.
    pub again_days: u16,
    /// What its own page stated as the price when the shopper was last there.
    pub seen_price: Option<u64>,
    /// The mark of the model's build whose price this is; 0 if a page stated it.
    pub price_build: u16,
    /// The day for which the price was stated, counted from 1970 in UTC.
    pub price_day: u32,
}

impl KeptCard {
    /// A card of the model, whose prices were learned there.
    pub(crate) fn of(card: &Card, learned: Learned) -> Self {
        Self {
            title: card.title.clone(),
            url: card.url.clone(),
            image: card.image.clone(),
            category: card.category.clone(),
            brand: card.brand.clone(),
            group: card.group.clone(),
            price: card.price,
            again_days: card.again_days,
            seen_price: None,
            price_build: learned.build,
            price_day: learned.day,
        }
    }

    /// Where its price was read.
    pub(crate) fn learned(&self) -> Learned {
        Learned {
            build: self.price_build,
            day: self.price_day,
        }
    }
}

/// What a card says, of whichever kind it is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CardView<'a> {
    pub(crate) title: &'a str,
    pub(crate) url: &'a str,
    pub(crate) image: &'a str,
    pub(crate) category: &'a str,
    pub(crate) brand: &'a str,
    pub(crate) group: &'a str,
    pub(crate) price: Option<u64>,
    pub(crate) again_days: u16,
}

macro_rules! view {
    ($card:ty) => {
        impl<'a> From<&'a $card> for CardView<'a> {
            fn from(card: &'a $card) -> Self {
                Self {
                    title: &card.title,
                    url: &card.url,
                    image: &card.image,
                    category: &card.category,
                    brand: &card.brand,
                    group: &card.group,
                    price: card.price,
                    again_days: card.again_days,
                }
            }
        }
    };
}

view!(Card);
view!(KeptCard);

/// The neighbours of an item, each with its weight from 0 to 1.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptRow {
    /// When the item was last met, in milliseconds since 1970.
    pub at: u64,
    /// What is looked at or bought by the same people.
    pub related: Vec<(String, f32)>,
    /// What is bought in the same order.
    pub together: Vec<(String, f32)>,
    /// What its buyers order next, as shares of [`dangol_wire::NEXT_RATE`].
    pub next: Vec<(String, f32)>,
    /// How likely it is bought again; see [`dangol_wire::own_rate`].
    pub own: i8,
}

impl KeptRow {
    /// Whether it says more than what was bought is to say.
    fn is_full(&self) -> bool {
        !self.related.is_empty() || !self.together.is_empty()
    }
}

/// Cards and rows, by item id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Shelf {
    /// The cards.
    pub cards: Table<KeptCard>,
    /// The rows.
    pub rows: Table<KeptRow>,
}

/// An item of a chunk, ready to be kept: its row and the cards that the row needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    item: String,
    row: KeptRow,
    cards: Vec<(String, KeptCard)>,
}

impl Found {
    /// The neighbours of an item of a chunk, the nearest first.
    pub(crate) fn row_in_chunk<'a>(
        chunk: &'a Chunk,
        item: &str,
        relation: Relation,
    ) -> Option<Vec<(&'a str, f32)>> {
        let rows = chunk.items.get(chunk.position(item)?)?;
        let row = match relation {
            Relation::Related => nearest(&rows.related, chunk.related_bits),
            Relation::Together => nearest(&rows.together, chunk.together_bits),
        };
        let id = |place: u16| Some(chunk.cards.get(usize::from(place))?.id.as_str());
        let row = row.into_iter();
        Some(
            row.filter_map(|(card, weight)| Some((id(card)?, weight)))
                .collect(),
        )
    }

    /// Takes an item's row and cards out of a chunk, whose prices were learned there.
    pub(crate) fn in_chunk(chunk: &Chunk, item: &str, at: u64, learned: Learned) -> Option<Self> {
        let position = chunk.position(item)?;
        let rows = chunk.items.get(position)?;
        let mut needed = vec![position];
        let mut keep = |row: &Row, bits: u8| -> Vec<(String, f32)> {
            nearest(row, bits)
                .into_iter()
                .filter_map(|(card, weight)| {
                    needed.push(card.into());
                    Some((chunk.cards.get(usize::from(card))?.id.clone(), weight))
                })
                .collect()
        };
        let row = KeptRow {
            at,
            related: keep(&rows.related, chunk.related_bits),
            together: keep(&rows.together, chunk.together_bits),
            next: keep(&rows.next, chunk.next_bits),
            own: rows.own,
        };
        let cards = needed
            .into_iter()
            .filter_map(|card| chunk.cards.get(card))
            .map(|card| (card.id.clone(), KeptCard::of(card, learned)))
            .collect();
        Some(Self {
            item: item.to_owned(),
            row,
            cards,
        })
    }
}

/// The cards of a row with their weights, the nearest first.
fn nearest(row: &Row, bits: u8) -> Vec<(u16, f32)> {
    let weights: Vec<(u16, f32)> = row.weights(bits).collect();
    let heaviest = ranking(weights.iter().map(|(_, weight)| *weight));
    let heaviest = heaviest.into_iter().take(limits::NEIGHBOURS);
    heaviest.map(|at| weights[at]).collect()
}

impl Shelf {
    /// Puts an item's row and cards on the shelf.
    pub fn put(&mut self, found: &Found) {
        for (id, card) in &found.cards {
            let kept = self.cards.entry(id, KeptCard::default);
            let seen_price = kept.seen_price;
            *kept = KeptCard {
                seen_price,
                ..card.clone()
            };
        }
        self.rows.insert(&found.item, found.row.clone());
    }

    /// Takes over what a page states at this time about an item, where it states anything.
    pub fn put_page(&mut self, id: &str, page: &crate::PageProduct, at: u64) {
        let card = self.cards.entry(id, KeptCard::default);
        let take = |into: &mut String, from: &String, limit| {
            if !from.is_empty() && from.len() <= limit {
                into.clone_from(from);
            }
        };
        take(&mut card.title, &page.title, limits::TITLE);
        take(&mut card.url, &page.url, limits::URL);
        take(&mut card.image, &page.image, limits::URL);
        take(&mut card.category, &page.category, limits::TITLE);
        take(&mut card.brand, &page.brand, limits::TITLE);
        take(&mut card.group, &page.group, limits::ID);
        if page.price.is_some() {
            let learned = Learned::on_page(at);
            // What a page only repeats is still the build's.
            if page.price != card.price {
                card.price = page.price;
                card.price_build = learned.build;
            }
            card.price_day = learned.day;
        }
        card.seen_price = page.price.or(card.seen_price);
    }

    /// Puts a card on the shelf where none with a title is.
    pub fn put_unknown(&mut self, id: &str, card: &KeptCard) {
        let kept = self.cards.entry(id, KeptCard::default);
        if kept.title.is_empty() {
            kept.clone_from(card);
        }
    }

    /// Takes over from another shelf what is missing here.
    pub fn merge(&mut self, other: Self) {
        for (id, card) in other.cards.into_pairs() {
            self.cards.entry(&id, || card);
        }
        for (id, row) in other.rows.into_pairs() {
            let ours = self.rows.entry(&id, KeptRow::default);
            if ours.at < row.at {
                *ours = row;
            }
        }
    }

    /// Drops the row that was met longest ago. Returns whether there was one.
    pub fn drop_oldest_row(&mut self) -> bool {
        let oldest = self.rows.iter().min_by_key(|(_, row)| row.at);
        let Some(id) = oldest.map(|(id, _)| id.to_owned()) else {
            return false;
        };
        self.rows.remove(&id).is_some()
    }

    /// What was met long ago keeps its nearest neighbours only; they come first in a row.
    fn shorten_old_rows(&mut self) {
        if self.rows.len() <= limits::FRESH_ROWS {
            return;
        }
        // The newest ones, newest first: a sort of its own costs 4 KB of the wasm.
        let mut newest = [0u64; limits::FRESH_ROWS];
        for (_, row) in self.rows.iter() {
            let mut at = row.at;
            for known in &mut newest {
                if at > *known {
                    std::mem::swap(&mut at, known);
                }
            }
        }
        let oldest_fresh = newest[limits::FRESH_ROWS - 1];
        let old = self.rows.values_mut().filter(|row| row.at < oldest_fresh);
        for row in old {
            row.related.truncate(limits::OLD_NEIGHBOURS);
            row.together.truncate(limits::OLD_NEIGHBOURS);
        }
    }

    /// Of rows beyond the limit keeps what tells of the next order, if the item was bought.
    fn strip_old_rows(&mut self, bought: impl Fn(&str) -> bool) {
        let mut full = self.rows.iter().filter(|(_, row)| row.is_full()).count();
        while full > limits::ROWS {
            full -= 1;
            let rows = self.rows.iter().filter(|(_, row)| row.is_full());
            let oldest = rows.min_by_key(|(_, row)| row.at);
            let Some(id) = oldest.map(|(id, _)| id.to_owned()) else {
                return;
            };
            if !bought(&id) {
                self.rows.remove(&id);
            } else if let Some(row) = self.rows.get_mut(&id) {
                row.related = Vec::new();
                row.together = Vec::new();
            }
        }
        while self.rows.len() > limits::BOUGHT_ROWS && self.drop_oldest_row() {}
    }

    /// Drops what of rows is beyond the limits, and cards that neither a row nor `used`
    /// names.
    pub fn tidy<'a>(&mut self, used: impl Iterator<Item = &'a str>, bought: impl Fn(&str) -> bool) {
        self.strip_old_rows(bought);
        self.shorten_old_rows();
        let mut needed: Table<()> = Table::default();
        used.for_each(|id| needed.insert(id, ()));
        for (id, row) in self.rows.iter() {
            needed.insert(id, ());
            for (neighbour, _) in row.related.iter().chain(&row.together).chain(&row.next) {
                needed.insert(neighbour, ());
            }
        }
        self.cards.retain(|id, _| needed.get(id).is_some());
    }
}
