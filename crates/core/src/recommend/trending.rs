//! `trending`: what sells better than usual in the shop lately.

use super::{Candidate, Offer, Scene};
use crate::model::State;
use crate::reason::Ground;

pub(super) fn offer(scene: &Scene) -> Offer {
    match scene.model.home() {
        Some(State::Asked) => Offer::Wait,
        Some(State::Bad) | None => Offer::Failed,
        Some(State::Here(home)) => Offer::List(
            home.trending
                .iter()
                .filter_map(|listed| {
                    let card = home.cards.get(usize::from(listed.card))?;
                    let weight = f32::from(listed.level) / 255.0;
                    Some(Candidate::new(&card.id, Ground::Trending, "", weight))
                })
                .collect(),
        ),
    }
}
