//! How fast what customers do goes out of date: the half life that foretells best.
//!
//! Of a sample of the customers every fourth who came back is set aside whole; the model
//! is fitted to the others with each half life, and asked for the last orders of these,
//! as far as they are from the newest weeks. The half life with the highest product of
//! two mean NDCG@10 is taken: that of the whole order, and that of what the customer has
//! not ordered before, with lists that leave out what they have. The one alone would give
//! up what is new to somebody for what is repeated. Of equal ones the longest is taken.

use super::foresight::Foresight;
use super::{Next, fit};
use crate::history::History;
use crate::options::NextOptions;
use crate::read::date::DAY;
use crate::train::rows::Sums;
use rayon::prelude::*;

/// The half lives that are tried, in days.
pub const HALF_LIVES: [f64; 5] = [365.0, 91.0, 28.0, 14.0, 7.0];

/// Of so many customers who came back, one is asked about.
const ASKED: usize = 4;
/// At most so many.
const MOST_ASKED: usize = 3000;
/// Where fewer can be asked, nothing is told.
const LEAST_ASKED: usize = 30;
/// Orders of so many days are asked about.
const LATELY: u32 = 28 * DAY;
/// The length of the lists.
const LIST: usize = 10;

/// The half life in days.
pub fn choose(history: &History, options: &NextOptions) -> f64 {
    let (known, asked) = split(history, options.sample_lines);
    if asked.len() < LEAST_ASKED {
        return HALF_LIVES[1];
    }
    let mut best = (f64::MIN, HALF_LIVES[1]);
    for half_life in HALF_LIVES {
        let quality = fit(&known, half_life, options).map_or(0.0, |next| {
            let asked = asked.iter().map(|orders| -> Vec<&[u32]> {
                orders
                    .iter()
                    .map(|order| history.baskets.get(*order))
                    .collect()
            });
            quality(&next, &asked.collect::<Vec<_>>())
        });
        if quality > best.0 {
            best = (quality, half_life);
        }
    }
    best.1
}

/// A sample of the history without the customers to be asked about, and their orders.
fn split(history: &History, most_lines: usize) -> (History, Vec<&[u32]>) {
    let lines: usize = (0..history.items as u32)
        .map(|item| history.orders_of.get(item).len())
        .sum();
    let every = lines.div_ceil(most_lines.max(1)).max(1) as u32;
    let newest = history.newest().unwrap_or(0);
    let mut asked = Vec::new();
    let mut kept = vec![false; history.orders_by.len()];
    let mut returned = 0;
    for customer in (0..history.orders_by.len() as u32).filter(|number| number % every == 0) {
        let orders = history.orders_by.get(customer);
        if let (true, [_, .., last]) = (customer < history.known_customers, orders) {
            returned += 1;
            if returned % ASKED == 0 && asked.len() < MOST_ASKED {
                if newest - history.times[*last as usize] < LATELY {
                    asked.push(orders);
                }
                continue;
            }
        }
        kept[customer as usize] = true;
    }
    let stays = |order: &u32| kept[history.customers[*order as usize] as usize];
    let orders: Vec<u32> = (0..history.times.len() as u32).filter(stays).collect();
    let pairs = (0u32..).zip(&orders).flat_map(|(number, order)| {
        let basket = history.baskets.get(*order).iter();
        basket.map(move |item| (number, *item))
    });
    let known = History::from_parts(
        history.items,
        orders
            .iter()
            .map(|order| history.times[*order as usize])
            .collect(),
        orders
            .iter()
            .map(|order| history.customers[*order as usize])
            .collect(),
        history.known_customers,
        pairs.collect(),
    );
    (known, asked)
}

/// The quality of the lists for the last of each customer's orders.
fn quality(next: &Next, asked: &[Vec<&[u32]>]) -> f64 {
    let foresight = Foresight::new(next);
    let gains: Vec<[f64; 2]> = asked
        .par_iter()
        .map_init(
            || Sums::new(next.popular.len()),
            |sums, orders| gains(&foresight, orders, sums),
        )
        .collect();
    let sum = |of: usize| gains.iter().map(|gains| gains[of]).sum::<f64>();
    sum(0) * sum(1)
}

/// NDCG of all of the last order, and of what is new in it.
fn gains(foresight: &Foresight, orders: &[&[u32]], sums: &mut Sums) -> [f64; 2] {
    let Some((target, past)) = orders.split_last() else {
        return [0.0; 2];
    };
    let is_new = |item: &u32| past.iter().all(|order| order.binary_search(item).is_err());
    let news: Vec<u32> = target.iter().copied().filter(is_new).collect();
    let list = foresight.list(past, LIST, |_| true, sums);
    let new_list = foresight.list(past, LIST, |item| is_new(&item), sums);
    [gain(&list, target), gain(&new_list, &news)]
}

/// NDCG of a list.
fn gain(list: &[(u32, f32)], target: &[u32]) -> f64 {
    let of_place = |place: usize| 1.0 / libm::log2(place as f64 + 2.0);
    let hits = list.iter().enumerate();
    let hits = hits.filter(|(_, (item, _))| target.binary_search(item).is_ok());
    let found: f64 = hits.map(|(place, _)| of_place(place)).sum();
    let ideal: f64 = (0..target.len().min(LIST)).map(of_place).sum();
    found / ideal.max(f64::MIN_POSITIVE)
}
