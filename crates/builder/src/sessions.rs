//! Visits as the trainers want them: what was clicked, in order of time, as small numbers.
//!
//! Items are numbered by their id in ascending order, as the catalogue numbers its
//! products, so that the rows made from visits are those of the catalogue's items.

use crate::BuildError;
use crate::catalogue::Catalogue;
use crate::intern::Interner;
use rustc_hash::FxHashMap;

/// All visits, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sessions {
    ids: Vec<String>,
    starts: Vec<usize>,
    clicks: Vec<u32>,
    ends: Vec<u32>,
    /// Whether the end of a visit is a time; if not, it is the visit's place among all.
    pub dated: bool,
}

impl Sessions {
    /// From the ids in the order of their first sight, the clicks of each visit and its end.
    /// Visits are sorted by their end; those that end together stay in their order.
    ///
    /// # Errors
    /// When there are more visits than can be counted.
    pub fn new(
        items: &Interner,
        mut visits: Vec<(u32, Vec<u32>)>,
        dated: bool,
    ) -> Result<Self, BuildError> {
        let limit = u32::MAX as usize;
        if visits.len() > limit {
            return Err(BuildError::TooMany {
                what: "visits",
                count: visits.len(),
                limit,
            });
        }
        if dated {
            visits.sort_by_key(|(end, _)| *end);
        }
        let (ids, number_of) = sorted(items);
        let mut sessions = Self {
            ids,
            dated,
            starts: vec![0],
            ..Self::default()
        };
        for (place, (end, clicks)) in (0u32..).zip(visits) {
            let numbers = clicks.iter().map(|item| number_of[*item as usize]);
            sessions.push(numbers, if dated { end } else { place });
        }
        Ok(sessions)
    }

    fn push(&mut self, clicks: impl Iterator<Item = u32>, end: u32) {
        self.clicks.extend(clicks);
        self.starts.push(self.clicks.len());
        self.ends.push(end);
    }

    /// How many visits there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no visit.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.ids.len()
    }

    /// The ids of all items, ascending; an item's place is its number.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The number of an item, if it is among them.
    pub fn find(&self, id: &str) -> Option<u32> {
        let found = self.ids.binary_search_by(|known| known.as_str().cmp(id));
        found.ok().map(|place| place as u32)
    }

    /// What was clicked in a visit, oldest first; empty if there is no such visit.
    pub fn get(&self, visit: usize) -> &[u32] {
        match (self.starts.get(visit), self.starts.get(visit + 1)) {
            (Some(&start), Some(&end)) => &self.clicks[start..end],
            _ => &[],
        }
    }

    /// When a visit ended: seconds since 1970 if [`Sessions::dated`], else its place.
    pub fn end(&self, visit: usize) -> u32 {
        self.ends.get(visit).copied().unwrap_or_default()
    }

    /// The end of the newest visit, if there is one.
    pub fn newest(&self) -> Option<u32> {
        self.ends.last().copied()
    }

    /// All visits, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|visit| self.get(visit))
    }

    /// How many clicks there are in all.
    pub fn clicks(&self) -> usize {
        self.clicks.len()
    }

    /// How often each item was clicked.
    pub fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0u32; self.items()];
        for item in &self.clicks {
            counts[*item as usize] = counts[*item as usize].saturating_add(1);
        }
        counts
    }

    /// The visits before this place and those from it on, each with the items that it has.
    pub fn split_at(&self, visit: usize) -> (Self, Self) {
        let visit = visit.min(self.len());
        (self.part(0..visit), self.part(visit..self.len()))
    }

    fn part(&self, visits: std::ops::Range<usize>) -> Self {
        let mut has = vec![false; self.items()];
        for visit in visits.clone() {
            for item in self.get(visit) {
                has[*item as usize] = true;
            }
        }
        let ids: Vec<String> = self
            .ids
            .iter()
            .zip(&has)
            .filter(|(_, has)| **has)
            .map(|(id, _)| id.clone())
            .collect();
        let mut numbers = vec![None; self.items()];
        let kept = (0..self.items()).filter(|item| has[*item]);
        for (number, item) in (0u32..).zip(kept) {
            numbers[item] = Some(number);
        }
        self.renumbered(ids, &numbers, visits)
    }

    /// The same visits in the numbers of a catalogue. What is not in the catalogue is left
    /// out, and so is a visit of which nothing is left.
    pub fn placed(&self, catalogue: &Catalogue) -> Self {
        let place: FxHashMap<&str, u32> = (0u32..)
            .zip(catalogue.products.keys())
            .map(|(place, id)| (id.as_str(), place))
            .collect();
        let numbers: Vec<Option<u32>> = self
            .ids
            .iter()
            .map(|id| place.get(id.as_str()).copied())
            .collect();
        let ids = catalogue.products.keys().cloned().collect();
        self.renumbered(ids, &numbers, 0..self.len())
    }

    fn renumbered(
        &self,
        ids: Vec<String>,
        numbers: &[Option<u32>],
        visits: std::ops::Range<usize>,
    ) -> Self {
        let mut sessions = Self {
            ids,
            dated: self.dated,
            starts: vec![0],
            ..Self::default()
        };
        for visit in visits {
            let clicks = self.get(visit).iter();
            let kept: Vec<u32> = clicks.filter_map(|item| numbers[*item as usize]).collect();
            if !kept.is_empty() {
                sessions.push(kept.into_iter(), self.end(visit));
            }
        }
        sessions
    }
}

/// The ids in ascending order, and the place there of each number of the interner.
pub(crate) fn sorted(items: &Interner) -> (Vec<String>, Vec<u32>) {
    let texts: Vec<&str> = items.texts().collect();
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    order.sort_unstable_by_key(|number| texts[*number as usize]);
    let mut place = vec![0; items.len()];
    for (at, number) in (0u32..).zip(&order) {
        place[*number as usize] = at;
    }
    let ids = order
        .iter()
        .map(|number| texts[*number as usize].to_owned())
        .collect();
    (ids, place)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sessions(visits: &[(u32, &str)], dated: bool) -> Sessions {
        let mut items = Interner::default();
        let visits = visits
            .iter()
            .map(|(end, text)| {
                let clicks = text.split(' ').map(|id| items.intern(id).unwrap());
                (*end, clicks.collect())
            })
            .collect();
        Sessions::new(&items, visits, dated).unwrap()
    }

    #[test]
    fn items_are_numbered_by_id_and_visits_by_time() {
        let dated = sessions(&[(20, "z a"), (10, "m z")], true);
        assert_eq!(dated.ids(), ["a", "m", "z"]);
        assert_eq!(dated.iter().collect::<Vec<_>>(), [[1, 2], [2, 0]]);
        assert_eq!((dated.end(0), dated.end(1)), (10, 20));
        let listed = sessions(&[(0, "z a"), (0, "m z")], false);
        assert_eq!(listed.iter().collect::<Vec<_>>(), [[2, 0], [1, 2]]);
        assert_eq!((listed.end(0), listed.end(1)), (0, 1));
        assert_eq!(listed.counts(), [1, 1, 2]);
    }

    #[test]
    fn a_part_has_only_the_items_that_it_names() {
        let all = sessions(&[(0, "z a"), (1, "m z"), (2, "a a")], false);
        let (before, after) = all.split_at(2);
        assert_eq!((before.len(), after.len()), (2, 1));
        assert_eq!(after.ids(), ["a"]);
        assert_eq!((after.get(0), after.end(0)), (&[0, 0][..], 2));
        assert_eq!(before.find("z"), Some(2));
        assert_eq!(all.split_at(9).1.len(), 0);
    }
}
