//! A day of the year, as birthdays and other dates to remember are.

use crate::time::{Now, day_number};
use serde::{Deserialize, Serialize};

/// A day of the year, and the year where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOfYear {
    /// The year; 0 if it is not known.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl DayOfYear {
    /// From `1990-05-13`, or `--05-13` without a year (ISO 8601, RFC 6350 4.3.1).
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = match text.strip_prefix("--") {
            Some(rest) => (0, rest),
            None => {
                let (year, rest) = text.split_once('-')?;
                (digits(year, 4).filter(|year| *year > 0)?, rest)
            }
        };
        let (month, day) = rest.split_once('-')?;
        let month = digits(month, 2)? as u8;
        let day = Self {
            year,
            month,
            day: digits(day, 2)? as u8,
        };
        day.is_sound().then_some(day)
    }

    /// In how many days it comes: 0 for today.
    pub fn days_until(self, now: Now) -> i64 {
        let today = now.day() as i64;
        let (year, ..) = now.date();
        let of = |year| day_number(year, self.month, self.day) - today;
        match of(year) {
            passed @ ..0 => of(year + 1).max(passed),
            ahead => ahead,
        }
    }

    /// Whether there is such a day; 29 February is one where the year is not known.
    pub fn is_sound(self) -> bool {
        let is_leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        self.year <= 9999 && (1..=last).contains(&self.day)
    }
}

impl std::fmt::Display for DayOfYear {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { year, month, day } = self;
        if *year == 0 {
            write!(to, "--{month:02}-{day:02}")
        } else {
            write!(to, "{year:04}-{month:02}-{day:02}")
        }
    }
}

fn digits(text: &str, count: usize) -> Option<u16> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}
