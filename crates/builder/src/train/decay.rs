//! How much an order counts by its age.

use crate::read::date::DAY;

/// 2^(-days/half life): 1 today, a half after the half life. The same on every platform.
pub fn decay(seconds: u32, half_life_days: f64) -> f64 {
    if half_life_days <= 0.0 {
        return 1.0;
    }
    libm::exp2(-(f64::from(seconds) / f64::from(DAY)) / half_life_days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_after_the_half_life() {
        assert_eq!(decay(0, 10.0), 1.0);
        assert_eq!(decay(10 * DAY, 10.0), 0.5);
        assert_eq!(decay(10 * DAY, 0.0), 1.0);
    }
}
