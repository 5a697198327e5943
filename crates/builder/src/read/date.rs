//! Dates as seconds since 1970 on the shop's own clock.
//!
//! Taken are ISO 8601 dates with or without a time (`2011-12-09`,
//! `2011-12-09 12:50`, `2011-12-09T12:50:00+09:00`). An offset is not applied: what
//! counts is the day and hour as the shop lived it.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::Pieces;

/// Seconds of a day.
pub const DAY: u32 = 86_400;

/// The seconds since 1970-01-01T00:00, if the text is a date between 1970 and 2105.
pub fn parse(text: &str) -> Option<u32> {
    let time = match text.parse::<DateTime>() {
        Ok(time) => time,
        Err(_) => {
            let pieces = Pieces::parse(text).ok()?;
            pieces
                .date()
                .to_datetime(pieces.time().unwrap_or(Time::midnight()))
        }
    };
    let days = days_of(time.date())?;
    let seconds = u32::from(time.hour() as u8) * 3600
        + u32::from(time.minute() as u8) * 60
        + u32::from(time.second() as u8);
    days.checked_mul(DAY)?.checked_add(seconds)
}

/// Days since 1970-01-01.
fn days_of(date: Date) -> Option<u32> {
    let span = date.since(Date::constant(1970, 1, 1)).ok()?;
    u32::try_from(span.get_days()).ok()
}

/// The day, `YYYY-MM-DD`.
pub fn day_text(seconds: u32) -> String {
    let days = i64::from(seconds / DAY);
    // 2^32 seconds end in the year 2106, far within what a date can be.
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(Date::MAX)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_taken() {
        let day = 14_944 * DAY;
        assert_eq!(parse("2010-12-01"), Some(day));
        assert_eq!(parse("2010-12-01 08:26:00"), Some(day + 8 * 3600 + 26 * 60));
        assert_eq!(parse("2010-12-01 08:26"), Some(day + 8 * 3600 + 26 * 60));
        assert_eq!(
            parse("2010-12-01T08:26:00Z"),
            Some(day + 8 * 3600 + 26 * 60)
        );
        assert_eq!(
            parse("2010-12-01T08:26:00.5+09:00"),
            Some(day + 8 * 3600 + 26 * 60)
        );
        assert_eq!(day_text(day + 5), "2010-12-01");
    }

    #[test]
    fn all_else_is_refused() {
        for text in [
            "",
            "yesterday",
            "12/1/2010 8:26",
            "2010-13-01",
            "1969-12-31",
            "9999-01-01",
            "08:26",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
