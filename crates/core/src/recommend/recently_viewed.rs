//! `recently-viewed`: what this shopper looked at, newest first.

use super::{Candidate, Offer, Scene};
use crate::profile::Deed;
use crate::reason::Ground;
use std::collections::BTreeSet;

pub(super) fn offer(scene: &Scene) -> Offer {
    let mut known = BTreeSet::new();
    let mut looks: Vec<_> = scene
        .profile
        .actions
        .iter()
        .filter(|action| action.deed == Deed::Viewed)
        .collect();
    looks.sort_by_key(|action| std::cmp::Reverse(action.at));
    let newest_first = looks
        .into_iter()
        .filter(|action| known.insert(action.item.as_str()))
        .enumerate()
        .map(|(rank, action)| {
            let weight = 1.0 / (rank as f32 + 1.0);
            Candidate::new(&action.item, Ground::SeenBefore, &action.item, weight)
        })
        .collect();
    Offer::List(newest_first)
}
