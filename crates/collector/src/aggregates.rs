//! What the builder may know of the reports: [`dangol_wire::Aggregates`] of the newest days.
//!
//! Nothing below its threshold leaves. Of all declared measures only `interest` names
//! something that the catalogue has, too: the others tell of slots, arms and the shop as a
//! whole, which gives no product a place before another.

use crate::Settings;
use crate::dashboard::book::Book;
use crate::figures::THRESHOLD;
use crate::figures::interval::{Estimate, Z};
use crate::figures::noised::shares;
use crate::storage::{FILE, Sqlite, Storage as _, StorageError, Sum};
use dangol_core::Now;
use dangol_wire::measure::Measure;
use dangol_wire::{
    AGGREGATES_FORMAT, AGGREGATES_VERSION, Aggregates, CategoryShare, Interest, Share,
};

/// How many days back it goes unless it is said otherwise.
pub const DAYS: u16 = 28;

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// Aggregates of the last `days` days, from what the folder of the data holds.
///
/// # Errors
/// When there is no database or it cannot be read.
pub fn read(settings: &Settings, days: u16) -> Result<Aggregates, StorageError> {
    let file = settings.data.join(FILE);
    // Opening it would make one, and an empty answer would look like one.
    if !file.is_file() {
        return Err(StorageError::NotThere { file });
    }
    let first = first_day(settings, days);
    let sums = Sqlite::open(&settings.data)?.sums(first)?;
    Ok(of(&sums, settings, days))
}

/// Aggregates of the sums of the last `days` days.
pub fn of(sums: &[Sum], settings: &Settings, days: u16) -> Aggregates {
    let first = first_day(settings, days);
    let book = Book::new(sums, first);
    let reports = book.reports();
    let all: u64 = reports.values().sum();
    // Where nothing was told, the span is what was asked for.
    let told = |day: Option<&u16>| day.copied().unwrap_or(first);
    Aggregates {
        format: AGGREGATES_FORMAT.to_owned(),
        version: AGGREGATES_VERSION,
        site: settings
            .sites
            .first()
            .map(|site| site.as_str().to_owned())
            .unwrap_or_default(),
        first_day: day_text(told(reports.keys().next())),
        last_day: day_text(told(reports.keys().next_back())),
        reports: if all < THRESHOLD { 0 } else { all },
        interest: interest(&book, settings),
    }
}

fn interest(book: &Book, settings: &Settings) -> Option<Interest> {
    let names = &settings.interests;
    let cells = u16::try_from(names.len()).ok()? + 1;
    let groups = book.answers(Measure::Interest, cells);
    let answers: u64 = groups.iter().map(|group| group.answers).sum();
    let threshold = u64::from(Measure::Interest.declared().threshold);
    if names.is_empty() || answers < threshold {
        return None;
    }
    let mut found = shares(&groups, settings.asked()).into_iter().map(share);
    Some(Interest {
        answers,
        none: found.next()?,
        categories: names
            .iter()
            .zip(found)
            .map(|(name, of)| CategoryShare {
                name: name.clone(),
                of,
            })
            .collect(),
    })
}

/// An estimate with a normal interval, with its variance instead.
fn share(of: Estimate) -> Share {
    Share {
        share: of.value,
        variance: ((of.high - of.low) / (2.0 * Z)).powi(2),
    }
}

fn first_day(settings: &Settings, days: u16) -> u16 {
    let today = (settings.clock)() / (DAY / 1000);
    u16::try_from(today)
        .unwrap_or(u16::MAX)
        .saturating_sub(days)
}

fn day_text(day: u16) -> String {
    let (year, month, day) = Now::utc(u64::from(day) * DAY).date();
    format!("{year:04}-{month:02}-{day:02}")
}
