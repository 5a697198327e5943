//! SHA-256 as hexadecimal text.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// The digest of some bytes.
pub fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The digest of a file's content.
pub fn of_file(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(of(&bytes))
}

/// What a browser is to check a file by, as the attribute `integrity` has it.
pub fn integrity(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let sum = Base64::encode_string(&Sha256::digest(bytes));
    Ok(format!("sha256-{sum}"))
}
