//! A chunk: the rows of a few items, and the cards of all that the rows name.
//!
//! A chunk stands by itself: with the one file that a product page determines, the
//! page can show everything that the item's rows recommend. [`crate::place`] says
//! which chunk an item is in.

use crate::card::{get_deck, put_deck};
use crate::id::{get_ids, put_ids};
use crate::next::{get_own, put_own};
use crate::row::{Brought, get_rows, put_rows};
use crate::section::{Reader, Sections, put, put_varint};
use crate::{Card, Row, WireError};

const HEAD: u32 = 1;
const RELATED: u32 = 16;
const TOGETHER: u32 = 17;
const NEXT: u32 = 18;

/// The most cards in a deck.
const MAX_CARDS: usize = 1 << 16;

/// The rows of one item. Its own card has the same position in the deck.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// What is looked at or bought by those who looked at or bought this item.
    pub related: Row,
    /// What is bought in the same order.
    pub together: Row,
    /// What its buyers order next, as rates: a weight of 1 is [`crate::NEXT_RATE`].
    pub next: Row,
    /// How likely it is bought again, against other items; see [`crate::own_rate`].
    pub own: i8,
}

/// A decoded chunk file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The build of the model that it belongs to ([`crate::Entry::build`]).
    pub build: u64,
    /// Its number, from 0.
    pub number: u32,
    /// The steps of weights in the `related` rows are of 2^-bits octaves, 0 to 4.
    pub related_bits: u8,
    /// The steps of weights in the `together` rows, likewise.
    pub together_bits: u8,
    /// The steps of weights in the `next` rows, likewise; 0 if no item has such a row.
    pub next_bits: u8,
    /// The items placed here; item `i` has card `i`.
    pub items: Vec<Item>,
    /// The items' own cards, then the cards of their neighbours.
    pub cards: Vec<Card>,
}

impl Chunk {
    /// The body of the file; see [`crate::frame`] for the rest.
    pub fn encode(&self) -> Vec<u8> {
        let mut head = self.build.to_le_bytes().to_vec();
        put_varint(&mut head, self.number.into());
        put_varint(&mut head, self.cards.len() as u64);
        put_varint(&mut head, self.items.len() as u64);
        let mut out = Vec::new();
        put(&mut out, HEAD, &head);
        let mut brought = Brought::new(self.items.len());
        let mut rows = |tag, bits, of: fn(&Item) -> &Row| {
            put_rows(&mut out, tag, bits, self.items.iter().map(of), &mut brought);
        };
        rows(RELATED, self.related_bits, |item| &item.related);
        rows(TOGETHER, self.together_bits, |item| &item.together);
        let is_told = |item: &Item| !item.next.neighbours.is_empty();
        if self.items.iter().any(is_told) {
            rows(NEXT, self.next_bits, |item| &item.next);
        }
        put_ids(&mut out, &self.cards, self.items.len(), &brought);
        put_deck(&mut out, &self.cards);
        put_own(&mut out, &self.items);
        out
    }

    /// Reads the body of a file.
    ///
    /// # Errors
    /// When anything in it is cut short, out of bounds or missing.
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        let sections = Sections::new(body)?;
        let (build, mut head) = get_head(&sections)?;
        let number = head.count(u32::MAX as usize)? as u32;
        let card_count = head.count(MAX_CARDS)?;
        let item_count = head.count(card_count)?;
        let mut brought = Brought::new(item_count);
        let mut rows = |tag| get_rows(&sections, tag, item_count, card_count, &mut brought);
        let (related_bits, related) = rows(RELATED)?;
        let (together_bits, together) = rows(TOGETHER)?;
        let (next_bits, next) = match sections.get(NEXT, "rows") {
            Some(_) => rows(NEXT)?,
            None => (0, vec![Row::default(); item_count]),
        };
        let ids = get_ids(&sections, card_count, item_count, &brought)?;
        let cards = get_deck(&sections, ids)?;
        let rows = related.into_iter().zip(together).zip(next);
        let mut items: Vec<Item> = rows
            .map(|((related, together), next)| Item {
                related,
                together,
                next,
                own: 0,
            })
            .collect();
        get_own(&sections, &mut items)?;
        Ok(Self {
            build,
            number,
            related_bits,
            together_bits,
            next_bits,
            items,
            cards,
        })
    }

    /// The position of an item in this chunk.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.cards
            .iter()
            .take(self.items.len())
            .position(|card| card.id == id)
    }
}

/// Reads the build from the head section, and returns what follows it.
pub(crate) fn get_head<'a>(sections: &Sections<'a>) -> Result<(u64, Reader<'a>), WireError> {
    let mut head = sections.need(HEAD, "head")?;
    Ok((head.u64()?, head))
}

/// Begins a body with the head section of a file that has only a deck.
pub(crate) fn put_head(out: &mut Vec<u8>, build: u64, cards: usize) {
    let mut head = build.to_le_bytes().to_vec();
    put_varint(&mut head, cards as u64);
    put(out, HEAD, &head);
}

/// The number of cards that a head announces.
pub(crate) fn get_card_count(head: &mut Reader) -> Result<usize, WireError> {
    head.count(MAX_CARDS)
}
