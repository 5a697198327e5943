//! Dates and times of day, as rules write them.

use crate::Node;
use crate::profile::DayOfYear;
use crate::time::{Now, day_number};

/// The minutes of a day.
const DAY_MINUTES: u32 = 24 * 60;

fn written(value: &Node) -> Option<&str> {
    match value {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

/// `2027-05-13`, or `--05-13` and `05-13` for each year.
pub(super) fn date(value: &Node) -> Option<DayOfYear> {
    let text = written(value)?;
    DayOfYear::parse(text).or_else(|| day_of_year(value))
}

/// `05-13` or `--05-13`.
pub(super) fn day_of_year(value: &Node) -> Option<DayOfYear> {
    let text = written(value)?;
    let text = text.strip_prefix("--").unwrap_or(text);
    DayOfYear::parse(&["--", text].concat())
}

/// The minute of the day of `18:30`; `24:00` is its end.
pub(super) fn minute(value: &Node) -> Option<u32> {
    let (hour, minute) = written(value)?.split_once(':')?;
    let two = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let minute = two(minute).filter(|minute| *minute < 60)?;
    let at = two(hour)? * 60 + minute;
    (at <= DAY_MINUTES).then_some(at)
}

/// In how many days a date comes: less than 0 if it is over. Without a year, in how many
/// days it comes next: 0 to 366. The 29th of February is the 1st of March in other years.
pub(super) fn days_until(date: DayOfYear, now: Now) -> i64 {
    let today = now.day() as i64;
    let of = |year| day_number(year, date.month, date.day);
    if date.year > 0 {
        return of(date.year.into()) - today;
    }
    let (year, ..) = now.date();
    let this = of(year);
    if this >= today {
        this - today
    } else {
        of(year + 1) - today
    }
}

/// In how many days a day of the year comes next, as a number that rules can hold.
pub(crate) fn next(day: DayOfYear, now: Now) -> f64 {
    days_until(DayOfYear { year: 0, ..day }, now) as f64
}

/// How many days ago a date was: less than 0 if it comes. Without a year, how many days ago
/// it was last.
pub(super) fn days_since(date: DayOfYear, now: Now) -> i64 {
    let today = now.day() as i64;
    let of = |year| day_number(year, date.month, date.day);
    if date.year > 0 {
        return today - of(date.year.into());
    }
    let (year, ..) = now.date();
    let this = of(year);
    if this <= today {
        today - this
    } else {
        today - of(year - 1)
    }
}

/// Whether today is one of the days from one to the other, both included; over the year's
/// end if the second comes before the first.
pub(super) fn date_between(from: DayOfYear, to: DayOfYear, now: Now) -> bool {
    let (_, month, day) = now.date();
    let today = (month, day);
    between((from.month, from.day), (to.month, to.day), today) || today == (to.month, to.day)
}

/// Whether it is that time of day: from the first minute on and before the second; over
/// midnight if the second comes before the first.
pub(super) fn time_between(from: u32, to: u32, now: Now) -> bool {
    between(from, to, now.minute())
}

fn between<T: PartialOrd>(from: T, to: T, at: T) -> bool {
    if from <= to {
        from <= at && at < to
    } else {
        from <= at || at < to
    }
}
