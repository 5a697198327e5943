//! How strongly each item speaks for this shopper's wishes, by its strongest deed.
//!
//! A look of this visit counts by its place from the last one, as the builder learned it
//! ([`dangol_wire::Scoring::looks`]); earlier deeds count by their age. What was bought as a gift says nothing.
//! A rating outweighs any deed: what is liked counts in full whatever its age, what is
//! not liked takes its neighbours down with it.

use super::Scene;
use crate::profile::{Action, Deed, Opinion};
use crate::reason::Ground;
use crate::table::Table;

/// The most actions that are looked at, newest first.
const ACTIONS: usize = 100;
/// After how many days an earlier deed counts half.
const HALF_LIFE_DAYS: f32 = 14.0;
/// What a liked item counts.
const LIKED: f32 = 2.0;
/// What an item counts that is not liked.
const NOT_LIKED: f32 = -1.0;

/// A wish, and what speaks for it.
pub(super) type Wish = (Ground, f32);

/// All wishes, by item.
pub(super) fn wishes(scene: &Scene) -> Table<Wish> {
    let mut wishes: Table<Wish> = Table::default();
    let looks = looks(scene);
    for action in scene.profile.actions.iter().rev().take(ACTIONS) {
        if action.gift {
            continue;
        }
        let (ground, weight) = deed(scene, action);
        let place = looks.iter().position(|item| *item == action.item);
        let recency = match place {
            Some(place) if action.deed == Deed::Viewed => {
                let of_place = scene.scoring().looks.get(place);
                of_place.copied().unwrap_or_default()
            }
            _ => super::halved(scene.now.days_since(action.at) / HALF_LIFE_DAYS),
        };
        let strength = weight * recency;
        let wish = wishes.entry(&action.item, || (ground, 0.0));
        if strength > wish.1 {
            *wish = (ground, strength);
        }
    }
    // The last word on an item counts.
    for action in &scene.profile.actions {
        match action.opinion() {
            Some(Opinion::Liked) => wishes.insert(&action.item, (Ground::Liked, LIKED)),
            Some(Opinion::Unwanted) => wishes.insert(&action.item, (Ground::Liked, NOT_LIKED)),
            Some(Opinion::Neither) | None => {}
        }
    }
    wishes
}

/// What was looked at in this visit, newest first, each once.
pub(super) fn looks<'a>(scene: &Scene<'a>) -> Vec<&'a str> {
    let profile = scene.profile;
    let mut looks: Vec<&str> = Vec::new();
    let of_visit = |action: &&Action| action.at >= profile.visits.started;
    for action in profile.actions.iter().rev().take_while(of_visit) {
        if action.deed == Deed::Viewed && !looks.contains(&action.item.as_str()) {
            looks.push(&action.item);
        }
    }
    looks
}

fn deed(scene: &Scene, action: &Action) -> Wish {
    match action.deed {
        Deed::Viewed => (Ground::Viewed, 1.0),
        Deed::AddedToCart if scene.profile.in_basket(&action.item) => (Ground::InBasket, 2.0),
        // Put in and taken out again: no more than a look.
        Deed::AddedToCart => (Ground::Viewed, 1.0),
        Deed::Bought => (Ground::Bought, 2.0),
        // Ratings have the last word, above.
        Deed::Rated => (Ground::Liked, 0.0),
    }
}
