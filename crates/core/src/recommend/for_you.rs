//! `for-you`: neighbours of what this shopper looked at, put into the basket, bought and
//! liked; what runs out; what fits the words that led here; then what is trending.
//!
//! ```text
//! score(c) = (Σ over wishes i: strength(i) · w(i, c)  +  rate(c)  +  fit(c)) · taste(c)
//! ```
//!
//! with the row's weight w (`related`, and half of `together`), the strengths of
//! [`super::wishes`], the rate of [`super::next`], or, where the model foretells no orders,
//! half of what is due by [`super::replenish`], the fit of
//! [`crate::page::Words`] and the factor of [`super::taste`]. Session-based neighbourhood
//! methods score in this form (Ludewig and Jannach, "Evaluation of session-based
//! recommendation algorithms", UMUAI 28, 2018).

use super::candidates::{Listed, append, by_taste};
use super::here::Here;
use super::taste::Taste;
use super::wishes::{looks, wishes};
use super::{Candidates, Filter, Offer, Query, Scene, buy_again, next};
use crate::model::State;
use crate::reason::Ground;
use crate::table::ranking;
use dangol_wire::{Home, place};

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

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    // What the page itself is about is on its way: the list would be without it.
    let is_pending = |item: &str| {
        let asked = matches!(scene.model.chunk_of(item), Some(State::Asked));
        asked && scene.profile.shelf.rows.get(item).is_none()
    };
    if scene.page_item.is_some_and(is_pending) {
        return Offer::Wait;
    }
    // What the shopper is likely to order next is not known without the home file.
    if !scene.orders.is_empty() && matches!(scene.model.home(), Some(State::Asked)) {
        return Offer::Wait;
    }
    let taste = Taste::of(scene);
    let mut found = personal(scene, query);
    let mut listed = by_taste(scene, query, &found, &taste);
    if listed.len() < query.limit {
        match scene.model.home() {
            Some(State::Asked) => return Offer::Wait,
            Some(State::Here(home)) => {
                fill(scene, query, home, &taste, &mut found, &mut listed);
            }
            Some(State::Bad) | None if is_empty(&found) => return Offer::Failed,
            Some(State::Bad) | None => {}
        }
    }
    Offer::List(found, listed)
}

/// Whether nothing speaks for anything.
fn is_empty(found: &Candidates) -> bool {
    (0..found.len()).all(|number| found.score(number, 1.0) <= 0.0)
}

/// Fills a short list up with what is trending, first here.
fn fill<'a>(
    scene: &Scene<'a>,
    query: &Query,
    home: &'a Home,
    taste: &Taste,
    found: &mut Candidates<'a>,
    listed: &mut Vec<Listed<'a>>,
) {
    // They follow what is personal, in their scores as in their places: strictly, for the best
    // of them is not as good as the last that anything speaks for.
    let mut last: Option<f32> = None;
    for number in 0..found.len() {
        let card = scene.card(found.item(number));
        let score = found.score(number, card.map_or(1.0, |card| taste.factor(&card)));
        if score > 0.0 {
            last = Some(last.map_or(score, |last| last.min(score)));
        }
    }
    // Where the page stands is known here: the list waits for its product's file.
    let here = Here::of_page(scene).unwrap_or(Here::Category(""));
    let mut fillers = Vec::new();
    for trending in &home.trending {
        let Some(card) = home.cards.get(usize::from(trending.card)) else {
            continue;
        };
        let number = found.number(&card.id);
        if found.score(number, 1.0) <= 0.0 {
            found.clear(number);
            let most = last.map_or(1.0, |last| BEHIND * last);
            let weight = here.weight(scene, trending, card) * most;
            found.add(number, Ground::Trending, "", weight);
            fillers.push(number);
        }
    }
    let order = ranking(fillers.iter().map(|number| found.score(*number, 1.0)));
    let order = order.into_iter().map(|at| fillers[at]);
    append(scene, query, found, order, listed);
}

fn personal<'a>(scene: &Scene<'a>, query: &Query) -> Candidates<'a> {
    let mut found = Candidates::default();
    let mut chances: Vec<f32> = Vec::new();
    for (item, (ground, strength)) in wishes(scene) {
        let Some(row) = scene.profile.shelf.rows.get(item) else {
            continue;
        };
        for (neighbours, of_kind) in [(&row.related, 1.0), (&row.together, TOGETHER)] {
            for (neighbour, weight) in neighbours {
                // A row also says how likely its own item is looked at again, which a shop's
                // list does not show.
                if neighbour == item && query.filter == Filter::Shop {
                    continue;
                }
                let number = found.number(neighbour);
                if number == chances.len() {
                    chances.push(chance(scene, neighbour));
                }
                let weight = strength * (of_kind * weight) * chances[number];
                found.add(number, ground, item, weight);
            }
        }
    }
    if query.filter != Filter::Shop {
        for (item, weight) in looks(scene).ids().iter().zip(&scene.scoring().seen) {
            found.put(item, Ground::SeenBefore, item, *weight);
        }
    }
    // Where the next order is foretold, what is due is part of that.
    if scene.orders.is_empty() {
        for due in buy_again::due(scene) {
            found.put(due.item, due.ground, due.item, DUE * due.weight);
        }
    }
    next::terms(scene, query, |item, ground, from, rate| {
        found.put(item, ground, from, rate * chance(scene, item));
    });
    if !scene.words.words.is_empty() {
        scene.each_card(|item, card| {
            let fit = scene.words.fit(&card);
            if fit > 0.0 {
                found.put(item, Ground::Searched, item, FIT * fit);
            }
        });
    }
    found
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
