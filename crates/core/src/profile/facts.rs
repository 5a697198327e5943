//! What the shopper states about themselves.

use super::limits;
use serde::{Deserialize, Serialize};

/// What the shopper states about themselves; all of it optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Facts {
    /// What to be called.
    pub name: Option<String>,
    /// When the name was last stated, in milliseconds since 1970; 0 if never.
    pub name_at: u64,
}

impl Facts {
    /// Takes over what is stated; an empty name withdraws it.
    pub fn state_name(&mut self, name: &str, at: u64) {
        let name: String = name
            .trim()
            .chars()
            .filter(|letter| !letter.is_control())
            .take(limits::NAME)
            .collect();
        self.name = (!name.is_empty()).then_some(name);
        self.name_at = at;
    }
}
