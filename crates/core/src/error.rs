//! What can go wrong: [`Error`] inside, [`PublicError`] for the page.

use dangol_wire::WireError;
use thiserror::Error;

/// What went wrong inside.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// An event that cannot be understood.
    #[error("event: {0}")]
    Event(&'static str),
    /// More events than a page can mean.
    #[error("event: too many at once, this one is not counted")]
    TooMany,
    /// A kind of recommendation that does not exist.
    #[error("unknown kind of recommendation")]
    UnknownKind,
    /// A rating that is none.
    #[error("rating: needs an item's id and 1 to 5 stars, or 0 to take it back")]
    Rating,
    /// An answer to a question that was not asked, or that is none.
    #[error("answer: needs a question that is open, and an answer that fits it")]
    Answer,
    /// A wish that is none, or one too many.
    #[error("wish: {0}")]
    Wish(&'static str),
    /// A stated fact that has not the shape of its topic.
    #[error(
        "facts: {0} is not as it must be; dates are written 1990-05-13, or --05-13 without a year"
    )]
    Fact(&'static str),
    /// Something to forget that is neither an item, a span of time nor a category.
    #[error("forget: needs itemId, category, or from and to in milliseconds since 1970")]
    Forget,
    /// Something needs a consent that was not given.
    #[error("needs consent to {0}")]
    NotGranted(&'static str),
    /// A stored or exported profile cannot be read.
    #[error("profile: {0}")]
    Profile(&'static str),
    /// A stored or exported profile is of a newer version than this one.
    #[error("profile of version {0} is newer than this one reads")]
    NewerProfile(u32),
    /// A model file, entry or configuration cannot be read.
    #[error(transparent)]
    Wire(#[from] WireError),
}

/// What the page is told: a stable code and a clear sentence, without personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicError {
    /// Stable; see `docs/javascript.md`.
    pub code: &'static str,
    /// In English, for the site's developer.
    pub message: String,
}

impl From<Error> for PublicError {
    fn from(error: Error) -> Self {
        let code = match &error {
            Error::Event(_) => "bad_event",
            Error::TooMany => "too_many_events",
            Error::UnknownKind => "unknown_kind",
            Error::Rating => "bad_rating",
            Error::Answer => "bad_answer",
            Error::Wish(_) => "bad_wish",
            Error::Fact(_) => "bad_fact",
            Error::Forget => "bad_forget",
            Error::NotGranted(_) => "not_granted",
            Error::Profile(_) => "bad_profile",
            Error::NewerProfile(_) => "newer_profile",
            Error::Wire(WireError::UnknownVersion { .. }) => "unknown_version",
            Error::Wire(_) => "bad_model",
        };
        Self {
            code,
            message: error.to_string(),
        }
    }
}
