//! What the shopper wants to be forgotten.

use super::{Asks, Profile, hash};
use crate::{Error, Node};

/// What the shopper wants to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forgotten {
    /// All that was done with an item, and the wish for it.
    Item(String),
    /// All that was done from one moment to another, both included, in milliseconds since
    /// 1970: a visit.
    Span(u64, u64),
    /// All that was done with the items of a category.
    Category(String),
}

impl Forgotten {
    /// From `{itemId}`, `{from, to}` or `{category}`.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn read(told: &Node) -> Result<Self, Error> {
        let moment = |key: &str| {
            let number = told.get(key).number();
            number.filter(|at| *at >= 0.0).map(|at| at as u64)
        };
        if let Some(item) = told.get("itemId").text() {
            return Ok(Self::Item(item));
        }
        if let Some(category) = told.get("category").text() {
            return Ok(Self::Category(category));
        }
        match (moment("from"), moment("to")) {
            (Some(from), Some(to)) => Ok(Self::Span(from, to)),
            _ => Err(Error::Forget),
        }
    }

    /// Takes it out of a profile. What the basket holds is the shop's to say and stays.
    pub(super) fn leave(&self, profile: &mut Profile) {
        let Profile {
            actions,
            shelf,
            visits,
            tally,
            questions,
            offers,
            wishes,
            weighed,
            ..
        } = profile;
        match self {
            Self::Item(item) => {
                actions.retain(|action| action.item != *item);
                shelf.rows.remove(item);
                tally.forget_clicks(|click| click.item == *item);
                wishes.take_off(|wish| wish.item == *item);
            }
            Self::Span(from, to) => {
                let span = from..=to;
                actions.retain(|action| !span.contains(&&action.at));
                shelf.rows.retain(|_, row| !span.contains(&&row.at));
                tally.forget_clicks(|click| span.contains(&&click.at));
                questions.forget(&|posed| span.contains(&&posed.at));
                offers.forget(from, to);
                wishes.take_off(|wish| span.contains(&&wish.at));
                weighed.retain(|weighed| !span.contains(&&weighed.at));
                if span.contains(&&visits.previous) {
                    visits.previous = 0;
                }
            }
            Self::Category(category) => {
                let is_of = |item: &str| {
                    let card = shelf.cards.get(item);
                    card.is_some_and(|card| card.category == *category)
                };
                actions.retain(|action| !is_of(&action.item));
                tally.forget_clicks(|click| is_of(&click.item));
                wishes.take_off(|wish| is_of(&wish.item));
                let cards = &shelf.cards;
                shelf.rows.retain(|item, _| {
                    let card = cards.get(item);
                    card.is_none_or(|card| card.category != *category)
                });
            }
        }
        let is_known = |about: u64| actions.iter().any(|action| hash(&action.item) == about);
        questions.forget(&|posed| posed.asks == Asks::Rating && !is_known(posed.about));
    }
}
