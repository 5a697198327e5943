//! The time, always given by the caller.

/// Milliseconds of a day.
pub const DAY: u64 = 86_400_000;

/// A moment, with the shopper's own zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub at: u64,
    /// How many minutes the shopper's clock is ahead of UTC (Seoul 540, New York -300).
    pub offset_minutes: i32,
}

impl Now {
    /// A moment in UTC.
    pub fn utc(at: u64) -> Self {
        Self {
            at,
            offset_minutes: 0,
        }
    }

    /// The hour on the shopper's clock, 0 to 23.
    pub fn hour(self) -> u32 {
        (self.local() % DAY / 3_600_000) as u32
    }

    /// The number of the shopper's day.
    pub fn day(self) -> u64 {
        self.local() / DAY
    }

    /// The number of the day on which `at` fell on the shopper's clock.
    pub fn day_of(self, at: u64) -> u64 {
        Self { at, ..self }.day()
    }

    /// The days since `at`, as a fraction; 0 where `at` is ahead of the clock.
    pub fn days_since(self, at: u64) -> f32 {
        self.at.saturating_sub(at) as f32 / DAY as f32
    }

    fn local(self) -> u64 {
        self.at
            .saturating_add_signed(i64::from(self.offset_minutes) * 60_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_days_are_the_shoppers_own() {
        // 2023-11-14T22:13:20Z is the 15th, 07:13 in Seoul.
        let utc = Now::utc(1_700_000_000_000);
        let seoul = Now {
            offset_minutes: 540,
            ..utc
        };
        assert_eq!((utc.hour(), seoul.hour()), (22, 7));
        assert_eq!(seoul.day(), utc.day() + 1);
        let before_time = Now {
            at: 0,
            offset_minutes: -720,
        };
        assert_eq!(before_time.day(), 0);
    }

    #[test]
    fn a_clock_set_back_gives_no_negative_age() {
        assert_eq!(Now::utc(5).days_since(DAY), 0.0);
    }
}
