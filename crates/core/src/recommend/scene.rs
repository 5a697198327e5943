//! All that a list may depend on.

use super::candidates::{self, Candidates};
use super::deeds::Deeds;
use super::merchandise::Merchandise;
use super::next::Orders;
use super::replenish::supply;
use super::taste::Statements;
use super::{Offer, Query, Trace};
use crate::model::{Learned, Model, State};
use crate::page::Words;
use crate::profile::{CardView, Found, KeptCard, Profile, Topic};
use crate::reason::{Ground, Reason};
use crate::table::Index;
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
    /// The category that the page names of it; empty if none.
    pub(crate) page_category: &'a str,
    /// What the visitor looks for.
    pub(crate) words: &'a Words,
    pub(crate) language: Language,
    pub(crate) now: Now,
    /// What this shopper did, by item.
    pub(super) deeds: Deeds<'a>,
    /// What they bought, as their next order is foretold from it.
    pub(super) orders: Orders<'a>,
    /// What they said that they do not want.
    pub(super) dislikes: Statements,
    /// What the shop's rules say of the list.
    pub(crate) merchandise: Merchandise<'a>,
    /// What is noted for the inspector.
    pub(crate) trace: Trace,
}

/// How items are neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Looked at or bought by the same people.
    Related,
    /// Bought in the same order.
    Together,
}

/// The row of an item, as far as it can be had.
pub(crate) enum RowOf<'a> {
    /// The nearest first.
    Here(Vec<(&'a str, f32)>),
    Wait,
    /// The model knows no such item.
    Unknown,
    Failed,
}

impl<'a> Scene<'a> {
    /// A scene of no item, with what the profile holds gathered for it.
    pub(crate) fn new(
        profile: &'a Profile,
        model: &'a Model,
        words: &'a Words,
        query: &'a Query,
        language: Language,
        now: Now,
    ) -> Self {
        Self {
            profile,
            model,
            item: None,
            page_item: None,
            page_category: "",
            words,
            language,
            now,
            deeds: Deeds::of(profile, &query.shown, now),
            orders: Orders::of(profile, model.scoring(), now),
            dislikes: Statements::of(&profile.facts, &[Topic::Dislike]),
            merchandise: Merchandise::default(),
            trace: Trace::default(),
        }
    }

    /// The card of an item: the page's own words first, then the model's.
    pub(crate) fn card(&self, item: &str) -> Option<CardView<'a>> {
        self.card_of(item, self.deeds.get_with_card(item).1)
    }

    /// The same, where what is on the shelf is known.
    pub(super) fn card_of(&self, item: &str, kept: Option<&'a KeptCard>) -> Option<CardView<'a>> {
        match kept {
            Some(card) if !card.title.is_empty() && !card.url.is_empty() => {
                Some(self.kept_card(item, card))
            }
            _ => self.model_card(item),
        }
    }

    /// The card of an item in the files that are here, at its price of now.
    pub(super) fn model_card(&self, item: &str) -> Option<CardView<'a>> {
        let card = self.model.card(item)?;
        Some(self.priced(item, card.into(), self.model.learned(self.now)))
    }

    fn kept_card(&self, item: &str, card: &'a KeptCard) -> CardView<'a> {
        self.priced(item, card.into(), card.learned())
    }

    fn priced(&self, item: &str, card: CardView<'a>, learned: Learned) -> CardView<'a> {
        CardView {
            price: self.model.price_now(item, card.price, learned, self.now),
            ..card
        }
    }

    /// The row of an item, from the model or from memory.
    pub(crate) fn row(&self, item: &str, relation: Relation) -> RowOf<'a> {
        let found = match self.model.chunk_of(item) {
            Some(State::Here(chunk)) => match Found::row_in_chunk(chunk, item, relation) {
                Some(row) => return RowOf::Here(row),
                None => RowOf::Unknown,
            },
            Some(State::Asked) => RowOf::Wait,
            Some(State::Bad) => RowOf::Failed,
            None if self.model.entry().is_none() => RowOf::Failed,
            None => RowOf::Unknown,
        };
        let Some(row) = self.profile.shelf.rows.get(item) else {
            return found;
        };
        let kept = match relation {
            Relation::Related => &row.related,
            Relation::Together => &row.together,
        };
        let kept = kept.iter().map(|(id, weight)| (id.as_str(), *weight));
        RowOf::Here(kept.collect())
    }

    /// The neighbours of the item that the list is about.
    pub(super) fn neighbours(
        &self,
        query: &Query,
        item: &'a str,
        ground: Ground,
        relation: Relation,
    ) -> Offer<'a> {
        let mut found = Candidates::default();
        match self.row(item, relation) {
            RowOf::Wait => return Offer::Wait,
            RowOf::Failed => return Offer::Failed,
            RowOf::Unknown => {}
            RowOf::Here(row) => {
                for (neighbour, weight) in row {
                    found.put(neighbour, ground, item, weight);
                }
            }
        }
        candidates::as_put(self, query, found)
    }

    /// Every card at hand, each item once: of the page's files, and remembered.
    pub(super) fn each_card(&self, mut each: impl FnMut(&'a str, CardView<'a>)) {
        let mut met = Index::default();
        let learned = self.model.learned(self.now);
        let of_model = self.model.all_cards().map(|card| {
            let item = card.id.as_str();
            (item, self.priced(item, card.into(), learned))
        });
        let kept = self.profile.shelf.cards.iter();
        let kept = kept.map(|(item, card)| (item, self.kept_card(item, card)));
        let mut count = 0;
        for (item, card) in of_model.chain(kept) {
            if met.number(item) == count {
                count += 1;
                each(item, card);
            }
        }
    }

    /// What the builder learned of how this shop's shoppers choose.
    pub(crate) fn scoring(&self) -> &Scoring {
        self.model.scoring()
    }

    /// The reason that a term gives, in the shopper's language.
    pub(crate) fn reason(&self, ground: Ground, from: &str, item: &str) -> Reason {
        let about = match ground {
            Ground::Viewed | Ground::InBasket | Ground::Bought | Ground::Liked | Ground::Wished => {
                self.card(from).map_or("", |card| card.title)
            }
            Ground::Searched => &self.words.typed,
            _ => "",
        };
        let days = match ground {
            Ground::SeenBefore => {
                let seen = self.deeds.get(item).viewed_at.unwrap_or(self.now.at);
                self.now.day().saturating_sub(self.now.day_of(seen))
            }
            Ground::RunsOut | Ground::BoughtBefore => {
                let bought = self.deeds.get(item).bought_at.unwrap_or(self.now.at);
                self.now.day().saturating_sub(self.now.day_of(bought))
            }
            Ground::UsuallyBought => self
                .card(item)
                .and_then(|card| supply(self, &self.deeds.get(item), &card))
                .map_or(0, |supply| supply.interval as u64),
            _ => 0,
        };
        Reason {
            code: ground.code(),
            text: self.language.reason(ground, about, days),
        }
    }
}
