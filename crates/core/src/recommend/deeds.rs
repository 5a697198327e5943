//! What this shopper did with each item, gathered once for an answer, so that nothing reads all
//! deeds anew for each candidate.

use crate::profile::{Deed, KeptCard, Opinion, Profile};
use crate::table::{Index, Table};
use crate::time::Now;

/// What is known of an item.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// The last time that its page was opened.
    pub(super) viewed_at: Option<u64>,
    /// The last time that it was bought, and not as a gift.
    pub(super) bought_at: Option<u64>,
    /// What they think of it, as they said last.
    pub(super) opinion: Option<Opinion>,
    /// Whether it is in the basket.
    pub(super) in_basket: bool,
    /// Whether another slot of the page shows it.
    pub(super) is_shown: bool,
    /// The first and the last day on which it was bought, and not as a gift.
    pub(super) days: (u64, u64),
    /// On how many days it was.
    pub(super) purchases: u32,
}

/// What is known, by item.
#[derive(Debug)]
pub(crate) struct Deeds<'a> {
    /// The items of the cards on the shelf, in their order; then all others.
    index: Index<'a>,
    known: Vec<Known>,
    /// The items' numbers of the actions, in their order.
    of_actions: Vec<u32>,
    cards: &'a Table<KeptCard>,
}

impl<'a> Deeds<'a> {
    /// Gathers what a profile holds.
    pub(super) fn of(profile: &'a Profile, shown: &'a [String], now: Now) -> Self {
        let cards = &profile.shelf.cards;
        let mut deeds = Self {
            index: Index::with_room(cards.len() + profile.actions.len()),
            known: vec![Known::default(); cards.len()],
            of_actions: Vec::with_capacity(profile.actions.len()),
            cards,
        };
        for (item, _) in cards.iter() {
            deeds.index.number(item);
        }
        // Actions are kept oldest first.
        for action in &profile.actions {
            let number = deeds.number(&action.item);
            deeds.of_actions.push(number as u32);
            let known = &mut deeds.known[number];
            known.opinion = action.opinion().or(known.opinion);
            match action.deed {
                Deed::Viewed => known.viewed_at = known.viewed_at.max(Some(action.at)),
                Deed::Bought if !action.gift => {
                    known.bought_at = known.bought_at.max(Some(action.at));
                    let day = now.day_of(action.at);
                    if known.purchases == 0 {
                        known.days.0 = day;
                    }
                    if known.purchases == 0 || known.days.1 != day {
                        known.purchases += 1;
                    }
                    known.days.1 = day;
                }
                _ => {}
            }
        }
        for line in &profile.basket {
            let number = deeds.number(&line.item);
            deeds.known[number].in_basket = true;
        }
        for item in shown {
            let number = deeds.number(item);
            deeds.known[number].is_shown = true;
        }
        deeds
    }

    fn number(&mut self, item: &'a str) -> usize {
        let number = self.index.number(item);
        if number == self.known.len() {
            self.known.push(Known::default());
        }
        number
    }

    /// What is known of an item.
    pub(super) fn get(&self, item: &str) -> Known {
        self.get_with_card(item).0
    }

    /// What is known of an item, and its card if that is on the shelf.
    pub(super) fn get_with_card(&self, item: &str) -> (Known, Option<&'a KeptCard>) {
        match self.index.find(item) {
            Some(number) => (self.known[number], self.cards.at(number)),
            None => (Known::default(), None),
        }
    }

    /// The cards of the items of the actions, in the order of the actions.
    pub(super) fn cards_of_actions(&self) -> impl Iterator<Item = Option<&'a KeptCard>> {
        let numbers = self.of_actions.iter();
        numbers.map(|number| self.cards.at(*number as usize))
    }
}
