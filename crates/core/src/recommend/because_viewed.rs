//! `because-you-viewed`: neighbours of the one item that this shopper looked at last, all
//! for the same reason. Never of the item on the page, which has `related` of its own.

use super::{Candidates, Offer, Query, Scene, candidates};
use crate::profile::{Deed, Opinion};
use crate::reason::Ground;
use crate::table::ranking;

/// So many neighbours make a list.
const ENOUGH: usize = 3;
/// Of how many looked-at items the neighbours are tried.
const LOOKS: usize = 8;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    let mut tried: Vec<&str> = Vec::new();
    let mut longest = (Candidates::default(), Vec::new());
    for action in scene.profile.actions.iter().rev() {
        let item = action.item.as_str();
        if action.deed != Deed::Viewed || tried.contains(&item) {
            continue;
        }
        let known = scene.deeds.get(item);
        if known.opinion == Some(Opinion::Unwanted) {
            continue;
        }
        tried.push(item);
        if scene.page_item == Some(item) || known.bought_at.is_some() {
            continue;
        }
        let found = neighbours(scene, item);
        let mut listed = Vec::new();
        candidates::append(scene, query, &found, 0..found.len(), &mut listed);
        let enough = listed.len() >= ENOUGH.min(query.limit);
        if listed.len() > longest.1.len() {
            longest = (found, listed);
        }
        if enough || tried.len() >= LOOKS {
            break;
        }
    }
    Offer::List(longest.0, longest.1)
}

/// The neighbours of an item, nearest first.
fn neighbours<'a>(scene: &Scene<'a>, item: &'a str) -> Candidates<'a> {
    let mut found = Candidates::default();
    if let Some(row) = scene.profile.shelf.rows.get(item) {
        for at in ranking(row.related.iter().map(|(_, weight)| *weight)) {
            let (neighbour, weight) = &row.related[at];
            found.put(neighbour, Ground::Viewed, item, *weight);
        }
    }
    found
}
