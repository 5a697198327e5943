//! When the known customers bought, as the lifetime model sees it.

use crate::history::History;
use crate::read::date::DAY;
use std::collections::BTreeMap;

/// The most customers that are fitted on; of more, so many evenly spread ones are taken.
/// At this number the fit's standard errors are far below anything a greeting could show.
pub const MOST: u64 = 200_000;

/// A customer's purchases in three whole numbers, in days.
///
/// As in the CDNOW data of Fader, Hardie and Lee (2005): what is bought on one day is one
/// purchase, and the first purchase is where a customer's time begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Buyer {
    /// On how many later days the customer bought again: x.
    pub frequency: u32,
    /// Days from the first purchase to the last one: t_x.
    pub recency: u32,
    /// Days from the first purchase to the end of the history: T.
    pub age: u32,
}

/// The customers of a history; those who are the same in all three numbers are counted
/// together, because the likelihood sees no difference between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buyers {
    /// Who there is and how often, in ascending order.
    pub rows: Vec<(Buyer, u32)>,
}

impl Buyer {
    /// From the days of the purchases in ascending order; `None` if there are none, or some
    /// after the end.
    pub fn of(days: impl IntoIterator<Item = u32>, end: u32) -> Option<Self> {
        let mut days = days.into_iter();
        let first = days.next()?;
        let (mut frequency, mut last) = (0, first);
        for day in days {
            frequency += u32::from(day > last);
            last = last.max(day);
        }
        Some(Self {
            frequency,
            recency: last - first,
            age: end.checked_sub(first).filter(|_| last <= end)?,
        })
    }
}

impl Buyers {
    /// The known customers as they were on the day of the newest order.
    pub fn of(history: &History) -> Self {
        let Some(newest) = history.newest() else {
            return Self::default();
        };
        let known = u64::from(history.known_customers);
        let taken = known.min(MOST);
        let buyers = (0..taken).filter_map(|place| {
            let customer = (place * known / taken) as u32;
            let orders = history.orders_by.get(customer).iter();
            let days = orders.filter_map(|order| history.times.get(*order as usize));
            Buyer::of(days.map(|time| time / DAY), newest / DAY)
        });
        Self::count(buyers)
    }

    /// Counts those who are the same.
    pub fn count(buyers: impl Iterator<Item = Buyer>) -> Self {
        let mut counts = BTreeMap::<Buyer, u32>::new();
        for buyer in buyers {
            *counts.entry(buyer).or_default() += 1;
        }
        Self {
            rows: counts.into_iter().collect(),
        }
    }

    /// How many customers there are.
    pub fn customers(&self) -> u64 {
        self.rows.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// How many of them bought again on another day.
    pub fn repeat_buyers(&self) -> u64 {
        let again = self.rows.iter().filter(|(buyer, _)| buyer.frequency > 0);
        again.map(|(_, count)| u64::from(*count)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_once_and_time_begins_with_the_first_purchase() {
        let buyer = |frequency, recency, age| {
            Some(Buyer {
                frequency,
                recency,
                age,
            })
        };
        assert_eq!(Buyer::of([10, 10, 17, 17, 40], 100), buyer(2, 30, 90));
        assert_eq!(Buyer::of([100], 100), buyer(0, 0, 0));
        assert_eq!(Buyer::of([], 100), None);
        assert_eq!(Buyer::of([10, 101], 100), None);
        assert_eq!(Buyer::of([101], 100), None);
    }

    #[test]
    fn only_known_customers_count_and_the_same_ones_together() {
        let day = |day: u32| day * DAY + 3600;
        // Customers 0 and 1 do the same in the same days, customer 2 is nobody known.
        let times = vec![day(1), day(1), day(3), day(3) + 60, day(9)];
        let pairs = (0..5).map(|order| (order, 0)).collect();
        let history = History::from_parts(1, times, vec![0, 1, 1, 0, 2], 2, pairs);
        let buyers = Buyers::of(&history);
        let expected = Buyer {
            frequency: 1,
            recency: 2,
            age: 8,
        };
        assert_eq!(buyers.rows, [(expected, 2)]);
        assert_eq!((buyers.customers(), buyers.repeat_buyers()), (2, 2));
        assert_eq!(Buyers::of(&History::default()), Buyers::default());
    }
}
