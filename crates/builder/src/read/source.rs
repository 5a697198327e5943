//! Opens a file as a stream of UTF-8 bytes, whatever it is compressed by and encoded in.
//!
//! The compression is told by the first bytes and not by the name, so a file that
//! was renamed still opens.

use super::encoding::{Decoded, Found};
use crate::BuildError;
use encoding_rs::Encoding;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const BUFFER: usize = 1 << 16;
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// First bytes of files that are given by mistake, and what they are.
const STRANGERS: [(&[u8], &str); 2] = [
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"%PDF", "a PDF document"),
];

/// An opened file.
pub struct Source {
    /// The text without byte order mark.
    pub text: Box<dyn Read + Send>,
    /// How many bytes of the file itself have been read.
    pub read: Arc<AtomicU64>,
    /// The length of the file, where it has one.
    pub length: Option<u64>,
    /// Which encoding the text turns out to be in.
    pub encoding: Found,
}

impl Source {
    /// Opens a file; `name` is how errors call it.
    ///
    /// # Errors
    /// When it cannot be opened or is no text.
    pub fn open(path: &Path, name: &str) -> Result<Self, BuildError> {
        Self::open_in(path, name, None)
    }

    /// Opens a file in this encoding, if one is given.
    ///
    /// # Errors
    /// When it cannot be opened or is no text.
    pub fn open_in(
        path: &Path,
        name: &str,
        encoding: Option<&'static Encoding>,
    ) -> Result<Self, BuildError> {
        let wrong = |source| BuildError::Open {
            file: name.to_owned(),
            source,
        };
        let file = File::open(path).map_err(wrong)?;
        let meta = file.metadata().map_err(wrong)?;
        if meta.is_dir() {
            return Err(wrong(io::ErrorKind::IsADirectory.into()));
        }
        let read = Arc::new(AtomicU64::new(0));
        let counted = Counted {
            file,
            read: Arc::clone(&read),
        };
        let (text, found) = unwrap(counted, name, encoding)?;
        Ok(Self {
            text,
            read,
            length: meta.is_file().then_some(meta.len()),
            encoding: found,
        })
    }

    /// Looks at the first bytes of the text and leaves them in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn peek(&mut self, bytes: u64, name: &str) -> Result<Vec<u8>, BuildError> {
        let mut head = Vec::new();
        let read = self.text.by_ref().take(bytes).read_to_end(&mut head);
        read.map_err(|source| BuildError::Read {
            file: name.to_owned(),
            line: 0,
            source,
        })?;
        let text = std::mem::replace(&mut self.text, Box::new(io::empty()));
        self.text = Box::new(Cursor::new(head.clone()).chain(text));
        Ok(head)
    }
}

/// Takes off the compression.
pub(super) fn inflate(file: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut file = BufReader::with_capacity(BUFFER, file);
    let head = file.fill_buf()?;
    Ok(if head.starts_with(GZIP) {
        Box::new(flate2::bufread::MultiGzDecoder::new(file))
    } else if head.starts_with(ZSTD) {
        Box::new(zstd::stream::read::Decoder::with_buffer(file)?)
    } else {
        Box::new(file)
    })
}

/// Takes off the compression, the encoding and the byte order mark, and refuses what is no text.
fn unwrap(
    file: impl Read + Send + 'static,
    name: &str,
    encoding: Option<&'static Encoding>,
) -> Result<(Box<dyn Read + Send>, Found), BuildError> {
    let wrong = |source| BuildError::Read {
        file: name.to_owned(),
        line: 0,
        source,
    };
    let inner = inflate(file).map_err(wrong)?;
    let mut text = BufReader::with_capacity(BUFFER, inner);
    let head = text.fill_buf().map_err(wrong)?;
    let stranger = STRANGERS.iter().find(|(start, _)| head.starts_with(start));
    if let Some((_, found)) = stranger {
        return Err(BuildError::NotCsv {
            file: name.to_owned(),
            found,
        });
    }
    let (text, found) = Decoded::new(text, encoding).map_err(wrong)?;
    Ok((Box::new(text), found))
}

/// Counts the bytes that pass.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
