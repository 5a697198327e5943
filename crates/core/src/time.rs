//! The time, always given by the caller.

/// Milliseconds of a day.
pub const DAY: u64 = 86_400_000;

/// The days of 400 years.
const ERA: i64 = 146_097;
/// The days from the 1st of March of the year 0 to the first day of 1970.
const MARCH_OF_YEAR_0: i64 = 719_468;

/// The number of a day of the calendar, as [`Now::day`] has it. The 29th of February is the
/// 1st of March in a year that has none.
pub fn day_number(year: i64, month: u8, day: u8) -> i64 {
    let (month, year) = match i64::from(month) {
        month @ ..3 => (month + 9, year - 1),
        month => (month - 3, year),
    };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - MARCH_OF_YEAR_0
}

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

    /// The minute of the day on the shopper's clock, 0 to 1439.
    pub fn minute(self) -> u32 {
        (self.local() % DAY / 60_000) as u32
    }

    /// The year, month and day on the shopper's calendar.
    ///
    /// By the algorithm of E. Hatcher and P. Meyer in the form of H. Hinnant: days are counted
    /// from the 1st of March, so that the leap day comes last.
    pub fn date(self) -> (i64, u8, u8) {
        let days = self.day() as i64 + MARCH_OF_YEAR_0;
        let (era, of_era) = (days / ERA, days % ERA);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, next) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        (era * 400 + year + next, month as u8, day as u8)
    }

    /// The day of the week on the shopper's calendar: 1 for Monday to 7 for Sunday (ISO 8601).
    pub fn weekday(self) -> u32 {
        // The first day of 1970 was a Thursday.
        ((self.day() + 3) % 7 + 1) as u32
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
    fn days_have_dates_and_dates_have_days() {
        let date = |day: u64| Now::utc(day * DAY).date();
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(11_016), (2000, 2, 29));
        assert_eq!(date(20_783), (2026, 11, 26));
        assert_eq!(Now::utc(20_783 * DAY).weekday(), 4);
        assert_eq!(Now::utc(0).weekday(), 4);
        let mut before = (1969, 12, 31);
        for day in 0..200_000 {
            let today = date(day);
            assert!(today > before, "{today:?}");
            assert_eq!(day_number(today.0, today.1, today.2), day as i64);
            before = today;
        }
        assert_eq!(day_number(2027, 2, 29), day_number(2027, 3, 1));
    }

    #[test]
    fn a_clock_set_back_gives_no_negative_age() {
        assert_eq!(Now::utc(5).days_since(DAY), 0.0);
    }
}
