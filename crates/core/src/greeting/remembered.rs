//! Moments that the profile alone tells of.

use super::moment::Kind;
use super::{Occasion, Scene, Settings, Words};
use crate::lifetime::{History, Lifetime};
use crate::profile::{Action, DayOfYear, Deed, Topic, limits};
use crate::text::message::Value;
use crate::time::{DAY, Now};

/// A shopper who bought on several days and whose P(alive) is below this has been missed:
/// gone for good was then the likelier of the two.
const MISSED_BELOW: f64 = 0.5;
/// Nobody has been missed who bought or was here within so many days: a visit is a sign of
/// life, too, though the model knows purchases only.
const MISSED_AFTER_DAYS: u64 = 14;
/// What was looked at so many days ago is not taken up any more.
const CONTINUING_DAYS: u64 = 30;
/// From when until when after a purchase one asks how it was, in days: it must have come,
/// and be fresh in mind.
const HOW_WAS_DAYS: (u64, u64) = (5, 30);
/// A birthday is told of so many days ahead.
const BIRTHDAY_AHEAD: i64 = 7;
/// A loved one's day is told of so many days ahead, while a gift can still come in time.
const LOVED_ONE_AHEAD: i64 = 14;
/// The first purchase was a year ago for so many days.
const ANNIVERSARY: std::ops::Range<u64> = 365..372;

impl Kind {
    /// What this moment takes up now, if its condition holds.
    pub(crate) fn occasion(self, scene: &Scene, settings: &Settings) -> Option<Occasion> {
        match self {
            Self::FirstVisit => first_visit(scene),
            Self::Return | Self::ReturnByName => {
                let is_named = scene.profile.facts.name().is_some();
                returned(scene).filter(|_| is_named == (self == Self::ReturnByName))
            }
            Self::MissedYou => missed(scene),
            Self::Continuing => continuing(scene),
            Self::HowWas => how_was(scene),
            Self::Birthday => birthday(scene, 0..=0, Words::Birthday),
            Self::BirthdaySoon => birthday(scene, 1..=BIRTHDAY_AHEAD, Words::BirthdaySoon),
            Self::LovedOne => loved_one(scene),
            Self::Anniversary => anniversary(scene),
            Self::Points => super::stated::points(scene),
            Self::Delivery => super::stated::delivery(scene),
            Self::Incident => super::stated::incident(scene),
            Self::LowStock => super::observed::low_stock(scene),
            Self::PriceFell => super::observed::price_fell(scene),
            Self::Partner => super::observed::partner(scene, settings),
            Self::Advertisement => super::observed::advertisement(scene),
            Self::Search => super::observed::search(scene),
            Self::Season => super::season::season(scene, settings),
            Self::Own => None,
        }
    }
}

fn is_back(scene: &Scene) -> bool {
    let visits = &scene.profile.visits;
    visits.count >= 2 && visits.previous > 0
}

fn first_visit(scene: &Scene) -> Option<Occasion> {
    let words = match scene.shop {
        "" => Words::FirstVisit,
        _ => Words::FirstVisitOfShop,
    };
    (!is_back(scene)).then(|| Occasion::of(words))
}

fn days_since_last_visit(scene: &Scene) -> u64 {
    let now = scene.now;
    now.day()
        .saturating_sub(now.day_of(scene.profile.visits.previous))
}

fn returned(scene: &Scene) -> Option<Occasion> {
    let days = Value::Number(days_since_last_visit(scene));
    is_back(scene).then(|| Occasion::of(Words::Return).with("days", days))
}

/// Who bought once only says nothing about coming back, so two days of purchases are asked
/// for. What is said has no number in it: the model knows customers, not this shopper.
fn missed(scene: &Scene) -> Option<Occasion> {
    let is_missed = |model: Lifetime| {
        History::of_profile(scene.profile, scene.now).is_some_and(|history| {
            history.frequency() > 0
                && history.silence_days() >= MISSED_AFTER_DAYS
                && model.p_alive(&history) < MISSED_BELOW
        })
    };
    let is_missed = is_back(scene)
        && days_since_last_visit(scene) >= MISSED_AFTER_DAYS
        && scene.lifetime.is_some_and(is_missed);
    is_missed.then(|| Occasion::of(Words::Missed))
}

/// The title and page of an item, if its card is remembered.
fn card<'a>(scene: &Scene<'a>, item: &str) -> Option<(&'a str, &'a str)> {
    let card = scene.profile.shelf.cards.get(item)?;
    (!card.title.is_empty()).then_some((card.title.as_str(), card.url.as_str()))
}

