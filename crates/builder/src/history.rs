//! The orders as the trainers want them: small numbers, sorted, without text.
//!
//! Products are numbered by their place in the catalogue; what is not in the
//! catalogue is left out. Orders are numbered by time.

use crate::catalogue::Catalogue;
use crate::clean::Cleaned;
use crate::read::orders::NOBODY;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Lists of numbers, end to end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// From pairs of list and value; sorted and without repeats within a list.
    fn new(mut pairs: Vec<(u32, u32)>, lists: usize) -> Self {
        pairs.par_sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; lists + 1];
        for (list, _) in &pairs {
            starts[*list as usize + 1] += 1;
        }
        for list in 0..lists {
            starts[list + 1] += starts[list];
        }
        Self {
            starts,
            values: pairs.into_iter().map(|(_, value)| value).collect(),
        }
    }

    /// The values of a list, ascending; empty if there is no such list.
    pub fn get(&self, list: u32) -> &[u32] {
        let list = list as usize;
        match (self.starts.get(list), self.starts.get(list + 1)) {
            (Some(&start), Some(&end)) => &self.values[start as usize..end as usize],
            _ => &[],
        }
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no list.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Who bought what when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// How many products the catalogue has.
    pub items: usize,
    /// When each order was, in seconds since 1970, ascending.
    pub times: Vec<u32>,
    /// Who made each order. An order of nobody known counts as a customer of its own.
    pub customers: Vec<u32>,
    /// The different products of each order.
    pub baskets: Lists,
    /// The orders of each product.
    pub orders_of: Lists,
    /// The orders of each customer, oldest first.
    pub orders_by: Lists,
    /// How many of the customers are known; they have the lowest numbers.
    pub known_customers: u32,
}

impl History {
    /// Of each known customer who ordered before this order and from it on: the orders before,
    /// and the first one after.
    pub fn returned(&self, cut: usize) -> impl Iterator<Item = (&[u32], u32)> {
        let known = self.known_customers.min(self.orders_by.len() as u32);
        (0..known).filter_map(move |customer| {
            let orders = self.orders_by.get(customer);
            let next = orders.partition_point(|order| (*order as usize) < cut);
            let (before, after) = orders.split_at(next);
            (!before.is_empty())
                .then(|| after.first().map(|first| (before, *first)))
                .flatten()
        })
    }

    /// From cleaned orders.
    pub fn new(cleaned: &Cleaned, catalogue: &Catalogue) -> Self {
        let orders = &cleaned.orders;
        let place: FxHashMap<&str, u32> = (0u32..)
            .zip(catalogue.products.keys())
            .map(|(place, id)| (id.as_str(), place))
            .collect();
        let places: Vec<Option<u32>> = orders
            .items
            .texts()
            .map(|id| place.get(id).copied())
            .collect();
        // The time of an order is that of its last line.
        let mut heads = vec![(0u32, NOBODY, false); orders.orders.len()];
        for line in &orders.lines {
            let head = &mut heads[line.order as usize];
            head.0 = head.0.max(line.time);
            head.1 = head.1.min(line.customer);
            head.2 |= places[line.item as usize].is_some();
        }
        let mut by_time: Vec<u32> = (0u32..)
            .take(heads.len())
            .filter(|order| heads[*order as usize].2)
            .collect();
        by_time.sort_by_key(|order| (heads[*order as usize].0, *order));
        let mut number_of = vec![u32::MAX; heads.len()];
        for (number, order) in (0u32..).zip(&by_time) {
            number_of[*order as usize] = number;
        }
        let pairs: Vec<(u32, u32)> = orders
            .lines
            .iter()
            .filter_map(|line| Some((number_of[line.order as usize], places[line.item as usize]?)))
            .collect();
        let times = by_time
            .iter()
            .map(|order| heads[*order as usize].0)
            .collect();
        let known = orders.customers.len() as u32;
        let mut stranger = known..;
        let customers: Vec<u32> = by_time
            .iter()
            .map(|order| match heads[*order as usize].1 {
                NOBODY => stranger.next().unwrap_or(NOBODY),
                customer => customer,
            })
            .collect();
        Self::from_parts(catalogue.products.len(), times, customers, known, pairs)
    }

    /// From orders in the order of time, and pairs of order and product.
    pub fn from_parts(
        items: usize,
        times: Vec<u32>,
        customers: Vec<u32>,
        known_customers: u32,
        pairs: Vec<(u32, u32)>,
    ) -> Self {
        let by_customer = customers.iter().copied().zip(0u32..).collect();
        let people = customers.iter().max().map_or(0, |most| *most as usize + 1);
        let turned = pairs.iter().map(|(order, item)| (*item, *order)).collect();
        Self {
            items,
            baskets: Lists::new(pairs, times.len()),
            orders_of: Lists::new(turned, items),
            orders_by: Lists::new(by_customer, people),
            times,
            customers,
            known_customers,
        }
    }

    /// The orders before this one.
    #[must_use]
    pub fn before(&self, cut: usize) -> Self {
        let cut = cut.min(self.times.len());
        let lines = |order: u32| {
            self.baskets
                .get(order)
                .iter()
                .map(move |item| (order, *item))
        };
        let pairs = (0..cut as u32).flat_map(lines).collect();
        let (times, customers) = (&self.times[..cut], &self.customers[..cut]);
        let known = self.known_customers;
        Self::from_parts(self.items, times.to_vec(), customers.to_vec(), known, pairs)
    }

    /// In how many orders each product is.
    pub fn counts(&self) -> Vec<u32> {
        (0..self.items as u32)
            .map(|item| self.orders_of.get(item).len() as u32)
            .collect()
    }

    /// The time of the newest order, if there is one.
    pub fn newest(&self) -> Option<u32> {
        self.times.last().copied()
    }

    /// The time of the oldest order, if there is one.
    pub fn oldest(&self) -> Option<u32> {
        self.times.first().copied()
    }
}
