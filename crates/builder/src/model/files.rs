//! The files of a model, in memory.

use super::deck::{Deck, by_number};
use super::size;
use crate::BuildError;
use crate::catalogue::Catalogue;
use crate::model::item::Items;
use crate::options::{ModelOptions, Options};
use crate::train::{Next, Trained, spread};
use dangol_wire::frame::{self, Kind};
use dangol_wire::{
    Attributes, Chunk, Entry, Home, Item, LifetimeNumbers, Listed, MODEL_FORMAT, MODEL_VERSION,
    NEXT_RATE, place,
};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

/// The level of the first item of a list that nothing sold is 255 divided by this.
const FAR: f32 = 10.0;

/// All that goes into the files.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// Cards, and what may be recommended.
    pub items: &'a Items,
    /// What was learned.
    pub trained: &'a Trained,
    /// How customers come back, if the orders could tell.
    pub lifetime: Option<LifetimeNumbers>,
    /// Number of bits, lengths, sizes.
    pub options: &'a ModelOptions,
}

/// The files of a build.
#[derive(Debug, Clone, PartialEq)]
pub struct Files {
    /// The entry file's content.
    pub entry: Entry,
    /// The home file.
    pub home: Vec<u8>,
    /// The chunk files, by number.
    pub chunks: Vec<Vec<u8>>,
    /// The files of attributes, by the numbers of the chunks whose items they are about;
    /// none if no item has an attribute.
    pub attributes: Vec<Vec<u8>>,
}

impl Files {
    /// Makes all files. They are made twice: the build's name is the hash of what they
    /// hold while it is not known, and every file then repeats it.
    ///
    /// # Errors
    /// When there are more items than can be counted.
    pub fn new(
        parts: &Parts,
        catalogue: &Catalogue,
        as_of: &str,
        options: &Options,
    ) -> Result<Self, BuildError> {
        let items = u32::try_from(parts.items.cards.len()).map_err(|_| BuildError::TooMany {
            what: "products",
            count: parts.items.cards.len(),
            limit: u32::MAX as usize,
        })?;
        let count = size::chunk_count(parts);
        let mut entry = Entry {
            format: MODEL_FORMAT.to_owned(),
            version: MODEL_VERSION.into(),
            build: String::new(),
            chunks: count,
            items,
            currency: catalogue.currency.clone(),
            currency_digits: crate::read::money::digits(&catalogue.currency),
            as_of: as_of.to_owned(),
            made: 0,
            scoring: parts.trained.scoring.clone(),
            lifetime: parts.lifetime,
            attributes: parts.items.attributes.iter().any(|pairs| !pairs.is_empty()),
        };
        let mut files = parts.chunks(0, count);
        files.append(&mut parts.attributes(0, &entry));
        let build = hash(&entry, &parts.home(0), &files, options);
        entry.build = format!("{build:016x}");
        entry.made = options.made;
        Ok(Self {
            home: parts.home(build),
            chunks: parts.chunks(build, count),
            attributes: parts.attributes(build, &entry),
            entry,
        })
    }
}

/// The first 64 bits of the SHA-256 over everything, each part preceded by its length.
fn hash(entry: &Entry, home: &[u8], chunks: &[Vec<u8>], options: &Options) -> u64 {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    // Turning plain structs of numbers and texts into JSON cannot fail.
    add(&serde_json::to_vec(entry).unwrap_or_default());
    add(&serde_json::to_vec(options).unwrap_or_default());
    add(home);
    chunks.iter().for_each(|chunk| add(chunk));
    let digest = hash.finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

impl Parts<'_> {
    /// The home file.
    pub fn home(&self, build: u64) -> Vec<u8> {
        let mut deck = Deck::default();
        let mut list = |scored: &[(u32, f32)]| -> Vec<Listed> {
            let best = scored.first().map_or(1.0, |(_, score)| *score);
            // What only fills up stands out from nothing: its level stays low.
            let best = best.max(FAR * spread::BEST);
            scored
                .iter()
                .filter_map(|(item, score)| {
                    Some(Listed {
                        card: deck.place(*item)?,
                        level: (score / best * 255.0).round().clamp(1.0, 255.0) as u8,
                    })
                })
                .collect()
        };
        let trending = list(&self.trained.trending);
        let new = list(&self.trained.fresh);
        let popular = self.trained.next.as_ref().map(Next::best);
        let popular = list(&popular.unwrap_or_default());
        let home = Home {
            build,
            cards: deck.cards(&self.items.cards),
            trending,
            new,
            popular,
        };
        frame::pack(Kind::Home, &home.encode())
    }

    /// All chunk files.
    pub fn chunks(&self, build: u64, count: u32) -> Vec<Vec<u8>> {
        self.placed(count)
            .par_iter()
            .enumerate()
            .map(|(number, items)| self.chunk(build, number as u32, items))
            .collect()
    }

    /// All files of attributes, if the entry says that there are any.
    pub fn attributes(&self, build: u64, entry: &Entry) -> Vec<Vec<u8>> {
        if !entry.attributes {
            return Vec::new();
        }
        let file = |(number, items): (usize, &Vec<u32>)| {
            let items = items.iter().map(|item| {
                let place = *item as usize;
                let id = self.items.cards[place].id.clone();
                (id, self.items.attributes[place].clone())
            });
            let attributes = Attributes {
                build,
                number: number as u32,
                items: items.collect(),
            };
            frame::pack(Kind::Attributes, &attributes.encode())
        };
        let placed = self.placed(entry.chunks);
        placed.par_iter().enumerate().map(file).collect()
    }

    /// The items of each chunk, by the numbers that their ids are.
    pub fn placed(&self, count: u32) -> Vec<Vec<u32>> {
        let mut placed = vec![Vec::new(); count as usize];
        for (item, card) in (0u32..).zip(&self.items.cards) {
            let chunk = place::chunk_of(&card.id, count);
            placed[chunk as usize].push(item);
        }
        for items in &mut placed {
            items.sort_unstable_by_key(|item| by_number(&self.items.cards[*item as usize]));
        }
        placed
    }

    /// A chunk file.
    pub fn chunk(&self, build: u64, number: u32, items: &[u32]) -> Vec<u8> {
        let cards = &self.items.cards;
        let next = self.trained.next.as_ref();
        let rows = |item: u32| -> [&[(u32, f32)]; 3] {
            let place = item as usize;
            [
                &self.trained.related[place],
                &self.trained.together[place],
                next.map_or(&[], |next| &next.rows[place]),
            ]
        };
        let mut deck = Deck::default();
        for item in items {
            deck.place(*item);
        }
        let of_items: Vec<[&[(u32, f32)]; 3]> = items.iter().map(|item| rows(*item)).collect();
        for relation in 0..3 {
            let rows = of_items.iter().map(|rows| rows[relation]);
            deck.lay_out(rows, cards);
        }
        let (bits, next_bits) = (self.options.bits, self.options.next_bits);
        let items = items
            .iter()
            .zip(&of_items)
            .map(|(item, [related, together, rates])| {
                let rates = rates.iter().map(|(item, rate)| (*item, rate / NEXT_RATE));
                Item {
                    related: deck.row(related, bits),
                    together: deck.row(together, bits),
                    next: deck.row(&rates.collect::<Vec<_>>(), next_bits),
                    own: next.map_or(0, |next| next.own_step(*item)),
                }
            })
            .collect();
        let chunk = Chunk {
            build,
            number,
            related_bits: bits,
            together_bits: bits,
            next_bits: next.map_or(0, |_| next_bits),
            items,
            cards: deck.cards(cards),
        };
        frame::pack(Kind::Chunk, &chunk.encode())
    }
}
