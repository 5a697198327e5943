//! What the shopper agreed to, and the grants that only this module can make.
//!
//! What holds for a purpose is resolved from the answers to Dangol itself and from what
//! the site's consent tools say (`precedence` has the order). Storage wants a [`Grant<Personalize>`], a report will want a [`Grant<Measure>`].
//! There is no other way to make one than to ask a [`Consent`] that was given:
//!
//! ```compile_fail
//! use dangol_core::consent::{Grant, Personalize};
//! let forged: Grant<Personalize> = Grant { purpose: std::marker::PhantomData };
//! ```

mod google;
mod gpp;
mod precedence;
mod shopify;
mod signal;
mod source;
mod tcf;

use source::{Purpose, Say};

use crate::Node;
use crate::time::{DAY, Now};
use dangol_wire::{ConsentConfig, ConsentTool};
use precedence::Sources;
use serde::{Deserialize, Serialize};
use std::marker::PhantomData;

/// Keeping a profile on this device.
#[derive(Debug, Clone, Copy)]
pub enum Personalize {}

/// Sending aggregates.
#[derive(Debug, Clone, Copy)]
pub enum Measure {}

/// The proof that the shopper agreed to a purpose.
#[derive(Debug, Clone, Copy)]
pub struct Grant<Purpose> {
    purpose: PhantomData<Purpose>,
}

/// What the shopper said to one purpose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// Nothing yet. Treated as denied: memory of this page only.
    #[default]
    Unknown,
    /// No.
    Denied,
    /// Yes.
    Granted,
}

impl Choice {
    /// Yes, no, or nothing yet.
    pub fn answer(self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::Denied => Some(false),
            Self::Granted => Some(true),
        }
    }

    fn of(answer: bool) -> Self {
        if answer { Self::Granted } else { Self::Denied }
    }
}

/// What the page asks to change; `None` leaves a purpose as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ConsentRequest {
    /// Keep a profile on this device?
    pub personalize: Option<bool>,
    /// Send aggregates?
    pub measure: Option<bool>,
}

/// The answer to one purpose, and when it came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Answer {
    choice: Choice,
    /// In milliseconds since 1970; 0 if none came. An answer that was taken back leaves
    /// its time, so that what another tab still has stored of it does not come back.
    at: u64,
}

impl Answer {
    fn take(&mut self, answer: Option<bool>, now: Now) -> bool {
        let Some(choice) = answer.map(Choice::of).filter(|new| *new != self.choice) else {
            return false;
        };
        // Later than the answer before it, even when the clock was set back.
        let at = now.at.max(self.at.saturating_add(1));
        *self = Self { choice, at };
        true
    }

    /// The newer answer counts; of two at one moment, the no.
    fn merge(&mut self, other: Self) {
        let stricter = other.at == self.at && other.choice == Choice::Denied;
        if other.at > self.at || stricter {
            *self = other;
        }
    }
}

/// For how long a no to the banner is not asked about again, in milliseconds.
const ASKED_AGAIN: u64 = 180 * DAY;

/// What the shopper agreed to: the answers to Dangol itself, and when they came, which
/// may be stored; and what others say on this page, which is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    personalize: Answer,
    measure: Answer,
    #[serde(skip)]
    sources: Sources,
}

/// The proof that the shopper refused Dangol itself what a consent tool allows, or what
/// the banner would ask for again: the only thing that may be kept without a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(Consent);

impl Refusal {
    /// The noes, without any yes.
    pub(crate) fn consent(&self) -> &Consent {
        &self.0
    }
}

impl Consent {
    /// No answer, on a page with this configuration.
    pub(crate) fn new(config: &ConsentConfig) -> Self {
        Self {
            sources: Sources::new(config),
            ..Self::default()
        }
    }

    /// Takes what a consent tool reports.
    pub(crate) fn hear(
        &mut self,
        tool: ConsentTool,
        report: &Node,
        config: &ConsentConfig,
        now: Now,
    ) {
        self.sources.hear(tool, report, config, now);
    }

    /// Takes what the browser says of itself: `{ gpc, dnt }`.
    pub(crate) fn signal(&mut self, report: &Node) {
        self.sources.signal(report);
    }

    /// Whether a tool that has to be waited for has not answered: then the device is
    /// neither read nor written.
    pub(crate) fn waits(&self) -> bool {
        self.sources.said().personalize == Say::Waiting
    }

    /// How long a tool's setting still waits for the visitor, in milliseconds.
    pub(crate) fn waits_for(&self, now: Now) -> Option<u64> {
        self.sources.waits(now)
    }

    /// The answers to Dangol itself are taken back. Where a tool says yes that would
    /// change nothing, and so it is a no.
    pub(crate) fn take_back(&mut self, now: Now) {
        let said = self.sources.said();
        for (answer, say) in [
            (&mut self.personalize, said.personalize),
            (&mut self.measure, said.measure),
        ] {
            answer.choice = Choice::Unknown;
            if say == Say::Yes {
                answer.take(Some(false), now);
            }
        }
    }

