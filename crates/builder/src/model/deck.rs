//! The deck of a file: each card once, at a position that keeps the file small.

use dangol_wire::{Card, Row};
use rustc_hash::FxHashMap;

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

    /// Lays out the cards of all neighbours after those that are there. Each item's new
    /// neighbours come together, so that the gaps in its row are small; among them, by
    /// number, which is by id: what has ids near each other is often alike.
    pub fn lay_out(&mut self, rows: &[[&[(u32, f32)]; 2]]) {
        for of_item in rows {
            let mut new: Vec<u32> = of_item
                .iter()
                .flat_map(|row| row.iter())
                .map(|(other, _)| *other)
                .filter(|other| !self.places.contains_key(other))
                .collect();
            new.sort_unstable();
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
