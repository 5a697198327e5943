//! The difference of two means with bounds that hold at every look at once.
//!
//! An owner looks each day and would stop as soon as something shows; an ordinary interval is
//! wrong far more often than 5 % of the time then. These bounds are the mixture sequential
//! probability ratio test of Johari, Koomen, Pekelis and Walsh (KDD 2017; Operations Research
//! 2022) turned into a confidence sequence with estimated variances: Robbins' normal mixture,
//! asymptotically valid by Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (Annals of
//! Statistics 2024).

use super::interval::Estimate;
use super::moments::Moments;

/// How often the bounds may be wrong, at any look.
pub const ALPHA: f64 = 0.05;

/// The effective sample size at which the bounds are tightest. It has to be fixed beforehand;
/// it decides how wide they are, not whether they hold.
const TUNED_FOR: f64 = 2000.0;

/// Two arms as one sample: as large as both, and with the variance of their difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// n₁ n₂ / (n₁ + n₂).
    pub size: f64,
    /// The difference of the means, the first less the second.
    pub difference: f64,
    /// The variance of one unit of the effective sample.
    variance: f64,
}

impl Pair {
    /// Two arms with two reports or more each.
    pub fn new(first: &Moments, second: &Moments) -> Option<Self> {
        if first.reports < 2.0 || second.reports < 2.0 {
            return None;
        }
        let size = first.reports * second.reports / (first.reports + second.reports);
        let of_difference = first.variance() / first.reports + second.variance() / second.reports;
        Some(Self {
            size,
            difference: first.mean() - second.mean(),
            variance: of_difference * size,
        })
    }

    /// The difference with bounds that hold at every look at once.
    pub fn bounds(&self) -> Estimate {
        let half = self.half_width(self.size);
        Estimate {
            value: self.difference,
            low: self.difference - half,
            high: self.difference + half,
        }
    }

    /// The difference with its ordinary interval, which holds at one look alone.
    pub fn once(&self) -> Estimate {
        Estimate::normal(self.difference, self.variance / self.size)
    }

    /// The standard error of the difference.
    pub fn error(&self) -> f64 {
        (self.variance / self.size).sqrt()
    }

    /// How far the bounds are from the estimate when the effective sample is this large.
    pub fn half_width(&self, size: f64) -> f64 {
        // ρ² of the mixture, best at TUNED_FOR (Waudby-Smith et al., appendix B.2).
        let log = -2.0 * ALPHA.ln();
        let rho = (log + log.ln() + 1.0) / TUNED_FOR;
        let grown = size * rho + 1.0;
        let factor = 2.0 * grown / (size * size * rho) * (grown.sqrt() / ALPHA).ln();
        (self.variance * factor).sqrt()
    }

    /// How large the effective sample has to be for bounds this close to the estimate; `None`
    /// when that is more than a million times as large as now.
    pub fn size_for(&self, half: f64) -> Option<f64> {
        let (mut low, mut high) = (self.size, self.size * 1e6);
        if self.half_width(high) > half {
            return None;
        }
        if self.half_width(low) <= half {
            return Some(low);
        }
        // The width falls as the size grows; sixty halvings are exact enough.
        for _ in 0..60 {
            let middle = (low + high) / 2.0;
            if self.half_width(middle) > half {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(high)
    }
}

#[cfg(test)]
mod tests {
    use super::super::interval::Z;
    use super::*;
    use crate::figures::testing::Random;

    /// Looks after every 200 reports, 100 times, at two arms of 4:1; in how many of the runs
    /// any look excluded no difference: by these bounds, and by ordinary intervals.
    fn alarms(runs: u32, rates: [f64; 2]) -> (u32, u32) {
        let mut random = Random::new(7);
        let (mut always, mut once) = (0, 0);
        for _ in 0..runs {
            let mut arms = [Moments::default(); 2];
            let (mut excluded, mut excluded_once) = (false, false);
            for _ in 0..100 {
                for _ in 0..200 {
                    let arm = usize::from(random.below(5) == 0);
                    let bought = random.share() < rates[arm];
                    arms[arm].add(f64::from(u8::from(bought)), 1);
                }
                let pair = Pair::new(&arms[0], &arms[1]).unwrap();
                let bounds = pair.bounds();
                excluded |= bounds.low > 0.0 || bounds.high < 0.0;
                let error = (pair.variance / pair.size).sqrt();
                excluded_once |= pair.difference.abs() > Z * error;
            }
            always += u32::from(excluded);
            once += u32::from(excluded_once);
        }
        (always, once)
    }

    #[test]
    fn looking_every_day_finds_nothing_where_nothing_is() {
        let (always, once) = alarms(400, [0.1, 0.1]);
        // 5 % of 400 are 20; the ordinary interval shows why this is needed.
        assert!(always <= 20, "{always} false alarms of 400");
        assert!(
            once > 60,
            "{once}: the looks are too few to tell the two apart"
        );
    }

    #[test]
    fn a_planted_effect_is_found() {
        let (found, _) = alarms(100, [0.13, 0.1]);
        assert!(found >= 90, "{found} of 100");
    }

    #[test]
    fn the_size_that_is_said_to_be_needed_is_enough_and_not_more() {
        let mut arms = [Moments::default(); 2];
        for arm in &mut arms {
            arm.add(0.0, 900);
            arm.add(1.0, 100);
        }
        let pair = Pair::new(&arms[0], &arms[1]).unwrap();
        let half = pair.half_width(pair.size) / 3.0;
        let size = pair.size_for(half).unwrap();
        assert!((pair.half_width(size) - half).abs() < half * 1e-6);
        assert_eq!(pair.size_for(0.0), None);
    }
}
