//! What is judged: anything that watches a visitor and makes lists.

use crate::BuildError;
use dangol_core::Filter;

/// How many items a list has at most: as many as a slot can ask the engine for.
pub const LIST: usize = 24;

/// A way to recommend.
pub trait Recommender: Sync {
    /// How tables call it.
    fn name(&self) -> &'static str;

    /// A visitor of whom nothing is known.
    fn visitor(&self) -> Box<dyn Visitor + '_>;
}

/// A list, and what it cost.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// At most [`LIST`] items with their scores, best first.
    pub items: Vec<(u32, f32)>,
    /// How long making it took.
    pub nanoseconds: u64,
}

/// One visitor, as a recommender sees them.
pub trait Visitor {
    /// They open an item's page.
    ///
    /// # Errors
    /// When the recommender's own files cannot be read.
    fn looks(&mut self, item: u32) -> Result<(), BuildError>;

    /// They order items at this time, in seconds.
    ///
    /// # Errors
    /// As [`Visitor::looks`].
    fn orders(&mut self, items: &[u32], at: u32) -> Result<(), BuildError>;

    /// They come back at this time and open a page that is about no item.
    ///
    /// # Errors
    /// As [`Visitor::looks`].
    fn returns(&mut self, _at: u32) -> Result<(), BuildError> {
        Ok(())
    }

    /// What is recommended to them now.
    ///
    /// # Errors
    /// As [`Visitor::looks`].
    fn list(&mut self, filter: Filter) -> Result<List, BuildError>;

    /// How many files they have fetched so far, and their bytes.
    fn fetched(&self) -> (usize, usize) {
        (0, 0)
    }
}
