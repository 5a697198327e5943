//! The database: what is kept, what is forgotten, and what stays readable.

#![allow(clippy::unwrap_used)]

use dangol_collector::backup::{BackupError, back_up};
use dangol_collector::storage::{
    Cell, Entry, FILE, Memory, Outcome, SCHEMA_VERSION, Sqlite, Storage, StorageError,
};
use std::path::Path;

fn entry(id: u8, day: u16) -> Entry {
    let cell = Cell {
        day,
        measure: 1,
        slot: 2,
        arm: 1,
        subject: u32::MAX,
        cell: 255,
        count: 7,
    };
    Entry {
        id: [id; 16],
        day,
        cells: vec![Cell { measure: 0, ..cell }, cell],
    }
}

fn sum_of(storage: &mut impl Storage) -> u64 {
    storage.sums(0).unwrap().iter().map(|(_, sum)| sum).sum()
}

fn counts_once_and_forgets(mut writer: impl Storage, mut reader: impl Storage) {
    let (known, counted) = (Outcome::Known, Outcome::Counted);
    let group = [entry(1, 10), entry(2, 10), entry(1, 10)];
    assert_eq!(writer.count(&group, 5).unwrap(), [counted, counted, known]);
    assert_eq!(
        writer.count(&[entry(2, 10), entry(3, 11)], 5).unwrap(),
        [known, counted]
    );
    let sums = reader.sums(11).unwrap();
    assert_eq!(
        sums,
        [(entry(3, 11).cells[0], 1), (entry(3, 11).cells[1], 1)]
    );
    assert_eq!(sum_of(&mut reader), 6);
    // Day 10 is no longer accepted, so its ids are not needed, and its sums are.
    assert_eq!(writer.count(&[], 11).unwrap(), []);
    assert_eq!(
        writer.count(&[entry(1, 11), entry(3, 11)], 11).unwrap(),
        [counted, known]
    );
    assert_eq!(sum_of(&mut reader), 8);
}

#[test]
fn each_id_counts_once_until_its_day_is_over() {
    let memory = Memory::default();
    counts_once_and_forgets(memory.clone(), memory);
    let folder = tempfile::tempdir().unwrap();
    let open = || Sqlite::open(folder.path()).unwrap();
    counts_once_and_forgets(open(), open());
}

#[test]
fn a_copy_is_whole_while_the_database_is_in_use_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Sqlite::open(folder.path()).unwrap();
    writer.count(&[entry(1, 10)], 0).unwrap();
    let restored = tempfile::tempdir().unwrap();
    let copy = restored.path().join(FILE);
    back_up(folder.path(), &copy).unwrap();
    writer.count(&[entry(2, 10)], 0).unwrap();
    assert_eq!(sum_of(&mut Sqlite::open(restored.path()).unwrap()), 2);
    assert_eq!(sum_of(&mut writer), 4);
    assert!(matches!(
        back_up(folder.path(), &copy),
        Err(BackupError::There(_))
    ));
    let empty = tempfile::tempdir().unwrap();
    assert!(back_up(empty.path(), &empty.path().join("copy")).is_err());
}

#[test]
fn what_is_newer_foreign_or_damaged_is_refused_and_left_alone() {
    let make = |sql: &str| {
        let folder = tempfile::tempdir().unwrap();
        let connection = rusqlite::Connection::open(folder.path().join(FILE)).unwrap();
        connection.execute_batch(sql).unwrap();
        folder
    };
    let newer = tempfile::tempdir().unwrap();
    drop(Sqlite::open(newer.path()).unwrap());
    let connection = rusqlite::Connection::open(newer.path().join(FILE)).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    drop(connection);
    let error = Sqlite::open(newer.path()).unwrap_err();
    assert!(
        matches!(error, StorageError::Newer { found: 99, .. }),
        "{error}"
    );
    let foreign = make("CREATE TABLE other (a)");
    let error = Sqlite::open(foreign.path()).unwrap_err();
    assert!(matches!(error, StorageError::Foreign { .. }), "{error}");
    let damaged = tempfile::tempdir().unwrap();
    std::fs::write(damaged.path().join(FILE), [b'x'; 8192]).unwrap();
    let error = Sqlite::open(damaged.path()).unwrap_err();
    assert!(matches!(error, StorageError::Database { .. }), "{error}");
    assert_eq!(
        std::fs::read(damaged.path().join(FILE)).unwrap(),
        [b'x'; 8192]
    );
}

/// The database as version 1 writes it. `DANGOL_FREEZE=1 cargo test -p dangol-collector
/// --test storage` writes that of a new version; one that was released is never changed.
#[test]
fn every_version_that_was_written_is_still_read() {
    let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frozen");
    let file = frozen.join(format!("schema-{SCHEMA_VERSION}.sqlite"));
    if std::env::var_os("DANGOL_FREEZE").is_some() && !file.exists() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Sqlite::open(folder.path()).unwrap();
        writer
            .count(&[entry(1, 10), entry(2, 11), entry(3, 10)], 0)
            .unwrap();
        back_up(folder.path(), &file).unwrap();
    }
    for version in 1..=SCHEMA_VERSION {
        let folder = tempfile::tempdir().unwrap();
        let file = frozen.join(format!("schema-{version}.sqlite"));
        std::fs::copy(file, folder.path().join(FILE)).unwrap();
        let mut storage = Sqlite::open(folder.path()).unwrap();
        let sums = storage.sums(0).unwrap();
        let expected = [
            (entry(1, 10).cells[0], 2),
            (entry(1, 10).cells[1], 2),
            (entry(2, 11).cells[0], 1),
            (entry(2, 11).cells[1], 1),
        ];
        assert_eq!(sums, expected, "version {version}");
        let again = storage.count(&[entry(1, 10), entry(9, 11)], 0).unwrap();
        assert_eq!(
            again,
            [Outcome::Known, Outcome::Counted],
            "version {version}"
        );
    }
}
