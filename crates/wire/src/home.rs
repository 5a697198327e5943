//! The home file: what a page without a product can show.

use crate::card::{get_deck, put_deck};
use crate::chunk::{get_card_count, get_head, put_head};
use crate::id::IDS;
use crate::section::{Sections, put_numbers, put_strings};
use crate::{Card, MAX_TEXT, WireError};

const TRENDING: u32 = 24;
const NEW: u32 = 25;
const POPULAR: u32 = 26;

/// An item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The position of its card in the file's deck.
    pub card: u16,
    /// How much it stands out, 255 for the list's first.
    pub level: u8,
}

/// A decoded home file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// The build of the model that it belongs to.
    pub build: u64,
    /// All cards that the lists name.
    pub cards: Vec<Card>,
    /// What sells best lately, best first.
    pub trending: Vec<Listed>,
    /// What came into the catalogue lately and sells, best first.
    pub new: Vec<Listed>,
    /// What anybody buys, likeliest first; the levels are shares of the first one's rate.
    pub popular: Vec<Listed>,
}

impl Home {
    /// The body of the file; see [`crate::frame`] for the rest.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_head(&mut out, self.build, self.cards.len());
        let ids = self.cards.iter().map(|card| card.id.as_str());
        put_strings(&mut out, IDS, ids);
        put_deck(&mut out, &self.cards);
        let lists = [
            (TRENDING, &self.trending),
            (NEW, &self.new),
            (POPULAR, &self.popular),
        ];
        for (tag, list) in lists {
            if tag == POPULAR && list.is_empty() {
                continue;
            }
            let numbers = list
                .iter()
                .flat_map(|listed| [u64::from(listed.card), u64::from(listed.level)]);
            put_numbers(&mut out, tag, numbers);
        }
        out
    }

    /// Reads the body of a file.
    ///
    /// # Errors
    /// When anything in it is cut short, out of bounds or missing.
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        let sections = Sections::new(body)?;
        let (build, mut head) = get_head(&sections)?;
        let count = get_card_count(&mut head)?;
        let ids = sections.need(IDS, "ids")?.strings(count, MAX_TEXT)?;
        let cards = get_deck(&sections, ids)?;
        let list = |tag, what| -> Result<Vec<Listed>, WireError> {
            let mut reader = match sections.get(tag, what) {
                None if tag == POPULAR => return Ok(Vec::new()),
                None => return Err(WireError::Missing { what }),
                Some(reader) => reader,
            };
            let mut list = Vec::new();
            while !reader.is_empty() {
                let card = reader.varint()?;
                let level = reader.varint()?;
                if card >= count as u64 || level > 255 {
                    return Err(WireError::Malformed { what });
                }
                list.push(Listed {
                    card: card as u16,
                    level: level as u8,
                });
            }
            Ok(list)
        };
        Ok(Self {
            build,
            trending: list(TRENDING, "trending list")?,
            new: list(NEW, "list of new items")?,
            popular: list(POPULAR, "popular list")?,
            cards,
        })
    }
}
