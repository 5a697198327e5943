//! The short id of a site, as reports carry it.

use crate::WireError;
use std::str::FromStr;

/// The most bytes of a site's id.
const LENGTH: usize = 16;

/// The id of a site: 1 to 16 of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Site([u8; LENGTH]);

impl Site {
    /// The id, padded with zeros.
    pub fn bytes(self) -> [u8; LENGTH] {
        self.0
    }

    /// The id that these bytes hold.
    ///
    /// # Errors
    /// When they hold none, or something follows it.
    pub fn of_bytes(bytes: [u8; LENGTH]) -> Result<Self, WireError> {
        let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(LENGTH);
        let (id, padding) = bytes.split_at(length);
        let is_plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        match length > 0 && id.iter().all(is_plain) && padding.iter().all(|byte| *byte == 0) {
            true => Ok(Self(bytes)),
            false => Err(WireError::Malformed { what: "site" }),
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(LENGTH);
        // Only ASCII was let in.
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl FromStr for Site {
    type Err = WireError;

    fn from_str(id: &str) -> Result<Self, WireError> {
        let mut bytes = [0; LENGTH];
        bytes
            .get_mut(..id.len())
            .ok_or(WireError::Malformed { what: "site" })?
            .copy_from_slice(id.as_bytes());
        Self::of_bytes(bytes)
    }
}
