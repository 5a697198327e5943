//! Notes of the stock-takers and test entries, where a product's description should be.

use super::remove;
use super::{is_free, title};
use crate::read::orders::Orders;
use crate::report::Count;

/// What is written in the place of a description, without regard to case and to the
/// punctuation around it.
const NOTES: [&str; 24] = [
    "adjust",
    "adjustment",
    "broken",
    "check",
    "checked",
    "counted",
    "cracked",
    "crushed",
    "damage",
    "damaged",
    "damages",
    "display",
    "faulty",
    "found",
    "lost",
    "missing",
    "mouldy",
    "returned",
    "smashed",
    "stock check",
    "test",
    "thrown away",
    "unsaleable",
    "wet",
];

/// Removes lines for which nothing was paid and whose description is a note: one of
/// a list, nothing but punctuation, or not what the product's paid lines call it.
/// Where no file has prices, only the list counts, and only for a product that is
/// called something else elsewhere.
pub fn apply(orders: &mut Orders) -> Count {
    let mut count = Count::new(
        "stock-take notes and test entries",
        "lines",
        "The line is left out.",
    );
    let is_note: Vec<bool> = orders.titles.texts().map(is_note).collect();
    let common = title::common(orders);
    remove(orders, &mut count, |orders, line| {
        let other_name = common[line.item as usize] != line.title;
        let listed = is_note[line.title as usize];
        line.title != 0
            && if orders.priced {
                is_free(orders, line) && (listed || other_name)
            } else {
                listed && other_name
            }
    });
    count
}

fn is_note(title: &str) -> bool {
    let letters = title.trim_matches(|letter: char| !letter.is_alphanumeric());
    !title.is_empty() && (letters.is_empty() || NOTES.contains(&letters.to_lowercase().as_str()))
}
