//! What can go wrong while the shop is generated.

use std::path::PathBuf;

/// Every failure says which file, and where in it, so that the reader can mend it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("{path} cannot be read: {source}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("{path} cannot be written: {source}", path = path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The catalogue is no CSV in UTF-8.
    #[error("{path} is not a CSV file in UTF-8: {source}", path = path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// What the CSV reader said, with the line.
        source: csv::Error,
    },
    /// The catalogue lacks a column.
    #[error(
        "{path}, line 1: the column `{column}` is missing; expected id,title,price,currency,orders,first_sold,last_sold",
        path = path.display()
    )]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The column that was looked for.
        column: &'static str,
    },
    /// A field of the catalogue holds what it must not.
    #[error("{path}, line {line}, field `{field}`: expected {expected}, found `{found}`", path = path.display())]
    Field {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// The column's name.
        field: &'static str,
        /// What would have been right.
        expected: &'static str,
        /// What was there, cut to a readable length.
        found: String,
    },
    /// Two lines of the catalogue have one id.
    #[error("{path}, line {line}, field `id`: `{id}` was already used in line {first}", path = path.display())]
    DuplicateId {
        /// The file.
        path: PathBuf,
        /// The second line.
        line: u64,
        /// The id.
        id: String,
        /// The first line.
        first: u64,
    },
    /// The catalogue has a header and nothing else.
    #[error("{path} holds no products", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A template of the shop is wrong.
    #[error("the template of {page} cannot be rendered: {source:#}")]
    Template {
        /// The page that was being made.
        page: String,
        /// What the template engine said, with the line.
        source: minijinja::Error,
    },
    /// The shop's own text file is wrong.
    #[error("templates/text.json is not valid: {0}")]
    Text(serde_json::Error),
}
