//! The deck of a file: each card once, at a position that keeps the file small.

use dangol_wire::{Card, MAX_NEIGHBOURS, Row};
use rustc_hash::FxHashMap;

/// Sorts ids that are numbers, with a common prefix or without, by their numbers.
pub fn by_number(card: &Card) -> (usize, &str) {
    (card.id.len(), &card.id)
}

/// Cards being gathered for one file.
#[derive(Debug, Default)]
pub struct Deck {
    items: Vec<u32>,
    places: FxHashMap<u32, u16>,
}

impl Deck {
    /// The place of an item's card; a new one at the end if it has none. Nothing if the
    /// deck is full.
    pub fn place(&mut self, item: u32) -> Option<u16> {
        if let Some(place) = self.places.get(&item) {
            return Some(*place);
        }
        let place = u16::try_from(self.items.len()).ok()?;
        self.items.push(item);
        self.places.insert(item, place);
        Some(place)
    }

    /// Lays out the cards of all neighbours after those that are there: what each row
    /// brings comes together, relation by relation as the file has them, by the ids'
    /// numbers. So neither rows nor ids take much ([`dangol_wire::Chunk`]).
    pub fn lay_out<'a>(&mut self, rows: impl Iterator<Item = &'a [(u32, f32)]>, cards: &[Card]) {
        for row in rows {
            let mut new: Vec<u32> = row
                .iter()
                .filter(|(_, weight)| *weight > 0.0)
                .take(MAX_NEIGHBOURS)
                .map(|(other, _)| *other)
                .filter(|other| !self.places.contains_key(other))
                .collect();
            new.sort_unstable_by_key(|other| by_number(&cards[*other as usize]));
            new.dedup();
            for other in new {
                self.place(other);
            }
        }
    }

    /// A row with cards in place of items.
    pub fn row(&mut self, row: &[(u32, f32)], bits: u8) -> Row {
        let weights: Vec<(u16, f32)> = row
            .iter()
            .filter(|(_, weight)| *weight > 0.0)
            .take(MAX_NEIGHBOURS)
            .filter_map(|(other, weight)| Some((self.place(*other)?, *weight)))
            .collect();
        Row::quantise(&weights, bits)
    }

    /// The cards in their places.
    pub fn cards(&self, cards: &[Card]) -> Vec<Card> {
        self.items
            .iter()
            .map(|item| cards[*item as usize].clone())
            .collect()
    }
}
