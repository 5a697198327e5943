//! `for-you`: neighbours of what this shopper looked at, put into the basket, bought and
//! liked; what runs out; what fits the words that led here; then what is trending.
//!
//! ```text
//! score(c) = (Σ over wishes i: strength(i) · w(i, c)  +  due(c)  +  fit(c)) · taste(c)
//! ```
//!
//! with the row's weight w (`related`, and half of `together`), the strengths of
//! [`super::wishes`], what is due from [`super::replenish`], the fit of
//! [`crate::page::Words`] and the factor of [`super::taste`]. Session-based neighbourhood
//! methods score in this form (Ludewig and Jannach, "Evaluation of session-based
//! recommendation algorithms", UMUAI 28, 2018).

use super::wishes::{looks, wishes};
use super::{Candidate, Filter, Offer, Query, Scene, buy_again, exclude, trending};
use crate::reason::Ground;
use crate::table::Table;
use dangol_wire::place;

/// What `together` counts beside `related`.
const TOGETHER: f32 = 0.5;
/// What it counts that something is due to be bought again.
const DUE: f32 = 0.5;
/// What it counts to fit all words that led here.
const FIT: f32 = 0.8;
/// What trends at most counts beside the last of what is personal.
const BEHIND: f32 = 0.5;
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
    let mut candidates = personal(scene, query);
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
            // They follow what is personal, in their scores as in their places: strictly,
            // for the best of them is not as good as the last that anything speaks for.
            let last = candidates.last().map_or(1.0, |last| BEHIND * last.score());
            for term in rest.iter_mut().flat_map(|filler| &mut filler.terms) {
                term.2 *= last;
            }
            candidates.extend(rest);
        }
    }
    Offer::List(candidates)
}

fn personal(scene: &Scene, query: &Query) -> Vec<Candidate> {
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
            // A row also says how likely its own item is looked at again, which a shop's
            // list does not show.
            if neighbour == item && query.filter == Filter::Shop {
                continue;
            }
            let weight = strength * weight * chance(scene, neighbour);
            let candidate = found.entry(neighbour, || Candidate::empty(neighbour));
            match candidate.terms.iter_mut().find(|term| term.1 == item) {
                Some(term) => term.2 += weight,
                None => candidate.terms.push((*ground, item.to_owned(), weight)),
            }
        }
    }
    if query.filter != Filter::Shop {
        for (item, weight) in looks(scene).into_iter().zip(&scene.scoring().seen) {
            let candidate = found.entry(item, || Candidate::empty(item));
            let term = (Ground::SeenBefore, item.to_owned(), *weight);
            candidate.terms.push(term);
        }
    }
    for mut due in buy_again::due(scene) {
        let candidate = found.entry(&due.item, || Candidate::empty(&due.item));
        due.terms.iter_mut().for_each(|term| term.2 *= DUE);
        candidate.terms.append(&mut due.terms);
    }
    for (item, fit) in fitting(scene) {
        let candidate = found.entry(&item, || Candidate::empty(&item));
        candidate.terms.push((Ground::Searched, item, FIT * fit));
    }
    super::ranked(super::tasted(scene, found))
}

/// What fits the words that led here, of all cards at hand.
fn fitting(scene: &Scene) -> Vec<(String, f32)> {
    let mut fitting = Vec::new();
    if scene.words.words.is_empty() {
        return fitting;
    }
    for (item, card) in scene.all_cards() {
        let fit = scene.words.fit(&card);
        if fit > 0.0 {
            fitting.push((item, fit));
        }
    }
    fitting
}

/// A list changes a little with every visit, and stays the same within one. Without a
/// seed nothing changes.
fn chance(scene: &Scene, item: &str) -> f32 {
    let seed = scene.profile.visits.seed;
    if seed == 0 {
        return 1.0;
    }
    let mixed = (place::hash(item) ^ u64::from(seed)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    1.0 + CHANCE * (mixed as f32 / (1u32 << 23) as f32 - 1.0)
}
