//! `hot.dgm`: what has changed since the build, in stock and in price.
//!
//! One file for the whole site, so that every page asks for the same one. It lists only the
//! items that are sold out, or whose price is another than in the model, each by the first
//! bits of its id's hash. How many bits is up to the writer, who knows all ids and takes so
//! many that no listed item can be mistaken for another of the model.

use crate::section::{Reader, put_varint};
use crate::{WireError, place};

/// What is true of an item now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// It cannot be bought.
    SoldOut,
    /// It can be bought, at a price that is not known.
    NoPrice,
    /// It can be bought at this price, in the smallest unit of the model's currency.
    Price(u64),
}

/// The changes since a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hot {
    /// The build that it is about.
    pub build: u64,
    /// When it was made, in seconds since 1970.
    pub made: u64,
    /// After so many seconds, no price is to be shown any more; 0 for never.
    pub max_age: u64,
    /// How many of the first bits of a hash are kept.
    bits: u8,
    /// By the kept bits, ascending.
    items: Vec<(u64, Now)>,
}

/// More items than this no file has.
const MAX_ITEMS: usize = 1 << 22;

impl Hot {
    /// Of the items that are listed, and all items of the model.
    pub fn new<'a>(
        build: u64,
        made: u64,
        max_age: u64,
        listed: &[(&'a str, Now)],
        all: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut hashes: Vec<u64> = all.map(place::hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        // A listed one and each neighbour must differ within the kept bits.
        let bits = listed.iter().map(|(id, _)| {
            let hash = place::hash(id);
            let at = hashes.partition_point(|other| *other < hash);
            let before = at.checked_sub(1).and_then(|at| hashes.get(at));
            let after = hashes[at..].iter().find(|other| **other != hash);
            let shared = before
                .into_iter()
                .chain(after)
                .map(|other| (other ^ hash).leading_zeros());
            shared.max().map_or(1, |shared| shared + 1)
        });
        let bits = bits.max().unwrap_or(1).min(64) as u8;
        let mut items: Vec<(u64, Now)> = listed
            .iter()
            .map(|(id, now)| (first_bits(place::hash(id), bits), *now))
            .collect();
        items.sort_unstable_by_key(|(hash, _)| *hash);
        items.dedup_by_key(|(hash, _)| *hash);
        Self {
            build,
            made,
            max_age,
            bits,
            items,
        }
    }

    /// What has changed of an item of the model; nothing if it is as the model says.
    pub fn of(&self, id: &str) -> Option<Now> {
        let hash = first_bits(place::hash(id), self.bits);
        let at = self.items.binary_search_by_key(&hash, |(hash, _)| *hash);
        at.ok().map(|at| self.items[at].1)
    }

    /// Whether it is too old for a price to be shown.
    pub fn is_stale(&self, now: u64) -> bool {
        self.max_age > 0 && now.saturating_sub(self.made) > self.max_age
    }

    /// How many items are listed.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The body of the file; see [`crate::frame`] for the rest.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = self.build.to_le_bytes().to_vec();
        put_varint(&mut out, self.made);
        put_varint(&mut out, self.max_age);
        out.push(self.bits);
        put_varint(&mut out, self.items.len() as u64);
        let mut before = 0;
        for (hash, _) in &self.items {
            put_varint(&mut out, hash - before);
            before = *hash;
        }
        for (_, now) in &self.items {
            put_varint(
                &mut out,
                match now {
                    Now::SoldOut => 0,
                    Now::NoPrice => 1,
                    Now::Price(price) => price.saturating_add(2),
                },
            );
        }
        out
    }

    /// Reads the body of a file.
    ///
    /// # Errors
    /// When anything in it is cut short or out of bounds, or something follows it.
    pub fn decode(body: &[u8]) -> Result<Self, WireError> {
        let malformed = || WireError::Malformed { what: "hot file" };
        let mut reader = Reader::new(body, "hot file");
        let (build, made, max_age) = (reader.u64()?, reader.varint()?, reader.varint()?);
        let bits = reader.byte()?;
        if !(1..=64).contains(&bits) {
            return Err(malformed());
        }
        let count = reader.count(MAX_ITEMS)?;
        let mut hashes = Vec::with_capacity(count.min(body.len()));
        let mut hash = 0u64;
        for place in 0..count {
            let step = reader.varint()?;
            let next = hash.checked_add(step).filter(|_| place == 0 || step > 0);
            hash = next
                .filter(|next| first_bits(u64::MAX, bits) >= *next)
                .ok_or_else(malformed)?;
            hashes.push(hash);
        }
        let mut items = Vec::with_capacity(hashes.len());
        for hash in hashes {
            let now = match reader.varint()? {
                0 => Now::SoldOut,
                1 => Now::NoPrice,
                price => Now::Price(price - 2),
            };
            items.push((hash, now));
        }
        if !reader.is_empty() {
            return Err(malformed());
        }
        Ok(Self {
            build,
            made,
            max_age,
            bits,
            items,
        })
    }
}

/// The first bits of a hash, as a number.
fn first_bits(hash: u64, bits: u8) -> u64 {
    hash >> (64 - u32::from(bits.clamp(1, 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_these() {
        let ids = ["a", "b", "c"];
        let hot = Hot::new(
            0x0102,
            1_700_000_000,
            3600,
            &[("b", Now::SoldOut), ("c", Now::Price(255))],
            ids.into_iter(),
        );
        let bytes = hot.encode();
        assert_eq!(bytes[..8], [2, 1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(Hot::decode(&bytes), Ok(hot.clone()));
        assert_eq!(
            [hot.of("a"), hot.of("b"), hot.of("c")],
            [None, Some(Now::SoldOut), Some(Now::Price(255))]
        );
        assert!(!hot.is_stale(1_700_003_600) && hot.is_stale(1_700_003_601));
        for cut in 0..bytes.len() {
            assert!(Hot::decode(&bytes[..cut]).is_err(), "{cut}");
        }
        let long = [bytes, vec![0]].concat();
        assert!(Hot::decode(&long).is_err());
    }

    #[test]
    fn no_item_is_mistaken_for_another() {
        let ids: Vec<String> = (0..20_000).map(|number| format!("sku-{number}")).collect();
        let all = || ids.iter().map(String::as_str);
        let listed: Vec<(&str, Now)> = all().step_by(10).map(|id| (id, Now::Price(1995))).collect();
        let hot = Hot::new(1, 1, 0, &listed, all());
        let read = Hot::decode(&hot.encode()).unwrap();
        for (number, id) in all().enumerate() {
            let expected = (number % 10 == 0).then_some(Now::Price(1995));
            assert_eq!(read.of(id), expected, "{id}");
        }
        // A few bytes for each item that has changed.
        assert!(
            hot.encode().len() < listed.len() * 7,
            "{}",
            hot.encode().len()
        );
    }
}
