//! Which products are variants of one thing.
//!
//! The data do not say; two things of them tell it. Stock codes that differ in their last letters
//! only (`85099B`, `85099C`) are one thing, and so are titles of one price that differ in
//! their colours only (GREEN REGENCY TEACUP AND SAUCER, PINK REGENCY TEACUP AND SAUCER).

use std::collections::HashMap;

use crate::catalog::Product;
use crate::drawing::is_of_colour;
use crate::words::Words;

/// A design that is sold beside colours, in their place in the title.
const DESIGN: &str = "ROSES";

/// A title without its colours must have so many words to say what the thing is.
const ENOUGH: usize = 2;

/// States for every product that has variants which group it belongs to: the least of
/// the group's codes.
pub fn group(products: &mut [Product]) {
    // The place of another product of the same group, nearer to the first one; of the
    // first one its own.
    let mut before: Vec<usize> = (0..products.len()).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, product) in products.iter().enumerate() {
        for sign in [family(&product.id).map(str::to_owned), name(product)]
            .into_iter()
            .flatten()
        {
            let other = *known.entry(sign).or_insert(at);
            let (one, other) = (first(&before, at), first(&before, other));
            before[one.max(other)] = one.min(other);
        }
    }
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    for at in 0..products.len() {
        members.entry(first(&before, at)).or_default().push(at);
    }
    for group in members.values().filter(|group| group.len() > 1) {
        let least = group.iter().map(|at| products[*at].id.clone()).min();
        for at in group {
            products[*at].group.clone_from(&least);
        }
    }
}

fn first(before: &[usize], mut at: usize) -> usize {
    while before[at] != at {
        at = before[at];
    }
    at
}

/// What the codes of all variants of one thing begin with: five digits before letters.
fn family(id: &str) -> Option<&str> {
    let (digits, letters) = id.split_at_checked(5)?;
    let is_variant = digits.bytes().all(|byte| byte.is_ascii_digit())
        && !letters.is_empty()
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_variant.then_some(digits)
}

/// Price and title without the colours.
fn name(product: &Product) -> Option<String> {
    let words = Words::of(&product.raw_title);
    let rest: Vec<&str> = words
        .iter()
        .filter(|word| !is_of_colour(word) && *word != DESIGN)
        .collect();
    (rest.len() >= ENOUGH).then(|| format!("{} {}", product.price, rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_name_their_family() {
        assert_eq!(family("85099B"), Some("85099"));
        assert_eq!(family("90214AB"), Some("90214"));
        for id in ["22423", "8509B", "DCGS0", "85099-1", "", "차85099B"] {
            assert_eq!(family(id), None, "{id}");
        }
    }
}
