//! The outer eight bytes of a `.dgm` file.
//!
//! | offset | bytes | what |
//! |---|---|---|
//! | 0 | 4 | `44 47 4c 4d` ("DGLM") |
//! | 4 | 1 | version, 1 |
//! | 5 | 1 | kind: 1 chunk, 2 home, 3 attributes, 4 hot |
//! | 6 | 2 | zero |
//! | 8 | … | body: one gzip member (RFC 1952), at most [`MAX_BODY`] bytes inflated |
//!
//! gzip because every static host passes it through untouched, every browser
//! inflates it natively, and its CRC-32 finds a damaged file before it is decoded.

use crate::{MODEL_VERSION, WireError};

/// The most that a body may inflate to, in bytes.
pub const MAX_BODY: usize = 8 << 20;

/// The length of the header, in bytes.
pub const HEADER: usize = 8;

const MAGIC: [u8; 4] = *b"DGLM";

/// What a `.dgm` file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A [`crate::Chunk`].
    Chunk = 1,
    /// A [`crate::Home`].
    Home = 2,
    /// An [`crate::Attributes`].
    Attributes = 3,
    /// A [`crate::Hot`].
    Hot = 4,
}

/// The header of a file of this kind.
pub fn header(kind: Kind) -> [u8; HEADER] {
    let [a, b, c, d] = MAGIC;
    [a, b, c, d, MODEL_VERSION, kind as u8, 0, 0]
}

/// Checks the header and returns the gzip body.
///
/// # Errors
/// When the file is something else, of another kind, or of an unknown version.
pub fn body(file: &[u8], kind: Kind) -> Result<&[u8], WireError> {
    let (head, body) = file
        .split_at_checked(HEADER)
        .ok_or(WireError::CutShort { what: "header" })?;
    if head[..4] != MAGIC {
        return Err(WireError::NotThisFile { expected: "model" });
    }
    if head[4] == 0 || head[4] > MODEL_VERSION {
        return Err(WireError::UnknownVersion {
            what: "model file",
            found: head[4].into(),
            known: MODEL_VERSION.into(),
        });
    }
    if head[5] != kind as u8 {
        return Err(WireError::NotThisFile {
            expected: match kind {
                Kind::Chunk => "model chunk",
                Kind::Home => "model home",
                Kind::Attributes => "model attributes",
                Kind::Hot => "hot file",
            },
        });
    }
    if head[6..] != [0, 0] {
        return Err(WireError::Malformed { what: "header" });
    }
    Ok(body)
}

/// Wraps an encoded body into a whole file. The same body gives the same bytes.
#[cfg(feature = "gzip")]
pub fn pack(kind: Kind, body: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut gzip =
        flate2::write::GzEncoder::new(header(kind).to_vec(), flate2::Compression::best());
    // Writing into a Vec cannot fail: it only grows.
    let _ = gzip.write_all(body);
    gzip.finish().unwrap_or_default()
}

/// Opens a whole file: header, gzip, CRC-32, size.
///
/// # Errors
/// As [`body`], and when the gzip body is damaged, cut short or larger than [`MAX_BODY`].
#[cfg(feature = "gzip")]
pub fn unpack(file: &[u8], kind: Kind) -> Result<Vec<u8>, WireError> {
    use std::io::Read as _;
    let mut out = Vec::new();
    let mut gzip = flate2::bufread::GzDecoder::new(body(file, kind)?);
    let read = gzip
        .by_ref()
        .take(MAX_BODY as u64 + 1)
        .read_to_end(&mut out);
    // Browsers refuse what follows the one member, and so do we.
    let whole = read.is_ok() && (out.len() > MAX_BODY || gzip.into_inner().is_empty());
    if !whole {
        return Err(WireError::Malformed { what: "gzip body" });
    }
    if out.len() > MAX_BODY {
        return Err(WireError::TooLarge { what: "body" });
    }
    Ok(out)
}
