//! Intervals that hold with 95 %, each at one look.

use super::moments::Moments;

/// The 97.5 % point of the standard normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

/// An estimate with the bounds of its interval. Not clipped: who shows it clips it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The unbiased estimate.
    pub value: f64,
    /// The interval's lower bound.
    pub low: f64,
    /// The interval's upper bound.
    pub high: f64,
}

impl Estimate {
    /// An estimate whose error is about normal, from its variance.
    pub fn normal(value: f64, variance: f64) -> Self {
        let half = Z * variance.max(0.0).sqrt();
        Self {
            value,
            low: value - half,
            high: value + half,
        }
    }

    /// The same times a factor that is not negative.
    pub fn times(self, factor: f64) -> Self {
        Self {
            value: self.value * factor,
            low: self.low * factor,
            high: self.high * factor,
        }
    }

    /// Within bounds, for showing only.
    pub fn clipped(self, low: f64, high: f64) -> Self {
        Self {
            value: self.value.clamp(low, high),
            low: self.low.clamp(low, high),
            high: self.high.clamp(low, high),
        }
    }
}

/// The share of `all` that `some` is, with Wilson's score interval (1927). `None` of nothing.
pub fn share(some: u64, all: u64) -> Option<Estimate> {
    if all == 0 || some > all {
        return None;
    }
    let (n, p) = (all as f64, some as f64 / all as f64);
    let z2 = Z * Z;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    Some(Estimate {
        value: p,
        // At the ends the bounds are exact, which rounding would miss.
        low: if some == 0 { 0.0 } else { middle - half },
        high: if some == all { 1.0 } else { middle + half },
    })
}

/// The mean of what was reported, with the normal interval. `None` of fewer than two.
pub fn mean(of: &Moments) -> Option<Estimate> {
    (of.reports >= 2.0).then(|| Estimate::normal(of.mean(), of.variance() / of.reports))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_gives_the_published_example() {
        // Newcombe 1998, table I: 81 of 263 and 0 of 20.
        let of = share(81, 263).unwrap();
        assert!((of.low - 0.2553).abs() < 5e-5 && (of.high - 0.3662).abs() < 5e-5);
        let none = share(0, 20).unwrap();
        assert!(none.low == 0.0 && (none.high - 0.1611).abs() < 5e-5);
        assert_eq!(share(0, 0), None);
        assert_eq!(share(2, 1), None);
    }

    #[test]
    fn a_mean_has_its_standard_error() {
        let mut of = Moments::default();
        assert_eq!(mean(&of), None);
        of.add(1.0, 50);
        of.add(3.0, 50);
        let found = mean(&of).unwrap();
        assert!((found.value - 2.0).abs() < 1e-12);
        let half = Z * (100.0_f64 / 99.0 / 100.0).sqrt();
        assert!((found.high - 2.0 - half).abs() < 1e-12);
    }
}
