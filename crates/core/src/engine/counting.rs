//! What is counted, told and withheld, if the shopper agreed to be counted.
//!
//! Counting needs both answers: the yes to being counted, and the yes to being remembered,
//! since what a day brought lies on the device until a report of it is made.

use super::Engine;
use super::offer::offer_slot;
use crate::consent::{Grant, Measure as Counting};
use crate::event::Event;
use crate::profile::Change;
use crate::recommend::Kind;
use crate::report::{
    self, Bits, Click, Clicked, Counted, Outcome, Outgoing, arm, compose, is_withheld,
};
use crate::{Now, profile};
use dangol_wire::measure::{self, ERRORS, Measure, SLOTS, bucket};
use dangol_wire::report::Key;

/// The cells of a time, as the measures of time declare them.
const TIME_CELLS: u16 = 64;

impl Engine {
    /// The grant under which this page counts: the configuration names a collector, the
    /// profile may be kept, and its owner is before the screen.
    pub(super) fn counting(&self) -> Option<Grant<Counting>> {
        let may_keep = self.consent.personalize_grant().is_some();
        let has_collector = !self.config.report.url.is_empty();
        let grant = self.consent.measure_grant()?;
        (may_keep && has_collector && !self.has_guest()).then_some(grant)
    }

    /// Whether this page counts.
    pub(super) fn is_counting(&self) -> bool {
        self.counting().is_some()
    }

    /// Where reports go.
    pub fn collector(&self) -> &str {
        &self.config.report.url
    }

    /// A page was opened on this day: the day before is told of, and the device is counted.
    pub(super) fn count_visit(&mut self, now: Now) {
        self.close_day(now);
        if self.counting().is_none() || self.profile.tally.is_on(report::day(now)) {
            return;
        }
        if self.profile.tally.lot() == 0 {
            self.change(Change::Lot(self.seed | 1));
        }
        self.count_arms(Measure::Visitors, 1, now);
        let version = Key {
            subject: version(),
            ..Key::of(Measure::Version)
        };
        self.add(version, 1, now);
    }

    /// Makes the report of a day that is over.
    fn close_day(&mut self, now: Now) {
        let Some(grant) = self.counting() else { return };
        if !self.profile.tally.is_due(report::day(now)) {
            return;
        }
        let bits = self.random.and_then(Bits::new);
        let told =
            bits.and_then(|bits| compose(&grant, &self.profile, &self.config.report, bits, now));
        if let Some(told) = told {
            self.change_owner(Change::Told(Box::new(told)));
        }
    }

    /// Counts so much of something on this day, and the device first.
    pub(super) fn count(&mut self, key: Key, amount: u64, now: Now) {
        self.count_visit(now);
        self.add(key, amount, now);
    }

    fn add(&mut self, key: Key, amount: u64, now: Now) {
        if let (Some(grant), 1..) = (self.counting(), amount) {
            let counted = Counted::new(&grant, report::day(now), key, amount);
            self.change(Change::Counted(counted));
        }
    }

    /// Counts for the holdout and each experiment, in this device's arm.
    fn count_arms(&mut self, measure: Measure, amount: u64, now: Now) {
        let lot = self.profile.tally.lot();
        let mut arms = vec![(0, arm(lot, 0, self.config.holdout))];
        for experiment in &self.config.experiments {
            let subject = experiment.subject();
            arms.push((subject, arm(lot, subject, experiment.share)));
        }
        for (subject, share) in self.campaigns.holdouts() {
            if arms.iter().all(|(known, _)| *known != subject) {
                arms.push((subject, arm(lot, subject, share)));
            }
        }
        for (subject, arm) in arms {
            let key = Key {
                subject,
                arm,
                ..Key::of(measure)
            };
            self.add(key, amount, now);
        }
    }

    /// Whether this is withheld from this shopper, to see what it is good for. What is asked
    /// for of the shop's server must be the same all the same.
    pub(super) fn withholds(&self, name: &str, is_personal: bool) -> bool {
        let lot = self.profile.tally.lot();
        self.counting().is_some() && is_withheld(&self.config, lot, name, is_personal)
    }

    /// Whether the greeting is withheld from this shopper.
    pub fn withholds_greeting(&self) -> bool {
        self.withholds("greeting", true)
    }

    /// A list was shown in a slot.
    pub fn count_shown(&mut self, kind: Kind, now: Now) {
        self.count(slot_key(Measure::Seen, slot(kind), 0), 1, now);
    }

    /// A product was opened from a slot.
    pub fn clicked(&mut self, kind: Kind, item: &str, now: Now) {
        let slot = slot(kind);
        self.count(slot_key(Measure::Clicked, slot, 0), 1, now);
        if let Some(grant) = self.counting() {
            let click = Click {
                item: item.to_owned(),
                slot,
                campaign: 0,
                at: now.at,
            };
            self.change(Change::Clicked(Clicked::new(&grant, click)));
        }
        self.settle(now);
    }

    /// A greeting was said.
    pub fn greeted(&mut self, code: &str, now: Now) {
        self.count_moment(Measure::Greeted, code, now);
    }

    /// Less of a greeting was asked for.
    pub fn less_of(&mut self, code: &str, now: Now) {
        self.count_moment(Measure::Less, code, now);
    }

    /// A greeting's link was followed.
    pub fn followed(&mut self, code: &str, now: Now) {
        self.count_moment(Measure::Followed, code, now);
    }

    /// The shopper said how satisfied they are. Of a day the first answer counts.
    pub(super) fn count_satisfaction(&mut self, stars: u8, now: Now) {
        let key = Key {
            cell: stars.saturating_sub(1),
            ..Key::of(Measure::Satisfaction)
        };
        self.count(key, 1, now);
    }

