//! How sure a mean is: the bootstrap over visits or customers.
//!
//! As many units as there are are drawn with replacement, and the mean over all their
//! questions is made; the 2.5th and 97.5th percentile of many such means bound the
//! interval (Efron, "Bootstrap methods: another look at the jackknife", Annals of
//! Statistics 7, 1979). Units are drawn whole, because the questions of one visit are
//! not independent. All recommenders are judged on the same draws, so the interval of
//! the difference between two of them is that of a paired comparison.

use super::score::{METRICS, Sums};
use fastrand::Rng;
use rayon::prelude::*;

/// The bounds within which a mean lies with 95 % confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The intervals of one recommender's means, and of what the first recommender is above it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Intervals {
    /// Of each metric.
    pub means: [Interval; METRICS],
    /// Of the first recommender's metric minus this one's.
    pub behind: [Interval; METRICS],
}

/// The intervals of several recommenders on the same units. The same seed gives the same.
pub fn intervals(recommenders: &[Vec<Sums>], draws: usize, seed: u64) -> Vec<Intervals> {
    let units = recommenders.first().map_or(0, Vec::len);
    if units == 0 || draws == 0 {
        return vec![Intervals::default(); recommenders.len()];
    }
    // Each draw has a generator of its own, so that it does not matter who makes it.
    let drawn: Vec<Vec<[f64; METRICS]>> = (0..draws as u64)
        .into_par_iter()
        .map(|draw| {
            let mut chance = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ draw);
            let mut sums = vec![Sums::default(); recommenders.len()];
            for _ in 0..units {
                let unit = chance.usize(0..units);
                for (sum, of_units) in sums.iter_mut().zip(recommenders) {
                    sum.add(&of_units[unit]);
                }
            }
            sums.iter().map(Sums::means).collect()
        })
        .collect();
    (0..recommenders.len())
        .map(|place| {
            let mut found = Intervals::default();
            for metric in 0..METRICS {
                let own = |means: &Vec<[f64; METRICS]>| means[place][metric];
                let behind = |means: &Vec<[f64; METRICS]>| means[0][metric] - means[place][metric];
                found.means[metric] = bounds(drawn.iter().map(own).collect());
                found.behind[metric] = bounds(drawn.iter().map(behind).collect());
            }
            found
        })
        .collect()
}

/// The 2.5th and 97.5th percentile.
fn bounds(mut values: Vec<f64>) -> Interval {
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (share * (values.len() - 1) as f64).round() as usize;
        values.get(place).copied().unwrap_or_default()
    };
    Interval {
        low: at(0.025),
        high: at(0.975),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(hits: &[f64]) -> Vec<Sums> {
        let sums = |hit: &f64| Sums {
            questions: 1.0,
            values: [*hit; METRICS],
        };
        hits.iter().map(sums).collect()
    }

    #[test]
    fn an_interval_is_about_two_standard_errors_to_each_side() {
        let hits: Vec<f64> = (0..400).map(|unit| f64::from(unit % 2)).collect();
        let found = intervals(&[units(&hits)], 2000, 7);
        // The standard error of a half from 400 is 0.025.
        let Interval { low, high } = found[0].means[0];
        assert!(
            (low - 0.451).abs() < 0.006 && (high - 0.549).abs() < 0.006,
            "{low} {high}"
        );
        assert_eq!(found[0].behind[0], Interval::default());
        assert_eq!(found, intervals(&[units(&hits)], 2000, 7));
    }

    #[test]
    fn one_unit_and_none_have_an_interval_without_width() {
        let one = intervals(&[units(&[0.25]), units(&[0.0])], 100, 1);
        assert_eq!(
            one[0].means[0],
            Interval {
                low: 0.25,
                high: 0.25
            }
        );
        assert_eq!(
            one[1].behind[0],
            Interval {
                low: 0.25,
                high: 0.25
            }
        );
        assert_eq!(intervals(&[Vec::new()], 100, 1), [Intervals::default()]);
        assert_eq!(intervals(&[units(&[1.0])], 0, 1), [Intervals::default()]);
    }
}
