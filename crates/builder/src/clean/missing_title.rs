//! Lines without a description.

use super::{is_free, remove, title};
use crate::read::orders::Orders;
use crate::report::Count;

/// Removes those for which nothing was paid (they correct the stock) and gives the
/// others the description that the product has elsewhere.
pub fn apply(orders: &mut Orders) -> [Count; 2] {
    let mut removed = Count::new(
        "missing descriptions without a price",
        "lines",
        "The line is left out.",
    );
    let mut filled = Count::new(
        "missing descriptions",
        "lines",
        "The line gets the description that the product has elsewhere, if it has one.",
    );
    remove(orders, &mut removed, |orders, line| {
        line.title == 0 && is_free(orders, line)
    });
    // A file without any description has nothing missing: the catalogue has the titles.
    if orders.titles.len() > 1 {
        let common = title::common(orders);
        let mut lines = std::mem::take(&mut orders.lines);
        for line in lines.iter_mut().filter(|line| line.title == 0) {
            filled.add(|| orders.example(line));
            line.title = common[line.item as usize];
        }
        orders.lines = lines;
    }
    [removed, filled]
}
