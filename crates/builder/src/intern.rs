//! Texts as small numbers: ten million order lines name few different things.

use crate::BuildError;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Gives each different text a number, counted from 0 in the order of first sight.
#[derive(Debug, Clone, Default)]
pub struct Interner {
    numbers: FxHashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Interner {
    /// The number of this text.
    ///
    /// # Errors
    /// When there are more different texts than numbers.
    pub fn intern(&mut self, text: &str) -> Result<u32, BuildError> {
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        let limit = u32::MAX as usize - 1;
        if self.texts.len() >= limit {
            return Err(BuildError::TooMany {
                what: "different ids",
                count: self.texts.len(),
                limit,
            });
        }
        let number = self.texts.len() as u32;
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        Ok(number)
    }

    /// The number of this text, if it has one.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number; empty if the number was not given.
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |text| text)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// All texts, by number.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| text.as_ref())
    }
}
