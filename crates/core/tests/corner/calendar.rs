//! The calendar file, read back as RFC 5545 says.

use crate::fixture::*;
use crate::{corner, fixture};
use dangol_core::corner::Upcoming;
use dangol_core::corner::calendar::calendar;
use dangol_core::{Engine, Language, Now};
use proptest::prelude::*;

const PAGE: &str = "https://shop.example/account.html";

/// The dates of a shopper who states these.
fn dates(facts: serde_json::Value, at: u64) -> Vec<Upcoming> {
    let mut engine: Engine = fixture::engine();
    agree(&mut engine, START);
    state(&mut engine, facts, START);
    let dates = corner(&engine, at).dates.into_iter();
    dates.map(|date| date.upcoming).collect()
}

/// The content lines of a file, unfolded.
fn lines(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']));
    }
    let unfolded = file.replace("\r\n ", "");
    unfolded
        .trim_end()
        .split("\r\n")
        .map(str::to_owned)
        .collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    let lines = lines.iter();
    lines
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .collect()
}

/// A text value as a calendar reads it.
fn text(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => '\n',
                Some(letter) => letter,
                None => panic!("a backslash at the end: {value}"),
            },
            ',' | ';' => panic!("a bare {letter}: {value}"),
            letter => letter,
        });
    }
    text
}

#[test]
fn each_date_is_an_all_day_event_each_year_with_a_reminder_a_week_before() {
    let facts = serde_json::json!({
        "birthday": "1990-05-13",
        "dates": [{"name": "Jun", "relation": "husband", "date": "1988-11-20"}],
    });
    let dates = dates(facts, START);
    assert_eq!(
        dates.iter().map(|date| date.days).collect::<Vec<_>>(),
        [6, 181]
    );
    let file = calendar(&dates, PAGE, Language::En, Now::utc(START));
    assert_eq!(
        lines(&file),
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Dangol//Personal corner 1//EN",
            "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT",
            &format!("UID:{}", value(&lines(&file), "UID")[0]),
            "DTSTAMP:20231114T100000Z",
            "DTSTART;VALUE=DATE:20231120",
            "DTEND;VALUE=DATE:20231121",
            "RRULE:FREQ=YEARLY",
            "SUMMARY:Jun (husband)",
            "URL:https://shop.example/account.html",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:In a week: Jun (husband)",
            "TRIGGER:-P6DT15H",
            "END:VALARM",
            "END:VEVENT",
            "BEGIN:VEVENT",
            &format!("UID:{}", value(&lines(&file), "UID")[1]),
            "DTSTAMP:20231114T100000Z",
            "DTSTART;VALUE=DATE:20240513",
            "DTEND;VALUE=DATE:20240514",
            "RRULE:FREQ=YEARLY",
            "SUMMARY:My birthday",
            "URL:https://shop.example/account.html",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:In a week: My birthday",
            "TRIGGER:-P6DT15H",
            "END:VALARM",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
}

#[test]
fn the_29th_of_february_is_kept_each_year() {
    let facts =
        serde_json::json!({"dates": [{"name": "준", "relation": "남편", "date": "1988-02-29"}]});
    let of = |year_day: u64| {
        let dates = dates(facts.clone(), year_day);
        lines(&calendar(&dates, "", Language::Ko, Now::utc(year_day)))
    };
    let leap = of(START);
    assert_eq!(value(&leap, "DTSTART;VALUE=DATE"), ["20240229"]);
    assert_eq!(value(&leap, "DTEND;VALUE=DATE"), ["20240301"]);
    assert_eq!(value(&leap, "RRULE"), ["FREQ=YEARLY;BYYEARDAY=60"]);
    assert_eq!(value(&leap, "DESCRIPTION"), ["일주일 뒤: 준 (남편)"]);
    assert!(value(&leap, "URL").is_empty());
    let common = of(START + 366 * DAY);
    assert_eq!(value(&common, "DTSTART;VALUE=DATE"), ["20250301"]);
}

#[test]
fn the_same_date_has_the_same_id_on_every_device_and_each_its_own() {
    let of = |name: &str, date: &str, at| {
        let facts = serde_json::json!({"dates": [{"name": name, "date": date}]});
        let file = calendar(&dates(facts, at), PAGE, Language::En, Now::utc(at));
        value(&lines(&file), "UID")[0].to_owned()
    };
    let uid = of("Jun", "--11-20", START);
    assert_eq!(
        uid,
        of("Jun", "1988-11-21", START + 400 * DAY),
        "a corrected date replaces"
    );
    assert_ne!(uid, of("June", "--11-20", START));
    let parts: Vec<usize> = uid.split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12]);
    assert!(
        uid.bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
    );
    assert_eq!(uid.as_bytes()[14], b'8', "RFC 9562, version 8");
    assert!(matches!(uid.as_bytes()[19], b'8'..=b'b'), "and its variant");
}

#[test]
fn an_address_that_is_none_is_left_out() {
    let facts = serde_json::json!({"birthday": "--05-13"});
    for page in ["javascript:alert(1)", "https://x\r\nATTACH:y", ""] {
        let file = calendar(
            &dates(facts.clone(), START),
            page,
            Language::En,
            Now::utc(START),
        );
        assert!(!file.contains("URL") && !file.contains("ATTACH"));
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_the_same(
        name in "[\\PC,;\\\\\n\t가-힣é𝄞]{1,60}",
        relation in "[\\PC,;\\\\]{0,40}",
        month in 1u8..=12,
        day in 1u8..=28,
        at in 0u64..40_000,
    ) {
        // A name of nothing but blanks and control characters is refused as none.
        prop_assume!(name.chars().any(|letter| !letter.is_whitespace() && !letter.is_control()));
        let date = format!("--{month:02}-{day:02}");
        let facts = serde_json::json!({"dates": [{"name": name, "relation": relation, "date": date}]});
        let at = START + at * DAY;
        let dates = dates(facts, at);
        // Nor is one of what looks like nothing.
        prop_assume!(dates.len() == 1);
        for language in [Language::En, Language::Ko] {
            let lines = lines(&calendar(&dates, PAGE, language, Now::utc(at)));
            prop_assert_eq!(text(value(&lines, "SUMMARY")[0]), dates[0].who());
            prop_assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN")).count(), 3);
            let start = value(&lines, "DTSTART;VALUE=DATE")[0];
            prop_assert_eq!(&start[4..], format!("{month:02}{day:02}"));
        }
        prop_assert!(dates[0].days <= 366);
    }
}
