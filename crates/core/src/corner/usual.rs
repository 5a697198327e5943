//! What is usually bought, as `buy-again` knows it, and what else was bought on several days.

use super::{Around, Thing};
use crate::model::Model;
use crate::page::Words;
use crate::profile::{Deed, Profile};
use crate::recommend::{Kind, Query, Scene};

/// The most that are shown.
const MOST: usize = 12;

/// Something that is usually bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usual {
    /// What.
    pub thing: Thing,
    /// How often, or when last, in the shopper's language.
    pub how_often: String,
    /// Whether it should be running out.
    pub is_due: bool,
    /// Whether it is in the basket.
    pub in_basket: bool,
    /// How many were bought last time.
    pub quantity: u32,
}

/// What is usually bought, what is due first.
pub(super) fn usual(profile: &Profile, around: &Around) -> Vec<Usual> {
    let entry = around.entry.cloned();
    // An entry that cannot be read gives the usual constants.
    let model = entry.and_then(|entry| Model::new(entry).ok());
    let (model, words) = (model.unwrap_or_default(), Words::default());
    let query = Query::new(Kind::BuyAgain, MOST);
    let scene = Scene::new(profile, &model, &words, &query, around.language, around.now);
    let found = crate::recommend::usual(&scene).into_iter().take(MOST);
    found
        .map(|(item, ground, is_due)| {
            let mut purchases = profile.actions.iter().rev();
            let last = purchases
                .find(|action| action.deed == Deed::Bought && !action.gift && action.item == item);
            Usual {
                thing: Thing::kept(profile, item),
                how_often: scene.reason(ground, item, item).text,
                is_due,
                in_basket: profile.basket.iter().any(|line| line.item == item),
                quantity: last.map_or(1, |action| action.quantity.max(1)),
            }
        })
        .collect()
}
