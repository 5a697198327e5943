//! `new-for-you`: what came into the shop lately, in the order of this shopper's taste.

use super::taste::Taste;
use super::{Candidates, Offer, Query, Scene, candidates};
use crate::model::State;
use crate::reason::Ground;

pub(super) fn offer<'a>(scene: &Scene<'a>, query: &Query) -> Offer<'a> {
    match scene.model.home() {
        Some(State::Asked) => Offer::Wait,
        Some(State::Bad) | None => Offer::Failed,
        Some(State::Here(home)) => {
            let mut found = Candidates::default();
            for listed in &home.new {
                if let Some(card) = home.cards.get(usize::from(listed.card)) {
                    // The level says how well it sells; taste is to have the last word.
                    let weight = 0.5 + 0.5 * f32::from(listed.level) / 255.0;
                    found.put(&card.id, Ground::New, "", weight);
                }
            }
            let listed = candidates::by_taste(scene, query, &found, &Taste::of(scene));
            Offer::List(found, listed)
        }
    }
}
