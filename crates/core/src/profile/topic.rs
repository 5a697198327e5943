//! What a stated fact can be about.

use super::limits;
use crate::time::DAY;
use serde::{Deserialize, Serialize};

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// What to be called.
    Name,
    /// Their birthday.
    Birthday,
    /// A date to remember: a loved one's birthday, an anniversary.
    #[serde(rename = "dates")]
    Date,
    /// A size, of shoes or of anything else.
    #[serde(rename = "sizes")]
    Size,
    /// What they like: a word for a category, a brand, a material.
    #[serde(rename = "likes")]
    Like,
    /// What they do not want to be shown, likewise.
    #[serde(rename = "dislikes")]
    Dislike,
    /// What they eat and what not.
    Diet,
    /// What interests them.
    #[serde(rename = "interests")]
    Interest,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Birthday,
        Self::Date,
        Self::Size,
        Self::Like,
        Self::Dislike,
        Self::Diet,
        Self::Interest,
    ];

    /// Its key in `dangol.profile.setFacts`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Birthday => "birthday",
            Self::Date => "dates",
            Self::Size => "sizes",
            Self::Like => "likes",
            Self::Dislike => "dislikes",
            Self::Diet => "diet",
            Self::Interest => "interests",
        }
    }

    /// The most facts of this topic.
    pub fn most(self) -> usize {
        match self {
            Self::Name | Self::Birthday => 1,
            Self::Date | Self::Size => limits::DATES,
            Self::Like | Self::Dislike | Self::Diet | Self::Interest => limits::TASTES,
        }
    }

    /// For how long a fact counts as fresh; nothing for what does not change.
    pub fn fresh_for(self) -> Option<u64> {
        match self {
            Self::Birthday => None,
            Self::Name | Self::Date => Some(730 * DAY),
            Self::Size | Self::Like | Self::Dislike | Self::Diet | Self::Interest => {
                Some(365 * DAY)
            }
        }
    }

    /// Whether a fact of this topic is a day of the year.
    pub fn has_day(self) -> bool {
        matches!(self, Self::Birthday | Self::Date)
    }
}
