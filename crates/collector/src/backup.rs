//! A copy of the database while it is in use.

use crate::storage::{self, StorageError};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thiserror::Error;

/// Pages copied at once, and the pause after them in which the server may write.
const PAGES: i32 = 256;
const PAUSE: Duration = Duration::from_millis(5);

/// Why there is no copy.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The database cannot be read.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Something is there already, and is left as it is.
    #[error("{} is there already", .0.display())]
    There(PathBuf),
    /// The copy cannot be written.
    #[error("cannot write the copy {}: {source}", file.display())]
    Copy {
        /// The copy's file.
        file: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// Copies the database in the folder to a new file by SQLite's backup interface: the copy is
/// what was committed at one moment, also while a server counts on.
///
/// # Errors
/// When there is no database, or the copy is there already or cannot be written.
pub fn back_up(folder: &Path, to: &Path) -> Result<(), BackupError> {
    if to.exists() {
        return Err(BackupError::There(to.to_owned()));
    }
    let from = storage::open_for_backup(folder)?;
    let copy = || -> Result<(), rusqlite::Error> {
        let mut copy = Connection::open(to)?;
        Backup::new(&from, &mut copy)?.run_to_completion(PAGES, PAUSE, None)?;
        // A single file, without a log beside it.
        copy.execute_batch("PRAGMA journal_mode = DELETE;")
    };
    copy().map_err(|source| BackupError::Copy {
        file: to.to_owned(),
        source,
    })
}
