//! The shopper's list as a letter to themselves: wishes, what they usually buy, and dates.

use super::cart::escaped;
use super::{Corner, Thing};
use crate::Language;

/// The most letters of a `mailto:` address: some systems cut off longer ones.
const LONGEST: usize = 1_900;

/// What the letter is told beside the corner.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// The origin of the shop's pages, such as `https://shop.example`.
    pub origin: &'a str,
    /// The path of this page.
    pub page: &'a str,
    /// What the shop calls itself; empty if it does not say.
    pub shop: &'a str,
    /// How a day is written.
    pub day: fn(Language, crate::profile::DayOfYear) -> String,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// Its paragraphs; each ends with a line's end.
    pub entries: Vec<String>,
    language: Language,
}

impl Letter {
    /// The letter of a corner; nothing if there is nothing to write.
    pub fn of(corner: &Corner, sender: &Sender, language: Language) -> Option<Self> {
        let words = language.corner();
        let mut entries = Vec::new();
        let mut part = |heading: &str, lines: Vec<String>| {
            for (at, line) in lines.into_iter().enumerate() {
                let gap = if entries.is_empty() { "" } else { "\n" };
                entries.push(match at {
                    0 => [gap, heading, "\n", &line].concat(),
                    _ => line,
                });
            }
        };
        let thing = |thing: &Thing| {
            let url = absolute(&thing.url, sender);
            let end = if url.is_empty() { "" } else { "\n" };
            ["- ", &thing.title, "\n", &url, end].concat()
        };
        let wishes = corner.wishes.iter().map(|wish| thing(&wish.thing));
        part(words.wishes, wishes.collect());
        let usual = corner.usual.iter().map(|usual| thing(&usual.thing));
        part(words.usual, usual.collect());
        let dates = corner.dates.iter().map(|date| {
            let who = match date.upcoming.is_own() {
                true => words.own_birthday.to_owned(),
                false => date.upcoming.who(),
            };
            let day = (sender.day)(language, date.upcoming.next);
            ["- ", &who, ": ", &day, "\n"].concat()
        });
        part(words.dates, dates.collect());
        let subject = language.letter_subject(sender.shop);
        (!entries.is_empty()).then_some(Self {
            subject,
            entries,
            language,
        })
    }

    /// The whole letter as a text.
    pub fn text(&self) -> String {
        self.entries.concat()
    }

    /// The letter as an address that opens it in the shopper's mail program (RFC 6068). What
    /// does not fit is left out, and the letter says how much that is.
    pub fn mailto(&self) -> String {
        let start = ["mailto:?subject=", &escaped(&self.subject), "&body="].concat();
        for left in 0..=self.entries.len() {
            let (first, rest) = self.entries.split_at(self.entries.len() - left);
            let mut body = first.concat();
            if !rest.is_empty() {
                body.push_str(&self.language.and_more(rest.len()));
            }
            let body = escaped(&body.replace('\n', "\r\n"));
            if start.len() + body.len() <= LONGEST || first.is_empty() {
                return start + &body;
            }
        }
        start
    }
}

/// An address as it holds outside of the shop's pages; empty for none.
fn absolute(url: &str, sender: &Sender) -> String {
    if url.is_empty() {
        return String::new();
    }
    let url = crate::url::join(sender.page, url);
    match url.strip_prefix("//") {
        Some(rest) => {
            let (scheme, _) = sender.origin.split_once("//").unwrap_or(("https:", ""));
            [scheme, "//", rest].concat()
        }
        None if url.starts_with('/') => [sender.origin, &url].concat(),
        None => url,
    }
}
