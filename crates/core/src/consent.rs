//! What the shopper agreed to, and the grants that only this module can make.
//!
//! Storage wants a [`Grant<Personalize>`], a report will want a [`Grant<Measure>`].
//! There is no other way to make one than to ask a [`Consent`] that was given:
//!
//! ```compile_fail
//! use dangol_core::consent::{Grant, Personalize};
//! let forged: Grant<Personalize> = Grant { purpose: std::marker::PhantomData };
//! ```

use crate::time::Now;
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
    /// In milliseconds since 1970; 0 if none came.
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

/// What the shopper agreed to, and when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    personalize: Answer,
    measure: Answer,
}

impl Consent {
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

    /// The answer on keeping a profile.
    pub fn personalize(&self) -> Choice {
        self.personalize.choice
    }

    /// The answer on sending aggregates.
    pub fn measure(&self) -> Choice {
        self.measure.choice
    }

    /// The grant that storage wants.
    pub fn personalize_grant(&self) -> Option<Grant<Personalize>> {
        grant(self.personalize.choice)
    }

    /// The grant that a report wants.
    pub fn measure_grant(&self) -> Option<Grant<Measure>> {
        grant(self.measure.choice)
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
