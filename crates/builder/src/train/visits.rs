//! What visits add to what orders and the catalogue tell.
//!
//! `related` comes from visits, and is filled up by orders and content the more, the less
//! visits tell of an item:
//!
//! ```text
//! related(i,j) = visits(i,j) + e / (e + n(i)) * others(i,j) * V / O
//! ```
//!
//! with `n(i)` the visits that looked at `i` and at something else, `e` the option
//! `visit_evidence`, and `V` and `O` the means of the rows' largest weights, so that both
//! are of one size. An item that no visit has keeps the row that its orders and content
//! give; one that many visits have is left to them, and the others stand behind.
//!
//! `together` stays what was bought together: to look at two things in one visit is to
//! choose between them, to buy two is to need both. The constants of the browser's score
//! are those that visits teach, at the scale of the blended rows. Where no order says what
//! sells, what is looked at most is what trends.

use super::rows::{self, Rows};
use super::session;
use super::session::prune::prune;
use super::variants::Variants;
use super::{Trained, here, spread};
use crate::catalogue::Catalogue;
use crate::options::Options;
use crate::sessions::Sessions;

/// Rows that go into the blend are longer than what comes out of it.
const WIDER: usize = 2;

/// Blends what visits teach into what was learned. The visits' items are numbered as the
/// catalogue's products; `offered` says which may be recommended, and `variants` which
/// are one product; the catalogue tells their categories.
pub fn add(
    trained: &mut Trained,
    sessions: &Sessions,
    offered: &[bool],
    variants: &Variants,
    catalogue: &Catalogue,
    options: &Options,
) {
    if sessions.is_empty() {
        return;
    }
    let (limit, listed) = (options.model.related, options.model.listed);
    let learned = session::learn(sessions, sessions.items(), &options.train);
    let is_offered = |item: u32| offered.get(item as usize).copied().unwrap_or(false);
    let mut seen = learned.rows;
    let worth = options.train.session.worth;
    prune(&mut seen, &learned.traffic, (limit * WIDER) as f64, worth);
    for (item, row) in (0u32..).zip(&mut seen) {
        // What is likely to be looked at again is no neighbour of itself.
        row.retain(|(other, _)| *other != item && is_offered(*other));
    }
    let scale = size(&seen) / size(&trained.related);
    let evidence = options.train.visit_evidence.max(f64::MIN_POSITIVE);
    let visits = visits_of(sessions);
    for ((row, seen), visits) in trained.related.iter_mut().zip(seen).zip(visits) {
        let doubt = evidence / (evidence + f64::from(visits));
        let mut blended = seen;
        for (item, weight) in row.iter() {
            let more = weight * scale * doubt as f32;
            match blended.iter_mut().find(|(known, _)| known == item) {
                Some((_, weight)) => *weight += more,
                None => blended.push((*item, more)),
            }
        }
        rows::keep(&mut blended, usize::MAX);
        *row = blended;
    }
    variants.thin_rows(&mut trained.related, limit);
    let largest = largest(&trained.related);
    rows::normalise(&mut trained.related);
    if let Some(scoring) = learned.scoring {
        // What is added to the rows' weights is at their scale.
        let seen = scoring.seen.iter().map(|weight| weight / largest);
        trained.scoring.seen = seen.collect();
        trained.scoring.looks = scoring.looks;
    }
    let sold = trained
        .trending
        .iter()
        .any(|(_, score)| *score > spread::BEST);
    if !sold {
        let mut popular = learned.popular;
        popular.retain(|(item, share)| is_offered(*item) && *share > spread::BEST);
        let all = popular.clone();
        variants.thin(&mut popular, listed);
        variants.fill(&mut popular, &trained.trending, listed);
        let each = options.model.listed_here;
        here::add(&mut popular, &all, catalogue, variants, each);
        trained.trending = popular;
    }
}

/// How many visits looked at each item and at another.
fn visits_of(sessions: &Sessions) -> Vec<u32> {
    let mut visits = vec![0u32; sessions.items()];
    for clicks in sessions.iter() {
        let mut items = clicks.to_vec();
        items.sort_unstable();
        items.dedup();
        if items.len() > 1 {
            for item in items {
                visits[item as usize] += 1;
            }
        }
    }
    visits
}

/// The largest weight of all rows; 1 if there is none.
fn largest(rows: &Rows) -> f32 {
    let weights = rows.iter().flatten().map(|(_, weight)| *weight);
    let largest = weights.fold(0.0, f32::max);
    if largest > 0.0 { largest } else { 1.0 }
}

/// The mean of the rows' largest weights; 1 if there are none.
fn size(rows: &Rows) -> f32 {
    let first: Vec<f32> = rows
        .iter()
        .filter_map(|row| row.first().map(|(_, weight)| *weight))
        .collect();
    let mean = first.iter().sum::<f32>() / first.len().max(1) as f32;
    if mean > 0.0 { mean } else { 1.0 }
}
