//! Why a build stops. Each message names the file, where in it, and what was expected.

use std::io;
use thiserror::Error;

/// Why a build stops.
///
/// A single bad line is never among these: it is counted in the [`crate::Report`].
#[derive(Debug, Error)]
pub enum BuildError {
    /// The file cannot be opened.
    #[error("{file} cannot be opened: {source}")]
    Open {
        /// As it was named.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be read on, for instance because its compression is damaged.
    #[error("{file} cannot be read after line {line}: {source}")]
    Read {
        /// As it was named.
        file: String,
        /// The last line that could be read.
        line: u64,
        /// What the system or the decompressor says.
        source: io::Error,
    },
    /// The file is something else than text.
    #[error(
        "{file} is {found}; expected CSV, TSV, XML or JSON, plain or compressed by gzip or zstd, or a folder or tar archive of saved pages"
    )]
    NotCsv {
        /// As it was named.
        file: String,
        /// What it seems to be.
        found: &'static str,
    },
    /// A byte sequence that is not UTF-8.
    #[error(
        "{file}, line {line}, column \"{column}\": byte {byte:#04x} is not UTF-8; \
         the rest of the file is; expected the whole file in UTF-8, or --encoding"
    )]
    NotUtf8 {
        /// As it was named.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The column's name, or its number where it has none.
        column: String,
        /// The first byte that does not fit.
        byte: u8,
    },
    /// The file has no line at all.
    #[error("{file} is empty; expected a first line that names the columns {expected}")]
    Empty {
        /// As it was named.
        file: String,
        /// The required columns.
        expected: String,
    },
    /// The file has a header and nothing after it.
    #[error("{file} has a header in line 1 and no line after it; expected at least one {expected}")]
    HeaderOnly {
        /// As it was named.
        file: String,
        /// What a line of it holds.
        expected: &'static str,
    },
    /// A required column is not in the header.
    #[error(
        "{file}, line 1: the column \"{column}\" is missing; \
         expected it under one of the names {names}; found {found}; say which it is by --map"
    )]
    MissingColumn {
        /// As it was named.
        file: String,
        /// The column that is missing.
        column: &'static str,
        /// The names that would be taken.
        names: String,
        /// The names in the header.
        found: String,
    },
    /// A mapping names what is not there.
    #[error("{file}: --map {map} names no {what}; expected one of {known}")]
    Mapped {
        /// As it was named.
        file: String,
        /// The mapping.
        map: String,
        /// What it does not name.
        what: &'static str,
        /// What it could name.
        known: String,
    },
    /// The file is no XML that can be read.
    #[error("{file}, line {line}: {what}; expected a feed in XML with an element for each product")]
    Xml {
        /// As it was named.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A column whose values can be read in two ways.
    #[error(
        "{file}, line {line}, column \"{column}\": \"{found}\" can be read in two ways, \
         and no other line tells which; expected {expected}"
    )]
    Ambiguous {
        /// As it was named.
        file: String,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// The first such value.
        found: String,
        /// The option that tells.
        expected: &'static str,
    },
    /// Two columns of the header mean the same.
    #[error(
        "{file}, line 1: the columns \"{first}\" and \"{second}\" both mean \"{column}\"; expected one of them, or --map"
    )]
    DoubleColumn {
        /// As it was named.
        file: String,
        /// What both mean.
        column: &'static str,
        /// The one.
        first: String,
        /// The other.
        second: String,
    },
    /// A quoted field that does not end.
    #[error(
        "{file}, line {line}: a quoted field begins here and goes on for more than {limit} lines; expected a closing quote"
    )]
    OpenQuote {
        /// As it was named.
        file: String,
        /// The line where the record begins.
        line: u64,
        /// How many lines one record may take.
        limit: u64,
    },
    /// Every single line is bad.
    #[error("{file}: not one of its {lines} lines can be read; the first is {first}")]
    AllBad {
        /// As it was named.
        file: String,
        /// How many lines there are.
        lines: u64,
        /// What is wrong with the first one.
        first: String,
    },
    /// More than the model can hold.
    #[error("{what}: {count} is more than the {limit} that can be counted")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Neither catalogue nor orders, or nothing left of them.
    #[error("no product is left to recommend: {why}")]
    NoProduct {
        /// What was lost on the way.
        why: String,
    },
    /// An option that cannot be.
    #[error("the option {option} is {found}; expected {expected}")]
    Option {
        /// Its name.
        option: &'static str,
        /// What it is.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A file or folder of the result cannot be written.
    #[error("{path} cannot be written: {source}")]
    Write {
        /// What was to be written.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// The file holds nothing but blanks.
    #[error("{file} is empty; expected {expected}")]
    NothingIn {
        /// As it was named.
        file: String,
        /// What it should hold.
        expected: &'static str,
    },
    /// The file holds something else than what is asked for.
    #[error("{file} is {found}; expected {expected}")]
    AnotherForm {
        /// As it was named.
        file: String,
        /// What it seems to hold.
        found: &'static str,
        /// What it should hold.
        expected: &'static str,
    },
    /// The file is no JSON of the expected form.
    #[error("{file}, line {line}: {what}; expected {expected}")]
    Json {
        /// As it was named.
        file: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
        /// What it should hold.
        expected: &'static str,
    },
    /// Aggregates of something else, of a newer version, or with a figure that is none.
    #[error("{file}: {source}; expected what `dangol aggregates` writes")]
    Aggregates {
        /// As it was named.
        file: String,
        /// What is wrong.
        source: dangol_wire::WireError,
    },
    /// The test has no case.
    #[error("{file} leaves nothing to be foretold: {why}")]
    NothingToForetell {
        /// As it was named.
        file: String,
        /// What is missing.
        why: &'static str,
    },
    /// A model file that the build itself has made cannot be read.
    #[error("the model that was built cannot be read: {0}")]
    Model(String),
}
