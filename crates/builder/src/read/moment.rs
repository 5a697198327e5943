//! Dates in other forms than ISO 8601: `31/12/2023`, `12/31/2023 8:26 PM`, `1.5.2023`,
//! `2023. 5. 1.`, `1 May 2023`, seconds since 1970.
//!
//! Whether the day or the month comes first, one value often does not tell. The column as a
//! whole does, or an option; nothing is guessed from one value.

use super::date::{self, DAY};
use jiff::civil::{Date, Time};
use serde::Serialize;

/// What comes first in `1/2/2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// The first of February.
    DayFirst,
    /// The second of January.
    MonthFirst,
}

/// Of two orders in one column, one must be so many times as common to be believed.
const MAJORITY: u64 = 100;

/// The beginnings of months' names in English, German, French, Spanish and Italian, and what
/// they are.
const MONTHS: [(&str, i8); 27] = [
    ("jan", 1),
    ("ene", 1),
    ("gen", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mag", 5),
    ("jun", 6),
    ("juin", 6),
    ("jul", 7),
    ("juil", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("sep", 9),
    ("o", 10),
    ("nov", 11),
    ("de", 12),
    ("di", 12),
];

/// A date as it is written.
struct Written {
    numbers: [u32; 3],
    /// How many digits the first and the third number have.
    lengths: [usize; 2],
    /// The month, where it has its name.
    month: Option<i8>,
    /// What stands between the first two numbers.
    mark: char,
    /// Seconds of the day.
    time: u32,
}

/// Seconds since 1970 on the shop's clock, if the text is a date between 1970 and 2105.
pub fn read(text: &str, order: DateOrder) -> Option<u32> {
    date::parse(text).or_else(|| stamp(text)).or_else(|| {
        let written = take_apart(text)?;
        let [first, second, third] = written.numbers;
        let (year, month, day) = match (written.lengths, written.month) {
            (_, Some(month)) => {
                let (day, year) = if written.lengths[0] == 4 {
                    (third, first)
                } else {
                    (first, third)
                };
                (year, month as u32, day)
            }
            ([4, _], None) => (first, second, third),
            (_, None) if written.mark == '.' || order == DateOrder::DayFirst => {
                (third, second, first)
            }
            (_, None) => (third, first, second),
        };
        seconds(year, month, day)?.checked_add(written.time)
    })
}

fn seconds(year: u32, month: u32, day: u32) -> Option<u32> {
    // Two digits are of this century: no shop has sold online before.
    let year = if year < 100 { 2000 + year } else { year };
    let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
    let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    date::parse(&date.to_string())
}

/// A date of digits alone: seconds, milliseconds or microseconds since 1970, or `20230501`.
fn stamp(text: &str) -> Option<u32> {
    let whole = text.split('.').next().unwrap_or_default();
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = whole.parse().ok()?;
    match whole.len() {
        8 | 14 if whole.len() == text.len() => {
            let day = number / if whole.len() == 14 { 1_000_000 } else { 1 };
            let clock = if whole.len() == 14 {
                number % 1_000_000
            } else {
                0
            };
            let of = |number: u64| u32::try_from(number).ok();
            let time = clock_of(
                of(clock / 10_000)?,
                of(clock / 100 % 100)?,
                of(clock % 100)?,
            )?;
            seconds(of(day / 10_000)?, of(day / 100 % 100)?, of(day % 100)?)?.checked_add(time)
        }
        9 | 10 => u32::try_from(number).ok(),
        13 => u32::try_from(number / 1000).ok(),
        16 => u32::try_from(number / 1_000_000).ok(),
        _ => None,
    }
}

fn clock_of(hour: u32, minute: u32, second: u32) -> Option<u32> {
    let of = |number: u32| i8::try_from(number).ok();
    // A leap second counts as the last one before it.
    Time::new(of(hour)?, of(minute)?, of(second.min(59))?, 0).ok()?;
    Some(hour * 3600 + minute * 60 + second.min(59))
}

fn take_apart(text: &str) -> Option<Written> {
    let mut numbers = [0u32; 3];
    let mut lengths = [0usize; 3];
    let (mut count, mut mark, mut month) = (0, ' ', None);
    let mut rest = text;
    while count < 3 {
        // A month's name stands for one number.
        let wanted = if month.is_some() { 2 } else { 3 };
        if count == wanted {
            break;
        }
        let at = rest.find(|letter: char| letter.is_ascii_digit())?;
        let between = &rest[..at];
        if let Some(name) = month_in(between) {
            if month.replace(name).is_some() {
                return None;
            }
        } else if count > 0 && !between.chars().all(is_between) {
            return None;
        }
        if count == 1 {
            mark = between.trim().chars().next().unwrap_or(' ');
        }
        let end = rest[at..]
            .find(|letter: char| !letter.is_ascii_digit())
            .map_or(rest.len(), |length| at + length);
        let digits = &rest[at..end];
        (lengths[count], numbers[count]) = (digits.len(), digits.parse().ok()?);
        rest = &rest[end..];
        count += 1;
    }
    if month.is_some() {
        // `May 1, 2023` and `1 May 2023`: the last number is the year.
        (numbers[2], lengths[2]) = (numbers[1], lengths[1]);
    }
    let year_is_last = matches!(lengths, [1 | 2, _, 2 | 4]);
    let year_is_first = lengths[0] == 4 && matches!(lengths[2], 1 | 2);
    if !year_is_last && !year_is_first {
        return None;
    }
    Some(Written {
        numbers,
        lengths: [lengths[0], lengths[2]],
        month,
        mark,
        time: clock(rest)?,
    })
}

/// What may stand between the numbers of a date.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '/' | '.' | '-' | ',' | '年' | '月' | '년' | '월')
}

fn month_in(text: &str) -> Option<i8> {
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    words.find_map(|word| {
        let word = word.to_lowercase();
        // A weekday's name and `de` between Spanish words are no months.
        if word.chars().count() < 3
            || ["mon", "die", "don", "dom", "dim", "dienstag", "donnerstag"]
                .contains(&word.as_str())
        {
            return None;
        }
        let found = MONTHS.iter().filter(|(start, _)| word.starts_with(start));
        found
            .max_by_key(|(start, _)| start.len())
            .map(|(_, month)| *month)
    })
}

/// `8:26`, `08:26:30 PM`, `오후 3:20`, with an offset or without: seconds of the day. Nothing
/// is midnight.
fn clock(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let Some(at) = lower.find(|letter: char| letter.is_ascii_digit()) else {
        return Some(0);
    };
    let mut parts = [0u32; 3];
    let mut rest = &lower[at..];
    for (place, part) in parts.iter_mut().enumerate() {
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(rest.len());
        *part = rest[..end].parse().ok()?;
        rest = &rest[end..];
        match rest.strip_prefix(':') {
            Some(more) if place < 2 && more.starts_with(|it: char| it.is_ascii_digit()) => {
                rest = more
            }
            _ if place == 0 => return None,
            _ => break,
        }
    }
    let says = |names: &[&str]| names.iter().any(|name| lower.contains(name));
    let [mut hour, minute, second] = parts;
    if says(&["pm", "p.m", "오후", "午後"]) && hour < 12 {
        hour += 12;
    } else if says(&["am", "a.m", "오전", "午前"]) && hour == 12 {
        hour = 0;
    }
    clock_of(hour, minute, second)
}

/// What the dates of a column say of the order of day and month.
#[derive(Debug, Clone, Default)]
pub struct Column {
    day_first: u64,
    month_first: u64,
    unclear: Option<(u64, String)>,
}

impl Column {
    /// Looks at one date.
    pub fn see(&mut self, line: u64, text: &str) {
        if date::parse(text).is_some() || stamp(text).is_some() {
            return;
        }
        let Some(written) = take_apart(text) else {
            return;
        };
        let [first, second, _] = written.numbers;
        if written.lengths[0] == 4 || written.month.is_some() || written.mark == '.' {
            return;
        }
        match (first, second) {
            (13.., ..=12) => self.day_first += 1,
            (..=12, 13..) => self.month_first += 1,
            (..=12, ..=12) if first != second && self.unclear.is_none() => {
                self.unclear = Some((line, text.to_owned()));
            }
            _ => {}
        }
    }

    /// The order of the column; the first date, with its line, if that cannot be told.
    ///
    /// # Errors
    /// Where the column does not tell.
    pub fn settle(&self, wanted: Option<DateOrder>) -> Result<DateOrder, (u64, String)> {
        if let Some(wanted) = wanted {
            return Ok(wanted);
        }
        let (day, month) = (self.day_first, self.month_first);
        match &self.unclear {
            None if month > day => Ok(DateOrder::MonthFirst),
            None => Ok(DateOrder::DayFirst),
            Some(_) if day > month * MAJORITY => Ok(DateOrder::DayFirst),
            Some(_) if month > day * MAJORITY => Ok(DateOrder::MonthFirst),
            Some(first) => Err(first.clone()),
        }
    }
}

/// The day that a date of GA4's is (`20230501`), in seconds since 1970.
pub fn day_of(text: &str) -> Option<u32> {
    stamp(text)
        .filter(|_| text.len() == 8)
        .map(|seconds| seconds / DAY * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, MonthFirst};

    #[test]
    fn dates_of_many_countries() {
        for (text, order, iso) in [
            ("2023-05-01 10:20:30 -0400", DayFirst, "2023-05-01 10:20:30"),
            ("2023-05-01 10:20:30 UTC", DayFirst, "2023-05-01 10:20:30"),
            ("1/5/2023", DayFirst, "2023-05-01"),
            ("5/1/2023 8:26 PM", MonthFirst, "2023-05-01 20:26"),
            ("5/1/23 12:05 am", MonthFirst, "2023-05-01 00:05"),
            ("01.05.2023 08:26", MonthFirst, "2023-05-01 08:26"),
            ("1.5.23", DayFirst, "2023-05-01"),
            ("2023/05/01", MonthFirst, "2023-05-01"),
            ("2023. 5. 1. 오후 3:20", DayFirst, "2023-05-01 15:20"),
            ("2023년 5월 1일", DayFirst, "2023-05-01"),
            ("2023年5月1日 9:05", DayFirst, "2023-05-01 09:05"),
            ("1 May 2023", MonthFirst, "2023-05-01"),
            ("May 1, 2023 9:05:06", DayFirst, "2023-05-01 09:05:06"),
            (
                "Mon, 01 May 2023 10:20:30 +0000",
                DayFirst,
                "2023-05-01 10:20:30",
            ),
            ("1. März 2023", DayFirst, "2023-03-01"),
            ("3 de octubre de 2023", DayFirst, "2023-10-03"),
            ("12 juillet 2023", DayFirst, "2023-07-12"),
            ("20230501", DayFirst, "2023-05-01"),
            ("20230501102030", DayFirst, "2023-05-01 10:20:30"),
            ("1682936430", DayFirst, "2023-05-01 10:20:30"),
            ("1682936430123", DayFirst, "2023-05-01 10:20:30"),
            ("1682936430123456", DayFirst, "2023-05-01 10:20:30"),
        ] {
            assert_eq!(read(text, order), date::parse(iso), "{text}");
            assert!(read(text, order).is_some(), "{text}");
        }
        for bad in [
            "",
            "yesterday",
            "13/13/2023",
            "31/2/2023",
            "1/2",
            "1/2/3/4",
            "99",
            "8:26",
            "2023-13-45",
            "1/5/2023 25:00",
        ] {
            assert_eq!(read(bad, DayFirst), None, "{bad}");
        }
    }

    #[test]
    fn the_column_tells_what_one_date_does_not() {
        let settle = |dates: &[&str], wanted| {
            let mut column = Column::default();
            dates.iter().for_each(|date| column.see(3, date));
            column.settle(wanted)
        };
        assert_eq!(settle(&["1/2/2023", "31/1/2023"], None), Ok(DayFirst));
        assert_eq!(settle(&["1/2/2023", "1/31/2023"], None), Ok(MonthFirst));
        let first = Err((3, "1/2/2023".to_owned()));
        assert_eq!(settle(&["1/2/2023", "3/3/2023"], None), first);
        assert_eq!(settle(&["1/2/2023", "1/31/2023", "31/1/2023"], None), first);
        assert_eq!(settle(&["1/2/2023"], Some(MonthFirst)), Ok(MonthFirst));
        assert_eq!(
            settle(&["2023-01-02", "1.2.2023", "1 May 2023"], None),
            Ok(DayFirst)
        );
    }
}
