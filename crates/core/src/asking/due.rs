//! When there is something to ask.

use super::Scene;
use crate::profile::{Asks, Deed, Fact, Topic, hash};
use crate::text::AskingWords;
use crate::time::DAY;

/// After how many days one knows what one bought, and from when on it is forgotten.
const BOUGHT_DAYS: std::ops::RangeInclusive<u64> = 5..=30;

/// After how many days it shows whether something was put right.
const PUT_RIGHT: u64 = 2 * DAY;

/// Something to ask.
pub(super) struct Due<'a> {
    /// A hash of what it is about; 0 if of nothing in particular.
    pub(super) about: u64,
    /// The built-in text.
    pub(super) words: fn(&AskingWords) -> &'static str,
    /// The name of a value of that text, and the value.
    pub(super) value: &'static str,
    pub(super) said: String,
    pub(super) item: Option<&'a str>,
    pub(super) fact: Option<&'a Fact>,
    /// Whether it is about something that went wrong.
    pub(super) is_incident: bool,
}

impl Due<'_> {
    fn of(words: fn(&AskingWords) -> &'static str) -> Self {
        Self {
            about: 0,
            words,
            value: "what",
            said: String::new(),
            item: None,
            fact: None,
            is_incident: false,
        }
    }
}

/// What there is to ask of a kind, if anything.
pub(super) fn due<'a>(scene: &Scene<'a>, asks: Asks) -> Option<Due<'a>> {
    match asks {
        Asks::Satisfaction => satisfaction(scene),
        Asks::Rating => rating(scene),
        Asks::Fact => fact(scene),
    }
}

/// At the end of an order, or once it should have arrived. While something is wrong, that
/// alone is asked about, when there was time to put it right.
fn satisfaction<'a>(scene: &Scene) -> Option<Due<'a>> {
    let (profile, now) = (scene.profile, scene.now);
    if let Some(incident) = &profile.shop.incident {
        let is_time = now.at.saturating_sub(incident.at) >= PUT_RIGHT;
        return is_time.then(|| Due {
            about: incident.id,
            is_incident: true,
            ..Due::of(|words| words.put_right)
        });
    }
    let mut newest_first = profile.actions.iter().rev();
    let last = newest_first.find(|action| action.deed == Deed::Bought)?;
    let days = now.at.saturating_sub(last.at) / DAY;
    let has_ordered = last.at >= profile.visits.started;
    let has_come = BOUGHT_DAYS.contains(&days) && profile.shop.delivery.is_none();
    (has_ordered || has_come).then(|| Due::of(|words| words.satisfaction))
}

/// What was bought last and is neither a gift nor rated. One that is being asked about goes
/// before what another tab has made newer.
fn rating<'a>(scene: &Scene<'a>) -> Option<Due<'a>> {
    let (profile, now) = (scene.profile, scene.now);
    let open = profile.questions.open(profile.visits.started);
    profile.actions.iter().rev().find_map(|action| {
        let about = hash(&action.item);
        let days = now.at.saturating_sub(action.at) / DAY;
        let is_due = action.deed == Deed::Bought && BOUGHT_DAYS.contains(&days) && !action.gift;
        let mut posed = profile.questions.posed.iter();
        let was_asked = posed.any(|posed| posed.asks == Asks::Rating && posed.about == about);
        let is_open = open.is_some_and(|open| open.about == about);
        if !is_due || (was_asked && !is_open) || profile.rating(&action.item) > 0 {
            return None;
        }
        let card = profile.shelf.cards.get(&action.item)?;
        (!card.title.is_empty()).then(|| Due {
            about,
            value: "title",
            said: card.title.clone(),
            item: Some(&action.item),
            ..Due::of(|words| words.rating)
        })
    })
}

fn fact<'a>(scene: &Scene<'a>) -> Option<Due<'a>> {
    let fact = scene.profile.question_in_passing(scene.now)?;
    let said = match fact.about.as_str() {
        "" => fact.text.clone(),
        relation => [&fact.text, " (", relation, ")"].concat(),
    };
    Some(Due {
        about: fact.key(),
        value: "fact",
        said,
        fact: Some(fact),
        ..Due::of(match fact.topic {
            Topic::Name => |words| words.name,
            Topic::Date => |words| words.date,
            _ => |words| words.like,
        })
    })
}
