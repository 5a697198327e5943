//! Bits, least significant first, and Rice codes over them.

use crate::WireError;

/// Writes bits, the least significant of each byte first.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    used: u32,
}

impl BitWriter {
    /// Writes the `count` lowest bits of `value`, at most 32.
    pub fn put(&mut self, value: u32, count: u32) {
        for shift in 0..count {
            if self.used == 0 {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> shift & 1) as u8) << self.used;
            }
            self.used = (self.used + 1) % 8;
        }
    }

    /// Writes a Rice code: the quotient by 2^k in unary (ones, then a zero), then k bits.
    pub fn put_rice(&mut self, value: u32, k: u32) {
        for _ in 0..value >> k {
            self.put(1, 1);
        }
        self.put(0, 1);
        self.put(value, k);
    }

    /// The bytes; the last one is filled up with zeros.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what [`BitWriter`] wrote, and never past the end.
#[derive(Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Reads from the first bit on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next `count` bits, at most 32.
    pub fn get(&mut self, count: u32) -> Result<u32, WireError> {
        let mut value = 0;
        for shift in 0..count {
            let byte = self
                .bytes
                .get(self.at / 8)
                .ok_or(WireError::CutShort { what: "rows" })?;
            value |= u32::from(byte >> (self.at % 8) & 1) << shift;
            self.at += 1;
        }
        Ok(value)
    }

    /// The next Rice code, at most `limit`.
    pub fn get_rice(&mut self, k: u32, limit: u32) -> Result<u32, WireError> {
        let mut quotient = 0;
        while self.get(1)? == 1 {
            quotient += 1;
            if quotient > limit >> k {
                return Err(WireError::Malformed { what: "rows" });
            }
        }
        let value = quotient << k | self.get(k)?;
        if value > limit {
            return Err(WireError::Malformed { what: "rows" });
        }
        Ok(value)
    }
}

/// The bits that [`BitWriter::put_rice`] takes for this value.
pub fn rice_length(value: u32, k: u32) -> u32 {
    (value >> k) + 1 + k
}