/// Whether it is still of interest: neither on this page, nor turned down, nor a gift.
fn is_open(scene: &Scene, action: &Action) -> bool {
    let stars = scene.profile.rating(&action.item);
    let here = scene
        .product
        .is_some_and(|product| product.id == action.item);
    !here && !action.gift && (stars == 0 || stars > 2)
}

fn continuing(scene: &Scene) -> Option<Occasion> {
    let (profile, now) = (scene.profile, scene.now);
    if !is_back(scene) {
        return None;
    }
    let before = profile.visits.started;
    let mut earlier = profile.actions.iter().rev();
    let last = earlier.find(|action| action.deed == Deed::Viewed && action.at < before)?;
    let mut actions = profile.actions.iter();
    let is_settled = actions.any(|action| action.deed == Deed::Bought && action.item == last.item);
    let in_basket = profile.basket.iter().any(|line| line.item == last.item);
    let days = now.day().saturating_sub(now.day_of(last.at));
    if is_settled || in_basket || days > CONTINUING_DAYS || !is_open(scene, last) {
        return None;
    }
    let (title, url) = card(scene, &last.item)?;
    Some(
        Occasion::of(Words::Continuing)
            .text("title", title)
            .link(url),
    )
}

fn how_was(scene: &Scene) -> Option<Occasion> {
    let (profile, now) = (scene.profile, scene.now);
    let (least, most) = HOW_WAS_DAYS;
    let asked = |item: &str| {
        let about = crate::profile::hash(item);
        let mut said = profile.greetings.said.iter();
        said.any(|said| {
            said.moment == "how_was" && said.about == about && said.at < profile.visits.started
        })
    };
    profile.actions.iter().rev().find_map(|action| {
        let days = now.at.saturating_sub(action.at) / DAY;
        let is_due = action.deed == Deed::Bought && (least..=most).contains(&days);
        if !is_due
            || profile.rating(&action.item) > 0
            || !is_open(scene, action)
            || asked(&action.item)
        {
            return None;
        }
        let (title, url) = card(scene, &action.item)?;
        Some(
            Occasion::of(Words::HowWas)
                .text("title", title)
                .about(&action.item)
                .link(url),
        )
    })
}

/// In how many days a day of the year comes: 0 for today.
fn days_until(day: DayOfYear, now: Now) -> i64 {
    day.days_until(now)
}

fn birthday(
    scene: &Scene,
    within: std::ops::RangeInclusive<i64>,
    words: Words,
) -> Option<Occasion> {
    let mut facts = scene.profile.facts.said.iter();
    let birthday = facts.find(|fact| fact.topic == Topic::Birthday)?.day?;
    within
        .contains(&days_until(birthday, scene.now))
        .then(|| Occasion::of(words))
}

/// The nearest of the dates that the shopper noted.
fn loved_one(scene: &Scene) -> Option<Occasion> {
    let mut nearest: Option<(i64, Occasion)> = None;
    for fact in &scene.profile.facts.said {
        let (Topic::Date, Some(day)) = (fact.topic, fact.day) else {
            continue;
        };
        let days = days_until(day, scene.now);
        if days > LOVED_ONE_AHEAD || nearest.as_ref().is_some_and(|(known, _)| *known <= days) {
            continue;
        }
        let words = match days {
            0 => Words::LovedOneToday,
            _ => Words::LovedOne,
        };
        let who = match fact.about.as_str() {
            "" => fact.text.clone(),
            relation => [&fact.text, " (", relation, ")"].concat(),
        };
        // The year is of no concern, and to some a secret.
        let day = Value::Day(DayOfYear { year: 0, ..day });
        let occasion = Occasion::of(words)
            .text("who", &who)
            .with("day", day)
            .about(&fact.text);
        nearest = Some((days, occasion));
    }
    nearest.map(|(_, occasion)| occasion)
}

/// A year ago. The first purchase is known only while none can have been forgotten.
fn anniversary(scene: &Scene) -> Option<Occasion> {
    let (profile, now) = (scene.profile, scene.now);
    let is_whole = now.at.saturating_sub(profile.visits.first) < limits::PURCHASES
        && profile.actions.len() < limits::ACTIONS;
    let mut bought = profile.actions.iter();
    let first = bought.find(|action| action.deed == Deed::Bought)?;
    let days = now.day().saturating_sub(now.day_of(first.at));
    (is_whole && ANNIVERSARY.contains(&days)).then(|| Occasion::of(Words::Anniversary))
}
