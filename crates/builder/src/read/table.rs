//! A CSV file (RFC 4180) with named columns, read line by line.

use super::columns::{self, Column};
use super::source::Source;
use crate::report::FileReport;
use crate::{BuildError, Progress};
use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A record may span this many lines; more means that a quote was never closed.
const MAX_LINES: u64 = 100;

/// Progress is told every so many records.
const TELL_EVERY: u64 = 1 << 13;

/// A CSV file, its header already read.
pub struct Table {
    name: String,
    reader: csv::Reader<Box<dyn Read + Send>>,
    header: Vec<String>,
    places: Vec<Option<usize>>,
    record: ByteRecord,
    records: u64,
    read: Arc<AtomicU64>,
    told: u64,
}

/// A line of a table: the fields that were asked for.
pub struct Fields<'a> {
    /// The line's number in the file, from 1.
    pub line: u64,
    record: &'a ByteRecord,
    places: &'a [Option<usize>],
}

impl Fields<'_> {
    /// The field of the column at this position of the list given to [`Table::open`],
    /// trimmed; empty where there is no such column.
    pub fn get(&self, column: usize) -> &str {
        self.places
            .get(column)
            .copied()
            .flatten()
            .and_then(|place| self.record.get(place))
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
            .trim()
    }

    /// The field at this position of the line, trimmed; empty where there is none.
    pub fn at(&self, place: usize) -> &str {
        let field = self.record.get(place);
        let field = field.and_then(|bytes| std::str::from_utf8(bytes).ok());
        field.unwrap_or_default().trim()
    }
}

impl Table {
    /// Opens a file and finds the columns in its header.
    ///
    /// # Errors
    /// When the file cannot be opened, is empty, is no CSV in UTF-8 or lacks a column.
    pub fn open(
        path: &Path,
        columns: &[Column],
        progress: &dyn Progress,
    ) -> Result<Self, BuildError> {
        let name = path.display().to_string();
        let source = Source::open(path, &name)?;
        progress.stage(&format!("reading {name}"), source.length);
        Self::new(name, source, columns, b',')
    }

    /// Finds the columns in the header of an opened file, with this mark between them.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn new(
        name: String,
        source: Source,
        columns: &[Column],
        mark: u8,
    ) -> Result<Self, BuildError> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(mark)
            .from_reader(source.text);
        let mut record = ByteRecord::new();
        if !read(&mut reader, &mut record, &name, 0)? {
            return Err(BuildError::Empty {
                file: name,
                expected: columns::required(columns),
            });
        }
        check_utf8(&name, 1, &[], &record)?;
        let header: Vec<String> = record
            .iter()
            .map(|field| String::from_utf8_lossy(field).trim().to_owned())
            .collect();
        let places = columns::find(&name, &header, columns)?;
        Ok(Self {
            name,
            reader,
            header,
            places,
            record,
            records: 0,
            read: source.read,
            told: 0,
        })
    }

    /// How messages call the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of all columns.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Whether the header has the column at this position of the list given to [`Table::open`].
    pub fn has(&self, column: usize) -> bool {
        self.places.get(column).copied().flatten().is_some()
    }

    /// The next line that has as many fields as the header; others are counted in the report.
    ///
    /// # Errors
    /// When the file cannot be read on, is not UTF-8, or a quote is never closed.
    pub fn next(
        &mut self,
        report: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<Option<Fields<'_>>, BuildError> {
        loop {
            let from = self.reader.position().line();
            let more = read(&mut self.reader, &mut self.record, &self.name, from)?;
            self.records += 1;
            if !more || self.records.is_multiple_of(TELL_EVERY) {
                let read = self.read.load(Ordering::Relaxed);
                progress.advance(read.saturating_sub(self.told));
                self.told = read;
            }
            if !more {
                return Ok(None);
            }
            let line = self.record.position().map_or(from, csv::Position::line);
            if self.reader.position().line().saturating_sub(line) > MAX_LINES {
                return Err(BuildError::OpenQuote {
                    file: self.name.clone(),
                    line,
                    limit: MAX_LINES,
                });
            }
            check_utf8(&self.name, line, &self.header, &self.record)?;
            report.lines += 1;
            let (found, expected) = (self.record.len(), self.header.len());
            if found == expected {
                break Ok(Some(Fields {
                    line,
                    record: &self.record,
                    places: &self.places,
                }));
            }
            report.bad(
                "wrong number of fields",
                line,
                format!("{found} fields, expected {expected}"),
            );
        }
    }
}

fn read(
    reader: &mut csv::Reader<Box<dyn Read + Send>>,
    record: &mut ByteRecord,
    name: &str,
    line: u64,
) -> Result<bool, BuildError> {
    reader
        .read_byte_record(record)
        .map_err(|error| BuildError::Read {
            file: name.to_owned(),
            line,
            source: match error.into_kind() {
                ErrorKind::Io(source) => source,
                other => std::io::Error::other(format!("{other:?}")),
            },
        })
}

fn check_utf8(
    file: &str,
    line: u64,
    header: &[String],
    record: &ByteRecord,
) -> Result<(), BuildError> {
    if record.as_slice().is_ascii() {
        return Ok(());
    }
    for (place, field) in record.iter().enumerate() {
        if let Err(error) = std::str::from_utf8(field) {
            return Err(BuildError::NotUtf8 {
                file: file.to_owned(),
                line,
                column: header
                    .get(place)
                    .cloned()
                    .unwrap_or_else(|| (place + 1).to_string()),
                byte: field.get(error.valid_up_to()).copied().unwrap_or_default(),
            });
        }
    }
    Ok(())
}
