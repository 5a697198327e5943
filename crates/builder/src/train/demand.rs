//! What visitors care about, beside what customers buy: from the collector's aggregates.
//!
//! Each device of the reports names, through noise, the category that it cares for most. The
//! orders say the same of the customers of the recent days: with `n` of them, of whom `c`
//! bought most of a category,
//!
//! ```text
//! s = (c + 1/2) / (n + k/2)        r = share / (sum of the shares of all k categories)
//! d = r - s                        v = variance / (the same sum)^2 + s (1 - s) / n
//! ```
//!
//! Visitors may care about a category in another measure than customers buy of it: the true
//! ratio of both is taken as `1 + δ` with a variance `τ²` of δ that all categories have in
//! common. Whether there is any such difference is tested first (Cochran's Q = Σ d²/v against
//! the 95 % point of χ² with k - 1 degrees), so that what noise alone explains moves nothing.
//! Where there is, τ² is that of Paule and Mandel (1982), Σ d²/(τ² s² + v) = k - 1, and each
//! category is shrunk towards the orders' own estimate by what its variance is worth (Efron
//! and Morris 1975):
//!
//! ```text
//! w = τ² s² / (τ² s² + v)          factor = (s + w d) / s, within 1/4 and 4
//! ```
//!
//! The factor multiplies what was sold of the category lately before that is held against
//! the past ([`super::trending`]), and the popularity of its items ([`super::next`]). Rows of
//! neighbours are made from orders and visits alone; `docs/collector.md` says why.

use crate::catalogue::Catalogue;
use crate::history::History;
use crate::read::date::DAY;
use crate::report::{Count, DemandReport};
use dangol_wire::Aggregates;
use rustc_hash::FxHashMap;

/// No category counts more or less than so many times what it sells.
const FAR: f64 = 4.0;

/// The shares of all categories together must be so many standard errors above nothing.
const CLEAR: f64 = 3.0;

/// By how much each item is wanted more than it is bought.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Demand {
    /// By item; empty where nothing is known.
    factors: Vec<f32>,
}

/// What both sides say of one category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Both {
    /// The share of customers, s.
    pub bought: f64,
    /// The share of visitors, r.
    pub wanted: f64,
    /// The variance of their difference, v.
    pub variance: f64,
}

impl Demand {
    /// Of an item; 1 where nothing is known.
    pub fn of(&self, item: u32) -> f64 {
        self.factors
            .get(item as usize)
            .map_or(1.0, |factor| f64::from(*factor))
    }

    /// Whether nothing is known, or nothing stands out.
    pub fn is_none(&self) -> bool {
        self.factors.is_empty()
    }

    /// From the aggregates, and what was ordered in the recent days. The report says what
    /// came of it.
    pub fn new(
        aggregates: &Aggregates,
        history: &History,
        catalogue: &Catalogue,
        days: u32,
    ) -> (Self, DemandReport) {
        let mut report = DemandReport {
            first_day: aggregates.first_day.clone(),
            last_day: aggregates.last_day.clone(),
            ..DemandReport::default()
        };
        let Some(interest) = &aggregates.interest else {
            report.why_not = "too few answers, so the collector tells of no interest";
            return (Self::default(), report);
        };
        report.answers = interest.answers;
        // Which of the named categories each item is in; what the catalogue lacks moves nothing.
        let mut place: FxHashMap<&str, u32> = FxHashMap::default();
        let mut known = Vec::new();
        let mut unknown = Count::new(
            "categories of interest that the catalogue does not have",
            "categories",
            "The category is passed over.",
        );
        for category in &interest.categories {
            let name = category.name.as_str();
            let there = catalogue.products.values();
            if there.into_iter().any(|product| product.category == name) {
                place.insert(name, known.len() as u32);
                known.push(category);
            } else {
                unknown.add(|| name.to_owned());
            }
        }
        report.unknown = Some(unknown).filter(|unknown| unknown.count > 0);
        if known.len() < 2 {
            report.why_not = "fewer than two of the categories are in the catalogue";
            return (Self::default(), report);
        }
        let of_items: Vec<Option<u32>> = catalogue
            .products
            .values()
            .map(|product| place.get(product.category.as_str()).copied())
            .collect();
        let bought = bought(history, &of_items, known.len(), days);
        let all: f64 = known.iter().map(|category| category.of.share).sum();
        let error: f64 = known.iter().map(|category| category.of.variance).sum();
        let customers: f64 = bought.iter().sum();
        if customers < 1.0 || all <= CLEAR * error.sqrt() {
            report.why_not = "no order of the recent days, or no visitor who cares for any of them";
            return (Self::default(), report);
        }
        let total = customers + known.len() as f64 / 2.0;
        let both: Vec<Both> = known
            .iter()
            .zip(&bought)
            .map(|(category, count)| {
                let share = (count + 0.5) / total;
                Both {
                    bought: share,
                    wanted: category.of.share / all,
                    variance: category.of.variance / (all * all)
                        + share * (1.0 - share) / customers,
                }
            })
            .collect();
        let Some(factors) = factors(&both) else {
            report.why_not = "no more difference to the orders than noise explains";
            return (Self::default(), report);
        };
        report.moved = known
            .iter()
            .zip(&factors)
            .map(|(category, factor)| (category.name.clone(), (factor * 1e3).round() / 1e3))
            .collect();
        let of = |place: &Option<u32>| place.map_or(1.0, |place| factors[place as usize] as f32);
        let factors = of_items.iter().map(of).collect();
        (Self { factors }, report)
    }

