//! What known customers order next: the fit by hand, and what holds for any orders.

#![allow(clippy::unwrap_used)]

use dangol_builder::Options;
use dangol_builder::history::History;
use dangol_builder::options::NextOptions;
use dangol_builder::read::date::DAY;
use dangol_builder::train::next::{Next, fit, half_life, learn};
use proptest::prelude::*;

fn options() -> NextOptions {
    Options::default().train.next
}

/// Orders of `(day, customer, items)`, oldest first; the first `known` customers are known.
fn history(items: usize, known: u32, orders: &[(u32, u32, Vec<u32>)]) -> History {
    let pairs = (0u32..).zip(orders).flat_map(|(order, (_, _, basket))| {
        let items = basket.iter().copied();
        items.map(move |item| (order, item))
    });
    History::from_parts(
        items,
        orders.iter().map(|(day, ..)| day * DAY).collect(),
        orders.iter().map(|(_, customer, _)| *customer).collect(),
        known,
        pairs.collect(),
    )
}

fn near(found: f32, expected: f64) -> bool {
    (f64::from(found) - expected).abs() < 1e-5
}

/// Four customers order item 0 and then item 1, all on one day.
fn four() -> History {
    let orders: Vec<(u32, u32, Vec<u32>)> = (0..8).map(|n| (0, n % 4, vec![n / 4])).collect();
    history(2, 4, &orders)
}

#[test]
fn one_round_by_hand() {
    let once = NextOptions {
        rounds: 1,
        ..options()
    };
    let next = fit(&four(), 14.0, &once).unwrap();
    // Each example has the weight 1, one line before it and one order, so z is 1. The pair
    // is counted 4 times with an exposure of 4: W starts at 0.5 * 4 / (4 + 8) = 1/6. Item 1
    // is in half of the orders, so popularity starts at 0.7 / 2, the rate is 0.35 + 1/6.
    let rate = 0.35 + 1.0 / 6.0;
    let (popular, brought) = (4.0 * 0.35 / rate, 4.0 / 6.0 / rate);
    assert_eq!(next.rows[0].len(), 1);
    assert_eq!(next.rows[0][0].0, 1);
    assert!(near(next.rows[0][0].1, (brought - 0.5) / 12.0));
    assert!(next.rows[1].is_empty());
    // Both items were shown 4 times at one half; item 0 was not bought in an example.
    let usual = popular / 4.0;
    let c = |gained: f64| (gained + 50.0 * usual) / (2.0 + 50.0);
    assert!(near(next.popular[1], 0.5 * c(popular)));
    assert!(near(next.popular[0], 0.5 * c(0.0)));
    // Item 0 could have been repeated 4 times, at 0.1 each.
    assert!(near(next.own[0], 5.0 / 5.4));
    assert!(near(next.own[1], 1.0));
    assert_eq!(next.ages[0], 0.0);
}

#[test]
fn what_is_repeated_is_own_and_what_follows_is_brought() {
    // Half of twenty customers have milk (0) in every order; all order bread (1), then
    // butter (2), then bread.
    let mut orders = Vec::new();
    for week in 0..6u32 {
        for customer in 0..20 {
            let mut basket = vec![1 + week % 2];
            basket.extend((customer % 2 == 0).then_some(0));
            orders.push((7 * week, customer, basket));
        }
    }
    let next = fit(&history(3, 20, &orders), 91.0, &options()).unwrap();
    assert!(next.own[0] > next.own[1] && next.own[0] > next.own[2]);
    let rate = |from: usize, to: u32| {
        next.rows[from]
            .iter()
            .find(|row| row.0 == to)
            .map(|row| row.1)
    };
    assert!(rate(1, 2).unwrap() > rate(1, 0).unwrap_or(0.0));
    assert!(rate(2, 1).unwrap() > rate(2, 0).unwrap_or(0.0));
}

