//! Sums in one SQLite file with a write-ahead log.

use super::{Cell, Entry, Outcome, Storage, StorageError, Sum};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file's name within the folder of the collector's data.
pub const FILE: &str = "dangol.sqlite";

/// The version of the tables that this program writes.
pub const SCHEMA_VERSION: u32 = 1;

/// Says in the file's header whose it is ("dngl").
const APPLICATION: u32 = 0x646e_676c;

/// How long a writer waits for another process, a back-up for instance.
const PATIENCE: Duration = Duration::from_secs(10);

const TABLES: &str = "
    CREATE TABLE seen (
        id BLOB PRIMARY KEY NOT NULL,
        day INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE sum (
        day INTEGER NOT NULL,
        measure INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        arm INTEGER NOT NULL,
        subject INTEGER NOT NULL,
        cell INTEGER NOT NULL,
        count INTEGER NOT NULL,
        reports INTEGER NOT NULL,
        PRIMARY KEY (day, measure, slot, arm, subject, cell, count)
    ) WITHOUT ROWID, STRICT;
";

/// A connection to the database.
#[derive(Debug)]
pub struct Sqlite {
    file: PathBuf,
    connection: Connection,
    /// Ids of days before this one are known to be forgotten.
    swept: u16,
}

impl Sqlite {
    /// Opens the database in the folder, and makes it where there is none.
    ///
    /// # Errors
    /// When the file cannot be opened, is of a newer version, or is not Dangol's.
    pub fn open(folder: &Path) -> Result<Self, StorageError> {
        let file = folder.join(FILE);
        let wrong = StorageError::database(&file);
        let mut connection = Connection::open(&file).map_err(&wrong)?;
        connection.busy_timeout(PATIENCE).map_err(&wrong)?;
        // FULL: an answer says that the count is on the disk, also if the power goes.
        // secure_delete: an id that is forgotten is overwritten, not only unlinked.
        connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
            .map_err(&wrong)?;
        set_up(&mut connection, &file)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL;")
            .map_err(&wrong)?;
        drop(wrong);
        Ok(Self {
            file,
            connection,
            swept: 0,
        })
    }

    fn count_all(
        &mut self,
        entries: &[Entry],
        oldest: u16,
    ) -> Result<Vec<Outcome>, rusqlite::Error> {
        let change = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut outcomes = Vec::with_capacity(entries.len());
        // Many reports raise the same sums; each sum is written once a transaction.
        let mut raised: HashMap<Cell, u64> = HashMap::new();
        if self.swept < oldest {
            change.execute("DELETE FROM seen WHERE day < ?1", params![oldest])?;
        }
        {
            let mut see = change.prepare_cached(
                "INSERT INTO seen (id, day) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?;
            for entry in entries {
                if see.execute(params![&entry.id[..], entry.day])? == 0 {
                    outcomes.push(Outcome::Known);
                    continue;
                }
                for cell in &entry.cells {
                    *raised.entry(*cell).or_default() += 1;
                }
                outcomes.push(Outcome::Counted);
            }
            let mut raise = change.prepare_cached(
                "INSERT INTO sum (day, measure, slot, arm, subject, cell, count, reports)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT DO UPDATE SET reports = reports + excluded.reports",
            )?;
            // In the table's order, which finds its pages faster.
            let mut raised: Vec<(Cell, u64)> = raised.into_iter().collect();
            raised.sort_unstable();
            for (of, by) in raised {
                let by = i64::try_from(by).unwrap_or(i64::MAX);
                raise.execute(params![
                    of.day, of.measure, of.slot, of.arm, of.subject, of.cell, of.count, by
                ])?;
            }
        }
        change.commit()?;
        self.swept = self.swept.max(oldest);
        Ok(outcomes)
    }

    fn read(&self, first: u16) -> Result<Vec<Sum>, rusqlite::Error> {
        let mut read = self.connection.prepare_cached(
            "SELECT day, measure, slot, arm, subject, cell, count, reports FROM sum
             WHERE day >= ?1 ORDER BY day, measure, slot, arm, subject, cell, count",
        )?;
        let rows = read.query_map(params![first], |row| {
            let cell = Cell {
                day: row.get(0)?,
                measure: row.get(1)?,
                slot: row.get(2)?,
                arm: row.get(3)?,
                subject: row.get(4)?,
                cell: row.get(5)?,
                count: row.get(6)?,
            };
            Ok((cell, row.get::<_, i64>(7)?.unsigned_abs()))
        })?;
        rows.collect()
    }
}

impl Storage for Sqlite {
    fn count(&mut self, entries: &[Entry], oldest: u16) -> Result<Vec<Outcome>, StorageError> {
        self.count_all(entries, oldest)
            .map_err(StorageError::database(&self.file))
    }

    fn sums(&mut self, first: u16) -> Result<Vec<Sum>, StorageError> {
        self.read(first).map_err(StorageError::database(&self.file))
    }
}

/// Makes the tables of a new file; refuses what is newer or somebody else's.
fn set_up(connection: &mut Connection, file: &Path) -> Result<(), StorageError> {
    let wrong = StorageError::database(file);
    // One process at a time, so that two that start together do not both make tables.
    let change = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(&wrong)?;
    let pragma = |name: &str| change.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0));
    let found: u32 = pragma("user_version").map_err(&wrong)?;
    let application: u32 = pragma("application_id").map_err(&wrong)?;
    let tables: u32 = change
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(&wrong)?;
    if found == 0 && tables == 0 {
        let marks = format!(
            "{TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {SCHEMA_VERSION};"
        );
        change.execute_batch(&marks).map_err(&wrong)?;
    } else if application != APPLICATION {
        return Err(StorageError::Foreign {
            file: file.to_owned(),
        });
    } else if found > SCHEMA_VERSION {
        return Err(StorageError::Newer {
            file: file.to_owned(),
            found,
            known: SCHEMA_VERSION,
        });
    }
    change.commit().map_err(&wrong)
}

/// Opens the database for reading only, which needs one to be there.
///
/// # Errors
/// When it is not there or cannot be read.
pub fn open_for_backup(folder: &Path) -> Result<Connection, StorageError> {
    let file = folder.join(FILE);
    Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(StorageError::database(&file))
}