    /// A yes that is here no longer counts, whoever gave it: it was withdrawn elsewhere.
    pub(crate) fn forget_yes(&mut self) {
        self.forget_own_yes();
        self.sources.forget_yes();
    }

    /// A yes to Dangol itself no longer counts: a tool's no came after it.
    pub(crate) fn forget_own_yes(&mut self) {
        for answer in [&mut self.personalize, &mut self.measure] {
            if answer.choice == Choice::Granted {
                answer.choice = Choice::Unknown;
            }
        }
    }

    /// What has to be kept so that a no to Dangol itself lasts: where a tool's yes would
    /// undo it on the next page, or the banner would ask again.
    pub(crate) fn refusal(&self, banner: bool) -> Option<Refusal> {
        let said = self.sources.said();
        let undone =
            |answer: Answer, say| answer.choice == Choice::Denied && (banner || say == Say::Yes);
        let refuses =
            undone(self.personalize, said.personalize) || undone(self.measure, said.measure);
        let mut kept = *self;
        kept.forget_own_yes();
        (refuses && self.personalize_grant().is_none()).then_some(Refusal(kept))
    }

    /// Whether the banner may ask: nobody has answered for this visitor, nobody is about
    /// to, and the visitor's browser does not object.
    pub(crate) fn may_ask(&self, now: Now) -> bool {
        let said = self.sources.said();
        let old = now.at.saturating_sub(self.personalize.at) > ASKED_AGAIN;
        let unanswered = match self.personalize.choice {
            Choice::Unknown => true,
            Choice::Denied => old,
            Choice::Granted => false,
        };
        let settled = said.personalize == Say::Nothing && !self.sources.are_silent();
        unanswered && settled && !said.objects
    }

    /// Takes an answer. Returns whether anything changed.
    pub fn answer(&mut self, request: ConsentRequest, now: Now) -> bool {
        let personalize = self.personalize.take(request.personalize, now);
        let measure = self.measure.take(request.measure, now);
        personalize || measure
    }

    /// Takes over the newer answers of another tab.
    pub fn merge(&mut self, other: &Self) {
        self.personalize.merge(other.personalize);
        self.measure.merge(other.measure);
    }

    /// What holds for keeping a profile.
    pub fn personalize(&self) -> Choice {
        self.sources
            .hold(Purpose::Personalize, self.personalize.choice)
    }

    /// What holds for sending aggregates.
    pub fn measure(&self) -> Choice {
        self.sources.hold(Purpose::Measure, self.measure.choice)
    }

    /// What holds, as if it had been said to Dangol itself: for showing, never for storing.
    pub(crate) fn as_it_holds(&self) -> Self {
        let settled = |choice, answer: Answer| Answer { choice, ..answer };
        Self {
            personalize: settled(self.personalize(), self.personalize),
            measure: settled(self.measure(), self.measure),
            sources: Sources::default(),
        }
    }

    /// The grant that storage wants.
    pub fn personalize_grant(&self) -> Option<Grant<Personalize>> {
        grant(self.personalize())
    }

    /// The grant that a report wants.
    pub fn measure_grant(&self) -> Option<Grant<Measure>> {
        grant(self.measure())
    }
}

fn grant<Purpose>(choice: Choice) -> Option<Grant<Purpose>> {
    (choice == Choice::Granted).then_some(Grant {
        purpose: PhantomData,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_needs_its_own_yes() {
        let mut consent = Consent::default();
        assert!(consent.personalize_grant().is_none() && consent.measure_grant().is_none());
        let yes_to_one = ConsentRequest {
            personalize: Some(true),
            measure: None,
        };
        assert!(consent.answer(yes_to_one, Now::utc(5)));
        assert!(consent.personalize_grant().is_some());
        assert!(consent.measure_grant().is_none());
        let before = consent;
        assert!(!consent.answer(yes_to_one, Now::utc(9)));
        assert_eq!(consent, before, "the same answer again is no new answer");
        let no = ConsentRequest {
            personalize: Some(false),
            measure: Some(false),
        };
        assert!(consent.answer(no, Now::utc(11)));
        assert!(consent.personalize_grant().is_none());
        assert_eq!(consent.measure(), Choice::Denied);
    }

    #[test]
    fn of_two_tabs_answers_the_newer_counts_for_each_purpose() {
        let answer = |personalize, measure, at| {
            let mut consent = Consent::default();
            let request = ConsentRequest {
                personalize,
                measure,
            };
            consent.answer(request, Now::utc(at));
            consent
        };
        let mut here = answer(Some(true), Some(true), 5);
        here.merge(&answer(None, Some(false), 9));
        assert_eq!(
            (here.personalize(), here.measure()),
            (Choice::Granted, Choice::Denied)
        );
        here.merge(&answer(Some(true), Some(true), 7));
        assert_eq!(
            here.measure(),
            Choice::Denied,
            "an older yes does not undo a no"
        );
        here.merge(&answer(Some(false), None, 7));
        assert_eq!(
            here.personalize(),
            Choice::Denied,
            "at one moment the no counts"
        );
    }
}
