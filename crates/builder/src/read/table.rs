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

/// So many lines are looked at to find the mark between columns.
const SNIFFED: usize = 50;

/// So much is looked at for that.
const HEAD: u64 = 1 << 16;

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

impl<'a> Fields<'a> {
    /// A line made of a record, and where in it each column is.
    pub fn new(line: u64, record: &'a ByteRecord, places: &'a [Option<usize>]) -> Self {
        Self {
            line,
            record,
            places,
        }
    }

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

/// The mark between the columns of a table: the one that parts its first lines into most
/// fields, and into as many each.
pub fn mark_of(head: &[u8]) -> u8 {
    let score = |mark: &u8| {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(*mark)
            .from_reader(head);
        let lengths: Vec<usize> = reader
            .into_byte_records()
            .take(SNIFFED)
            .map_while(Result::ok)
            .map(|record| record.len())
            .collect();
        let header = lengths.first().copied().unwrap_or_default();
        let alike = lengths.iter().filter(|length| **length == header).count();
        // In per cent, so that more fields win only where lines agree as well.
        let agree = alike * 100 / lengths.len().max(1);
        (header > 1, agree >= 80, header, agree)
    };
    // Of equals the last is taken, so the most common one is the last.
    let marks = *b"|\t;,";
    marks
        .iter()
        .copied()
        .max_by_key(|mark| score(mark))
        .unwrap_or(b',')
}

/// The names in the first line of a table.
pub fn header_of(head: &[u8]) -> Vec<String> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark_of(head))
        .from_reader(head);
    let mut record = ByteRecord::new();
    if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
        return Vec::new();
    }
    let texts = record
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim().to_owned());
    texts.collect()
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
        let mut source = Source::open(path, &name)?;
        progress.stage(&format!("reading {name}"), source.length);
        let mark = mark_of(&source.peek(HEAD, &name)?);
        Self::new(name, source, columns, mark)
    }

    /// Finds the columns in the header of an opened file, the first of each name, where `map`
    /// does not say which.
    ///
    /// # Errors
    /// As [`Table::open`], and when `map` names what is not there.
    pub fn mapped(
        name: String,
        mut source: Source,
        columns: &[Column],
        map: &[(String, String)],
    ) -> Result<Self, BuildError> {
        let mark = mark_of(&source.peek(HEAD, &name)?);
        Self::found_by(name, source, columns, mark, |name, header| {
            columns::find_first(name, header, columns, map)
        })
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
        Self::found_by(name, source, columns, mark, |name, header| {
            columns::find(name, header, columns)
        })
    }

    fn found_by(
        name: String,
        source: Source,
        columns: &[Column],
        mark: u8,
        find: impl Fn(&str, &[String]) -> Result<Vec<Option<usize>>, BuildError>,
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
        let places = find(&name, &header)?;
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

    /// Where each wanted column is.
    pub fn places(&self) -> &[Option<usize>] {
        &self.places
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