#[test]
fn who_comes_once_or_is_not_known_teaches_nothing() {
    assert_eq!(learn(&history(0, 0, &[]), &options()), None);
    assert_eq!(learn(&history(1, 1, &[(0, 0, vec![0])]), &options()), None);
    let strangers: Vec<_> = (0..9).map(|n| (n, n, vec![0, 1])).collect();
    assert_eq!(learn(&history(2, 0, &strangers), &options()), None);
    // Everybody came back, but years before the newest order.
    let mut stale: Vec<_> = (0..9).map(|n| (n, n % 3, vec![0, 1])).collect();
    stale.push((40_000, 0, vec![0]));
    stale.push((40_001, 1, vec![0]));
    let next = learn(&history(2, 3, &stale), &options()).unwrap();
    check(&next);
}

#[test]
fn one_item_and_one_customer_are_enough() {
    let orders: Vec<_> = (0..40).map(|day| (day, 0, vec![0])).collect();
    let next = learn(&history(1, 1, &orders), &options()).unwrap();
    check(&next);
    assert!(next.rows[0].is_empty());
    assert!(next.ages[0] > 0.0);
}

#[test]
fn a_million_repeats_of_one_line_do_no_harm() {
    let pairs = vec![(0u32, 0u32); 1_000_000];
    let one = History::from_parts(1, vec![DAY], vec![0], 1, pairs);
    assert_eq!(learn(&one, &options()), None);
    // And one customer who orders it a hundred thousand times.
    let orders: Vec<_> = (0..100_000).map(|n| (n / 1000, 0, vec![0])).collect();
    check(&learn(&history(1, 1, &orders), &options()).unwrap());
}

#[test]
fn what_is_not_offered_is_dropped_after_the_fit() {
    let all = fit(&four(), 14.0, &options()).unwrap();
    let mut some = all.clone();
    some.keep(&[true, false], 5, 5);
    assert!(some.rows[0].is_empty());
    assert_eq!(some.best(), [(0, all.popular[0])]);
    let mut few = all.clone();
    few.keep(&[true, true], 0, 1);
    assert!(few.rows[0].is_empty());
    assert_eq!(few.best(), [(1, all.popular[1])]);
}

#[test]
fn the_half_life_is_one_of_those_tried() {
    let mut orders = Vec::new();
    for week in 0..10u32 {
        for customer in 0..200 {
            orders.push((
                7 * week,
                customer,
                vec![customer % 7, 7 + (customer + week) % 5],
            ));
        }
    }
    let chosen = half_life::choose(&history(12, 200, &orders), &options());
    assert!(half_life::HALF_LIVES.contains(&chosen));
}

fn check(next: &Next) {
    let sound = |rate: &f32| rate.is_finite() && *rate >= 0.0;
    assert!(next.ages.iter().all(sound));
    assert!(next.own.iter().all(|own| sound(own) && *own > 0.0));
    assert!(next.popular.iter().all(|rate| sound(rate) && *rate <= 2.0));
    for (item, row) in (0u32..).zip(&next.rows) {
        assert!(
            row.iter()
                .all(|(other, rate)| sound(rate) && *rate > 0.0 && *other != item)
        );
        assert!(row.is_sorted_by(|a, b| a.1 >= b.1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_orders(
        mut orders in proptest::collection::vec(
            (0u32..60, 0u32..6, proptest::collection::vec(0u32..8, 0..6)), 0..60),
        known in 0u32..6,
    ) {
        // As in a history: by time, strangers with numbers of their own.
        orders.sort_by_key(|(day, ..)| *day);
        for (place, (_, customer, _)) in (0u32..).zip(&mut orders) {
            if *customer >= known {
                *customer = known + place;
            }
        }
        let history = history(8, known, &orders);
        let threads = |count| rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
        let one = threads(1).install(|| learn(&history, &options()));
        let three = threads(3).install(|| learn(&history, &options()));
        prop_assert_eq!(&one, &three);
        if let Some(next) = one {
            check(&next);
        }
    }
}
