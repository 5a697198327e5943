//! `related`: what those who chose the item on the page choose as well.

use super::scene::Relation;
use super::{Candidates, Offer, Query, Scene, candidates};
use crate::reason::Ground;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    match scene.item {
        Some(item) => scene.neighbours(query, item, Ground::RelatedToPage, Relation::Related),
        None => candidates::as_put(scene, query, Candidates::default()),
    }
}
