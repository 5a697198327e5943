//! `recently-viewed`: what this shopper looked at, newest first.

use super::{Candidates, Offer, Query, Scene, candidates};
use crate::profile::Deed;
use crate::reason::Ground;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    let mut newest_first = Candidates::default();
    // Actions are kept oldest first.
    for action in scene.profile.actions.iter().rev() {
        if action.deed == Deed::Viewed && newest_first.find(&action.item).is_none() {
            let weight = 1.0 / (newest_first.len() as f32 + 1.0);
            newest_first.put(&action.item, Ground::SeenBefore, &action.item, weight);
        }
    }
    candidates::as_put(scene, query, newest_first)
}
