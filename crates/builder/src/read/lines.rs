//! A text file line by line, with bounds: no line is without end.

use super::source::Source;
use crate::report::FileReport;
use crate::{BuildError, Progress};
use std::io::{BufRead as _, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most bytes of a line; the rest of a longer one is passed over.
const MAX_LINE: usize = 1 << 20;

/// Progress is told every so many lines.
const TELL_EVERY: u64 = 1 << 13;

/// The lines of a file.
pub struct Lines {
    name: String,
    text: BufReader<Box<dyn Read + Send>>,
    bytes: Vec<u8>,
    number: u64,
    read: Arc<AtomicU64>,
    told: u64,
}

impl Lines {
    /// From an opened file.
    pub fn new(name: String, source: Source) -> Self {
        Self {
            name,
            text: BufReader::new(source.text),
            bytes: Vec::new(),
            number: 0,
            read: source.read,
            told: 0,
        }
    }

    /// How messages call the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next line that is not blank, with its number from 1. A line that is too long is
    /// counted in the report.
    ///
    /// # Errors
    /// When the file cannot be read on or is not UTF-8.
    pub fn next(
        &mut self,
        report: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<Option<(u64, &str)>, BuildError> {
        loop {
            let more = self.fill()?;
            if !more || self.number.is_multiple_of(TELL_EVERY) {
                let read = self.read.load(Ordering::Relaxed);
                progress.advance(read.saturating_sub(self.told));
                self.told = read;
            }
            if !more {
                return Ok(None);
            }
            if self.bytes.trim_ascii().is_empty() {
                continue;
            }
            report.lines += 1;
            if self.bytes.len() <= MAX_LINE {
                break;
            }
            let detail = format!("more than {MAX_LINE} bytes");
            report.bad("a line that is too long", self.number, detail);
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(line) => Ok(Some((self.number, line.trim_end_matches(['\r', '\n'])))),
            Err(error) => Err(BuildError::NotUtf8 {
                file: self.name.clone(),
                line: self.number,
                column: "1".to_owned(),
                byte: self.bytes[error.valid_up_to()],
            }),
        }
    }

    /// Takes in one line and at most one byte more than it may have.
    fn fill(&mut self) -> Result<bool, BuildError> {
        let wrong = |line, source| BuildError::Read {
            file: self.name.clone(),
            line,
            source,
        };
        self.bytes.clear();
        let limit = MAX_LINE as u64 + 1;
        let mut first = self.text.by_ref().take(limit);
        let count = first
            .read_until(b'\n', &mut self.bytes)
            .map_err(|error| wrong(self.number, error))?;
        if count == 0 {
            return Ok(false);
        }
        self.number += 1;
        if count > MAX_LINE && !self.bytes.ends_with(b"\n") {
            self.text
                .skip_until(b'\n')
                .map_err(|error| wrong(self.number, error))?;
        }
        Ok(true)
    }
}
