//! `config.json`: what the site owner decides.

use crate::WireError;
use serde::{Deserialize, Serialize};

/// The version of the configuration that this crate reads.
pub const CONFIG_VERSION: u32 = 1;

/// A text in the languages that Dangol speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LocalText {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

/// The site owner's configuration. Everything may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// [`CONFIG_VERSION`].
    pub version: u32,
    /// What the shop calls itself, for greetings and the privacy page.
    pub shop_name: LocalText,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            version: CONFIG_VERSION,
            shop_name: LocalText::default(),
        }
    }
}

impl Config {
    /// Checks that this configuration can be read here.
    ///
    /// # Errors
    /// When it is of an unknown version.
    pub fn check(&self) -> Result<(), WireError> {
        if self.version == CONFIG_VERSION {
            return Ok(());
        }
        Err(WireError::UnknownVersion {
            what: "configuration",
            found: self.version,
            known: CONFIG_VERSION,
        })
    }
}
