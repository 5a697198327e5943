//! What the shopkeeper says when the shopper comes in.

use crate::Reason;
use crate::profile::Profile;
use crate::text::Language;
use crate::time::Now;
use serde::Serialize;

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
    /// An earlier visit is remembered, so many days ago.
    Return { days: u64 },
    /// And a name was given.
    ReturnByName { name: String, days: u64 },
}

/// What the shopkeeper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Greeting {
    /// `first_visit`, `return` or `return_by_name`.
    pub code: &'static str,
    /// In the shopper's language.
    pub text: String,
    /// By the shopper's own clock.
    pub part_of_day: PartOfDay,
    /// Why this is said.
    pub reason: Reason,
}

pub(crate) fn greet(profile: &Profile, language: Language, shop: &str, now: Now) -> Greeting {
    let part_of_day = PartOfDay::of(now.hour());
    let occasion = occasion(profile, now);
    let code = match occasion {
        Occasion::FirstVisit => "first_visit",
        Occasion::Return { .. } => "return",
        Occasion::ReturnByName { .. } => "return_by_name",
    };
    let (text, why) = language.greeting(&occasion, part_of_day, shop);
    Greeting {
        code,
        text,
        part_of_day,
        reason: Reason { code, text: why },
    }
}

fn occasion(profile: &Profile, now: Now) -> Occasion {
    let visits = &profile.visits;
    if visits.count < 2 || visits.previous == 0 {
        return Occasion::FirstVisit;
    }
    let days = now.day().saturating_sub(now.day_of(visits.previous));
    match &profile.facts.name {
        Some(name) => Occasion::ReturnByName {
            name: name.clone(),
            days,
        },
        None => Occasion::Return { days },
    }
}
