//! How much of one thing there is for each of another: openings for each time shown.

use super::interval::Estimate;
use super::moments::Moments;

/// The ratio of two sums over the same devices, by the delta method. What is known of the
/// two is not known together, so their covariance is taken as none; devices that have more
/// of one have more of the other, so the interval is wider than it had to be.
/// `None` without any of the second.
pub fn ratio(some: &Moments, all: &Moments) -> Option<Estimate> {
    if all.sum <= 0.0 || all.reports < 2.0 {
        return None;
    }
    let ratio = some.sum / all.sum;
    let variance = some.reports * some.variance() + ratio * ratio * all.reports * all.variance();
    Some(Estimate::normal(ratio, variance / (all.sum * all.sum)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_has_the_interval_of_its_parts() {
        let (mut some, mut all) = (Moments::default(), Moments::default());
        some.add(1.0, 100);
        some.add(0.0, 900);
        assert_eq!(ratio(&some, &all), None);
        all.add(2.0, 1000);
        let found = ratio(&some, &all).unwrap();
        assert!((found.value - 0.05).abs() < 1e-12);
        // Nothing varies in the second, so half of the first's interval.
        let half = super::super::interval::mean(&some).unwrap();
        assert!((found.high - half.high / 2.0).abs() < 1e-12);
    }
}
