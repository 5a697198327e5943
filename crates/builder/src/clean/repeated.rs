//! The same line several times in one order.

use crate::read::orders::Orders;
use crate::report::Count;
use rustc_hash::FxHashSet;

/// Merges lines that are the same in all but their number (order, product, quantity,
/// price, date, customer) into the first of them, with the sum of the quantities.
pub fn apply(orders: &mut Orders) -> Count {
    let mut count = Count::new(
        "repeated lines of one order",
        "lines",
        "The line is merged into the first one like it; the quantities add up.",
    );
    let key = |place: &u32| {
        let line = &orders.lines[*place as usize];
        let what = (line.order, line.item, line.customer, line.time);
        (what, line.price, line.quantity)
    };
    // Sorting places is stable, so the first of equal lines is the first in the file.
    let mut places: Vec<u32> = (0u32..).take(orders.lines.len()).collect();
    places.sort_by_key(key);
    let mut leaving = FxHashSet::default();
    let mut sums = Vec::new();
    for same in places
        .chunk_by(|a, b| key(a) == key(b))
        .filter(|same| same.len() > 1)
    {
        let quantity = orders.lines[same[0] as usize].quantity;
        let times = i32::try_from(same.len()).unwrap_or(i32::MAX);
        sums.push((same[0], quantity.saturating_mul(times)));
        leaving.extend(same[1..].iter().copied());
    }
    for (place, sum) in sums {
        orders.lines[place as usize].quantity = sum;
    }
    let mut place = 0u32..;
    super::remove(orders, &mut count, |_, _| {
        place.next().is_some_and(|place| leaving.contains(&place))
    });
    count
}