    /// Something was done about a greeting.
    fn count_moment(&mut self, measure: Measure, code: &str, now: Now) {
        let key = Key {
            subject: measure::subject(code),
            ..Key::of(measure)
        };
        self.count(key, 1, now);
    }

    /// The first slot of a page was shown, so many milliseconds after it was opened.
    pub fn count_speed(&mut self, milliseconds: u32, now: Now) {
        let key = Key {
            cell: bucket(milliseconds.into(), TIME_CELLS),
            ..Key::of(Measure::ShownMs)
        };
        self.count(key, 1, now);
    }

    /// The widget met an error.
    pub fn count_error(&mut self, code: &str, now: Now) {
        let others = ERRORS.len() - 1;
        let cell = ERRORS.iter().position(|known| *known == code);
        let key = Key {
            cell: cell.unwrap_or(others) as u8,
            ..Key::of(Measure::Errors)
        };
        self.count(key, 1, now);
    }

    /// Products were put into the basket.
    pub(super) fn count_added(&mut self, event: &Event, now: Now) {
        for item in &event.items {
            if let Some((slot, campaign)) = self.origin(&item.id, now) {
                let key = slot_key(Measure::Added, slot, campaign);
                self.count(key, item.quantity.into(), now);
            }
        }
    }

    /// An order was placed, of which nothing is remembered yet.
    pub(super) fn count_bought(&mut self, event: &Event, now: Now) {
        self.count_visit(now);
        let mut value: u64 = 0;
        for item in &event.items {
            let card = self.profile.shelf.cards.get(&item.id);
            let price = item.product.price.or(card.and_then(|card| card.price));
            let price = price.unwrap_or(0).saturating_mul(item.quantity.into());
            value = value.saturating_add(price);
            if let Some((slot, campaign)) = self.origin(&item.id, now) {
                let bought = slot_key(Measure::Bought, slot, campaign);
                self.count(bought, item.quantity.into(), now);
                let worth = slot_key(Measure::BoughtValue, slot, campaign);
                self.count(worth, price, now);
            }
        }
        self.count_arms(Measure::Orders, 1, now);
        self.count_arms(Measure::OrderValue, value, now);
    }

    /// From which slot and campaign a product was opened lately.
    fn origin(&self, item: &str, now: Now) -> Option<(u8, u32)> {
        let click = self.profile.tally.click(item, now);
        let offer = self.campaign_of(item, now);
        // Of two that led there, the later one counts.
        match (click, offer) {
            (Some(click), Some((_, at))) if click.at > at => Some((click.slot, click.campaign)),
            (_, Some((campaign, _))) => Some((offer_slot(), campaign)),
            (Some(click), None) => Some((click.slot, click.campaign)),
            (None, None) => None,
        }
    }

    /// In how many milliseconds a report may be sent; `None` if none waits, or none may be
    /// sent.
    pub fn report_in(&self, now: Now) -> Option<u64> {
        self.counting()?;
        self.profile.tally.next_in(now)
    }

    /// Begins to send a report. It is to be saved that this was tried, and then to be asked
    /// whether it [may be sent](Self::may_send).
    pub fn try_report(&mut self, now: Now) -> Option<Outgoing> {
        self.counting()?;
        let outgoing = self.profile.tally.outgoing(now)?;
        let (report, at) = (Box::new(outgoing.clone()), now.at);
        self.change_owner(Change::Tried { report, at });
        Some(outgoing)
    }

    /// Whether a report may be sent now: the shopper still agrees, as far as any tab knows, and
    /// no other tab is at it.
    pub fn may_send(&self, outgoing: &Outgoing) -> bool {
        self.counting().is_some() && self.profile.tally.is_ours(outgoing)
    }

    /// What came of sending a report.
    pub fn report_went(&mut self, outgoing: Outgoing, outcome: Outcome, now: Now) {
        if outcome != Outcome::Later {
            let change = Change::Went {
                report: Box::new(outgoing),
                taken: outcome == Outcome::Taken,
                at: now.at,
            };
            self.change_owner(change);
        }
    }

    /// The shopper does not want to be counted any more.
    pub(super) fn uncount(&mut self) {
        self.change_owner(Change::Uncounted);
    }

    /// Nothing that was counted stays where the shopper said no, in whichever tab.
    pub(super) fn keep_uncounted(&mut self) {
        if self.consent.measure() == crate::Choice::Denied {
            let profile = self.kept_profile();
            profile.tally.forget();
            profile.offers.uncount();
        }
    }

    /// Whether nothing is remembered yet of any of these items in that order.
    pub(super) fn is_new_order(&self, event: &Event, order: u64) -> bool {
        let is_known = |action: &profile::Action| {
            action.deed == profile::Deed::Bought && order != 0 && action.order == order
        };
        !event.items.is_empty() && !self.profile.actions.iter().any(is_known)
    }
}

/// The code of a kind's slot. Every kind has one, which a test holds.
fn slot(kind: Kind) -> u8 {
    let slot = SLOTS.iter().position(|name| *name == kind.name());
    slot.unwrap_or(0) as u8
}

fn slot_key(measure: Measure, slot: u8, subject: u32) -> Key {
    Key {
        slot,
        subject,
        ..Key::of(measure)
    }
}

/// The version of the widget, as reports have it.
fn version() -> u32 {
    let mut parts = env!("CARGO_PKG_VERSION").split(['.', '-', '+']);
    let mut part = || parts.next().and_then(|part| part.parse::<u16>().ok());
    let (major, minor, patch) = (part(), part(), part());
    let [major, minor] = [major, minor].map(|part| part.unwrap_or(0).min(255) as u8);
    measure::version_number(major, minor, patch.unwrap_or(0))
}
