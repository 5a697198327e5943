//! Offers: which of the owner's campaigns is shown to this shopper at a place of the page.
//!
//! Of the campaigns of a place whose dates, rule, allowance and holdout let them be shown, those
//! of the highest priority compete. Each has a Beta distribution of how likely this shopper takes
//! it up: the owner's prior, and what this shopper did. One draw from each, times how much the
//! shopper cares for what it is about, decides (Thompson 1933; Chapelle and Li, NIPS 2011). The
//! draws come from the visit's own seed, so that the same inputs give the same choice, and what
//! was shown in a visit stays for it. `docs/campaigns.md` describes all of it.

#[expect(clippy::module_inception, reason = "a campaign among campaigns")]
mod campaign;
mod chance;
mod contender;
mod propensity;
mod settings;
#[cfg(feature = "inspect")]
mod standing;

pub(crate) use campaign::Campaign;
pub(crate) use settings::Campaigns;
pub use settings::{MAX_CAMPAIGNS, MAX_HOLDOUTS};
#[cfg(feature = "inspect")]
pub(crate) use {
    contender::Ground,
    standing::{Drawn, Standing, standings},
};

use crate::greeting::PartOfDay;
use crate::profile::Profile;
use crate::reason::Reason;
use crate::rules::{RuleError, STEPS, Situation, Target};
use crate::text::message::{Named, Speech, Value};
use crate::text::{Formats, Language};
use crate::time::Now;
use contender::Contender;
#[cfg(not(feature = "inspect"))]
use contender::Ground;
use dangol_wire::chance::DRAWS;
use propensity::propensity;
use serde::Serialize;

/// From which factor on taste is named as the reason.
const CARES: f32 = 1.1;

/// What is shown of a campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// The campaign's id.
    pub id: String,
    /// Where on the page.
    pub place: String,
    /// `coupon`, `banner`, `partner` or `link`.
    pub kind: &'static str,
    /// In the shopper's language.
    pub title: String,
    /// More of it; may be empty.
    pub body: String,
    /// What the button says.
    pub button: String,
    /// The code; empty where there is none, or none yet.
    pub code: String,
    /// Where the shop's server hands out the code when it is asked for; empty for nowhere.
    pub hand_out: String,
    /// The page's own field for the code, as a selector; empty for none.
    pub field: String,
    /// The button beside that field.
    pub press: String,
    /// Where it leads; `{code}` stands for the code. Empty for nowhere.
    pub url: String,
    /// Its picture; empty for none.
    pub image: String,
    /// The partner whose offer it is; empty for none.
    pub partner: String,
    /// Why it is shown.
    pub reason: Reason,
}

/// All that a choice may depend on.
pub(crate) struct Scene<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) language: Language,
    pub(crate) formats: Formats,
    pub(crate) shop: &'a str,
    /// The code of the model's currency, and its digits behind the point.
    pub(crate) currency: (&'a str, u8),
    pub(crate) now: Now,
    /// What rules see, where there is one to ask.
    pub(crate) situation: Option<&'a Situation>,
    /// The category that is cared for most; empty if none is known.
    pub(crate) category: &'a str,
    /// How much the shopper cares for something; nothing for what is not wanted.
    pub(crate) cares: &'a dyn Fn(&Target) -> Option<f32>,
    /// Whether a campaign is withheld from this shopper.
    pub(crate) withheld: &'a dyn Fn(&Campaign) -> bool,
    /// Whether it is told with what probability it was chosen.
    pub(crate) counts: bool,
}

/// What was chosen.
pub(crate) struct Chosen<'a> {
    pub(crate) campaign: &'a Campaign,
    pub(crate) offer: Offer,
    /// Whether it goes on from before in this visit.
    pub(crate) goes_on: bool,
    /// In how many of 65 choices it wins; 0 if that is not asked for or it goes on.
    pub(crate) won: u8,
}

/// Chooses what to show at a place, and says which rules went wrong.
pub(crate) fn choose<'a>(
    scene: &Scene<'a>,
    campaigns: &'a Campaigns,
    place: &str,
) -> (Option<Chosen<'a>>, Vec<RuleError>) {
    let mut wrong = Vec::new();
    let mut contenders = contenders(scene, campaigns, place, &mut wrong);
    let started = scene.profile.visits.started;
    let priority = |contender: &Contender| contender.campaign.priority;
    while let Some(highest) = contenders.iter().map(priority).max() {
        let tier = || {
            let all = contenders.iter().enumerate();
            all.filter(|(_, one)| priority(one) == highest)
        };
        // What was shown last in this visit goes on, unless one that goes first has come up.
        let of_visit = tier().filter_map(|(at, contender)| {
            let known = contender.known?;
            known.is_of_visit(started).then_some((known.last(), at))
        });
        let goes_on = of_visit.max_by_key(|(last, _)| *last).map(|(_, at)| at);
        let Some(at) = goes_on.or_else(|| winner(tier(), 0)) else {
            break;
        };
        let contender = &contenders[at];
        let Some(offer) = write(scene, contender) else {
            // Its text asks for what is not known of this shopper.
            contenders.remove(at);
            continue;
        };
        let goes_on = goes_on.is_some();
        let won = match scene.counts && !goes_on {
            true => {
                let others = tier().filter(|(other, _)| *other != at);
                let chance = propensity(contender, others.map(|(_, other)| other));
                // This choice, and as many of the others as are to be expected.
                1 + (f64::from(DRAWS) * chance).round() as u8
            }
            false => 0,
        };
        let chosen = Chosen {
            campaign: contender.campaign,
            offer,
            goes_on,
            won,
        };
        return (Some(chosen), wrong);
    }
    (None, wrong)
}

