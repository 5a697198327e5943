//! The moments that there are.

use super::Scene;
use crate::profile::Pace;
use crate::rules::{Budget, Rule, RuleError};
use crate::text::Language;
use dangol_wire::LocalText;

/// What a moment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    FirstVisit,
    Return,
    ReturnByName,
    MissedYou,
    Continuing,
    HowWas,
    Birthday,
    BirthdaySoon,
    LovedOne,
    Anniversary,
    Points,
    LowStock,
    PriceFell,
    Delivery,
    Incident,
    Partner,
    Advertisement,
    Search,
    Season,
    /// The owner's own.
    Own,
}

/// A moment, as it is built in or as the owner wants it.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    pub(crate) kind: Kind,
    pub(crate) code: String,
    pub(crate) priority: u32,
    pub(crate) pace: Pace,
    pub(crate) off: bool,
    /// The owner's condition, beside the built-in one.
    pub(crate) when: Option<Rule>,
    /// The owner's text; empty for the built-in one.
    pub(crate) text: OwnText,
    /// The owner's reason; empty for the built-in one.
    pub(crate) why: OwnText,
    /// Where it leads; empty for where it leads by itself.
    pub(crate) link: String,
}

/// A text of the owner's; of the languages that it has.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnText(pub(crate) LocalText);

impl OwnText {
    pub(crate) fn of(&self, language: Language) -> &str {
        match language {
            Language::En => &self.0.en,
            Language::Ko => &self.0.ko,
        }
    }
}

/// Every built-in moment: kind, code, priority, cool-down in days, in how many visits a
/// week. The table in `docs/moments.md` is made from it.
#[rustfmt::skip]
pub(crate) const BUILT_IN: [(Kind, &str, u32, u32, u32); 19] = [
    (Kind::Incident, "incident", 100, 2, 2),
    (Kind::Birthday, "birthday", 95, 300, 1),
    (Kind::LovedOne, "loved_one", 90, 6, 1),
    (Kind::Delivery, "delivery", 85, 1, 3),
    (Kind::PriceFell, "price_fell", 80, 1, 3),
    (Kind::LowStock, "low_stock", 78, 3, 2),
    (Kind::BirthdaySoon, "birthday_soon", 75, 300, 1),
    (Kind::Anniversary, "anniversary", 70, 300, 1),
    (Kind::Points, "points", 65, 7, 1),
    (Kind::Partner, "partner", 60, 1, 3),
    (Kind::Search, "search", 58, 1, 3),
    (Kind::Advertisement, "advertisement", 56, 1, 3),
    (Kind::MissedYou, "missed_you", 54, 30, 1),
    (Kind::HowWas, "how_was", 52, 7, 1),
    (Kind::Continuing, "continuing", 50, 1, 3),
    (Kind::Season, "season", 40, 60, 1),
    (Kind::ReturnByName, "return_by_name", 20, 0, 7),
    (Kind::Return, "return", 10, 0, 7),
    (Kind::FirstVisit, "first_visit", 10, 0, 7),
];

impl Moment {
    /// The built-in moments, as they are without the owner's word.
    pub(crate) fn built_in() -> Vec<Self> {
        let moments = BUILT_IN.iter();
        moments
            .map(|&(kind, code, priority, cool_down, per_week)| Self {
                kind,
                code: code.to_owned(),
                priority,
                pace: Pace {
                    cool_down,
                    per_week,
                    once: kind == Kind::HowWas,
                },
                off: false,
                when: None,
                text: OwnText::default(),
                why: OwnText::default(),
                link: String::new(),
            })
            .collect()
    }

    /// Whether the owner's condition holds, if there is one.
    pub(crate) fn holds(&self, scene: &Scene) -> Result<bool, RuleError> {
        match (&self.when, scene.situation) {
            (None, _) => Ok(true),
            (Some(rule), Some(here)) => rule.holds(here, &mut Budget::default()),
            (Some(_), None) => Ok(false),
        }
    }
}

impl Kind {
    /// The code of the reason.
    pub(crate) fn reason(self) -> &'static str {
        let built_in = BUILT_IN.iter().find(|(kind, ..)| *kind == self);
        built_in.map_or("own", |(_, code, ..)| code)
    }

    /// What the link of its greeting says.
    pub(crate) fn link(self, language: Language) -> &'static str {
        let around = language.around_greeting();
        match self {
            Self::Continuing => around.look_again,
            Self::HowWas => around.say_opinion,
            Self::LovedOne => around.gift_ideas,
            Self::Delivery => around.follow,
            Self::Incident => around.take_up,
            _ => around.more,
        }
    }
}
