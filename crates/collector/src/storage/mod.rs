//! Where sums are kept: a small trait, so that another database can take the place of the
//! embedded one.
//!
//! What is kept is counts only: for each day, measure, arm and value how many reports said
//! so. Of a report itself nothing stays but its random id, and that only while a second
//! copy of it could still be accepted.

mod memory;
mod sqlite;

pub use memory::Memory;
pub use sqlite::{FILE, SCHEMA_VERSION, Sqlite, open_for_backup};

use std::path::{Path, PathBuf};
use thiserror::Error;

/// The random id of a report.
pub type ReportId = [u8; 16];

/// What is counted: the place of one sum, that of the reports of one day which said the same
/// of the same. The fields of a key are those of [`dangol_wire::report::Key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// The day that the report tells of, counted from 1 January 1970.
    pub day: u16,
    /// The measure's code; 0 for the day's reports, whatever they hold.
    pub measure: u8,
    /// The slot.
    pub slot: u8,
    /// The arm.
    pub arm: u8,
    /// The subject; of a noised histogram its parameters, see [`crate::tally::parameters`].
    pub subject: u32,
    /// The cell.
    pub cell: u8,
    /// The count that was reported. Of a noised histogram 1 for a cell that is set, and 0
    /// for the answers as a whole.
    pub count: u8,
}

/// A report that has passed every check, as what it adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its random id.
    pub id: ReportId,
    /// The day that it tells of.
    pub day: u16,
    /// The sums that it raises by one; a cell may be named more than once.
    pub cells: Vec<Cell>,
}

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is counted, and the count is on the disk.
    Counted,
    /// It was counted before; nothing has changed.
    Known,
}

/// A sum as it is read.
pub type Sum = (Cell, u64);

/// Keeps sums. Several values of one storage may be open at once: one that writes, others
/// that read.
pub trait Storage: Send + 'static {
    /// Counts all entries in one transaction, and forgets the ids of days before `oldest`.
    /// When it returns without an error, what it counted survives the end of the process
    /// and of the machine. After an error nothing of it is counted.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn count(&mut self, entries: &[Entry], oldest: u16) -> Result<Vec<Outcome>, StorageError>;

    /// All sums of the days from `first` on, sorted.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn sums(&mut self, first: u16) -> Result<Vec<Sum>, StorageError>;
}

/// Why sums cannot be kept or read.
#[derive(Debug, Error)]
pub enum StorageError {
    /// The database does not do what it should.
    #[error("the database {} failed: {source}", file.display())]
    Database {
        /// The file of the database.
        file: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The database was written by a version that is newer than this one.
    #[error(
        "the database {} is of version {found}, and this program knows versions up to {known}",
        file.display()
    )]
    Newer {
        /// The file of the database.
        file: PathBuf,
        /// The version that it says.
        found: u32,
        /// The version that is written now.
        known: u32,
    },
    /// There is no database where one was to be read.
    #[error("{} is not there: no report has been taken into this folder", file.display())]
    NotThere {
        /// Where it should be.
        file: PathBuf,
    },
    /// The file is a database of something else.
    #[error("{} is not a database of Dangol's", file.display())]
    Foreign {
        /// The file that was named.
        file: PathBuf,
    },
}

impl StorageError {
    fn database(file: &Path) -> impl Fn(rusqlite::Error) -> Self + '_ {
        |source| Self::Database {
            file: file.to_owned(),
            source,
        }
    }
}
