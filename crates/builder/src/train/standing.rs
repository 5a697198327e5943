//! Who comes first of what is otherwise equal: best sellers, then the catalogue's order.

use crate::catalogue::Catalogue;
use crate::history::History;
use std::cmp::Reverse;

/// How far the catalogue's order may move a weight: enough to part equals, no more.
const NUDGE: f64 = 1e-3;

/// The standing of each item.
#[derive(Debug)]
pub struct Standing {
    best_first: Vec<u32>,
    sold: Vec<f32>,
    nudges: Vec<f32>,
}

impl Standing {
    /// From the orders, and from the lines of the catalogue.
    pub fn new(history: &History, catalogue: &Catalogue) -> Self {
        let orders = |item: u32| history.orders_of.get(item).len();
        let lines: Vec<u64> = catalogue.products.values().map(|item| item.line).collect();
        let mut best_first: Vec<u32> = (0..history.items as u32).collect();
        best_first.sort_by_key(|item| (Reverse(orders(*item)), lines[*item as usize], *item));
        let most = best_first.first().map_or(0, |best| orders(*best));
        let whole = libm::log1p(most as f64);
        let sold = (0..history.items as u32)
            .map(|item| match orders(item) {
                0 => 0.0,
                orders => (libm::log1p(orders as f64) / whole) as f32,
            })
            .collect();
        let mut nudges = vec![1.0; history.items];
        for (place, item) in best_first.iter().enumerate() {
            let place = place as f64 / history.items as f64;
            nudges[*item as usize] = (1.0 - NUDGE * place) as f32;
        }
        Self {
            best_first,
            sold,
            nudges,
        }
    }

    /// All items: the most orders first, then the first line of the catalogue, then the
    /// lowest id.
    pub fn best_first(&self) -> impl Iterator<Item = u32> {
        self.best_first.iter().copied()
    }

    /// The number of orders on a logarithmic scale: 1 for the most, 0 for none.
    pub fn sold(&self, item: u32) -> f32 {
        self.sold[item as usize]
    }

    /// A factor a little below 1 that falls from the best item to the last.
    pub fn nudge(&self, item: u32) -> f32 {
        self.nudges[item as usize]
    }
}
