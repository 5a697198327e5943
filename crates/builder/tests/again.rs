//! After how many days things are bought again, and how alike shoppers are in it.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

use dangol_builder::history::History;
use dangol_builder::options::TrainOptions;
use dangol_builder::train::again;

const DAY: u32 = 86_400;

/// Of customers who each buy item 0 at their own interval; gaps are stretched and
/// shrunk in turn, as real ones are.
fn history(intervals: &[u32]) -> History {
    let mut orders: Vec<(u32, u32)> = Vec::new();
    for (customer, interval) in (0u32..).zip(intervals) {
        let mut day = customer % 7;
        for step in 0..10 {
            orders.push((day * DAY, customer));
            day += [interval / 2, interval * 3 / 2][step % 2].max(1);
        }
    }
    orders.sort_unstable();
    let pairs = (0..orders.len() as u32).map(|order| (order, 0)).collect();
    let (times, customers) = orders.into_iter().unzip();
    History::from_parts(1, times, customers, intervals.len() as u32, pairs)
}

#[test]
fn alike_shoppers_make_a_strong_prior_and_unlike_ones_a_weak_one() {
    let strength = |intervals: &[u32]| {
        let history = history(intervals);
        let days = again::days(&history, &TrainOptions::default());
        assert!(days[0] > 0);
        again::strength(&history, &days).unwrap()
    };
    let alike = strength(&[20; 30]);
    let mixed: Vec<u32> = (0..30).map(|at| [3, 20, 120][at % 3]).collect();
    let unlike = strength(&mixed);
    assert!(alike > 4.0 * unlike, "{alike} and {unlike}");
}

#[test]
fn few_gaps_tell_nothing() {
    let history = history(&[20, 20]);
    let days = again::days(&history, &TrainOptions::default());
    assert_eq!(again::strength(&history, &days), None);
    assert_eq!(again::strength(&History::default(), &[]), None);
}
