//! A map by item id, as a sorted list.
//!
//! The maps here have a few hundred entries. One binary search serves them all, where
//! the standard library's tree map is compiled anew for each type: 12 KB of the wasm.

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

/// The positions of numbers, largest first; equal ones keep their order.
///
/// One sort for all that is ranked: each type that is sorted by itself costs 4 KB.
pub fn ranking(numbers: impl Iterator<Item = f32>) -> Vec<usize> {
    let mut keyed: Vec<(u32, u32)> = numbers
        .enumerate()
        // Non-negative floats order like their bits.
        .map(|(at, number)| (!number.max(0.0).to_bits(), at as u32))
        .collect();
    keyed.sort_unstable();
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
