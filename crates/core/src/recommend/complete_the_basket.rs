//! `complete-the-basket`: what goes into one order with what is in the basket. Only
//! remembered rows are asked, so that the basket shows in no request.

use super::taste::Taste;
use super::{Candidates, Offer, Query, Scene, candidates};
use crate::reason::Ground;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    let mut found = Candidates::default();
    for line in &scene.profile.basket {
        let Some(row) = scene.profile.shelf.rows.get(&line.item) else {
            continue;
        };
        for (neighbour, weight) in &row.together {
            found.put(neighbour, Ground::InBasket, &line.item, *weight);
        }
    }
    let listed = candidates::by_taste(scene, query, &found, &Taste::of(scene));
    Offer::List(found, listed)
}
