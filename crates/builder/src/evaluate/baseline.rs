//! What anyone can do without Dangol: the marks that it has to beat.

use super::recommender::{LIST, List, Recommender, Visitor};
use crate::BuildError;
use crate::history::History;
use crate::sessions::Sessions;
use crate::train::Rows;
use crate::train::rows::{self, keep};
use dangol_core::Filter;
use rustc_hash::FxHashMap;

/// How many candidates a baseline keeps: enough that what is left out leaves a full list.
const WIDE: usize = 4 * LIST;

/// Best sellers, the same for everybody.
pub struct Popularity {
    /// All items that were clicked or ordered, best first.
    best: Vec<(u32, f32)>,
    /// The popularity of each item, from 0 to less than 1.
    ties: Vec<f32>,
}

impl Popularity {
    /// From how often each item was clicked or ordered.
    pub fn new(counts: &[u32]) -> Self {
        let mut best: Vec<(u32, f32)> = (0u32..)
            .zip(counts)
            .filter(|(_, count)| **count > 0)
            .map(|(item, count)| (item, *count as f32))
            .collect();
        // All of them, because a customer may own the first hundred.
        let all = best.len();
        keep(&mut best, all);
        let most = best.first().map_or(1.0, |(_, count)| *count);
        let ties = counts.iter().map(|count| 0.5 * *count as f32 / most);
        Self {
            ties: ties.collect(),
            best,
        }
    }

    /// What parts two items that are counted as often: plain counts have many ties, and
    /// ties count against whoever has them. Less than one, so that counts come first.
    fn tie(&self, item: u32) -> f32 {
        self.ties.get(item as usize).copied().unwrap_or(0.0)
    }
}

/// What goes most often with the last item, or with those of the last basket: plain
/// counts of the visits or orders that have both, best sellers first among equals.
pub struct Together {
    rows: Rows,
    best_sellers: Popularity,
}

impl Together {
    /// From visits. Items are numbered as there.
    pub fn of_sessions(sessions: &Sessions) -> Self {
        let sets: Vec<Vec<u32>> = sessions.iter().map(set).collect();
        let mut of = vec![Vec::new(); sessions.items()];
        for (visit, items) in (0u32..).zip(&sets) {
            for item in items {
                of[*item as usize].push(visit);
            }
        }
        let best_sellers = Popularity::new(&sessions.counts());
        let rows = rows::for_each(sessions.items(), |item, sums| {
            for visit in &of[item as usize] {
                for other in sets[*visit as usize].iter().filter(|other| **other != item) {
                    sums.add(*other, 1.0);
                }
            }
            sums.drain(WIDE, |other, sum, _| sum + best_sellers.tie(other))
        });
        Self { rows, best_sellers }
    }

    /// From orders. Items are numbered as there.
    pub fn of_history(history: &History) -> Self {
        let best_sellers = Popularity::new(&history.counts());
        let rows = rows::for_each(history.items, |item, sums| {
            for order in history.orders_of.get(item) {
                let basket = history.baskets.get(*order);
                for other in basket.iter().filter(|other| **other != item) {
                    sums.add(*other, 1.0);
                }
            }
            sums.drain(WIDE, |other, sum, _| sum + best_sellers.tie(other))
        });
        Self { rows, best_sellers }
    }
}

/// What this customer orders most often; best sellers fill up.
pub struct OwnFrequency(pub Popularity);

impl Recommender for Popularity {
    fn name(&self) -> &'static str {
        "best sellers"
    }

    fn visitor(&self) -> Box<dyn Visitor + '_> {
        Box::new(Seen::new(|past: &Past| {
            self.best.iter().copied().take(past.enough()).collect()
        }))
    }
}

impl Recommender for Together {
    fn name(&self) -> &'static str {
        "together with the last"
    }

    fn visitor(&self) -> Box<dyn Visitor + '_> {
        Box::new(Seen::new(|past: &Past| {
            let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
            for item in &past.last {
                for (other, count) in self.rows.get(*item as usize).into_iter().flatten() {
                    // Several items' counts add up, what parts equals does not.
                    *sums.entry(*other).or_default() += count.floor();
                }
            }
            sums.into_iter()
                .map(|(item, count)| (item, count + self.best_sellers.tie(item)))
                .collect()
        }))
    }
}

impl Recommender for OwnFrequency {
    fn name(&self) -> &'static str {
        "own frequency"
    }

    fn visitor(&self) -> Box<dyn Visitor + '_> {
        let best = &self.0.best;
        Box::new(Seen::new(|past: &Past| {
            let own = past.times.iter().map(|(item, times)| (*item, *times));
            let rest = best
                .iter()
                .filter(|(item, _)| !past.times.contains_key(item))
                .take(past.enough())
                .map(|(item, _)| (*item, 0));
            own.chain(rest)
                .map(|(item, times)| (item, times as f32 + self.0.tie(item)))
                .collect()
        }))
    }
}

/// What a baseline knows of a visitor.
#[derive(Default)]
struct Past {
    /// The item on the page now, or the items of the last order.
    last: Vec<u32>,
    /// The item on the page.
    page: Option<u32>,
    /// How often each item was ordered.
    times: FxHashMap<u32, u32>,
    /// The items that were looked at.
    seen: Vec<u32>,
}

impl Past {
    /// So many candidates fill a list, whatever of the past is left out of it.
    fn enough(&self) -> usize {
        LIST + self.times.len() + self.seen.len()
    }
}

/// A visitor whose candidates come from what is known of them.
struct Seen<F> {
    past: Past,
    candidates: F,
}

impl<F: Fn(&Past) -> Vec<(u32, f32)>> Seen<F> {
    fn new(candidates: F) -> Self {
        Self {
            past: Past::default(),
            candidates,
        }
    }
}

impl<F: Fn(&Past) -> Vec<(u32, f32)>> Visitor for Seen<F> {
    fn looks(&mut self, item: u32) -> Result<(), BuildError> {
        self.past.last = vec![item];
        self.past.page = Some(item);
        self.past.seen.push(item);
        Ok(())
    }

    fn orders(&mut self, items: &[u32], _at: u32) -> Result<(), BuildError> {
        self.past.last = items.to_vec();
        self.past.page = None;
        for item in items {
            *self.past.times.entry(*item).or_default() += 1;
        }
        Ok(())
    }

    fn list(&mut self, filter: Filter) -> Result<List, BuildError> {
        let past = &self.past;
        let mut items = (self.candidates)(past);
        items.retain(|(item, _)| match filter {
            Filter::Nothing => true,
            Filter::NotOnPage => past.page != Some(*item),
            Filter::Shop => !past.times.contains_key(item) && !past.seen.contains(item),
        });
        keep(&mut items, LIST);
        Ok(List {
            items,
            nanoseconds: 0,
        })
    }
}

/// The different items of a visit, ascending.
fn set(clicks: &[u32]) -> Vec<u32> {
    let mut items = clicks.to_vec();
    items.sort_unstable();
    items.dedup();
    items
}
