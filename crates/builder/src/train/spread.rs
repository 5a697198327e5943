//! Something of everything, for a home page that no history can fill.
//!
//! One item of each category in turn, in the catalogue's order: of the first category's
//! first line, the second's, and so on round; within a category likewise one of each of
//! the categories below it. The first lines come first, because many shops put
//! what they want to be seen at the top, and no line says when it was added.

use super::content::categories::levels;
use crate::catalogue::Catalogue;
use std::collections::BTreeMap;
use std::collections::VecDeque;

/// The score of the first: below all that a sale can give, so that a reader can tell.
pub const BEST: f32 = 1e-9;

/// The items of which `shown` says that they may be, with falling scores.
pub fn list(catalogue: &Catalogue, shown: &[bool], limit: usize) -> Vec<(u32, f32)> {
    let mut items: Vec<(u64, u32)> = (0u32..)
        .zip(catalogue.products.values())
        .filter(|(item, _)| shown[*item as usize])
        .map(|(item, product)| (product.line, item))
        .collect();
    items.sort_unstable();
    let paths: Vec<Vec<String>> = catalogue
        .products
        .values()
        .map(|product| levels(product).collect())
        .collect();
    let items: Vec<u32> = items.into_iter().map(|(_, item)| item).collect();
    let taken: Vec<u32> = in_turn(items, &paths, 0).into_iter().take(limit).collect();
    let count = taken.len() as f32;
    (0u16..)
        .zip(taken)
        .map(|(place, item)| (item, BEST * (count - f32::from(place)) / count))
        .collect()
}

fn in_turn(items: Vec<u32>, paths: &[Vec<String>], level: usize) -> VecDeque<u32> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut below: Vec<(bool, Vec<u32>)> = Vec::new();
    for item in items {
        let name = paths[item as usize].get(level).map_or("", String::as_str);
        let next = below.len();
        let place = *places.entry(name).or_insert(next);
        if place == next {
            below.push((name.is_empty(), Vec::new()));
        }
        below[place].1.push(item);
    }
    let mut below: Vec<VecDeque<u32>> = below
        .into_iter()
        .map(|(end, items)| match end {
            true => items.into(),
            false => in_turn(items, paths, level + 1),
        })
        .collect();
    let mut turns = VecDeque::new();
    while !below.is_empty() {
        below.retain_mut(|list| {
            turns.extend(list.pop_front());
            !list.is_empty()
        });
    }
    turns
}
