//! `entry.json`: the small file that is never cached long and names the rest.

use crate::{LifetimeNumbers, MODEL_VERSION, Scoring, WireError};
use serde::{Deserialize, Serialize};

/// What [`Entry::format`] says.
pub const MODEL_FORMAT: &str = "dangol-model";

/// The entry file of a model.
///
/// Everything else lies in the folder [`Entry::build`] beside it and never changes,
/// so it may be cached for ever.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// [`MODEL_FORMAT`].
    pub format: String,
    /// [`MODEL_VERSION`].
    pub version: u32,
    /// The hash of all other files' content: 16 hexadecimal digits, and their folder.
    pub build: String,
    /// How many chunks there are.
    pub chunks: u32,
    /// How many items have a row.
    pub items: u32,
    /// The ISO 4217 code of all prices.
    pub currency: String,
    /// How many digits of a price are behind the point (GBP 2, KRW 0).
    pub currency_digits: u8,
    /// The day of the newest order, `YYYY-MM-DD`.
    pub as_of: String,
    /// When it was built, in seconds since 1970, by which the age of its prices is told; 0 if
    /// that is not known.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub made: u64,
    /// What was learned of how this shop's shoppers choose; to be read by
    /// [`Scoring::sound`].
    #[serde(default)]
    pub scoring: Scoring,
    /// How this shop's customers come back, where the orders could tell. Unsound numbers
    /// count as none and are no reason to refuse the entry: only the tone of a greeting is
    /// lost with them, with the entry all recommendations would be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifetime: Option<LifetimeNumbers>,
    /// Whether there is a file of [`crate::Attributes`] for each chunk.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub attributes: bool,
}

impl Entry {
    /// Checks that this is an entry that can be read here.
    ///
    /// # Errors
    /// When the format, version, build or currency is not as it must be.
    pub fn check(&self) -> Result<(), WireError> {
        if self.format != MODEL_FORMAT {
            return Err(WireError::NotThisFile {
                expected: "model entry",
            });
        }
        if self.version == 0 || self.version > MODEL_VERSION.into() {
            return Err(WireError::UnknownVersion {
                what: "model",
                found: self.version,
                known: MODEL_VERSION.into(),
            });
        }
        let code = self.currency.as_bytes();
        if code.len() != 3 || !code.iter().all(u8::is_ascii_uppercase) || self.currency_digits > 4 {
            return Err(WireError::Malformed { what: "currency" });
        }
        self.build_number().map(drop)
    }

    /// The build as the number that every file of it repeats.
    ///
    /// # Errors
    /// When [`Entry::build`] is not 16 lower-case hexadecimal digits.
    pub fn build_number(&self) -> Result<u64, WireError> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if self.build.len() != 16 || !self.build.bytes().all(is_digit) {
            return Err(WireError::Malformed { what: "build" });
        }
        u64::from_str_radix(&self.build, 16).map_err(|_| WireError::Malformed { what: "build" })
    }

    /// The hot file, relative to the entry file: the one of every build.
    pub const HOT_PATH: &str = "hot.dgm";

    /// The home file, relative to the entry file.
    pub fn home_path(&self) -> String {
        format!("{}/home.dgm", self.build)
    }

    /// A chunk's file, relative to the entry file.
    pub fn chunk_path(&self, number: u32) -> String {
        format!("{}/{number}.dgm", self.build)
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
