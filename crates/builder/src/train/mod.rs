//! Training: from the history and the catalogue to rows of neighbours and lists.
//!
//! Each method is a function from a [`History`] (and, for content, a catalogue) to
//! [`Rows`] or to a list, so that a better one can take its place. Every sum is made
//! in a fixed order, and ties go to the lower item, so the result is the same each time.

pub mod again;
pub mod content;
pub mod decay;
pub mod demand;
pub mod fresh;
pub mod here;
pub mod later;
pub mod next;
pub mod related;
pub mod rows;
pub mod session;
pub mod spread;
pub mod standing;
pub mod together;
pub mod trending;
pub mod variants;
pub mod visits;

pub use demand::Demand;
pub use next::Next;
pub use rows::Rows;

use crate::Progress;
use crate::catalogue::Catalogue;
use crate::history::History;
use crate::options::Options;
use dangol_wire::Scoring;
use variants::Variants;

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
    /// What known customers order next, if there are such.
    pub next: Option<Next>,
    /// What stands out lately, best first, with its score, and behind it the best of each
    /// category; or, where too little was sold, something of each category with scores of at most [`spread::BEST`].
    pub trending: Vec<(u32, f32)>,
    /// What came lately and sells, best first, with its score.
    pub fresh: Vec<(u32, f32)>,
}

/// Learns everything. `offered` says which items may be recommended, `demand` what visitors
/// care about.
pub fn train(
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    demand: &Demand,
    options: &Options,
    progress: &dyn Progress,
) -> Trained {
    let (train, model) = (&options.train, &options.model);
    progress.stage("training", Some(5));
    let variants = Variants::new(history, catalogue, offered);
    let most = variants.wider(model.together);
    let wide = most.max(model.related * related::WIDER);
    let mut together = together::rows(history, offered, wide, train);
    progress.advance(1);
    let limit = model.related;
    let related = related::rows(&together, history, catalogue, offered, limit, train);
    together.iter_mut().for_each(|row| row.truncate(most));
    variants.thin_rows(&mut together, model.together);
    progress.advance(1);
    let next = next::learn(history, &train.next).map(|mut next| {
        demand.apply(&mut next.popular);
        next.keep(offered, model.next, model.popular);
        next
    });
    progress.advance(1);
    let again_days = again::days(history, train);
    let mut scoring = Scoring::default();
    if let Some(strength) = again::strength(history, &again_days) {
        scoring.again_strength = strength;
    }
    if let Some(next) = &next {
        scoring.next_ages = next.ages.to_vec();
        scoring.next_fade = next.fade;
        scoring.next_popular = next.best().first().map_or(0.0, |(_, rate)| *rate);
    }
    progress.advance(1);
    let all = trending::list(history, offered, demand, history.items, train);
    let mut trending = all.clone();
    variants.thin(&mut trending, model.listed);
    let mut fresh = fresh::list(history, offered, history.items, train);
    variants.thin(&mut fresh, model.listed);
    let rest = spread::list(catalogue, &variants.shown(offered), 2 * model.listed);
    variants.fill(&mut trending, &rest, model.listed);
    here::add(&mut trending, &all, catalogue, &variants, model.listed_here);
    progress.advance(1);
    Trained {
        related,
        together,
        again_days,
        scoring,
        next,
        trending,
        fresh,
    }
}
