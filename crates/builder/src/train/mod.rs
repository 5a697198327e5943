//! Training: from the history and the catalogue to rows of neighbours and lists.
//!
//! Each method is a function from a [`History`] (and, for titles, a catalogue) to
//! [`Rows`] or to a list, so that a better one can take its place. Every sum is made
//! in a fixed order, and ties go to the lower item, so the result is the same each time.

pub mod again;
pub mod decay;
pub mod fresh;
pub mod later;
pub mod related;
pub mod rows;
pub mod session;
pub mod together;
pub mod trending;
pub mod visits;
pub mod words;

pub use rows::Rows;

use crate::Progress;
use crate::catalogue::Catalogue;
use crate::history::History;
use crate::options::Options;
use dangol_wire::Scoring;

/// All that is learned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trained {
    /// What is looked at or bought by those who bought the item.
    pub related: Rows,
    /// What is bought in the same order.
    pub together: Rows,
    /// After how many days each item is bought again; 0 if it is bought once.
    pub again_days: Vec<u16>,
    /// What was learned of how shoppers choose.
    pub scoring: Scoring,
    /// What stands out lately, best first, with its score.
    pub trending: Vec<(u32, f32)>,
    /// What came lately and sells, best first, with its score.
    pub fresh: Vec<(u32, f32)>,
}

/// Learns everything. `offered` says which items may be recommended.
pub fn train(
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    options: &Options,
    progress: &dyn Progress,
) -> Trained {
    let (train, model) = (&options.train, &options.model);
    progress.stage("training", Some(4));
    let together = together::rows(history, offered, model.together, train);
    progress.advance(1);
    let related = related::rows(history, catalogue, offered, model.related, train);
    progress.advance(1);
    let again_days = again::days(history, train);
    let mut scoring = Scoring::default();
    if let Some(strength) = again::strength(history, &again_days) {
        scoring.again_strength = strength;
    }
    progress.advance(1);
    let trending = trending::list(history, offered, model.listed, train);
    let fresh = fresh::list(history, offered, model.listed, train);
    progress.advance(1);
    Trained {
        related,
        together,
        again_days,
        scoring,
        trending,
        fresh,
    }
}
