//! What the shopkeeper says when the shopper comes in.

use crate::Reason;
use crate::lifetime::{History, Lifetime};
use crate::profile::Profile;
use crate::text::Language;
use crate::time::Now;
use serde::Serialize;

/// A shopper who bought on several days and whose P(alive) is below this has been missed:
/// gone for good was then the likelier of the two.
const MISSED_BELOW: f64 = 0.5;
/// Nobody has been missed who bought or was here within so many days: a visit is a sign of
/// life, too, though the model knows purchases only.
const MISSED_AFTER_DAYS: u64 = 14;

/// The part of the shopper's own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartOfDay {
    /// 5 to 11.
    Morning,
    /// 12 to 17.
    Afternoon,
    /// 18 to 22.
    Evening,
    /// 23 to 4.
    Night,
}

impl PartOfDay {
    fn of(hour: u32) -> Self {
        match hour {
            5..=11 => Self::Morning,
            12..=17 => Self::Afternoon,
            18..=22 => Self::Evening,
            _ => Self::Night,
        }
    }
}

/// What a greeting takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// No earlier visit is remembered.
    FirstVisit,
    /// An earlier visit is remembered.
    Return {
        /// The name, if one was given.
        name: Option<String>,
        /// How many days ago that visit was.
        days: u64,
        /// Whether a customer who had probably left for good is back.
        missed: bool,
    },
}

/// What the shopkeeper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Greeting {
    /// `first_visit`, `return`, `return_by_name` or `missed_you`.
    pub code: &'static str,
    /// In the shopper's language.
    pub text: String,
    /// By the shopper's own clock.
    pub part_of_day: PartOfDay,
    /// Why this is said.
    pub reason: Reason,
}

pub(crate) fn greet(
    profile: &Profile,
    lifetime: Option<Lifetime>,
    language: Language,
    shop: &str,
    now: Now,
) -> Greeting {
    let part_of_day = PartOfDay::of(now.hour());
    let occasion = occasion(profile, lifetime, now);
    let code = match occasion {
        Occasion::FirstVisit => "first_visit",
        Occasion::Return { missed: true, .. } => "missed_you",
        Occasion::Return { name: Some(_), .. } => "return_by_name",
        Occasion::Return { .. } => "return",
    };
    let (text, why) = language.greeting(&occasion, part_of_day, shop);
    Greeting {
        code,
        text,
        part_of_day,
        reason: Reason { code, text: why },
    }
}

fn occasion(profile: &Profile, lifetime: Option<Lifetime>, now: Now) -> Occasion {
    let visits = &profile.visits;
    if visits.count < 2 || visits.previous == 0 {
        return Occasion::FirstVisit;
    }
    let days = now.day().saturating_sub(now.day_of(visits.previous));
    Occasion::Return {
        name: profile.facts.name().map(str::to_owned),
        days,
        missed: days >= MISSED_AFTER_DAYS
            && lifetime.is_some_and(|model| missed(profile, model, now)),
    }
}

/// Who bought once only says nothing about coming back, so two days of purchases are asked
/// for. What is said has no number in it: the model knows customers, not this shopper.
fn missed(profile: &Profile, model: Lifetime, now: Now) -> bool {
    History::of_profile(profile, now).is_some_and(|history| {
        history.frequency() > 0
            && history.silence_days() >= MISSED_AFTER_DAYS
            && model.p_alive(&history) < MISSED_BELOW
    })
}
