//! `bought-together`: what goes into the same order as the item on the page, or, on a
//! page without an item, as what is in the basket.

use super::{Candidate, Offer, Scene};
use crate::reason::Ground;
use crate::table::Table;

pub(super) fn offer(scene: &Scene) -> Offer {
    match scene.item {
        Some(item) => scene.neighbours(item, Ground::TogetherWithPage, |row| row.together),
        None => Offer::List(with_basket(scene)),
    }
}

/// Only remembered rows are asked, so that the basket shows in no request.
fn with_basket(scene: &Scene) -> Vec<Candidate> {
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
    super::ranked(found)
}
