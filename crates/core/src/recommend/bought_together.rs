//! `bought-together`: what goes into the same order as the item on the page, or, on a
//! page without an item, as what is in the basket.

use super::scene::Relation;
use super::{Offer, Query, Scene, complete_the_basket};
use crate::reason::Ground;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    match scene.item {
        Some(item) => scene.neighbours(query, item, Ground::TogetherWithPage, Relation::Together),
        None => complete_the_basket::offer(scene, query),
    }
}
