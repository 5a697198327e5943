//! `for-you`: neighbours of what this shopper looked at, put into the basket and bought.
//!
//! score(c) = Σ over actions a: deed(a) · 2^(−age(a) / half-life) · w(item(a), c), where
//! w is the row's weight: `related`, and half of `together`. An item counts by its
//! strongest action, so that opening one page ten times is one wish. Session-based
//! neighbourhood methods score in this form (Ludewig and Jannach, "Evaluation of
//! session-based recommendation algorithms", UMUAI 28, 2018).

use super::{Candidate, Offer, Query, Scene, exclude, trending};
use crate::profile::{Action, Deed};
use crate::reason::Ground;
use crate::table::Table;
use dangol_wire::place;

/// The most actions that are looked at, newest first.
const ACTIONS: usize = 100;
/// After how many days an action counts half.
const HALF_LIFE_DAYS: f32 = 14.0;
/// What `together` counts beside `related`.
const TOGETHER: f32 = 0.5;
/// How much a visit's chance moves a score, up or down.
const CHANCE: f32 = 0.05;

pub(super) fn offer(scene: &Scene, query: &Query) -> Offer {
    let filler = trending::offer(scene);
    // What the page itself is about is on its way: the list would be without it.
    let page_pending = scene
        .page_item
        .is_some_and(|item| matches!(scene.row(item), super::scene::RowOf::Wait));
    if page_pending {
        return Offer::Wait;
    }
    let mut candidates = personal(scene);
    let enough = candidates
        .iter()
        .filter(|candidate| {
            scene
                .card(&candidate.item)
                .is_some_and(|card| exclude::may_show(scene, query, &candidate.item, &card))
        })
        .count()
        >= query.limit;
    match filler {
        _ if enough => {}
        Offer::Wait => return Offer::Wait,
        Offer::Failed if candidates.is_empty() => return Offer::Failed,
        Offer::Failed => {}
        Offer::List(filler) => {
            let rest = filler.into_iter().filter(|filler| {
                !candidates
                    .iter()
                    .any(|candidate| candidate.item == filler.item)
            });
            let mut rest: Vec<Candidate> = rest.collect();
            // They follow what is personal, in their scores as in their places.
            let last = candidates.last().map_or(1.0, Candidate::score);
            for term in rest.iter_mut().flat_map(|filler| &mut filler.terms) {
                term.2 *= last;
            }
            candidates.extend(rest);
        }
    }
    Offer::List(candidates)
}

fn personal(scene: &Scene) -> Vec<Candidate> {
    let mut found: Table<Candidate> = Table::default();
    for (item, (ground, strength)) in wishes(scene).iter() {
        let Some(row) = scene.profile.shelf.rows.get(item) else {
            continue;
        };
        let related = row.related.iter().map(|(id, weight)| (id, *weight));
        let together = row
            .together
            .iter()
            .map(|(id, weight)| (id, TOGETHER * weight));
        for (neighbour, weight) in related.chain(together) {
            let weight = strength * weight * chance(scene, neighbour);
            let candidate = found.entry(neighbour, || Candidate::empty(neighbour));
            match candidate.terms.iter_mut().find(|term| term.1 == item) {
                Some(term) => term.2 += weight,
                None => candidate.terms.push((*ground, item.to_owned(), weight)),
            }
        }
    }
    super::ranked(found)
}

/// How strongly each item speaks for this shopper's wishes, by its strongest action.
fn wishes(scene: &Scene) -> Table<(Ground, f32)> {
    let mut wishes: Table<(Ground, f32)> = Table::default();
    for action in scene.profile.actions.iter().rev().take(ACTIONS) {
        if action.gift {
            continue;
        }
        let (ground, weight) = deed(scene, action);
        let age = scene.now.days_since(action.at);
        let strength = weight * halved(age / HALF_LIFE_DAYS);
        let wish = wishes.entry(&action.item, || (ground, 0.0));
        if strength > wish.1 {
            *wish = (ground, strength);
        }
    }
    wishes
}

fn deed(scene: &Scene, action: &Action) -> (Ground, f32) {
    match action.deed {
        Deed::Viewed => (Ground::Viewed, 1.0),
        Deed::AddedToCart if scene.profile.in_basket(&action.item) => (Ground::InBasket, 2.0),
        // Put in and taken out again: no more than a look.
        Deed::AddedToCart => (Ground::Viewed, 1.0),
        Deed::Bought => (Ground::Bought, 2.0),
    }
}

/// 2^(−x) for x ≥ 0, without a power function: exact at whole numbers, linear between.
fn halved(x: f32) -> f32 {
    let whole = x.clamp(0.0, 60.0) as u32;
    let rest = (x - whole as f32).clamp(0.0, 1.0);
    (1.0 - 0.5 * rest) / (1u64 << whole) as f32
}

/// A list changes a little with every visit, and stays the same within one.
fn chance(scene: &Scene, item: &str) -> f32 {
    let mixed = (place::hash(item) ^ u64::from(scene.profile.visits.seed))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        >> 40;
    1.0 + CHANCE * (mixed as f32 / (1u32 << 23) as f32 - 1.0)
}
