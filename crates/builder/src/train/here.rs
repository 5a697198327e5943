//! What trends in one category, for the pages of that category.
//!
//! The list of what trends is the shop's, and its first places may know few categories.
//! Behind them stand the best of every category that has not enough of them yet, so that a
//! page can put first what trends where it stands. They come with the home file, which is
//! the same for every page.

use super::variants::Variants;
use crate::catalogue::Catalogue;
use std::collections::BTreeMap;

/// At most so many times the length of the list are added.
const MOST: usize = 2;

/// Appends to a list the best of each category of all that trends, best first, until each
/// has `each`.
pub fn add(
    list: &mut Vec<(u32, f32)>,
    all: &[(u32, f32)],
    catalogue: &Catalogue,
    variants: &Variants,
    each: usize,
) {
    let categories: Vec<&str> = (catalogue.products.values())
        .map(|product| product.category.as_str())
        .collect();
    let mut has: BTreeMap<&str, usize> = BTreeMap::new();
    for (item, _) in list.iter() {
        *has.entry(categories[*item as usize]).or_default() += 1;
    }
    let most = list.len() * (1 + MOST);
    for (item, score) in all {
        let category = categories[*item as usize];
        let of_category = has.entry(category).or_default();
        let taken = || list.iter().any(|(other, _)| variants.same(*item, *other));
        if list.len() < most && !category.is_empty() && *of_category < each && !taken() {
            *of_category += 1;
            list.push((*item, *score));
        }
    }
}
