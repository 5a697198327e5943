//! Shares of a histogram from answers that were noised on the devices.
//!
//! The estimate of answers with the same noise is [`dangol_core::report::estimate`]'s; here
//! those of several are put together, as they are after the owner has changed ε.

use super::interval::Estimate;
use dangol_core::report::estimate;
use dangol_wire::noise::Noise;

/// Answers to one question with the same noise.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// With how much noise.
    pub noise: Noise,
    /// How many.
    pub answers: u64,
    /// How many name each cell.
    pub named: Vec<u64>,
}

/// The share of each cell among all who answered, over groups of different noise, each
/// weighted by its answers. `asked` is which part of the devices was asked this question
/// and not another. Empty where nobody answered.
pub fn shares(groups: &[Answers], asked: f64) -> Vec<Estimate> {
    let all: f64 = groups.iter().map(|group| group.answers as f64).sum();
    let mut sums: Vec<(f64, f64)> = Vec::new();
    for group in groups {
        let weight = group.answers as f64 / all;
        let found = estimate::shares(&group.noise, &group.named, group.answers, asked);
        sums.resize(sums.len().max(found.len()), (0.0, 0.0));
        for (sum, of) in sums.iter_mut().zip(found) {
            sum.0 += weight * of.share;
            sum.1 += weight * weight * of.variance;
        }
    }
    let of = |(share, variance): (f64, f64)| Estimate::normal(share, variance);
    sums.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::Random;
    use dangol_wire::noise::{Epsilon, Mechanism};

    /// Noises answers by unary encoding, and counts how often each cell is named.
    fn answers(random: &mut Random, noise: Noise, truth: &[u64]) -> Answers {
        assert_eq!(noise.mechanism, Mechanism::Unary);
        let (p, q) = estimate::probabilities(&noise);
        let mut named = vec![0; truth.len()];
        for (cell, devices) in truth.iter().enumerate() {
            for _ in 0..*devices {
                for (at, named) in named.iter_mut().enumerate() {
                    let chance = if at == cell { p } else { q };
                    *named += u64::from(random.share() < chance);
                }
            }
        }
        Answers {
            noise,
            answers: truth.iter().sum(),
            named,
        }
    }

    #[test]
    fn intervals_over_two_noises_hold_the_truth_about_as_often_as_they_say() {
        let mut random = Random::new(11);
        let of = |thousandths| Noise::of(40, Epsilon::of_thousandths(thousandths).unwrap());
        let noises = [of(1000).unwrap(), of(2000).unwrap()];
        let truth: Vec<u64> = (0..40).map(|cell| 10 * (cell % 6)).collect();
        let all: u64 = truth.iter().sum();
        let (mut held, mut looked, mut error) = (0, 0, 0.0);
        for _ in 0..200 {
            let groups = noises.map(|noise| answers(&mut random, noise, &truth));
            for (estimate, devices) in shares(&groups, 1.0).iter().zip(&truth) {
                let share = *devices as f64 / all as f64;
                held += u32::from(estimate.low <= share && share <= estimate.high);
                error += estimate.value - share;
                looked += 1;
            }
        }
        let rate = f64::from(held) / f64::from(looked);
        assert!((0.93..=0.97).contains(&rate), "{rate}");
        assert!((error / f64::from(looked)).abs() < 0.002, "biased");
    }

    #[test]
    fn nobody_answered_gives_nothing_and_no_nan() {
        assert!(shares(&[], 1.0).is_empty());
        let noise = Noise::of(6, Epsilon::USUAL).unwrap();
        let none = Answers {
            noise,
            answers: 0,
            named: vec![0; 6],
        };
        assert!(shares(&[none], 0.5).is_empty());
    }
}
