//! What the files of a model weigh, and how much of that is knowledge.
//!
//! A chunk file holds rows (which items are near, and how near), ids (what the shop
//! calls them) and what a card shows (titles, links, pictures, prices). The last is
//! the shop's own text and the same whatever is recommended; so *rows and ids* is what
//! recommenders are compared by: every section of a chunk's body except those that a
//! card shows, head and unknown sections included.

use crate::BuildError;
use crate::model::Files;
use dangol_wire::frame::{self, Kind, MAX_BODY};
use dangol_wire::section::Reader;
use dangol_wire::{WireError, section};
use rayon::prelude::*;

/// The tags of the sections that a card shows; see `docs/model-format.md`: titles, links,
/// pictures, categories, prices, days until bought again, brands, groups.
const SHOWN: std::ops::RangeInclusive<u64> = 3..=10;

/// The strongest compression of brotli, as a static host would serve it.
const QUALITY: i32 = 11;

/// brotli's window of 2^16 bytes: larger than what it is to compress.
const WINDOW: i32 = 16;

/// What a model weighs, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Weight {
    /// How many items have a row.
    pub items: usize,
    /// How many chunk files there are.
    pub chunks: usize,
    /// Rows and ids of all chunks, as they are.
    pub plain: usize,
    /// Rows and ids of all chunks, each chunk compressed by itself.
    pub brotli: usize,
    /// All chunk files as they are served, cards and all.
    pub files: usize,
    /// The home file as it is served.
    pub home: usize,
    /// The median of the chunk files.
    pub median: usize,
    /// The largest of the chunk files.
    pub largest: usize,
}

impl Weight {
    /// Weighs the files of a model.
    ///
    /// # Errors
    /// When a chunk cannot be read back.
    pub fn of(files: &Files) -> Result<Self, BuildError> {
        let (plain, brotli) = rows_and_ids(&files.chunks)?;
        let mut lengths: Vec<usize> = files.chunks.iter().map(Vec::len).collect();
        lengths.sort_unstable();
        let (median, largest) = super::size::median_and_largest(&lengths);
        Ok(Self {
            items: files.entry.items as usize,
            chunks: files.chunks.len(),
            plain,
            brotli,
            files: lengths.iter().sum(),
            home: files.home.len(),
            median,
            largest,
        })
    }

    /// Compressed rows and ids, divided by the items.
    pub fn per_item(&self) -> f64 {
        self.brotli as f64 / self.items.max(1) as f64
    }

    /// The chunk files as they are served, divided by the items.
    pub fn files_per_item(&self) -> f64 {
        self.files as f64 / self.items.max(1) as f64
    }
}

/// Rows and ids of chunk files: as they are, and each compressed by itself.
///
/// # Errors
/// When a file cannot be read back.
pub fn rows_and_ids(files: &[Vec<u8>]) -> Result<(usize, usize), BuildError> {
    let sizes: Result<Vec<(usize, usize)>, BuildError> =
        files.par_iter().map(|file| chunk(file)).collect();
    let add = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
    Ok(sizes?.into_iter().fold((0, 0), add))
}

/// Rows and ids of a chunk file: as they are, and compressed.
fn chunk(file: &[u8]) -> Result<(usize, usize), BuildError> {
    let wrong = |error: WireError| BuildError::Model(error.to_string());
    let body = frame::unpack(file, Kind::Chunk).map_err(wrong)?;
    let knowledge = knowledge(&body).map_err(wrong)?;
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: knowledge.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut knowledge.as_slice(), &mut out, &params)
        .map_err(|error| BuildError::Model(error.to_string()))?;
    Ok((knowledge.len(), out.len()))
}

/// The sections of a body that a card does not show.
fn knowledge(body: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut reader = Reader::new(body, "sections");
    let mut kept = Vec::new();
    while !reader.is_empty() {
        let tag = reader.varint()?;
        let length = reader.count(MAX_BODY)?;
        let bytes = reader.take(length)?;
        if !SHOWN.contains(&tag) {
            section::put(&mut kept, tag as u32, bytes);
        }
    }
    Ok(kept)
}
