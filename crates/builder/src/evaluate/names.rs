//! Numbers for the items of model and test together.
//!
//! The catalogue's items have the numbers that they have there; those that only the
//! test names come after. A recommender may well recommend such a one, because the
//! visitor has seen it.

use crate::catalogue::Catalogue;
use rustc_hash::FxHashMap;

/// The items of model and test.
#[derive(Debug, Clone, Default)]
pub struct Names {
    ids: Vec<String>,
    numbers: FxHashMap<String, u32>,
    known: usize,
}

impl Names {
    /// Of a catalogue.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut names = Self::default();
        for id in catalogue.products.keys() {
            names.number(id);
        }
        names.known = names.ids.len();
        names
    }

    /// The number of an item, a new one if it has none.
    pub fn number(&mut self, id: &str) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.ids.len() as u32;
        self.ids.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    /// The number of an item, if it has one.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// The id of an item; empty if there is none of that number.
    pub fn id(&self, number: u32) -> &str {
        self.ids.get(number as usize).map_or("", String::as_str)
    }

    /// How many items the catalogue has.
    pub fn known(&self) -> usize {
        self.known
    }

    /// Whether the catalogue has this item.
    pub fn is_known(&self, number: u32) -> bool {
        (number as usize) < self.known
    }
}
