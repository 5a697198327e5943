//! Opens a file of visits or baskets and tells by its content which form it has.

use super::columns::plain;
use super::source::Source;
use crate::BuildError;
use std::io::{Cursor, Read};
use std::path::Path;

/// Of the first line, so much is looked at.
const HEAD: u64 = 1 << 16;

/// The marks that may stand between the columns of a table.
const MARKS: [u8; 4] = [b'\t', b',', b';', b' '];

/// What a visit and an item are called in a header, without case, spaces, `_` and `-`.
pub const SESSION_NAMES: [&str; 5] = ["sessionid", "session", "visitid", "visit", "sid"];
/// See [`SESSION_NAMES`].
pub const ITEM_NAMES: [&str; 6] = ["itemid", "item", "productid", "product", "sku", "iid"];

/// The forms of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A visit a line: ids with blanks between.
    Visits,
    /// A case a line: the ids before, a tabulator, the id that followed.
    Cases,
    /// A table with a header, and this mark between its columns.
    Table(u8),
    /// A JSON object of customers' baskets.
    Baskets,
    /// GA4's events, JSON a line.
    Events,
}

/// An opened file whose form is known.
pub struct Opened {
    /// How messages call it.
    pub name: String,
    /// Its form.
    pub form: Form,
    /// The whole text.
    pub source: Source,
}

impl Opened {
    /// Opens a file. `expected` says in messages what it should be.
    ///
    /// # Errors
    /// When it cannot be opened, is no text, or holds nothing.
    pub fn new(path: &Path, expected: &'static str) -> Result<Self, BuildError> {
        let name = path.display().to_string();
        let mut source = Source::open(path, &name)?;
        let mut head = Vec::new();
        let read = source.text.by_ref().take(HEAD).read_to_end(&mut head);
        read.map_err(|error| BuildError::Read {
            file: name.clone(),
            line: 0,
            source: error,
        })?;
        let first = first_line(&head);
        if first.is_empty() {
            return Err(BuildError::NothingIn {
                file: name,
                expected,
            });
        }
        let form = form(&String::from_utf8_lossy(first));
        source.text = Box::new(Cursor::new(head).chain(source.text));
        Ok(Self { name, form, source })
    }
}

/// The first line that is not blank.
fn first_line(head: &[u8]) -> &[u8] {
    head.split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default()
}

fn form(first: &str) -> Form {
    if first.trim_start().starts_with('{') && first.contains("\"event_name\"") {
        return Form::Events;
    }
    if first.trim_start().starts_with('{') {
        return Form::Baskets;
    }
    let named = |mark: u8, names: &[&str]| {
        first
            .split(char::from(mark))
            .any(|field| names.contains(&plain(field.trim_matches('"')).as_str()))
    };
    let is_header = |mark: &u8| named(*mark, &SESSION_NAMES[..1]) || named(*mark, &ITEM_NAMES[..1]);
    let has_both = |mark: &u8| named(*mark, &SESSION_NAMES) && named(*mark, &ITEM_NAMES);
    if let Some(mark) = MARKS.iter().find(|mark| has_both(mark)) {
        Form::Table(*mark)
    } else if let Some(mark) = MARKS.iter().find(|mark| is_header(mark)) {
        // A header that lacks a column is told what it lacks.
        Form::Table(*mark)
    } else if first.contains('\t') {
        Form::Cases
    } else {
        Form::Visits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_the_form() {
        for (first, expected) in [
            ("{\"train\": {}}", Form::Baskets),
            ("{\"event_name\":\"view_item\"}", Form::Events),
            ("SessionId\tItemId\tTime", Form::Table(b'\t')),
            ("session_id,item_id,timestamp", Form::Table(b',')),
            ("\"Session ID\";\"Item ID\";Time", Form::Table(b';')),
            ("user,item_id,time", Form::Table(b',')),
            ("1 2 3\t4", Form::Cases),
            ("1 2 3", Form::Visits),
            ("7", Form::Visits),
        ] {
            assert_eq!(form(first), expected, "{first}");
        }
        assert_eq!(first_line(b"\n \r\na\t\r\nc"), b"a\t");
        assert_eq!(first_line(b" \n"), b"");
    }
}
