//! All that a list may depend on.

use super::replenish::supply;
use super::{Candidate, Offer};
use crate::model::{Model, State};
use crate::page::Words;
use crate::profile::{Found, KeptCard, KeptRow, Profile};
use crate::reason::{Ground, Reason};
use crate::table::Table;
use crate::text::Language;
use crate::time::Now;
use dangol_wire::Scoring;

/// All that a list may depend on.
pub(crate) struct Scene<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) model: &'a Model,
    /// The item that the list is about: the page's, or the one that was asked for.
    pub(crate) item: Option<&'a str>,
    /// The item on the page.
    pub(crate) page_item: Option<&'a str>,
    /// What the visitor looks for.
    pub(crate) words: &'a Words,
    pub(crate) language: Language,
    pub(crate) now: Now,
}

/// The row of an item, as far as it can be had.
pub(crate) enum RowOf {
    Here(KeptRow),
    Wait,
    /// The model knows no such item.
    Unknown,
    Failed,
}

impl Scene<'_> {
    /// The card of an item: the page's own words first, then the model's.
    pub(crate) fn card(&self, item: &str) -> Option<KeptCard> {
        match self.profile.shelf.cards.get(item) {
            Some(card) if !card.title.is_empty() && !card.url.is_empty() => Some(card.clone()),
            _ => self.model.card(item),
        }
    }

    /// The row of an item, from the model or from memory.
    pub(crate) fn row(&self, item: &str) -> RowOf {
        let found = match self.model.chunk_of(item) {
            Some(State::Here(chunk)) => match Found::in_chunk(chunk, item, self.now.at) {
                Some(found) => return RowOf::Here(found.into_row()),
                None => RowOf::Unknown,
            },
            Some(State::Asked) => RowOf::Wait,
            Some(State::Bad) => RowOf::Failed,
            None if self.model.entry().is_none() => RowOf::Failed,
            None => RowOf::Unknown,
        };
        match self.profile.shelf.rows.get(item) {
            Some(row) => RowOf::Here(row.clone()),
            None => found,
        }
    }

    /// The neighbours of the item that the list is about.
    pub(crate) fn neighbours(
        &self,
        item: &str,
        ground: Ground,
        relation: impl Fn(KeptRow) -> Vec<(String, f32)>,
    ) -> Offer {
        match self.row(item) {
            RowOf::Wait => Offer::Wait,
            RowOf::Failed => Offer::Failed,
            RowOf::Unknown => Offer::List(Vec::new()),
            RowOf::Here(row) => Offer::List(
                relation(row)
                    .iter()
                    .map(|(neighbour, weight)| Candidate::new(neighbour, ground, item, *weight))
                    .collect(),
            ),
        }
    }

    /// Every card at hand: of the page's files, and remembered.
    pub(crate) fn all_cards(&self) -> Vec<(String, KeptCard)> {
        let mut cards: Table<KeptCard> = Table::default();
        for card in self.model.all_cards() {
            cards.insert(&card.id, KeptCard::from(card));
        }
        for (item, card) in self.profile.shelf.cards.iter() {
            cards.entry(item, || card.clone());
        }
        cards.into_pairs()
    }

    /// What the builder learned of how this shop's shoppers choose.
    pub(crate) fn scoring(&self) -> &Scoring {
        self.model.scoring()
    }

    /// The reason that a term gives, in the shopper's language.
    pub(crate) fn reason(&self, ground: Ground, from: &str, item: &str) -> Reason {
        let about = match ground {
            Ground::Viewed | Ground::InBasket | Ground::Bought | Ground::Liked => {
                self.card(from).map(|card| card.title).unwrap_or_default()
            }
            Ground::Searched => self.words.typed.clone(),
            _ => String::new(),
        };
        let days = match ground {
            Ground::SeenBefore => {
                let seen = self.profile.viewed_at(item).unwrap_or(self.now.at);
                self.now.day().saturating_sub(self.now.day_of(seen))
            }
            Ground::RunsOut => {
                let bought = self.profile.bought_at(item).unwrap_or(self.now.at);
                self.now.day().saturating_sub(self.now.day_of(bought))
            }
            Ground::UsuallyBought => self
                .card(item)
                .and_then(|card| supply(self, item, &card))
                .map_or(0, |supply| supply.interval as u64),
            _ => 0,
        };
        Reason {
            code: ground.code(),
            text: self.language.reason(ground, &about, days),
        }
    }
}
