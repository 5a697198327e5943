//! `complete-the-basket`: what goes into one order with what is in the basket. Only
//! remembered rows are asked, so that the basket shows in no request.

use super::{Candidate, Scene};
use crate::reason::Ground;
use crate::table::Table;

pub(super) fn candidates(scene: &Scene) -> Vec<Candidate> {
    let mut found: Table<Candidate> = Table::default();
    for line in &scene.profile.basket {
        let Some(row) = scene.profile.shelf.rows.get(&line.item) else {
            continue;
        };
        for (neighbour, weight) in &row.together {
            let candidate = found.entry(neighbour, || Candidate::empty(neighbour));
            let term = (Ground::InBasket, line.item.clone(), *weight);
            candidate.terms.push(term);
        }
    }
    super::ranked(super::tasted(scene, found))
}
