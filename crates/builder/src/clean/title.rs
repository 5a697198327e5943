//! One product with several descriptions: what most orders call it wins.

use super::is_free;
use crate::read::orders::Orders;
use crate::report::Count;

/// The most common title of each product by number of orders, 0 if it has none. Of two
/// that are as common, the one that comes first in the alphabet.
///
/// Lines that were paid for are heard first: what is free is often a note.
pub fn common(orders: &Orders) -> Vec<u32> {
    let mut titles = vec![0; orders.items.len()];
    for free in [true, false] {
        for group in named(orders, free).chunk_by(|a, b| a.0 == b.0) {
            if let Some(best) = best(orders, group) {
                titles[group[0].0 as usize] = best;
            }
        }
    }
    titles
}

/// Product, title and order of the lines with a title, each once, sorted.
fn named(orders: &Orders, free: bool) -> Vec<(u32, u32, u32)> {
    let mut named: Vec<(u32, u32, u32)> = orders
        .lines
        .iter()
        .filter(|line| line.title != 0 && is_free(orders, line) == free)
        .map(|line| (line.item, line.title, line.order))
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn best(orders: &Orders, group: &[(u32, u32, u32)]) -> Option<u32> {
    group
        .chunk_by(|a, b| a.1 == b.1)
        .map(|same| (same.len(), same[0].1))
        .max_by(|a, b| {
            let text = |title: u32| orders.titles.text(title);
            a.0.cmp(&b.0).then_with(|| text(b.1).cmp(text(a.1)))
        })
        .map(|(_, title)| title)
}

/// Gives every line the title of its product, and counts the products that had several.
pub fn apply(orders: &mut Orders) -> (Vec<u32>, Count) {
    let mut count = Count::new(
        "one product with several descriptions",
        "products",
        "The description that most orders have is kept.",
    );
    let titles = common(orders);
    let mut pairs: Vec<(u32, u32)> = orders
        .lines
        .iter()
        .filter(|line| line.title != 0)
        .map(|line| (line.item, line.title))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    for several in pairs
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
    {
        let item = several[0].0;
        let kept = titles[item as usize];
        let other = several
            .iter()
            .map(|pair| pair.1)
            .find(|title| *title != kept);
        count.add(|| {
            format!(
                "{}: \"{}\", not \"{}\"",
                orders.items.text(item),
                orders.titles.text(kept),
                orders.titles.text(other.unwrap_or(0))
            )
        });
    }
    for line in &mut orders.lines {
        line.title = titles[line.item as usize];
    }
    (titles, count)
}