    /// Multiplies rates of items.
    pub fn apply(&self, rates: &mut [f32]) {
        for (rate, factor) in rates.iter_mut().zip(&self.factors) {
            *rate = (*rate * factor).min(1.0);
        }
    }
}

/// The factor of each category; `None` where noise alone explains all differences.
pub fn factors(both: &[Both]) -> Option<Vec<f64>> {
    let degrees = both.len() as f64 - 1.0;
    let spread = |tau: f64| -> f64 {
        let of = |of: &Both| {
            let by = (of.wanted - of.bought).powi(2);
            by / (tau * of.bought * of.bought + of.variance).max(f64::MIN_POSITIVE)
        };
        both.iter().map(of).sum()
    };
    if degrees < 1.0 || spread(0.0) <= chi_square_95(degrees) {
        return None;
    }
    // It falls as tau grows, from above the degrees to nothing.
    let (mut low, mut high) = (0.0, 1.0);
    while spread(high) > degrees && high < 1e6 {
        (low, high) = (high, high * 4.0);
    }
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if spread(middle) > degrees {
            low = middle;
        } else {
            high = middle;
        }
    }
    let factor = |of: &Both| {
        let own = high * of.bought * of.bought;
        let weight = own / (own + of.variance);
        let share = of.bought + weight * (of.wanted - of.bought);
        (share / of.bought).clamp(1.0 / FAR, FAR)
    };
    Some(both.iter().map(factor).collect())
}

/// The 95 % point of χ², by Wilson and Hilferty (1931): within a hundredth from 1 degree on.
fn chi_square_95(degrees: f64) -> f64 {
    let of = 2.0 / (9.0 * degrees);
    degrees * (1.0 - of + 1.644_853_627 * of.sqrt()).powi(3)
}

/// How many customers of the recent days bought most of each category, as a device counts it:
/// of those that are level, the one that the configuration names first.
fn bought(history: &History, of_items: &[Option<u32>], categories: usize, days: u32) -> Vec<f64> {
    let mut most = vec![0.0; categories];
    let Some(newest) = history.newest() else {
        return most;
    };
    let since = newest.saturating_sub(days.saturating_mul(DAY));
    let first = history.times.partition_point(|time| *time <= since);
    let mut counts: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for order in first..history.times.len() {
        let of = counts
            .entry(history.customers[order])
            .or_insert_with(|| vec![0; categories]);
        for item in history.baskets.get(order as u32) {
            if let Some(place) = of_items[*item as usize] {
                of[place as usize] += 1;
            }
        }
    }
    for of in counts.values() {
        let best = of.iter().max().copied().unwrap_or(0);
        if let Some(place) = of.iter().position(|count| *count == best && best > 0) {
            most[place] += 1.0;
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(bought: f64, wanted: f64, variance: f64) -> Both {
        Both {
            bought,
            wanted,
            variance,
        }
    }

    #[test]
    fn the_95_point_is_that_of_the_tables() {
        for (degrees, point) in [
            (1.0, 3.841),
            (5.0, 11.070),
            (19.0, 30.144),
            (100.0, 124.342),
        ] {
            assert!(
                (chi_square_95(degrees) / point - 1.0).abs() < 0.03,
                "{degrees}"
            );
        }
    }

    #[test]
    fn what_is_sure_counts_and_what_is_not_stays() {
        let sure = [
            both(0.2, 0.4, 1e-5),
            both(0.3, 0.2, 1e-5),
            both(0.5, 0.4, 1e-5),
        ];
        let found = factors(&sure).unwrap();
        assert!(
            (found[0] - 2.0).abs() < 0.02 && (found[1] - 0.667).abs() < 0.01,
            "{found:?}"
        );
        let unsure = sure.map(|of| both(of.bought, of.wanted, 0.02));
        assert_eq!(factors(&unsure), None);
        // A small category whose noise is as large as itself hardly moves beside a large one.
        let mixed = [
            both(0.5, 0.7, 1e-4),
            both(0.01, 0.03, 4e-4),
            both(0.49, 0.27, 1e-4),
        ];
        let found = factors(&mixed).unwrap();
        assert!(found[0] > 1.35 && found[2] < 0.6, "{found:?}");
        assert!((found[1] - 1.0).abs() < 0.2, "{found:?}");
        assert_eq!(factors(&[]), None);
        let far = [both(0.01, 0.9, 1e-6), both(0.99, 0.1, 1e-6)];
        assert_eq!(factors(&far).unwrap()[0], FAR);
    }
}
