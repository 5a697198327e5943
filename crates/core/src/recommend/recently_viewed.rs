//! `recently-viewed`: what this shopper looked at, newest first.

use super::{Candidate, Offer, Scene};
use crate::profile::Deed;
use crate::reason::Ground;

pub(super) fn offer(scene: &Scene) -> Offer {
    let mut newest_first: Vec<Candidate> = Vec::new();
    // Actions are kept oldest first.
    for action in scene.profile.actions.iter().rev() {
        let known = newest_first.iter().any(|known| known.item == action.item);
        if action.deed == Deed::Viewed && !known {
            let weight = 1.0 / (newest_first.len() as f32 + 1.0);
            let seen = Candidate::new(&action.item, Ground::SeenBefore, &action.item, weight);
            newest_first.push(seen);
        }
    }
    Offer::List(newest_first)
}
