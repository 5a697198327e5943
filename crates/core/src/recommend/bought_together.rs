//! `bought-together`: what goes into the same order as the item on the page, or, on a
//! page without an item, as what is in the basket.

use super::{Candidate, Offer, Scene};
use crate::reason::Ground;
use std::collections::BTreeMap;

pub(super) fn offer(scene: &Scene) -> Offer {
    match scene.item {
        Some(item) => scene.neighbours(item, Ground::TogetherWithPage, |row| row.together),
        None => Offer::List(with_basket(scene)),
    }
}

/// Only remembered rows are asked, so that the basket shows in no request.
fn with_basket(scene: &Scene) -> Vec<Candidate> {
    let mut found: BTreeMap<&str, Candidate> = BTreeMap::new();
    for line in &scene.profile.basket {
        let Some(row) = scene.profile.shelf.rows.get(&line.item) else {
            continue;
        };
        for (neighbour, weight) in &row.together {
            let term = (Ground::InBasket, line.item.clone(), *weight);
            found
                .entry(neighbour)
                .and_modify(|candidate| candidate.terms.push(term.clone()))
                .or_insert_with(|| Candidate::new(neighbour, term.0, &term.1, term.2));
        }
    }
    let mut candidates: Vec<Candidate> = found.into_values().collect();
    candidates.sort_by(|a, b| b.score().total_cmp(&a.score()));
    candidates
}
