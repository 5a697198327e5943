//! How the tag is: how fast it shows, its errors, its versions, and how many report.

use super::super::book::Of;
use super::super::section::{Section, Table};
use super::super::tongue::{Tongue, short, whole};
use super::{Told, draw};
use crate::chart;
use crate::figures::THRESHOLD;
use dangol_wire::measure::{ERRORS, Measure, bucket_start};
use std::collections::BTreeMap;

/// Three quarters of pages are shown within this many milliseconds, or it is said.
const FAST: u64 = 1000;

/// The part.
pub fn section(told: &Told) -> Section {
    let mut section = Section {
        id: "health",
        title: told.say("Health of the tag", "태그 상태"),
        ..Section::default()
    };
    let by_day = told.book.reports();
    let days: Vec<(String, f64)> = (told.today.saturating_sub(told.days)..told.today)
        .map(|day| (date(day), shown(by_day.get(&day).copied()) as f64))
        .collect();
    let most = days.iter().map(|(_, reports)| *reports).fold(0.0, f64::max);
    let most = match told.tongue {
        Tongue::En => format!("{} reports on the fullest day", whole(most as u64)),
        Tongue::Ko => format!("가장 많은 날 {}건", whole(most as u64)),
    };
    let title = told.say("Reports by the day that they tell of", "날짜별 보고 수");
    draw(&mut section, title, chart::columns(&days, &most));
    let speed = speed(told);
    section.says = match (&speed, told.tongue) {
        (None, _) => told.too_few(Measure::ShownMs),
        (Some([half, most, _]), Tongue::En) => format!(
            "Half of the pages show their first recommendation within {half} ms, three quarters within {most} ms."
        ),
        (Some([half, most, _]), Tongue::Ko) => {
            format!("페이지 절반은 {half} ms, 4분의 3은 {most} ms 안에 첫 추천을 보여 줍니다.")
        }
    };
    section.mood = match speed {
        Some([_, most, _]) if most <= FAST => "good",
        Some(_) => "bad",
        None => "",
    };
    let mut rows = Vec::new();
    for (name, place) in [("50 %", 0), ("75 %", 1), ("95 %", 2)] {
        let row = |speed: &[u64; 3]| format!("{} ms", speed[place]);
        let title = told.say(
            "first recommendation shown, of pages",
            "첫 추천 표시, 페이지의",
        );
        rows.push(vec![
            format!("{title} {name}"),
            speed.as_ref().map_or_else(|| "–".to_owned(), row),
        ]);
    }
    rows.extend(errors(told));
    rows.extend(versions(told));
    section.tables.push(Table {
        title: told.say("Speed, errors and versions", "속도·오류·버전"),
        rows,
        head: told.head(&[("what", "항목"), ("figure", "수치")]),
    });
    section.tables.push(Table {
        title: told.say("Reports by day", "날짜별 보고"),
        rows: days
            .iter()
            .map(|(day, reports)| vec![day.clone(), few(*reports as u64)])
            .collect(),
        head: told.head(&[("day", "날짜"), ("reports", "보고")]),
    });
    section
}

/// A day's reports, where there are enough to be shown.
fn shown(reports: Option<u64>) -> u64 {
    reports.filter(|reports| *reports >= THRESHOLD).unwrap_or(0)
}

fn few(reports: u64) -> String {
    match reports {
        0 => format!("< {THRESHOLD}"),
        shown => whole(shown),
    }
}

/// The milliseconds within which half, three quarters and 95 % were shown.
fn speed(told: &Told) -> Option<[u64; 3]> {
    told.book
        .is_shown(Measure::ShownMs, Of::default())
        .then(|| told.book.cells(Measure::ShownMs, Of::default()))
        .map(|cells| [50, 75, 95].map(|hundredth| quantile(&cells, hundredth)))
}

/// The end of the bucket in which the quantile lies: no page of the share took longer.
fn quantile(cells: &BTreeMap<u8, u64>, hundredth: u64) -> u64 {
    let all: u64 = cells.values().sum();
    let mut below = 0;
    for (cell, count) in cells {
        below += count;
        if below * 100 >= all * hundredth {
            return bucket_start(cell.saturating_add(1));
        }
    }
    0
}

fn errors(told: &Told) -> Vec<Vec<String>> {
    let visitors = told.visitors();
    let shown = told.book.is_shown(Measure::Errors, Of::default()) && visitors > 0;
    let cells = told.book.cells(Measure::Errors, Of::default());
    let title = told.say("errors in 1,000 visitors", "방문자 1,000명당 오류");
    if !shown {
        let few = told.say("fewer than 50 devices had any", "50대 미만에서만 발생");
        return vec![vec![title, few]];
    }
    let row = |(cell, name): (usize, &&str)| {
        let count = cells.get(&(cell as u8)).copied().unwrap_or(0) as f64;
        vec![
            format!("{title}: {name}"),
            short(count * 1000.0 / visitors as f64),
        ]
    };
    ERRORS.iter().enumerate().map(row).collect()
}

fn versions(told: &Told) -> Vec<Vec<String>> {
    let title = told.say("devices and days with version", "버전별 기기-일");
    let row = |subject: u32| {
        let (major, minor, patch) = (subject >> 24, (subject >> 16) & 0xff, subject & 0xffff);
        let reports = told.book.named(Measure::Version, Of::subject(subject));
        let enough = told.book.is_shown(Measure::Version, Of::subject(subject));
        enough.then(|| vec![format!("{title} {major}.{minor}.{patch}"), whole(reports)])
    };
    let versions = told.book.subjects(Measure::Version);
    versions.into_iter().rev().filter_map(row).collect()
}

/// A day as `2026-11-25` (Hinnant's days to civil, 2021).
pub fn date(day: u16) -> String {
    let shifted = u32::from(day) + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u32::from(month <= 2);
    format!("{year}-{month:02}-{date:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        let dates = [0, 59, 789, 11_016, 20_782].map(date);
        let expected = [
            "1970-01-01",
            "1970-03-01",
            "1972-02-29",
            "2000-02-29",
            "2026-11-25",
        ];
        assert_eq!(dates, expected);
    }

    #[test]
    fn a_quantile_is_the_end_of_its_bucket() {
        let cells = BTreeMap::from([(4, 50), (8, 30), (12, 20)]);
        assert_eq!(quantile(&cells, 50), bucket_start(5));
        assert_eq!(quantile(&cells, 75), bucket_start(9));
        assert_eq!(quantile(&cells, 95), bucket_start(13));
        assert_eq!(quantile(&BTreeMap::new(), 50), 0);
    }
}
