//! What the shop asks the shopper: one question, rarely, and none that is not wanted.
//!
//! There are three: how satisfied one is, how one likes what one bought, and whether a stated
//! fact still holds. Each has its moment, a cool-down and a limit for each quarter; what is
//! kept of them is in `profile::questions`, and `docs/asking.md` has the whole of it.

mod due;
mod settings;

pub(crate) use settings::Settings;

use crate::profile::{Asks, Fact, Posed, Profile, Unasked};
use crate::rules::{Budget, RuleError, Situation};
use crate::text::message::{Speech, Value};
use crate::text::{AskingWords, Formats, Language};
use crate::{Error, Node, Now};
use due::Due;

/// All that a question may depend on.
pub(crate) struct Scene<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) language: Language,
    pub(crate) formats: Formats,
    pub(crate) shop: &'a str,
    /// Whether what is answered is counted.
    pub(crate) is_counted: bool,
    pub(crate) now: Now,
    /// What rules see; without it, rules are taken to hold.
    pub(crate) situation: Option<&'a Situation>,
}

/// A question, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub asks: Asks,
    /// In the shopper's language.
    pub text: String,
    /// What becomes of the answer.
    pub note: &'static str,
    /// The item that is to be rated.
    pub item_id: Option<String>,
}

/// A question, and what is to be noted of it.
pub(crate) struct Chosen {
    pub(crate) question: Question,
    pub(crate) posed: Posed,
    pub(crate) fact: Option<Fact>,
}

/// What the shopper says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// 1 to 5 stars.
    Stars(u8),
    /// The fact still holds.
    Holds,
    /// It is no longer to be remembered.
    TakenBack,
    /// Not now.
    Later,
    /// This is not to be asked again.
    Stop,
    /// Nothing is to be asked any more.
    Never,
}

impl Reply {
    /// What `dangol.answer` was given: a number of stars, `true` or `false`, `null`, `stop` or
    /// `never`.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn read(told: &Node) -> Result<Self, Error> {
        Ok(match told {
            Node::Null => Self::Later,
            Node::Bool(true) => Self::Holds,
            Node::Bool(false) => Self::TakenBack,
            Node::Number(stars) if [1.0, 2.0, 3.0, 4.0, 5.0].contains(stars) => {
                Self::Stars(*stars as u8)
            }
            Node::Text(text) if text == "stop" => Self::Stop,
            Node::Text(text) if text == "never" => Self::Never,
            _ => return Err(Error::Answer),
        })
    }

    /// Whether it answers this question.
    pub(crate) fn fits(self, asks: Asks) -> bool {
        match self {
            Self::Stars(_) => asks != Asks::Fact,
            Self::Holds | Self::TakenBack => asks == Asks::Fact,
            Self::Later | Self::Stop | Self::Never => true,
        }
    }
}

/// What keeps a question from being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Silence {
    /// Who is here for the first time has nothing to say yet.
    FirstVisit,
    /// Who wants nothing new to be remembered wants to be left alone.
    Paused,
    /// The owner switched it off.
    Off,
    /// There is no occasion.
    NotDue,
    /// What was asked before, or that it is not wanted.
    Unasked(Unasked),
    /// The owner's condition does not hold.
    Rule,
    /// The owner's condition fails.
    Wrong(RuleError),
    /// It has no words for what it is about.
    NoWords,
}

/// Chooses what to ask now, if anything, and says which rules went wrong.
pub(crate) fn ask(scene: &Scene, settings: &Settings) -> (Option<Chosen>, Vec<RuleError>) {
    let mut wrong = Vec::new();
    let mut all = Asks::ALL.into_iter();
    let chosen = all.find_map(|asks| match told(scene, settings, asks) {
        Ok(chosen) => Some(chosen),
        Err(Silence::Wrong(error)) => {
            wrong.push(error);
            None
        }
        Err(_) => None,
    });
    (chosen, wrong)
}

/// What there is to ask of a kind, or what keeps it from being asked.
pub(crate) fn told(scene: &Scene, settings: &Settings, asks: Asks) -> Result<Chosen, Silence> {
    let Profile {
        questions, visits, ..
    } = scene.profile;
    if visits.count < 2 {
        return Err(Silence::FirstVisit);
    }
    if scene.profile.paused {
        return Err(Silence::Paused);
    }
    let setting = settings.of(asks);
    if setting.off {
        return Err(Silence::Off);
    }
    let due = due::due(scene, asks).ok_or(Silence::NotDue)?;
    let allowed = questions.allow(asks, due.about, setting.rarity, visits, scene.now);
    allowed.map_err(Silence::Unasked)?;
    if let (Some(rule), Some(here)) = (&setting.when, scene.situation) {
        match rule.holds(here, &mut Budget::default()) {
            Ok(true) => {}
            Ok(false) => return Err(Silence::Rule),
            Err(error) => {
                let error = error.under("when").under(asks.name());
                return Err(Silence::Wrong(error.under("asking")));
            }
        }
    }
    let text = setting.text.of(scene.language);
    Ok(Chosen {
        question: write(scene, asks, text, &due).ok_or(Silence::NoWords)?,
        posed: Posed {
            asks,
            about: due.about,
            at: scene.now.at,
            visit: visits.count,
            outcome: crate::profile::Outcome::Open,
            stars: 0,
        },
        fact: due.fact.cloned(),
    })
}

/// Puts a question into words: the owner's where they can be said, else the built-in ones.
fn write(scene: &Scene, asks: Asks, owners: &str, due: &Due) -> Option<Question> {
    let words = scene.language.asking();
    let shop = match scene.shop {
        "" => words.this_shop,
        shop => shop,
    };
    let mut values = vec![("shop", Value::Text(shop.to_owned()))];
    values.push((due.value, Value::Text(due.said.clone())));
    if let Some(name) = scene.profile.facts.name() {
        values.push(("name", Value::Text(name.to_owned())));
    }
    let speech = Speech {
        language: scene.language,
        formats: scene.formats,
        currency: ("", 0),
    };
    // What went wrong is not asked about in words that were not made for it.
    let own = Some(owners).filter(|text| !text.is_empty() && !due.is_incident);
    let own = own.and_then(|text| speech.say(text, &values).ok());
    let text = own.or_else(|| speech.say((due.words)(words), &values).ok())?;
    Some(Question {
        asks,
        text,
        note: note(words, asks, scene.is_counted),
        item_id: due.item.map(str::to_owned),
    })
}

/// What becomes of an answer, as it is.
fn note(words: &AskingWords, asks: Asks, is_counted: bool) -> &'static str {
    match asks {
        Asks::Satisfaction if is_counted => words.counted,
        Asks::Rating => words.rated,
        _ => words.stays,
    }
}