/// The campaigns of a place that may be shown now.
fn contenders<'a>(
    scene: &Scene<'a>,
    campaigns: &'a Campaigns,
    place: &str,
    wrong: &mut Vec<RuleError>,
) -> Vec<Contender<'a>> {
    let mut steps = STEPS;
    let mut found = Vec::new();
    for campaign in campaigns.all.iter().filter(|one| one.place == place) {
        match Contender::of(scene, campaign, &mut steps) {
            Ok(contender) => found.push(contender),
            Err(Ground::Wrong(error)) => wrong.push(error),
            Err(_) => {}
        }
    }
    found
}

/// The place of the one that wins a draw.
fn winner<'a>(
    contenders: impl Iterator<Item = (usize, &'a Contender<'a>)>,
    draw: u32,
) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (at, contender) in contenders {
        let drawn = contender.draw(draw);
        if best.is_none_or(|(most, _)| drawn > most) {
            best = Some((drawn, at));
        }
    }
    best.map(|(_, at)| at)
}

/// What there is to be said in a campaign's texts.
fn values(scene: &Scene, campaign: &Campaign) -> Vec<Named> {
    let mut values: Vec<Named> = Vec::new();
    let facts = &scene.profile.facts;
    let language = scene.language;
    let part = PartOfDay::of(scene.now.hour());
    let hello = language.hello(part, facts.name());
    let shop = &scene.profile.shop;
    let (what, offer) =
        (shop.incident.as_ref()).map_or(("", ""), |incident| (&incident.what, &incident.offer));
    let reward = shop.loyalty.as_ref().map_or("", |loyalty| &loyalty.reward);
    for (name, text) in [
        ("hello", hello.as_str()),
        ("name", facts.name().unwrap_or_default()),
        ("shop", scene.shop),
        ("category", scene.category),
        ("partner", language.pick(&campaign.partner)),
        ("what", what),
        ("offer", offer),
        ("reward", reward),
    ] {
        if !text.is_empty() {
            values.push((name, Value::Text(text.to_owned())));
        }
    }
    if let Some(loyalty) = &shop.loyalty {
        let left = loyalty.threshold.saturating_sub(loyalty.points);
        values.push(("left", Value::Number(left)));
    }
    if campaign.days.1 < i64::MAX {
        let days = campaign.days.1 - scene.now.day() as i64;
        values.push(("days", Value::Number(days.max(0) as u64)));
    }
    values
}

/// Puts a campaign into words, where they can be said.
fn write(scene: &Scene, contender: &Contender) -> Option<Offer> {
    let (campaign, language) = (contender.campaign, scene.language);
    let values = values(scene, campaign);
    let speech = Speech {
        language,
        formats: scene.formats,
        currency: scene.currency,
    };
    let say = |text: &str| speech.say(text, &values).ok();
    let [title, body, button] = campaign.text(language);
    let button = match button {
        "" => campaign.button(language),
        own => own,
    };
    let (title, body, button) = (say(title)?, say(body)?, say(button)?);
    let words = language.offer();
    let own = Some(language.pick(&campaign.why)).filter(|why| !why.is_empty());
    let (code, text) = match own.and_then(say) {
        Some(text) => ("shop_says", text),
        None => {
            let (code, text) = match campaign.kind() {
                "partner" => ("of_partner", words.of_partner),
                _ if contender.cares >= CARES => ("fits_taste", words.fits_taste),
                _ => ("on_device", words.on_device),
            };
            (code, say(text)?)
        }
    };
    Some(Offer {
        id: campaign.id.clone(),
        place: campaign.place.clone(),
        kind: campaign.kind(),
        title,
        body,
        button,
        code: campaign.code.clone(),
        hand_out: campaign.hand_out.clone(),
        field: campaign.field.clone(),
        press: campaign.press.clone(),
        url: campaign.link.clone(),
        image: campaign.image.clone(),
        partner: language.pick(&campaign.partner).to_owned(),
        reason: Reason { code, text },
    })
}
