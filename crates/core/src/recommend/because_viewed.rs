//! `because-you-viewed`: neighbours of the one item that this shopper looked at last, all
//! for the same reason. Never of the item on the page, which has `related` of its own.

use super::{Candidate, Offer, Query, Scene, exclude};
use crate::profile::{Deed, Opinion};
use crate::reason::Ground;
use crate::table::ranking;

/// So many neighbours make a list.
const ENOUGH: usize = 3;
/// Of how many looked-at items the neighbours are tried.
const LOOKS: usize = 8;

pub(super) fn offer(scene: &Scene, query: &Query) -> Offer {
    let mut tried: Vec<&str> = Vec::new();
    let mut longest: Vec<Candidate> = Vec::new();
    for action in scene.profile.actions.iter().rev() {
        let item = action.item.as_str();
        let unwanted = scene.profile.opinion(item) == Some(Opinion::Unwanted);
        if action.deed != Deed::Viewed || tried.contains(&item) || unwanted {
            continue;
        }
        tried.push(item);
        if scene.page_item == Some(item) || scene.profile.bought_at(item).is_some() {
            continue;
        }
        let found = neighbours(scene, query, item);
        let enough = found.len() >= ENOUGH.min(query.limit);
        if found.len() > longest.len() {
            longest = found;
        }
        if enough || tried.len() >= LOOKS {
            break;
        }
    }
    Offer::List(longest)
}

/// The neighbours of an item that may be shown, nearest first.
fn neighbours(scene: &Scene, query: &Query, item: &str) -> Vec<Candidate> {
    let Some(row) = scene.profile.shelf.rows.get(item) else {
        return Vec::new();
    };
    let order = ranking(row.related.iter().map(|(_, weight)| *weight));
    order
        .into_iter()
        .map(|at| &row.related[at])
        .filter(|(neighbour, _)| {
            scene
                .card(neighbour)
                .is_some_and(|card| exclude::may_show(scene, query, neighbour, &card))
        })
        .map(|(neighbour, weight)| Candidate::new(neighbour, Ground::Viewed, item, *weight))
        .collect()
}
