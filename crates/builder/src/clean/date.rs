//! Dates that cannot be: a few lines more than a year away from all others.
//!
//! What is newest sets the age of everything else, so one order dated 2099 by a slip
//! would make the whole history old.

use super::remove;
use crate::options::CleanOptions;
use crate::read::date::DAY;
use crate::read::orders::Orders;
use crate::report::Count;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Removes the lines beyond a gap of so many days, at either end of the history, if they
/// are at most one in so many.
pub fn apply(orders: &mut Orders, options: &CleanOptions) -> Count {
    let mut count = Count::new(
        "dates far from all others",
        "lines",
        "The line is left out.",
    );
    let mut days: BTreeMap<u32, usize> = BTreeMap::new();
    for line in &orders.lines {
        *days.entry(line.time / DAY).or_default() += 1;
    }
    let possible = possible(&days, options);
    remove(orders, &mut count, |_, line| {
        let day = line.time / DAY;
        possible
            .as_ref()
            .is_some_and(|possible| !possible.contains(&day))
    });
    count
}

/// The days that can be; nothing if there are no days.
fn possible(days: &BTreeMap<u32, usize>, options: &CleanOptions) -> Option<RangeInclusive<u32>> {
    let few = days.values().sum::<usize>() / options.far_date_share.max(1);
    let gap = options.far_date_days;
    let first = edge(days.iter(), few, gap)?;
    let last = edge(days.iter().rev(), few, gap)?;
    Some(first..=last)
}

/// The first day from this end that is not cut off.
fn edge<'a>(days: impl Iterator<Item = (&'a u32, &'a usize)>, few: usize, gap: u32) -> Option<u32> {
    let mut days = days.peekable();
    let mut edge = *days.peek()?.0;
    let mut passed = 0;
    while let Some((day, lines)) = days.next() {
        passed += lines;
        match days.peek() {
            Some((next, _)) if passed <= few => {
                if day.abs_diff(**next) > gap {
                    edge = **next;
                }
            }
            _ => break,
        }
    }
    Some(edge)
}
