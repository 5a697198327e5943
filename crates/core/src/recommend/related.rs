//! `related`: what those who chose the item on the page choose as well.

use super::{Offer, Scene};
use crate::reason::Ground;

pub(super) fn offer(scene: &Scene) -> Offer {
    match scene.item {
        Some(item) => scene.neighbours(item, Ground::RelatedToPage, |row| row.related),
        None => Offer::List(Vec::new()),
    }
}
