//! `trending`: what sells better than usual in the shop lately; first what does so [`Here`].

use super::here::Here;
use super::{Candidates, Offer, Query, Scene, candidates};
use crate::model::State;
use crate::reason::Ground;
use crate::table::ranking;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    match scene.model.home() {
        Some(State::Asked) => Offer::Wait,
        Some(State::Bad) | None => Offer::Failed,
        Some(State::Here(home)) => {
            let Some(here) = Here::of_page(scene) else {
                return Offer::Wait;
            };
            let mut found = Candidates::default();
            for listed in &home.trending {
                if let Some(card) = home.cards.get(usize::from(listed.card)) {
                    let weight = here.weight(scene, listed, card);
                    found.put(&card.id, Ground::Trending, "", weight);
                }
            }
            let order = ranking((0..found.len()).map(|number| found.score(number, 1.0)));
            let mut listed = Vec::new();
            candidates::append(scene, query, &found, order.into_iter(), &mut listed);
            Offer::List(found, listed)
        }
    }
}
