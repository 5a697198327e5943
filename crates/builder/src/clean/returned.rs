//! What came back, or was counted away: quantities below one.

use super::remove;
use crate::read::orders::Orders;
use crate::report::Count;

/// Removes lines with a quantity of zero or less that are no cancellations.
pub fn apply(orders: &mut Orders) -> Count {
    let mut count = Count::new(
        "returns and stock adjustments",
        "lines",
        "The line is left out; its quantity is not above zero.",
    );
    remove(orders, &mut count, |_, line| line.quantity <= 0);
    count
}
