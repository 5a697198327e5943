//! Where a page stands, so that what trends here comes before what trends elsewhere: in the
//! category of its product, or, on a page of none, in what its address and the words that led
//! to it name. It is of the page; nothing of it depends on the shopper.

use super::Scene;
use crate::model::State;
use crate::profile::CardView;
use dangol_wire::{Card, Listed};

/// What is known of where the page stands.
pub(super) enum Here<'a> {
    /// A product's page, in this category; empty if nobody names it.
    Category(&'a str),
    /// Another page, with words or without.
    Words,
}

impl<'a> Here<'a> {
    /// `None` while the file that names the category is on its way.
    pub(super) fn of_page(scene: &Scene<'a>) -> Option<Self> {
        let Some(item) = scene.page_item else {
            return Some(Self::Words);
        };
        // The lists have the names of the model, which the page may call otherwise.
        let known = scene.model.card(item).map(|card| card.category.as_str());
        let named = known.unwrap_or(scene.page_category);
        let is_coming = || matches!(scene.model.chunk_of(item), Some(State::Asked));
        (known.is_some() || !is_coming()).then_some(Self::Category(named))
    }

    /// How much a listed card stands out here, from 0 to 1: first what is here.
    pub(super) fn weight(&self, scene: &Scene, listed: &Listed, card: &Card) -> f32 {
        let level = f32::from(listed.level) / 255.0;
        let is_here = match self {
            Self::Category("") => return level,
            Self::Category(category) => card.category == *category,
            Self::Words if scene.words.words.is_empty() => return level,
            Self::Words => scene.words.fit(&CardView::from(card)) > 0.0,
        };
        0.5 * (f32::from(u8::from(is_here)) + level)
    }
}
