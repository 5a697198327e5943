//! The collector's aggregates: one small JSON file.

use super::source::Source;
use crate::BuildError;
use dangol_wire::{Aggregates, AggregatesHead};
use std::io::Read as _;
use std::path::Path;

/// What the file should be.
const EXPECTED: &str = "what `dangol aggregates` writes";

/// The largest file that is read: 127 categories with long names are a tenth of it.
const LIMIT: u64 = 1 << 20;

/// Reads a file of aggregates, and nothing that is not exactly one.
///
/// # Errors
/// When it cannot be read, is something else, is of a newer version, or a figure in it is none.
pub fn read(path: &Path) -> Result<Aggregates, BuildError> {
    let name = path.display().to_string();
    let mut text = String::new();
    let source = Source::open(path, &name)?;
    let read = source.text.take(LIMIT + 1).read_to_string(&mut text);
    read.map_err(|source| BuildError::Read {
        file: name.clone(),
        line: 0,
        source,
    })?;
    if text.trim().is_empty() {
        return Err(BuildError::NothingIn {
            file: name,
            expected: EXPECTED,
        });
    }
    if text.len() as u64 > LIMIT {
        return Err(BuildError::AnotherForm {
            file: name,
            found: "larger than 1 MiB",
            expected: EXPECTED,
        });
    }
    let wrong = |error: serde_json::Error| BuildError::Json {
        file: name.clone(),
        line: error.line() as u64,
        what: error.to_string(),
        expected: EXPECTED,
    };
    let refused = |source| BuildError::Aggregates {
        file: name.clone(),
        source,
    };
    // First of all what it is: a newer version may have any form.
    let head: AggregatesHead = serde_json::from_str(&text).map_err(wrong)?;
    head.check().map_err(refused)?;
    let aggregates: Aggregates = serde_json::from_str(&text).map_err(wrong)?;
    aggregates.check().map_err(refused)?;
    Ok(aggregates)
}
