//! How likely a difference between two arms is found: what an owner may expect of an
//! experiment before it begins, and what the simulator holds the bounds against.

use super::moments::Moments;
use super::sequence::Pair;

/// The probability that the bounds of [`Pair::bounds`] clear no difference at one look, with
/// so many visitors in each arm, of whom these shares buy. Looking before, too, finds no less.
///
/// With `h` the bounds' half width and `s` the standard error of the difference `d`, about
/// `Φ((d − h)/s) + Φ((−d − h)/s)`. Nothing with fewer than two visitors in an arm.
pub fn power(visitors: [f64; 2], buying: [f64; 2]) -> f64 {
    let arm = |at: usize| {
        let buyers = visitors[at] * buying[at];
        Moments {
            reports: visitors[at],
            sum: buyers,
            squares: buyers,
        }
    };
    let Some(pair) = Pair::new(&arm(0), &arm(1)) else {
        return 0.0;
    };
    let (half, error) = (pair.half_width(pair.size), pair.error());
    if error <= 0.0 {
        return 0.0;
    }
    let beyond = |by: f64| normal((by - half) / error);
    beyond(pair.difference) + beyond(-pair.difference)
}

/// The smallest lift that is found with this probability, where this share buys without it.
/// `None` where not even everybody's buying would be found.
pub fn detectable(visitors: [f64; 2], without: f64, wanted: f64) -> Option<f64> {
    let found = |lift: f64| power(visitors, [without + lift, without]);
    let (mut low, mut high) = (0.0, 1.0 - without);
    if found(high) < wanted {
        return None;
    }
    for _ in 0..50 {
        let middle = (low + high) / 2.0;
        if found(middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

/// The standard normal distribution function.
fn normal(at: f64) -> f64 {
    0.5 * libm::erfc(-at / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::Random;

    #[test]
    fn what_is_said_to_be_found_is_found_about_as_often() {
        let visitors = [500.0, 500.0];
        let lift = detectable(visitors, 0.2, 0.8).unwrap();
        assert!((0.08..0.14).contains(&lift), "{lift}");
        assert!((power(visitors, [0.2 + lift, 0.2]) - 0.8).abs() < 1e-6);
        let mut random = Random::new(5);
        let mut found = 0;
        for _ in 0..400 {
            let arms = [0.2 + lift, 0.2].map(|rate| {
                let mut arm = Moments::default();
                for _ in 0..500 {
                    arm.add(f64::from(u8::from(random.share() < rate)), 1);
                }
                arm
            });
            found += u32::from(Pair::new(&arms[0], &arms[1]).unwrap().bounds().low > 0.0);
        }
        // Four standard deviations of a binomial.
        assert!((288..=352).contains(&found), "{found} of 400");
    }

    #[test]
    fn nobody_finds_nothing() {
        assert_eq!(power([1.0, 1.0], [0.5, 0.1]), 0.0);
        assert_eq!(power([100.0, 100.0], [0.0, 0.0]), 0.0);
        assert_eq!(detectable([4.0, 4.0], 0.9, 0.8), None);
        // Where there is no difference, bounds of one look are wrong less than 5 times in 100.
        assert!(power([1e4, 1e4], [0.2, 0.2]) < 0.05);
    }
}
