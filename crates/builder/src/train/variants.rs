//! Variants: the same product in another colour or size is no recommendation.
//!
//! Products with one `item_group_id` are variants of one product. In the row of one of
//! them stands none of the others, and no row or list holds two of any group.

use super::rows::{self, Rows};
use crate::catalogue::Catalogue;
use crate::history::History;
use std::collections::BTreeMap;

/// Rows and lists are so many times longer before variants leave, so that enough stay.
const WIDER: usize = 4;

/// Which items are variants of one product.
#[derive(Debug)]
pub struct Variants {
    /// The item that stands for each item's group: itself, if it has no variants.
    stands: Vec<u32>,
    any: bool,
}

impl Variants {
    /// From the groups of the catalogue. The best seller among those that are offered
    /// stands for its group, of two that sold alike the one with the lower id.
    pub fn new(history: &History, catalogue: &Catalogue, offered: &[bool]) -> Self {
        let mut groups: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (item, product) in (0u32..).zip(catalogue.products.values()) {
            if !product.group.is_empty() {
                groups.entry(&product.group).or_default().push(item);
            }
        }
        let mut stands: Vec<u32> = (0..history.items as u32).collect();
        for items in groups.values() {
            // Backwards, because `max_by_key` takes the last of equals.
            let best = items.iter().rev().max_by_key(|item| {
                let orders = history.orders_of.get(**item).len();
                (offered[**item as usize], orders)
            });
            for (item, best) in items.iter().zip(std::iter::repeat(best)) {
                stands[*item as usize] = *best.unwrap_or(item);
            }
        }
        let any = groups.values().any(|items| items.len() > 1);
        Self { stands, any }
    }

    /// Whether two items are variants of one product, or one item.
    pub fn same(&self, item: u32, other: u32) -> bool {
        self.stands[item as usize] == self.stands[other as usize]
    }

    /// Whether the item stands for its group.
    pub fn stands(&self, item: u32) -> bool {
        self.stands[item as usize] == item
    }

    /// Which items may be in a row of content or a list of everything: what is offered,
    /// one of each group.
    pub fn shown(&self, offered: &[bool]) -> Vec<bool> {
        let offered = (0u32..).zip(offered);
        offered
            .map(|(item, offered)| *offered && self.stands(item))
            .collect()
    }

    /// How long rows should be before variants leave them.
    pub fn wider(&self, limit: usize) -> usize {
        if self.any { limit * WIDER } else { limit }
    }

    /// Takes variants out of rows: each item's own, and of every other group all but the
    /// nearest. The first `limit` that are left stay.
    pub fn thin_rows(&self, rows: &mut Rows, limit: usize) {
        for (item, row) in (0u32..).zip(rows.iter_mut()) {
            if self.any {
                row.retain(|(other, _)| !self.same(item, *other));
            }
            self.thin(row, limit);
        }
        if self.any {
            rows::normalise(rows);
        }
    }

    /// Takes all but the first of each group out of a list, best first. The first `limit`
    /// that are left stay.
    pub fn thin(&self, list: &mut Vec<(u32, f32)>, limit: usize) {
        if self.any {
            let mut seen: Vec<u32> = Vec::new();
            list.retain(|(item, _)| {
                let group = self.stands[*item as usize];
                let new = seen.len() < limit && !seen.contains(&group);
                if new {
                    seen.push(group);
                }
                new
            });
        }
        list.truncate(limit);
    }

    /// Adds what a list has nothing of yet, until it is `limit` long.
    pub fn fill(&self, list: &mut Vec<(u32, f32)>, rest: &[(u32, f32)], limit: usize) {
        for (item, weight) in rest {
            if list.len() < limit && !list.iter().any(|(other, _)| self.same(*item, *other)) {
                list.push((*item, *weight));
            }
        }
    }
}
