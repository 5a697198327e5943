//! How popular each item is, week by week.
//!
//! The share of a week's orders that hold the item, smoothed both ways in time:
//!
//! ```text
//! pop(j, a) = sum over weeks b of 2^(-|a-b| week/h) n(j, b) / the same sum of n(b)
//! ```
//!
//! with `n(j, b)` the orders of week `b` that hold `j` and `n(b)` all of them. Week 0 is
//! the newest. An item keeps only the weeks in which it was sold, so the size is that of
//! the orders and not of weeks times items.

use crate::history::History;
use crate::read::date::DAY;

/// Seconds of a week.
const WEEK: u32 = 7 * DAY;

/// The orders of each week, smoothed.
#[derive(Debug, Clone)]
pub struct Weeks {
    newest: u32,
    /// What a week's distance leaves of an order.
    fade: f64,
    /// All orders by week, smoothed.
    totals: Vec<f64>,
}

/// An item's share of the orders.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shares {
    /// In the weeks in which it was sold, oldest first.
    sold: Vec<(u32, f32)>,
    /// In the newest week.
    pub now: f32,
}

impl Shares {
    /// In a week in which it was sold.
    pub fn at(&self, week: u32) -> f32 {
        let place = self.sold.partition_point(|(sold, _)| *sold > week);
        match self.sold.get(place) {
            Some((sold, share)) if *sold == week => *share,
            _ => 0.0,
        }
    }
}

impl Weeks {
    /// Of a history, with a half life in days.
    pub fn new(history: &History, half_life_days: f64) -> Self {
        let newest = history.newest().unwrap_or(0);
        let oldest = history.oldest().unwrap_or(newest);
        let days = f64::from(WEEK / DAY);
        let mut weeks = Self {
            newest,
            fade: libm::exp2(-days / half_life_days.max(0.1)),
            totals: vec![0.0; ((newest - oldest) / WEEK) as usize + 1],
        };
        let mut orders = vec![0.0; weeks.totals.len()];
        for time in &history.times {
            orders[weeks.of(*time) as usize] += 1.0;
        }
        weeks.totals = weeks.smooth(&orders);
        weeks
    }

    /// The week of a time.
    pub fn of(&self, time: u32) -> u32 {
        (self.newest - time.min(self.newest)) / WEEK
    }

    /// Both ways in time.
    fn smooth(&self, values: &[f64]) -> Vec<f64> {
        let mut smooth = values.to_vec();
        let mut sum = 0.0;
        for (smooth, value) in smooth.iter_mut().zip(values) {
            *smooth += sum;
            sum = (sum + value) * self.fade;
        }
        sum = 0.0;
        for (smooth, value) in smooth.iter_mut().zip(values).rev() {
            *smooth += sum;
            sum = (sum + value) * self.fade;
        }
        smooth
    }

    /// What is left of an order at a distance of so many weeks.
    fn left(&self, weeks: u32) -> f64 {
        libm::pow(self.fade, f64::from(weeks))
    }

    /// An item's share.
    pub fn shares(&self, history: &History, item: u32) -> Shares {
        let mut sold: Vec<(u32, f64)> = Vec::new();
        for order in history.orders_of.get(item) {
            let week = self.of(history.times[*order as usize]);
            match sold.last_mut() {
                Some((last, count)) if *last == week => *count += 1.0,
                _ => sold.push((week, 1.0)),
            }
        }
        let mut sums: Vec<f64> = sold.iter().map(|(_, count)| *count).collect();
        let mut sum = 0.0;
        for at in 1..sold.len() {
            sum = (sum + sold[at - 1].1) * self.left(sold[at - 1].0 - sold[at].0);
            sums[at] += sum;
        }
        // All that was sold, as it counts in the newest week.
        let now = sold.last().map_or(0.0, |(week, count)| {
            (sum + count) * self.left(*week) / self.totals[0]
        });
        sum = 0.0;
        for at in (1..sold.len()).rev() {
            sum = (sum + sold[at].1) * self.left(sold[at - 1].0 - sold[at].0);
            sums[at - 1] += sum;
        }
        let share = |(week, _): &(u32, f64), sum: f64| (sum / self.totals[*week as usize]) as f32;
        Shares {
            sold: sold
                .iter()
                .zip(sums)
                .map(|(sold, sum)| (sold.0, share(sold, sum)))
                .collect(),
            now: now as f32,
        }
    }

    /// For each week, what an order in it adds to the sum over all weeks of their weight
    /// times the item's share.
    pub fn exposures(&self, weights: &[f64]) -> Vec<f64> {
        let shares = weights.iter().zip(&self.totals);
        let shares: Vec<f64> = shares
            .map(|(weight, total)| weight / total.max(f64::MIN_POSITIVE))
            .collect();
        self.smooth(&shares)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.totals.len()
    }

    /// Whether there is none: never, for the newest order's week is one.
    pub fn is_empty(&self) -> bool {
        self.totals.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Item 0 in three orders of four, item 1 in one, two weeks apart.
    fn history() -> History {
        let times = vec![0, 0, 2 * WEEK, 2 * WEEK];
        let pairs = vec![(0, 0), (1, 0), (2, 0), (3, 1)];
        History::from_parts(2, times, vec![0, 1, 0, 1], 2, pairs)
    }

    #[test]
    fn shares_are_smoothed_both_ways() {
        let history = history();
        let weeks = Weeks::new(&history, 14.0);
        // Two weeks are a half life: two orders, and half of two others.
        assert_eq!(weeks.len(), 3);
        assert!((weeks.totals[0] - 3.0).abs() < 1e-9 && (weeks.totals[2] - 3.0).abs() < 1e-9);
        let shares = weeks.shares(&history, 0);
        assert!((shares.now - 2.0 / 3.0).abs() < 1e-6);
        assert!((shares.at(0) - 2.0 / 3.0).abs() < 1e-6);
        assert!((shares.at(2) - 2.5 / 3.0).abs() < 1e-6);
        assert_eq!(shares.at(1), 0.0);
        let other = weeks.shares(&history, 1);
        assert!((other.now - 1.0 / 3.0).abs() < 1e-6);
        assert_eq!(other.at(2), 0.0);
    }

    #[test]
    fn exposures_sum_what_shares_would() {
        let history = history();
        let weeks = Weeks::new(&history, 14.0);
        let exposures = weeks.exposures(&[0.25, 0.0, 1.0]);
        let shares = weeks.shares(&history, 0);
        let summed: f64 = exposures[2] * 2.0 + exposures[0];
        let expected = 0.25 * f64::from(shares.at(0)) + f64::from(shares.at(2));
        assert!((summed - expected).abs() < 1e-6);
    }
}
