//! `trending`: what sells better than usual in the shop lately.

use super::{Candidates, Offer, Query, Scene, candidates};
use crate::model::State;
use crate::reason::Ground;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    match scene.model.home() {
        Some(State::Asked) => Offer::Wait,
        Some(State::Bad) | None => Offer::Failed,
        Some(State::Here(home)) => {
            let mut found = Candidates::default();
            for listed in &home.trending {
                if let Some(card) = home.cards.get(usize::from(listed.card)) {
                    let weight = f32::from(listed.level) / 255.0;
                    found.put(&card.id, Ground::Trending, "", weight);
                }
            }
            candidates::as_put(scene, query, found)
        }
    }
}
