//! How strongly each item speaks for this shopper's wishes, by its strongest deed.
//!
//! A look of this visit counts by its place from the last one, as the builder learned it
//! ([`dangol_wire::Scoring::looks`]); earlier deeds count by their age. What was bought as a gift says nothing.
//! A rating outweighs any deed: what is liked counts in full whatever its age, what is
//! not liked takes its neighbours down with it. What is on the wish list counts as one look
//! that fades more slowly, unless it is for someone else. Where the model foretells orders
//! ([`super::next`]), that speaks for what was bought.

use super::Scene;
use super::candidates::sort;
use crate::profile::{Action, Deed, Opinion};
use crate::reason::Ground;
use crate::table::Index;

/// The most actions that are looked at, newest first.
const ACTIONS: usize = 100;
/// After how many days an earlier deed counts half.
const HALF_LIFE_DAYS: f32 = 14.0;
/// After how many days what is on the wish list counts half: it is meant for longer.
const WISHED_HALF_LIFE_DAYS: f32 = 60.0;
/// What a liked item counts.
const LIKED: f32 = 2.0;
/// What an item counts that is not liked.
const NOT_LIKED: f32 = -1.0;

/// A wish, and what speaks for it.
pub(super) type Wish = (Ground, f32);

/// All wishes, by item.
pub(super) fn wishes<'a>(scene: &Scene<'a>) -> Vec<(&'a str, Wish)> {
    let mut index = Index::default();
    let mut wishes: Vec<(&str, Wish)> = Vec::new();
    let mut entry = |item: &'a str, wish: Wish, is_last_word: bool| {
        let number = index.number(item);
        if number == wishes.len() {
            wishes.push((item, (wish.0, 0.0)));
        }
        let known = &mut wishes[number].1;
        if is_last_word || wish.1 > known.1 {
            *known = wish;
        }
    };
    let looks = looks(scene);
    // What was looked for and bought is wished for no more.
    let is_settled = |action: &Action| {
        !scene.orders.is_empty() && scene.deeds.get(&action.item).bought_at >= Some(action.at)
    };
    for action in scene.profile.actions.iter().rev().take(ACTIONS) {
        if action.gift || is_settled(action) {
            continue;
        }
        let (ground, weight) = deed(scene, action);
        let recency = match looks.find(&action.item) {
            Some(place) if action.deed == Deed::Viewed => {
                let of_place = scene.scoring().looks.get(place);
                of_place.copied().unwrap_or_default()
            }
            _ => super::halved(scene.now.days_since(action.at) / HALF_LIFE_DAYS),
        };
        entry(&action.item, (ground, weight * recency), false);
    }
    for wish in scene.profile.wishes.iter().filter(|wish| !wish.gift) {
        let recency = super::halved(scene.now.days_since(wish.at) / WISHED_HALF_LIFE_DAYS);
        entry(&wish.item, (Ground::Wished, recency), false);
    }
    for action in &scene.profile.actions {
        let strength = match action.opinion() {
            Some(Opinion::Liked) => LIKED,
            Some(Opinion::Unwanted) => NOT_LIKED,
            Some(Opinion::Neither) | None => continue,
        };
        entry(&action.item, (Ground::Liked, strength), true);
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    sort(&mut order, &|a, b| wishes[a].0 < wishes[b].0);
    order.into_iter().map(|at| wishes[at]).collect()
}

/// What was looked at in this visit, by its place from the last one, each once.
pub(super) fn looks<'a>(scene: &Scene<'a>) -> Index<'a> {
    let profile = scene.profile;
    let mut looks = Index::default();
    let of_visit = |action: &&Action| action.at >= profile.visits.started;
    for action in profile.actions.iter().rev().take_while(of_visit) {
        if action.deed == Deed::Viewed {
            looks.number(&action.item);
        }
    }
    looks
}

fn deed(scene: &Scene, action: &Action) -> Wish {
    match action.deed {
        Deed::Viewed => (Ground::Viewed, 1.0),
        Deed::AddedToCart if scene.deeds.get(&action.item).in_basket => (Ground::InBasket, 2.0),
        // Put in and taken out again: no more than a look.
        Deed::AddedToCart => (Ground::Viewed, 1.0),
        Deed::Bought => (Ground::Bought, 2.0),
        // Ratings have the last word, above.
        Deed::Rated => (Ground::Liked, 0.0),
    }
}
