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
    /// What they like: words for categories, brands, materials.
    pub likes: Vec<String>,
    /// What they do not want to be shown, likewise.
    pub dislikes: Vec<String>,
    /// When likes and dislikes were last stated; 0 if never.
    pub tastes_at: u64,
}

impl Facts {
    /// Takes over what is stated; an empty name withdraws it.
    pub fn state_name(&mut self, name: &str, at: u64) {
        let name = plain(name);
        self.name = (!name.is_empty()).then_some(name);
        self.name_at = at;
    }

    /// Takes over what is liked and what is not; both replace what was stated before.
    pub fn state_tastes(&mut self, likes: &[String], dislikes: &[String], at: u64) {
        self.likes = words(likes);
        self.dislikes = words(dislikes);
        self.tastes_at = at;
    }

    /// Takes over what was stated later elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        if other.name_at > self.name_at {
            (self.name, self.name_at) = (other.name, other.name_at);
        }
        if other.tastes_at > self.tastes_at {
            (self.likes, self.dislikes) = (other.likes, other.dislikes);
            self.tastes_at = other.tastes_at;
        }
    }
}

fn words(stated: &[String]) -> Vec<String> {
    stated
        .iter()
        .map(|word| plain(word))
        .filter(|word| !word.is_empty())
        .take(limits::TASTES)
        .collect()
}

/// Trimmed, without control characters, not too long.
fn plain(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(limits::NAME)
        .collect()
}
