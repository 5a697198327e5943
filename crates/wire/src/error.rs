//! What can be wrong with bytes from another machine.

use thiserror::Error;

/// Why some bytes were refused. Nothing of their content is repeated in the message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WireError {
    /// The file does not begin as a file of this kind must.
    #[error("not a {expected} file")]
    NotThisFile {
        /// What was expected, such as "model chunk".
        expected: &'static str,
    },
    /// The file is of a version that this build does not read.
    #[error("version {found} of the {what} is not known here (newest known: {known})")]
    UnknownVersion {
        /// Which format.
        what: &'static str,
        /// The version that the file states.
        found: u32,
        /// The newest version that is understood.
        known: u32,
    },
    /// The bytes end before what they announce.
    #[error("cut short in {what}")]
    CutShort {
        /// Which part was being read.
        what: &'static str,
    },
    /// A value is outside what the format allows.
    #[error("malformed {what}")]
    Malformed {
        /// Which part was being read.
        what: &'static str,
    },
    /// A required part is missing.
    #[error("{what} is missing")]
    Missing {
        /// Which part was being looked for.
        what: &'static str,
    },
    /// More than the format's limit.
    #[error("{what} is over the format's limit")]
    TooLarge {
        /// Which part is too large.
        what: &'static str,
    },
    /// The file belongs to another build of the model or to another place in it.
    #[error("the file belongs to another model or another place in it")]
    Elsewhere,
}
