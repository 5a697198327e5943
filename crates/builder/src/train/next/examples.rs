//! The orders that are learned from: each later order of a known customer, with what
//! they had ordered before.

use super::RANKS;
use crate::history::History;
use crate::options::NextOptions;
use crate::train::decay::decay;

/// An example that counts less than this is none.
const LEAST_WEIGHT: f64 = 0.02;

/// What each order is as an example; all are by order.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// How much it counts; 0 if it is none.
    pub weight: Vec<f32>,
    /// B^(-1/2), with B the customer's orders before it.
    pub calm: Vec<f32>,
    /// T^(-1/2), with T the sum over the items of these of fade^rank.
    pub share: Vec<f32>,
    /// The place among its customer's orders.
    pub place: Vec<u32>,
    /// The sum of weight times calm, from this order of the customer on.
    rest: Vec<f32>,
    /// How many examples there are.
    pub count: usize,
}

impl Examples {
    /// Of a history; an example counts half for each half life of its age.
    pub fn new(history: &History, half_life_days: f64, options: &NextOptions) -> Self {
        let orders = history.times.len();
        let mut examples = Self {
            weight: vec![0.0; orders],
            calm: vec![0.0; orders],
            share: vec![0.0; orders],
            place: vec![0; orders],
            rest: vec![0.0; orders],
            count: 0,
        };
        let newest = history.newest().unwrap_or(0);
        let mut work = vec![0u64; orders];
        for customer in 0..history.known_customers {
            let (mut total, mut lines) = (0.0f64, 0u64);
            let of_customer = history.orders_by.get(customer);
            for (place, order) in (0u32..).zip(of_customer) {
                let at = *order as usize;
                let size = history.baskets.get(*order).len();
                examples.place[at] = place;
                let weight = decay(newest - history.times[at], half_life_days);
                if place > 0 && weight > LEAST_WEIGHT && size <= options.max_target {
                    examples.weight[at] = weight as f32;
                    examples.calm[at] = (1.0 / f64::from(place).sqrt()) as f32;
                    examples.share[at] = (1.0 / total.sqrt()) as f32;
                    work[at] = lines * size as u64;
                }
                total = size as f64 + options.fade * total;
                lines += size as u64;
                if let Some(gone) = (place as usize).checked_sub(RANKS) {
                    lines -= history.baskets.get(of_customer[gone]).len() as u64;
                }
            }
        }
        examples.limit(&work, options.max_pairs);
        for customer in 0..history.known_customers {
            let mut rest = 0.0;
            for order in history.orders_by.get(customer).iter().rev() {
                let at = *order as usize;
                rest += examples.weight[at] * examples.calm[at];
                examples.rest[at] = rest;
            }
        }
        examples
    }

    /// Keeps the newest examples that hold so many pairs of an earlier line and a target:
    /// what sells now is what they are to tell.
    fn limit(&mut self, work: &[u64], most: u64) {
        let mut pairs = 0u64;
        for (weight, work) in self.weight.iter_mut().zip(work).rev() {
            if *weight > 0.0 {
                pairs = pairs.saturating_add(*work);
                if pairs > most {
                    *weight = 0.0;
                } else {
                    self.count += 1;
                }
            }
        }
    }

    /// The examples that an order is part of the history of, by rank: 0 for the next order
    /// of its customer.
    pub fn after<'a>(
        &'a self,
        history: &'a History,
        order: u32,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let place = self.place[order as usize] as usize;
        let of_customer = history.orders_by.get(history.customers[order as usize]);
        let later = of_customer.get(place + 1..).unwrap_or_default();
        let later = later.iter().take(RANKS).enumerate();
        later
            .map(|(rank, later)| (rank, *later as usize))
            .filter(|(_, later)| self.weight[*later] > 0.0)
    }

    /// The orders before one of a known customer, newest first.
    pub fn before<'a>(&self, history: &'a History, order: u32) -> impl Iterator<Item = u32> + 'a {
        let place = self.place[order as usize] as usize;
        let of_customer = history.orders_by.get(history.customers[order as usize]);
        of_customer[..place].iter().rev().copied()
    }

    /// What the orders of an item bring into examples: for each rank the sum of weight
    /// times calm, and the sum of weight times share times fade^rank.
    pub fn exposure(&self, history: &History, item: u32, fades: &[f32; RANKS]) -> Exposure {
        let mut exposure = Exposure::default();
        for order in history.orders_of.get(item) {
            for (rank, later) in self.after(history, *order) {
                let weight = f64::from(self.weight[later]);
                exposure.shared += weight * f64::from(self.share[later] * fades[rank]);
                if rank < LAST {
                    exposure.ranks[rank] += weight * f64::from(self.calm[later]);
                }
            }
            let place = self.place[*order as usize] as usize;
            let of_customer = history.orders_by.get(history.customers[*order as usize]);
            if let Some(old) = of_customer.get(place + RANKS) {
                exposure.ranks[LAST] += f64::from(self.rest[*old as usize]);
            }
        }
        exposure
    }
}

/// The last rank stands for all older ones.
pub const LAST: usize = RANKS - 1;

/// How much an item was in the histories of examples.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Exposure {
    /// As a purchase that may be repeated, by rank.
    pub ranks: [f64; RANKS],
    /// As a source of others.
    pub shared: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::read::date::DAY;

    #[test]
    fn later_orders_of_known_customers_are_examples() {
        let options = Options::default().train.next;
        // Customer 0 orders {0, 1}, {1}, {0}; customer 1 once; customer 2 is a stranger.
        let times = vec![0, 0, 10 * DAY, 20 * DAY, 20 * DAY];
        let pairs = vec![(0, 0), (0, 1), (1, 0), (2, 1), (3, 0), (4, 1)];
        let history = History::from_parts(2, times, vec![0, 1, 0, 0, 2], 2, pairs);
        let examples = Examples::new(&history, 10.0, &options);
        assert_eq!(examples.weight, [0.0, 0.0, 0.5, 1.0, 0.0]);
        assert_eq!(examples.count, 2);
        let near = |a: f32, b: f64| (f64::from(a) - b).abs() < 1e-6;
        assert!(near(examples.calm[2], 1.0) && near(examples.calm[3], 0.5f64.sqrt()));
        // Two lines, then one line and two that are faded.
        assert!(near(examples.share[2], 2.0f64.powf(-0.5)));
        assert!(near(examples.share[3], 2.4f64.powf(-0.5)));
        let mut fades = [0.0; RANKS];
        (fades[0], fades[1]) = (1.0, 0.7);
        let exposure = examples.exposure(&history, 1, &fades);
        // Item 1 of the first order is the last but one before the second example, and
        // that of the second the last.
        assert!((exposure.ranks[0] - (0.5 + 0.5f64.sqrt())).abs() < 1e-6);
        assert!((exposure.ranks[1] - 0.5f64.sqrt()).abs() < 1e-6);
        let shared = 0.5 * 2.0f64.powf(-0.5) + 1.7 * 2.4f64.powf(-0.5);
        assert!((exposure.shared - shared).abs() < 1e-6);
        let few = NextOptions {
            max_pairs: 3,
            ..options
        };
        assert_eq!(Examples::new(&history, 10.0, &few).count, 1);
    }
}
