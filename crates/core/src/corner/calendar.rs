//! The dates to remember as a calendar file: iCalendar (RFC 5545), an all-day event each year
//! with a reminder a week before. Composed on the device; the format is described in
//! `docs/corner.md`.

use super::Upcoming;
use super::dates::on;
use crate::profile::DayOfYear;
use crate::time::Now;
use crate::{Language, is_safe_url};
use dangol_wire::place;

/// The longest line, in octets without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar file of these dates. `page` is the address where the ideas are; empty if
/// none is to be in it.
pub fn calendar(dates: &[Upcoming], page: &str, language: Language, now: Now) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(text, &mut file);
    let words = language.corner();
    let stamp = stamp(now);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Dangol//Personal corner 1//EN");
    line("CALSCALE:GREGORIAN");
    for date in dates {
        let who = match date.is_own() {
            true => words.own_birthday.to_owned(),
            false => date.who(),
        };
        let first = days_of(date.next);
        line("BEGIN:VEVENT");
        line(&["UID:", &uid(date)].concat());
        line(&["DTSTAMP:", &stamp].concat());
        line(&["DTSTART;VALUE=DATE:", &digits(date.next)].concat());
        line(&["DTEND;VALUE=DATE:", &digits(on(first + 1))].concat());
        // Where there is no 29 February it is the next day, as everywhere in Dangol: the
        // sixtieth day of every year.
        line(match (date.day.month, date.day.day) {
            (2, 29) => "RRULE:FREQ=YEARLY;BYYEARDAY=60",
            _ => "RRULE:FREQ=YEARLY",
        });
        line(&["SUMMARY:", &escaped(&who)].concat());
        if is_safe_url(page) && !page.chars().any(char::is_control) {
            line(&["URL:", page].concat());
        }
        line("CLASS:PRIVATE");
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&["DESCRIPTION:", &escaped(&language.in_a_week(&who))].concat());
        // Nine in the morning: the day itself begins at midnight.
        line("TRIGGER:-P6DT15H");
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

/// The same for the same date on every device and for every file, so that a calendar that
/// reads the file again has no date twice; a UUID (RFC 9562, version 8) of nothing but what
/// the event itself says.
fn uid(date: &Upcoming) -> String {
    let fact = &date.fact;
    let name = [fact.topic.key(), "\n", &fact.text, "\n", &fact.about].concat();
    let high = place::hash(&name);
    let low = place::hash(&["dangol\n", &name].concat());
    format!(
        "{:08x}-{:04x}-8{:03x}-8{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

fn days_of(day: DayOfYear) -> u64 {
    crate::time::day_number(day.year.into(), day.month, day.day).max(0) as u64
}

fn digits(day: DayOfYear) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// The moment in UTC.
fn stamp(now: Now) -> String {
    let now = Now::utc(now.at);
    let second = now.at / 1000 % 60;
    let (hour, minute) = (now.minute() / 60, now.minute() % 60);
    let day = digits(on(now.day()));
    format!("{day}T{hour:02}{minute:02}{second:02}Z")
}

/// A text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A content line in lines of at most 75 octets, none of which splits a letter.
fn fold(text: &str, into: &mut String) {
    let mut length = 0;
    for letter in text.chars() {
        if length + letter.len_utf8() > LINE {
            into.push_str("\r\n ");
            length = 1;
        }
        into.push(letter);
        length += letter.len_utf8();
    }
    into.push_str("\r\n");
}
