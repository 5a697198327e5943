//! The limits, kept in one file that people read too.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// All limits, in bytes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// All files of a first visit together.
    pub first_visit: Whole,
    /// What the privacy page needs in addition.
    pub privacy_page: Whole,
    /// What help in choosing needs in addition.
    pub choose: Whole,
    /// The one file that a product page asks for.
    pub product_page: ProductPage,
}

/// A limit of several files together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// After brotli, built against the small std.
    pub brotli: usize,
    /// The same, built against the toolchain's own.
    pub plain_brotli: usize,
}

impl Whole {
    /// The one that holds for what was built.
    pub fn of(&self, is_small: bool) -> usize {
        if is_small {
            self.brotli
        } else {
            self.plain_brotli
        }
    }
}

/// Limits of a product page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductPage {
    /// Median over all files, after brotli.
    pub median_brotli: usize,
    /// Largest of all files, after brotli.
    pub max_brotli: usize,
}

impl Limits {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is no file of limits", path.display()))
    }
}
