//! Products of any form as rows with named fields, so that one reader takes them all.

use super::columns::{self, Column};
use super::source::Source;
use super::table::{Fields, Table};
use crate::report::FileReport;
use crate::{BuildError, Progress};
use csv::ByteRecord;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many items are looked at for the names of their fields.
const LOOKED_AT: usize = 200;

/// More fields than this no form has; what comes after is left out.
const MAX_FIELDS: usize = 500;

/// An item with its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Where it is: a line, or the number of a page.
    pub line: u64,
    /// Names and values; of two with one name the first counts.
    pub fields: Vec<(String, String)>,
}

impl Item {
    /// The value of a field; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Adds a field that is not empty.
    pub fn put(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() && self.fields.len() < MAX_FIELDS {
            self.fields.push((name.to_owned(), value));
        }
    }
}

/// What gives items, one after the other.
pub trait Items: Send {
    /// The next one. What is left out is counted in the report.
    ///
    /// # Errors
    /// When the file cannot be read on.
    fn next(&mut self, report: &mut FileReport) -> Result<Option<Item>, BuildError>;

    /// Names by which orders call products, and the ids that these have; asked for at the end.
    fn aliases(&mut self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}

/// Tells how far a file is read.
pub struct Pace {
    read: Arc<AtomicU64>,
    told: u64,
}

impl Pace {
    /// Of an opened file.
    pub fn of(source: &Source) -> Self {
        Self {
            read: Arc::clone(&source.read),
            told: 0,
        }
    }

    fn tell(&mut self, progress: &dyn Progress) {
        let read = self.read.load(Ordering::Relaxed);
        progress.advance(read.saturating_sub(self.told));
        self.told = read;
    }
}

/// Items as rows under the header that the first of them make.
pub struct Loose {
    items: Box<dyn Items>,
    header: Vec<String>,
    places: BTreeMap<String, usize>,
    columns: Vec<Option<usize>>,
    waiting: VecDeque<Item>,
    record: ByteRecord,
    pace: Option<Pace>,
}

/// Rows of any form.
pub enum Rows {
    /// From a table with a header.
    Table(Box<Table>),
    /// From items that bring the names of their fields.
    Loose(Box<Loose>),
}

impl Rows {
    /// Rows of items. `map` says which fields are in which of theirs.
    ///
    /// # Errors
    /// When the first items cannot be read, or a field that must be there is not.
    pub fn of_items(
        mut items: Box<dyn Items>,
        pace: Option<Pace>,
        wanted: &[Column],
        map: &[(String, String)],
        report: &mut FileReport,
        name: &str,
    ) -> Result<Self, BuildError> {
        let mut waiting = VecDeque::new();
        let mut header: Vec<String> = Vec::new();
        let mut places = BTreeMap::new();
        let add = |field: &str, header: &mut Vec<String>, places: &mut BTreeMap<String, usize>| {
            if header.len() < MAX_FIELDS && !places.contains_key(field) {
                places.insert(field.to_owned(), header.len());
                header.push(field.to_owned());
            }
        };
        while waiting.len() < LOOKED_AT {
            let Some(item) = items.next(report)? else {
                break;
            };
            for (field, _) in &item.fields {
                add(field, &mut header, &mut places);
            }
            waiting.push_back(item);
        }
        let found = if waiting.is_empty() {
            vec![None; wanted.len()]
        } else {
            columns::find_first(name, &header, wanted, map)?
        };
        // What only later items have is found under its own name.
        let mut columns = found;
        for (place, column) in wanted.iter().enumerate() {
            if columns[place].is_none() {
                add(column.name, &mut header, &mut places);
                columns[place] = places.get(column.name).copied();
            }
        }
        Ok(Self::Loose(Box::new(Loose {
            items,
            header,
            places,
            columns,
            waiting,
            record: ByteRecord::new(),
            pace,
        })))
    }

    /// The names of all columns.
    pub fn header(&self) -> &[String] {
        match self {
            Self::Table(table) => table.header(),
            Self::Loose(loose) => &loose.header,
        }
    }

    /// Where each wanted column is.
    pub fn places(&self) -> &[Option<usize>] {
        match self {
            Self::Table(table) => table.places(),
            Self::Loose(loose) => &loose.columns,
        }
    }

    /// The next row. What is left out is counted in the report.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next(
        &mut self,
        report: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<Option<Fields<'_>>, BuildError> {
        match self {
            Self::Table(table) => table.next(report, progress),
            Self::Loose(loose) => loose.next(report, progress),
        }
    }

    /// Names by which orders call products.
    pub fn aliases(&mut self) -> BTreeMap<String, String> {
        match self {
            Self::Table(_) => BTreeMap::new(),
            Self::Loose(loose) => loose.items.aliases(),
        }
    }
}

impl Loose {
    fn next(
        &mut self,
        report: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<Option<Fields<'_>>, BuildError> {
        if let Some(pace) = &mut self.pace {
            pace.tell(progress);
        }
        let item = match self.waiting.pop_front() {
            Some(item) => item,
            None => match self.items.next(report)? {
                Some(item) => item,
                None => return Ok(None),
            },
        };
        report.lines += 1;
        let mut values = vec![""; self.header.len()];
        for (field, value) in &item.fields {
            if let Some(place) = self.places.get(field)
                && values[*place].is_empty()
            {
                values[*place] = value;
            }
        }
        self.record.clear();
        values
            .iter()
            .for_each(|value| self.record.push_field(value.as_bytes()));
        Ok(Some(Fields::new(item.line, &self.record, &self.columns)))
    }
}
