//! `new-for-you`: what came into the shop lately, in the order of this shopper's taste.

use super::{Candidate, Offer, Scene};
use crate::model::State;
use crate::reason::Ground;
use crate::table::Table;

pub(super) fn offer(scene: &Scene) -> Offer {
    match scene.model.home() {
        Some(State::Asked) => Offer::Wait,
        Some(State::Bad) | None => Offer::Failed,
        Some(State::Here(home)) => {
            let mut found: Table<Candidate> = Table::default();
            for listed in &home.new {
                if let Some(card) = home.cards.get(usize::from(listed.card)) {
                    // The level says how well it sells; taste is to have the last word.
                    let weight = 0.5 + 0.5 * f32::from(listed.level) / 255.0;
                    let candidate = Candidate::new(&card.id, Ground::New, "", weight);
                    found.insert(&card.id, candidate);
                }
            }
            Offer::List(super::ranked(super::tasted(scene, found)))
        }
    }
}
