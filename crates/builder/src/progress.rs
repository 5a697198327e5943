//! How a build tells that it is going on. The builder itself prints nothing.

/// Hears how far a build is.
pub trait Progress: Sync {
    /// A new stage begins; `total` is how much there is to do, where that is known.
    fn stage(&self, _name: &str, _total: Option<u64>) {}

    /// So much more of the stage is done.
    fn advance(&self, _by: u64) {}
}

/// Says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {}
