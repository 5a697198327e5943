//! One file's size as it is and as servers send it.

use std::io::Write;
use std::ops::Add;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes.
#[derive(Clone, Copy, Default)]
pub struct Measured {
    /// As it is.
    pub raw: usize,
    /// After gzip at its best.
    pub gzip: usize,
    /// After brotli at quality 11.
    pub brotli: usize,
}

impl Measured {
    /// Measures a file.
    pub fn file(path: &Path) -> Result<Self> {
        let bytes =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&bytes)?;
        let mut brotli = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: window(bytes.len()),
            size_hint: bytes.len(),
            ..Default::default()
        };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &parameters)?;
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: brotli.len(),
        })
    }
}

/// The smallest window that holds the whole file, as a logarithm: a larger one costs only time.
fn window(bytes: usize) -> i32 {
    (16..22).find(|&bits| bytes <= 1 << bits).unwrap_or(22)
}

impl Add for Measured {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}
