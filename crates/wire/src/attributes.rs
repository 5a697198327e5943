//! What the catalogue says of the items of one chunk beyond their cards: colour, material,
//! size, and whatever else a shop compares its products by.
//!
//! A file of its own, so that a page which compares nothing does not pay for it. Names and
//! values are texts as the shop writes them; what they mean is the reader's to decide.

use crate::chunk::get_head;
use crate::section::{Sections, put, put_strings, put_varint};
use crate::{MAX_TEXT, WireError};

const HEAD: u32 = 1;
const IDS: u32 = 2;
const NAMES: u32 = 32;
const VALUES: u32 = 33;
const CELLS: u32 = 34;

/// The most attributes that one item has.
pub const MAX_ATTRIBUTES: usize = 32;

/// The most bytes of an attribute's name or of one value.
pub const MAX_ATTRIBUTE: usize = 160;

/// The most items, names or values of a file.
const MAX_COUNT: usize = 1 << 16;

/// A decoded file of attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The build of the model that it belongs to ([`crate::Entry::build`]).
    pub build: u64,
    /// The number of the chunk whose items it is about.
    pub number: u32,
    /// The items, each with its pairs of name and value.
    pub items: Vec<(String, Vec<(String, String)>)>,
}

impl Attributes {
    /// The body of the file; see [`crate::frame`] for the rest. Of an item's pairs the first
    /// [`MAX_ATTRIBUTES`] are written.
    pub fn encode(&self) -> Vec<u8> {
        let (mut names, mut values) = (Texts::default(), Texts::default());
        let mut cells = Vec::new();
        for (_, pairs) in &self.items {
            put_varint(&mut cells, pairs.len().min(MAX_ATTRIBUTES) as u64);
            for (name, value) in pairs.iter().take(MAX_ATTRIBUTES) {
                put_varint(&mut cells, names.place(name));
                put_varint(&mut cells, values.place(value));
            }
        }
        let mut head = self.build.to_le_bytes().to_vec();
        for count in [
            self.number as usize,
            self.items.len(),
            names.0.len(),
            values.0.len(),
        ] {
            put_varint(&mut head, count as u64);
        }
        let mut out = Vec::new();
        put(&mut out, HEAD, &head);
        put_strings(&mut out, IDS, self.items.iter().map(|(id, _)| id.as_str()));
        put_strings(&mut out, NAMES, names.0.into_iter());
        put_strings(&mut out, VALUES, values.0.into_iter());
        put(&mut out, CELLS, &cells);
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
        let items = head.count(MAX_COUNT)?;
        let names = head.count(MAX_COUNT)?;
        let values = head.count(MAX_COUNT)?;
        let ids = sections.need(IDS, "ids")?.strings(items, MAX_TEXT)?;
        let names = sections
            .need(NAMES, "names")?
            .strings(names, MAX_ATTRIBUTE)?;
        let values = sections
            .need(VALUES, "values")?
            .strings(values, MAX_ATTRIBUTE)?;
        let mut cells = sections.need(CELLS, "attributes")?;
        let mut read = Vec::with_capacity(ids.len());
        for id in ids {
            let count = cells.count(MAX_ATTRIBUTES)?;
            let mut pairs = Vec::with_capacity(count);
            for _ in 0..count {
                let mut text = |known: &[String]| {
                    let place = cells.varint()?;
                    let found = usize::try_from(place).ok().and_then(|at| known.get(at));
                    found
                        .cloned()
                        .ok_or(WireError::Malformed { what: "attributes" })
                };
                pairs.push((text(&names)?, text(&values)?));
            }
            read.push((id, pairs));
        }
        Ok(Self {
            build,
            number,
            items: read,
        })
    }

    /// What the file of a chunk's items is called, in the folder of its build.
    pub fn file_name(number: u32) -> String {
        format!("a{number}.dgm")
    }

    /// What is known of an item; nothing if it is not in this file.
    pub fn of(&self, id: &str) -> &[(String, String)] {
        let found = self.items.iter().find(|(known, _)| known == id);
        found.map_or(&[], |(_, pairs)| pairs)
    }
}

/// Texts, each once, in the order in which they came.
#[derive(Default)]
struct Texts<'a>(Vec<&'a str>);

impl<'a> Texts<'a> {
    fn place(&mut self, text: &'a str) -> u64 {
        let place = self.0.iter().position(|known| *known == text);
        place.unwrap_or_else(|| {
            self.0.push(text);
            self.0.len() - 1
        }) as u64
    }
}
