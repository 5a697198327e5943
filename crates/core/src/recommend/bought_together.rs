//! `bought-together`: what goes into the same order as the item on the page, or, on a
//! page without an item, as what is in the basket.

use super::{Offer, Scene, complete_the_basket};
use crate::reason::Ground;

pub(super) fn offer(scene: &Scene) -> Offer {
    match scene.item {
        Some(item) => scene.neighbours(item, Ground::TogetherWithPage, |row| row.together),
        None => Offer::List(complete_the_basket::candidates(scene)),
    }
}
