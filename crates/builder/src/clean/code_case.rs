//! Codes that differ only by case (85123a, 85123A) are one product, if they have one title.
//!
//! Some shops have ids in which case matters, so the titles must agree: what most
//! orders call the one must be what most orders call the other.

use super::title;
use crate::catalogue::Catalogue;
use crate::read::orders::Orders;
use crate::report::Count;
use std::collections::BTreeMap;

/// Gives the lines of all spellings the spelling that the catalogue has, or else the one
/// that most lines have.
pub fn apply(orders: &mut Orders, catalogue: Option<&Catalogue>) -> Count {
    let mut count = Count::new(
        "codes that differ only by case",
        "lines",
        "The line gets the spelling of the catalogue, or else the most common one.",
    );
    let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, id) in (0u32..).zip(orders.items.texts()) {
        groups.entry(id.to_lowercase()).or_default().push(number);
    }
    groups.retain(|_, spellings| spellings.len() > 1);
    if groups.is_empty() {
        return count;
    }
    let titles = title::common(orders);
    let mut lines = vec![0u32; orders.items.len()];
    for line in &orders.lines {
        lines[line.item as usize] += 1;
    }
    let mut spelled: Vec<u32> = (0u32..).take(orders.items.len()).collect();
    for spellings in groups.values() {
        let chosen = choose(orders, catalogue, spellings, &lines);
        for &spelling in spellings {
            let (one, other) = (titles[chosen as usize], titles[spelling as usize]);
            let in_catalogue = is_known(orders, catalogue, spelling);
            if one != 0 && !in_catalogue && same(orders, one, other) {
                spelled[spelling as usize] = chosen;
            }
        }
    }
    let mut all = std::mem::take(&mut orders.lines);
    for line in &mut all {
        let chosen = spelled[line.item as usize];
        if chosen != line.item {
            count.add(|| format!("{} is {}", orders.example(line), orders.items.text(chosen)));
            line.item = chosen;
        }
    }
    orders.lines = all;
    count
}

fn same(orders: &Orders, one: u32, other: u32) -> bool {
    orders.titles.text(one).to_lowercase() == orders.titles.text(other).to_lowercase()
}

fn is_known(orders: &Orders, catalogue: Option<&Catalogue>, item: u32) -> bool {
    catalogue.is_some_and(|catalogue| catalogue.products.contains_key(orders.items.text(item)))
}

fn choose(orders: &Orders, catalogue: Option<&Catalogue>, spellings: &[u32], lines: &[u32]) -> u32 {
    let known: Vec<u32> = spellings
        .iter()
        .copied()
        .filter(|spelling| is_known(orders, catalogue, *spelling))
        .collect();
    let from = if known.is_empty() { spellings } else { &known };
    from.iter()
        .copied()
        .max_by(|a, b| {
            let text = |item: u32| orders.items.text(item);
            lines[*a as usize]
                .cmp(&lines[*b as usize])
                .then_with(|| text(*b).cmp(text(*a)))
        })
        .unwrap_or_default()
}
