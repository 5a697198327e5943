//! What the shopkeeper says when the shopper comes in: one of the moments that compete.
//!
//! A moment has a condition, a cool-down, a limit for each week and a priority. Of those
//! whose condition holds and that may be said, the one of the highest priority is; of
//! equals, the first. What is never said is listed in `docs/moments.md`.

#[cfg(test)]
mod described;
mod moment;
mod observed;
mod remembered;
mod scene;
mod season;
mod settings;
mod stated;

pub(crate) use moment::OwnText;
pub(crate) use observed::News;
pub(crate) use scene::{Occasion, Scene, Words};
pub(crate) use settings::Settings;

pub use crate::text::Formats;

use crate::Reason;
use crate::profile::{Paced, Said};
use crate::rules::RuleError;
use crate::text::message::{Named, Speech, Value};
use moment::Kind;
pub(crate) use moment::Moment;
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
    pub(crate) fn of(hour: u32) -> Self {
        match hour {
            5..=11 => Self::Morning,
            12..=17 => Self::Afternoon,
            18..=22 => Self::Evening,
            _ => Self::Night,
        }
    }
}

/// Where a greeting leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GreetingLink {
    /// The address.
    pub url: String,
    /// What the link says.
    pub text: String,
}

/// What the shopkeeper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Greeting {
    /// The moment's code; see `docs/moments.md`.
    pub code: String,
    /// In the shopper's language.
    pub text: String,
    /// Where it leads, if anywhere.
    pub link: Option<GreetingLink>,
    /// By the shopper's own clock.
    pub part_of_day: PartOfDay,
    /// Why this is said.
    pub reason: Reason,
}

/// A greeting, and what is to be noted of it.
pub(crate) struct Chosen {
    pub(crate) greeting: Greeting,
    /// Nothing for what may be said on every visit.
    pub(crate) said: Option<Said>,
}

/// What keeps a moment from being said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// The owner switched it off.
    Off,
    /// The shopper does not want to meet it again.
    Stopped,
    /// Its own condition does not hold.
    NoOccasion,
    /// Its pace.
    Paced(Paced),
    /// The owner's condition does not hold.
    Rule,
    /// It has no words for what it takes up.
    NoWords,
}

/// Chooses what to say. The moment with which the page greeted before stays as long as it
/// holds.
/// `only` are the codes of the only moments that are wanted, with spaces; empty for all. Which
/// rules went wrong is noted.
pub(crate) fn greet(
    scene: &Scene,
    settings: &Settings,
    only: &str,
    before: Option<&str>,
    wrong: &mut Vec<RuleError>,
) -> Option<Chosen> {
    let mut wanted = settings.moments.iter().filter(|moment| {
        only.is_empty() || only.split_whitespace().any(|code| code == moment.code)
    });
    let stays = before.and_then(|code| {
        let moment = wanted.clone().find(|moment| moment.code == code)?;
        told(scene, settings, moment, wrong).ok()
    });
    if stays.is_some() {
        return stays;
    }
    let mut best: Option<(u32, Chosen)> = None;
    for moment in wanted.by_ref() {
        if best
            .as_ref()
            .is_some_and(|(priority, _)| *priority >= moment.priority)
        {
            continue;
        }
        if let Ok(chosen) = told(scene, settings, moment, wrong) {
            best = Some((moment.priority, chosen));
        }
    }
    best.map(|(_, chosen)| chosen)
}

/// What a moment says now, or what keeps it from being said; a condition that fails is noted.
pub(crate) fn told(
    scene: &Scene,
    settings: &Settings,
    moment: &Moment,
    wrong: &mut Vec<RuleError>,
) -> Result<Chosen, Silence> {
    let greetings = &scene.profile.greetings;
    if moment.off {
        return Err(Silence::Off);
    }
    if greetings.is_stopped(&moment.code) {
        return Err(Silence::Stopped);
    }
    let occasion = match moment.kind {
        Kind::Own => Occasion::of(Words::Own),
        kind => kind.occasion(scene, settings).ok_or(Silence::NoOccasion)?,
    };
    let started = scene.profile.visits.started;
    greetings
        .allow(
            &moment.code,
            occasion.about,
            moment.pace,
            started,
            scene.now,
        )
        .map_err(Silence::Paced)?;
    match moment.holds(scene) {
        Ok(true) => {}
        Ok(false) => return Err(Silence::Rule),
        Err(error) => {
            let error = error.under("when").under(&moment.code);
            wrong.push(error.under("moments"));
            return Err(Silence::Rule);
        }
    }
    let greeting = write(scene, moment, &occasion).ok_or(Silence::NoWords)?;
    let said = (moment.pace.cool_down > 0 || moment.pace.per_week < 7).then(|| Said {
        moment: moment.code.clone(),
        about: occasion.about,
        at: scene.now.at,
    });
    Ok(Chosen { greeting, said })
}

/// Puts an occasion into words: the owner's where they can be said, else the built-in ones.
fn write(scene: &Scene, moment: &Moment, occasion: &Occasion) -> Option<Greeting> {
    let language = scene.language;
    let part_of_day = PartOfDay::of(scene.now.hour());
    let name = scene.profile.facts.name();
    let mut values: Vec<Named> = occasion.values.clone();
    values.push(("hello", Value::Text(language.hello(part_of_day, name))));
    if let Some(name) = name {
        values.push(("name", Value::Text(name.to_owned())));
    }
    if !scene.shop.is_empty() {
        values.push(("shop", Value::Text(scene.shop.to_owned())));
    }
    let speech = Speech {
        language,
        formats: scene.formats,
        currency: scene.currency,
    };
    let (text, why) = language.greeting(occasion.words);
    let say = |owners: &str, built_in: &str| {
        let own = Some(owners).filter(|text| !text.is_empty());
        let own = own.and_then(|text| speech.say(text, &values).ok());
        own.or_else(|| speech.say(built_in, &values).ok())
    };
    let text = say(moment.text.of(language), text)?;
    let text = text.trim().to_owned();
    if text.is_empty() {
        return None;
    }
    let mut why = say(moment.why.of(language), why)?;
    if name.is_some() {
        why.push_str(language.around_greeting().told_name);
    }
    let url = match moment.link.as_str() {
        "" => &occasion.link,
        owners => owners,
    };
    let link = (!url.is_empty()).then(|| GreetingLink {
        url: url.to_owned(),
        text: moment.kind.link(language).to_owned(),
    });
    Some(Greeting {
        code: moment.code.clone(),
        text,
        link,
        part_of_day,
        reason: Reason {
            code: moment.kind.reason(),
            text: why,
        },
    })
}
