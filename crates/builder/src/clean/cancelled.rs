//! Cancellations leave together with the purchases that they undo.
//!
//! A cancellation is a line with a negative quantity in an order whose id begins with
//! the cancel prefix and goes on with a digit (C536379). It undoes the latest earlier
//! purchase of the same product in the same quantity by the same customer that no
//! other cancellation has undone. Where the customer is not known, nothing is undone.

use super::remove;
use crate::options::CleanOptions;
use crate::read::orders::{Line, NOBODY, Orders};
use crate::report::Count;
use rustc_hash::{FxHashMap, FxHashSet};

/// Removes cancellations and what they undo: cancelled purchases, cancellations that
/// found one, cancellations that did not.
pub fn apply(orders: &mut Orders, options: &CleanOptions) -> [Count; 3] {
    let mut purchases = Count::new(
        "purchases that were cancelled",
        "lines",
        "The purchase is left out.",
    );
    let mut matched = Count::new(
        "cancellations with their purchase",
        "lines",
        "The cancellation is left out.",
    );
    let mut unmatched = Count::new(
        "cancellations without a purchase",
        "lines",
        "The cancellation is left out; no purchase of the customer has this product and quantity.",
    );
    let cancels: Vec<bool> = orders
        .orders
        .texts()
        .map(|id| is_cancellation(id, &options.cancel_prefix))
        .collect();
    let is_cancel = |line: &Line| cancels[line.order as usize] && line.quantity < 0;
    let undone = undone(orders, is_cancel);
    let mut place = 0u32..;
    remove(orders, &mut purchases, |_, line| {
        place
            .next()
            .is_some_and(|place| undone.purchases.contains(&place))
            && !is_cancel(line)
    });
    remove(orders, &mut matched, |_, line| {
        is_cancel(line) && undone.cancellations.contains(&(line.file, line.line))
    });
    remove(orders, &mut unmatched, |_, line| is_cancel(line));
    [purchases, matched, unmatched]
}

fn is_cancellation(id: &str, prefix: &str) -> bool {
    !prefix.is_empty()
        && id
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

#[derive(Default)]
struct Undone {
    /// Places of purchases among the lines.
    purchases: FxHashSet<u32>,
    /// Files and lines of cancellations.
    cancellations: FxHashSet<(u16, u32)>,
}

type Key = (u32, u32, i32);

fn undone(orders: &Orders, is_cancel: impl Fn(&Line) -> bool) -> Undone {
    let key = |line: &Line| -> Key {
        let quantity = line.quantity.saturating_abs();
        (line.customer, line.item, quantity)
    };
    let known = |line: &&Line| line.customer != NOBODY;
    let mut cancellations: Vec<&Line> = orders
        .lines
        .iter()
        .filter(known)
        .filter(|line| is_cancel(line))
        .collect();
    cancellations.sort_by_key(|line| (line.time, line.file, line.line));
    let mut open: FxHashMap<Key, Vec<(u32, u32)>> = cancellations
        .iter()
        .map(|line| (key(line), Vec::new()))
        .collect();
    for (place, line) in (0u32..).zip(&orders.lines) {
        if line.quantity > 0
            && known(&line)
            && let Some(purchases) = open.get_mut(&key(line))
        {
            purchases.push((line.time, place));
        }
    }
    for purchases in open.values_mut() {
        purchases.sort_unstable();
    }
    let mut undone = Undone::default();
    for line in cancellations {
        let Some(purchases) = open.get_mut(&key(line)) else {
            continue;
        };
        let earlier = purchases.partition_point(|(time, _)| *time <= line.time);
        if let Some(latest) = earlier.checked_sub(1) {
            let (_, place) = purchases.remove(latest);
            undone.purchases.insert(place);
            undone.cancellations.insert((line.file, line.line));
        }
    }
    undone
}
