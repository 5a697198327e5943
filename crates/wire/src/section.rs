//! Tagged sections: `tag` (varint), `length` (varint), bytes; in any order.
//!
//! A reader skips a tag that it does not know, so a later builder can add a column
//! without a new version; a change of meaning needs a new version.

use crate::WireError;

/// Appends an unsigned LEB128 integer.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a section.
pub fn put(out: &mut Vec<u8>, tag: u32, bytes: &[u8]) {
    put_varint(out, tag.into());
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Appends a column of strings: all lengths, then all bytes.
pub fn put_strings<'a>(out: &mut Vec<u8>, tag: u32, strings: impl Iterator<Item = &'a str>) {
    let (mut lengths, mut bytes) = (Vec::new(), Vec::new());
    for string in strings {
        put_varint(&mut lengths, string.len() as u64);
        bytes.extend_from_slice(string.as_bytes());
    }
    lengths.append(&mut bytes);
    put(out, tag, &lengths);
}

/// Appends a column of unsigned integers.
pub fn put_numbers(out: &mut Vec<u8>, tag: u32, numbers: impl Iterator<Item = u64>) {
    let mut bytes = Vec::new();
    numbers.for_each(|number| put_varint(&mut bytes, number));
    put(out, tag, &bytes);
}

/// Reads bytes and never past their end.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    what: &'static str,
}

impl<'a> Reader<'a> {
    /// `what` names the part in errors.
    pub fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self { bytes, what }
    }

    /// Whether all was read.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// All that is left.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], WireError> {
        let (head, tail) = self
            .bytes
            .split_at_checked(count)
            .ok_or(WireError::CutShort { what: self.what })?;
        self.bytes = tail;
        Ok(head)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, WireError> {
        Ok(self.take(1)?[0])
    }

    /// The next eight bytes, little-endian.
    pub fn u64(&mut self) -> Result<u64, WireError> {
        let mut value = [0; 8];
        value.copy_from_slice(self.take(8)?);
        Ok(u64::from_le_bytes(value))
    }

    /// The next varint.
    pub fn varint(&mut self) -> Result<u64, WireError> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if shift == 63 && part > 1 {
                break;
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(WireError::Malformed { what: self.what })
    }

    /// The next varint, at most `limit`.
    pub fn count(&mut self, limit: usize) -> Result<usize, WireError> {
        let value = self.varint()?;
        if value > limit as u64 {
            return Err(WireError::TooLarge { what: self.what });
        }
        Ok(value as usize)
    }

    /// A column of `count` strings of at most `limit` bytes each, as [`put_strings`] writes it.
    pub fn strings(&mut self, count: usize, limit: usize) -> Result<Vec<String>, WireError> {
        let mut lengths = Vec::with_capacity(count.min(self.bytes.len()));
        for _ in 0..count {
            lengths.push(self.count(limit)?);
        }
        lengths
            .into_iter()
            .map(|length| {
                std::str::from_utf8(self.take(length)?)
                    .map(str::to_owned)
                    .map_err(|_| WireError::Malformed { what: self.what })
            })
            .collect()
    }
}

/// Finds the sections of a body.
#[derive(Debug, Clone, Copy)]
pub struct Sections<'a>(&'a [u8]);

impl<'a> Sections<'a> {
    /// Checks that the sections fill the body exactly.
    pub fn new(body: &'a [u8]) -> Result<Self, WireError> {
        let mut reader = Reader::new(body, "sections");
        while !reader.is_empty() {
            next(&mut reader)?;
        }
        Ok(Self(body))
    }

    /// The first section with this tag, if there is one.
    pub fn get(&self, tag: u32, what: &'static str) -> Option<Reader<'a>> {
        let mut reader = Reader::new(self.0, "sections");
        while let Ok((found, bytes)) = next(&mut reader) {
            if found == u64::from(tag) {
                return Some(Reader::new(bytes, what));
            }
        }
        None
    }

    /// The section with this tag, or an error that names it.
    pub fn need(&self, tag: u32, what: &'static str) -> Result<Reader<'a>, WireError> {
        self.get(tag, what).ok_or(WireError::Missing { what })
    }
}

fn next<'a>(reader: &mut Reader<'a>) -> Result<(u64, &'a [u8]), WireError> {
    let tag = reader.varint()?;
    let length = reader.count(crate::frame::MAX_BODY)?;
    Ok((tag, reader.take(length)?))
}
