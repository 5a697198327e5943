//! Bits, least significant first, and exponential Golomb codes over them.

use crate::WireError;

/// Writes bits, the least significant of each byte first.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    used: u32,
}

impl BitWriter {
    /// Writes the `count` lowest bits of `value`, at most 64.
    pub fn put(&mut self, value: u64, count: u32) {
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

    /// Writes an exponential Golomb code (Teuhola, Information Processing Letters 7, 1978):
    /// with y = ⌊value / 2^k⌋ + 1, the number of y's bits but the first in unary (ones, then
    /// a zero), those bits, then the k lowest of `value`. `value` is below 2^63.
    pub fn put_golomb(&mut self, value: u64, k: u32) {
        let quotient = (value >> k) + 1;
        let bits = quotient.ilog2();
        self.put(u64::MAX, bits);
        self.put(0, 1);
        self.put(quotient, bits);
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
    what: &'static str,
}

impl<'a> BitReader<'a> {
    /// Reads from the first bit on. `what` names the part in errors.
    pub fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self { bytes, at: 0, what }
    }

    /// The next `count` bits, at most 64.
    pub fn get(&mut self, count: u32) -> Result<u64, WireError> {
        let mut value = 0;
        for shift in 0..count {
            let byte = self
                .bytes
                .get(self.at / 8)
                .ok_or(WireError::CutShort { what: self.what })?;
            value |= u64::from(byte >> (self.at % 8) & 1) << shift;
            self.at += 1;
        }
        Ok(value)
    }

    /// The next exponential Golomb code, at most `limit`; `k` is below 64.
    pub fn get_golomb(&mut self, k: u32, limit: u64) -> Result<u64, WireError> {
        let most = limit >> k;
        let mut bits = 0;
        while self.get(1)? == 1 {
            bits += 1;
            if bits > 62 {
                return Err(self.malformed());
            }
        }
        let quotient = (1u64 << bits | self.get(bits)?) - 1;
        if quotient > most {
            return Err(self.malformed());
        }
        let value = quotient << k | self.get(k)?;
        if value > limit {
            return Err(self.malformed());
        }
        Ok(value)
    }

    /// The error of a value that may not be there.
    pub fn malformed(&self) -> WireError {
        WireError::Malformed { what: self.what }
    }
}

/// The bits that [`BitWriter::put_golomb`] takes for this value.
pub fn golomb_length(value: u64, k: u32) -> u32 {
    2 * ((value >> k) + 1).ilog2() + 1 + k
}

/// The parameter from 0 to `most` that makes values shortest; of equal ones the smallest.
pub fn best_golomb<'a>(values: impl Iterator<Item = &'a u64> + Clone, most: u32) -> u32 {
    let cost = |k: &u32| -> u64 {
        let lengths = values.clone().map(|value| golomb_length(*value, *k));
        lengths.map(u64::from).sum()
    };
    (0..=most).min_by_key(cost).unwrap_or(0)
}
