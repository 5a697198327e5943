//! A map by item id, as a sorted list.
//!
//! The maps here have a few hundred entries. One binary search serves them all, where
//! the standard library's tree map is compiled anew for each type: 12 KB of the wasm.

use dangol_wire::place;
use serde::{Deserialize, Serialize};

/// A map by item id. In JSON it is a list of pairs, because an id such as `__proto__`
/// would be lost as a key of a JavaScript object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table<V>(Vec<(String, V)>);

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Table<V> {
    /// A table of these pairs; of several with one id the last one stays.
    pub fn of(pairs: Vec<(String, V)>) -> Self {
        let mut table = Self::default();
        for (id, value) in pairs {
            table.insert(&id, value);
        }
        table
    }

    fn find(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(id))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of an id.
    pub fn get(&self, id: &str) -> Option<&V> {
        self.find(id).ok().map(|at| &self.0[at].1)
    }

    /// The value at a place in the order of ids.
    pub(crate) fn at(&self, place: usize) -> Option<&V> {
        self.0.get(place).map(|(_, value)| value)
    }

    /// The value of an id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        self.find(id).ok().map(|at| &mut self.0[at].1)
    }

    /// Sets the value of an id.
    pub fn insert(&mut self, id: &str, value: V) {
        match self.find(id) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (id.to_owned(), value)),
        }
    }

    /// The value of an id, made first where there is none.
    pub fn entry(&mut self, id: &str, make: impl FnOnce() -> V) -> &mut V {
        let at = match self.find(id) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (id.to_owned(), make()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Removes an id.
    pub fn remove(&mut self, id: &str) -> Option<V> {
        self.find(id).ok().map(|at| self.0.remove(at).1)
    }

    /// Keeps only what passes.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &V) -> bool) {
        self.0.retain(|(id, value)| keep(id, value));
    }

    /// All entries, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(id, value)| (id.as_str(), value))
    }

    /// All values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// All entries, taken out.
    pub fn into_pairs(self) -> Vec<(String, V)> {
        self.0
    }
}

/// Numbers of ids in the order of first sight, found by hash: for what is asked about hundreds
/// of times in one answer.
#[derive(Debug, Default)]
pub(crate) struct Index<'a> {
    ids: Vec<&'a str>,
    /// An id's number plus one, at the place that its hash says or in one of the next; 0 is free.
    slots: Vec<u32>,
}

impl<'a> Index<'a> {
    /// An index with room for so many ids.
    pub(crate) fn with_room(ids: usize) -> Self {
        Self {
            ids: Vec::with_capacity(ids),
            slots: vec![0; slots(ids)],
        }
    }

    /// All ids, by number.
    pub(crate) fn ids(&self) -> &[&'a str] {
        &self.ids
    }

    /// The number of an id, if it has one.
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        match self.slots.is_empty() {
            true => None,
            false => self.slot(id).ok(),
        }
    }

    /// The number of an id, the next one if it has none.
    pub(crate) fn number(&mut self, id: &'a str) -> usize {
        if self.slots.len() <= 2 * self.ids.len() {
            self.slots = vec![0; slots(2 * self.ids.len())];
            for number in 0..self.ids.len() {
                if let Err(free) = self.slot(self.ids[number]) {
                    self.slots[free] = number as u32 + 1;
                }
            }
        }
        match self.slot(id) {
            Ok(number) => number,
            Err(free) => {
                self.ids.push(id);
                self.slots[free] = self.ids.len() as u32;
                self.ids.len() - 1
            }
        }
    }

    /// The number of an id, or the slot that is free for it. There must be slots.
    fn slot(&self, id: &str) -> Result<usize, usize> {
        let mask = self.slots.len() - 1;
        let mut at = place::hash(id) as usize & mask;
        loop {
            match self.slots[at] as usize {
                0 => return Err(at),
                known if self.ids[known - 1] == id => return Ok(known - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

/// How many slots an index of so many ids has: more than twice as many, so that a search is short
/// and ends.
fn slots(ids: usize) -> usize {
    (2 * ids + 2).max(64).next_power_of_two()
}

/// The one sort for all that is ranked or looked up: each type that is sorted by itself costs 4 KB.
#[inline(never)]
pub(crate) fn sort_keyed(keyed: &mut [(u32, u32)]) {
    keyed.sort_unstable();
}

/// The positions of numbers, largest first; equal ones keep their order.
pub fn ranking(numbers: impl Iterator<Item = f32>) -> Vec<usize> {
    let mut keyed: Vec<(u32, u32)> = numbers
        .enumerate()
        // Non-negative floats order like their bits.
        .map(|(at, number)| (!number.max(0.0).to_bits(), at as u32))
        .collect();
    sort_keyed(&mut keyed);
    keyed.into_iter().map(|(_, at)| at as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_stable_and_largest_first() {
        let numbers = [0.5, 2.0, f32::NAN, 2.0, -1.0, 1e9];
        assert_eq!(ranking(numbers.into_iter()), [5, 1, 3, 0, 2, 4]);
    }

    #[test]
    fn an_index_numbers_ids_in_the_order_of_first_sight() {
        let ids: Vec<String> = (0..1000).map(|number| format!("item-{number}")).collect();
        let mut index = Index::default();
        assert_eq!(index.find("item-0"), None);
        for _ in 0..2 {
            for (number, id) in ids.iter().enumerate() {
                assert_eq!(index.number(id), number);
            }
        }
        assert_eq!(index.find("item-999"), Some(999));
        assert_eq!(index.find("item-1000"), None);
        assert_eq!(index.ids()[7], "item-7");
    }

    #[test]
    fn a_table_finds_what_was_put_in() {
        let mut table = Table::default();
        for id in ["b", "__proto__", "", "a", "한글", "b"] {
            table.insert(id, id.len());
        }
        assert_eq!(table.len(), 5);
        assert_eq!(table.get("__proto__"), Some(&9));
        *table.entry("z", || 7) += 1;
        assert_eq!(table.remove("z"), Some(8));
        assert_eq!(table.get("z"), None);
        let ids: Vec<&str> = table.iter().map(|(id, _)| id).collect();
        assert!(ids.is_sorted());
    }
}
