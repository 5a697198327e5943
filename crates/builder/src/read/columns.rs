//! Finds columns by the names in the header.
//!
//! Names are compared without regard to case, spaces, `_` and `-`, so that
//! `InvoiceNo`, `invoice_no` and `Invoice No` are the same.

use crate::BuildError;

/// A column and the names that it goes by.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// What messages call it.
    pub name: &'static str,
    /// Each name in the form that [`plain`] gives; the first one is documented first.
    pub names: &'static [&'static str],
    /// Whether a file without it is refused.
    pub required: bool,
}

/// Without case, spaces, `_` and `-`.
pub fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| !matches!(letter, ' ' | '_' | '-' | '\t'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The position of each column in the header, in the order of `columns`.
///
/// # Errors
/// When a required column is missing, or two columns mean the same.
pub fn find(
    file: &str,
    header: &[String],
    columns: &[Column],
) -> Result<Vec<Option<usize>>, BuildError> {
    let plain_header: Vec<String> = header.iter().map(|name| plain(name)).collect();
    columns
        .iter()
        .map(|column| {
            let mut places = plain_header
                .iter()
                .enumerate()
                .filter(|(_, name)| column.names.contains(&name.as_str()))
                .map(|(place, _)| place);
            let first = places.next();
            if let (Some(first), Some(second)) = (first, places.next()) {
                return Err(BuildError::DoubleColumn {
                    file: file.to_owned(),
                    column: column.name,
                    first: header[first].clone(),
                    second: header[second].clone(),
                });
            }
            if first.is_none() && column.required {
                return Err(missing(file, header, column));
            }
            Ok(first)
        })
        .collect()
}

/// Likewise, but of several columns that mean the same the one counts whose name comes first
/// among a column's names; and `map` says of fields which column they are in.
///
/// # Errors
/// When a required column is missing, or `map` names what is not there.
pub fn find_first(
    file: &str,
    header: &[String],
    columns: &[Column],
    map: &[(String, String)],
) -> Result<Vec<Option<usize>>, BuildError> {
    let plain_header: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let place_of = |wanted: &str| plain_header.iter().position(|name| name == wanted);
    let list = |names: &mut dyn Iterator<Item = &str>| {
        let all = names
            .map(|name| format!("\"{name}\""))
            .collect::<Vec<_>>()
            .join(", ");
        all.chars().take(300).collect::<String>()
    };
    let mut mapped = vec![None; columns.len()];
    for (field, column) in map {
        let at = columns
            .iter()
            .position(|known| plain(known.name) == plain(field));
        let at = at.ok_or_else(|| BuildError::Mapped {
            file: file.to_owned(),
            map: format!("{field}={column}"),
            what: "field",
            known: list(&mut columns.iter().map(|known| known.name)),
        })?;
        let place = place_of(&plain(column)).ok_or_else(|| BuildError::Mapped {
            file: file.to_owned(),
            map: format!("{field}={column}"),
            what: "column of this file",
            known: list(&mut header.iter().map(String::as_str)),
        })?;
        mapped[at] = Some(place);
    }
    let found = columns.iter().zip(&mapped).map(|(column, mapped)| {
        let found = mapped.or_else(|| column.names.iter().find_map(|name| place_of(name)));
        match found {
            None if column.required => Err(missing(file, header, column)),
            found => Ok(found),
        }
    });
    found.collect()
}

/// The required columns, for a message.
pub fn required(columns: &[Column]) -> String {
    let names: Vec<String> = columns
        .iter()
        .filter(|column| column.required)
        .map(|column| format!("\"{}\"", column.name))
        .collect();
    names.join(", ")
}

fn missing(file: &str, header: &[String], column: &Column) -> BuildError {
    let quoted = |names: &mut dyn Iterator<Item = &str>| {
        names
            .map(|name| format!("\"{name}\""))
            .collect::<Vec<_>>()
            .join(", ")
    };
    // A header that is no header at all (binary, or one huge field) must not flood the message.
    let found: String = quoted(&mut header.iter().map(String::as_str))
        .chars()
        .take(300)
        .collect();
    BuildError::MissingColumn {
        file: file.to_owned(),
        column: column.name,
        names: quoted(&mut column.names.iter().copied()),
        found,
    }
}
