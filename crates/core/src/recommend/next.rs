//! What this shopper is likely to order next, whatever they look at today.
//!
//! The rate of an item j in their next order is
//!
//! ```text
//! rate(j) = mu(j) + own(j) O(j) + Σ over own items i of z(i) W(i, j)
//! O(j)    = B^(−1/2) · Σ over own orders with j of age[rank]
//! z(i)    = Σ over own orders with i of fade^rank / (the same sum over all own items)^(1/2)
//! ```
//!
//! with B the orders that are remembered and an order's rank, 0 for the newest. A row
//! ([`crate::profile::KeptRow`]) has W and own, the home file mu, and
//! [`dangol_wire::Scoring`] the rest; how they are learned is in
//! `crates/builder/src/train/next`. Gifts are nobody's habit.

use super::{Filter, Query, Scene, exclude};
use crate::model::State;
use crate::profile::{Deed, KeptRow, Profile};
use crate::reason::Ground;
use crate::table::{Index, ranking};
use crate::time::Now;
use dangol_wire::{NEXT_RATE, Scoring, own_rate};

/// What repeats in one of so many next orders is a habit, and may be shown again.
const HABIT: f32 = 0.25;

/// One of so many places of a shop's list may go to what was bought before.
const REPEATED: usize = 6;

/// An item that the shopper bought for themselves.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    /// Of the order with it that was counted last.
    rank: Option<usize>,
    /// Σ age[rank].
    aged: f32,
    /// Σ fade^rank.
    faded: f32,
}

/// What this shopper bought, gathered once for an answer. Empty where the model foretells
/// no orders; elsewhere it speaks for what was bought.
#[derive(Debug, Default)]
pub(crate) struct Orders<'a> {
    items: Index<'a>,
    own: Vec<Own>,
    count: usize,
}

impl<'a> Orders<'a> {
    /// Of a profile, by the model's constants.
    pub(super) fn of(profile: &'a Profile, scoring: &Scoring, now: Now) -> Self {
        let mut orders = Self::default();
        let Some(oldest) = scoring.next_ages.len().checked_sub(1) else {
            return orders;
        };
        let (mut last, mut faded) = (None, 1.0);
        for action in profile.actions.iter().rev() {
            if action.deed != Deed::Bought || action.gift {
                continue;
            }
            // An order without a number is what was bought on one day.
            let day = now.day_of(action.at);
            let order = Some((action.order, if action.order == 0 { day } else { 0 }));
            if order != last {
                faded *= last.map_or(1.0, |_| scoring.next_fade);
                orders.count += 1;
                last = order;
            }
            let rank = orders.count - 1;
            let number = orders.items.number(&action.item);
            if number == orders.own.len() {
                orders.own.push(Own::default());
            }
            let own = &mut orders.own[number];
            // The same line twice is one.
            if own.rank != Some(rank) {
                own.rank = Some(rank);
                own.aged += scoring.next_ages[rank.min(oldest)];
                own.faded += faded;
            }
        }
        orders
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// own(j) O(j).
    fn again(&self, number: usize, row: Option<&KeptRow>) -> f32 {
        let own = own_rate(row.map_or(0, |row| row.own));
        own * self.own[number].aged / (self.count as f32).sqrt()
    }

    /// The rate at which the shopper orders an item again, if that is a habit: it is
    /// welcome again although nobody knows when it runs out.
    pub(super) fn habit(&self, scene: &Scene, item: &str) -> Option<f32> {
        let row = scene.profile.shelf.rows.get(item);
        let again = self.again(self.items.find(item)?, row);
        (again >= HABIT).then_some(again)
    }

    /// Which of the items a list may show again: a shop's shows few, the likeliest, because
    /// what repeats has a list of its own, `buy-again`.
    fn repeated(&self, scene: &Scene, query: &Query) -> Vec<bool> {
        if query.filter != Filter::Shop {
            return vec![true; self.own.len()];
        }
        let rows = &scene.profile.shelf.rows;
        let items = self.items.ids();
        let rates = (0..items.len()).map(|number| self.again(number, rows.get(items[number])));
        let mut repeated = vec![false; items.len()];
        let order = ranking(rates).into_iter();
        let may_show = |at: &usize| exclude::shown_card(scene, query, items[*at]).is_some();
        for at in order.filter(may_show).take(query.limit.div_ceil(REPEATED)) {
            repeated[at] = true;
        }
        repeated
    }
}

/// Hands over the terms of all rates: item, ground, the item that it comes from, rate.
pub(super) fn terms<'a>(
    scene: &Scene<'a>,
    query: &Query,
    mut term: impl FnMut(&'a str, Ground, &'a str, f32),
) {
    let orders = &scene.orders;
    if orders.is_empty() {
        return;
    }
    let repeated = orders.repeated(scene, query);
    let is_shown = |item: &str| orders.items.find(item).is_none_or(|at| repeated[at]);
    let total: f32 = orders.own.iter().map(|own| own.faded).sum();
    let unit = NEXT_RATE / total.sqrt();
    for (number, own) in orders.own.iter().enumerate() {
        let item = orders.items.ids()[number];
        let row = scene.profile.shelf.rows.get(item);
        if repeated[number] {
            term(item, Ground::BoughtBefore, item, orders.again(number, row));
        }
        for (other, weight) in row.into_iter().flat_map(|row| &row.next) {
            if is_shown(other) {
                term(other, Ground::Bought, item, unit * own.faded * weight);
            }
        }
    }
    if let Some(State::Here(home)) = scene.model.home() {
        let unit = scene.scoring().next_popular / 255.0;
        for listed in &home.popular {
            if let Some(card) = home.cards.get(usize::from(listed.card))
                && is_shown(&card.id)
            {
                term(
                    &card.id,
                    Ground::Trending,
                    "",
                    unit * f32::from(listed.level),
                );
            }
        }
    }
}
