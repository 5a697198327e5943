//! Campaigns: which is shown to whom, how often, what is learned of it, and what is counted.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

#[path = "campaigns/choice.rs"]
mod choice;
#[path = "campaigns/counting.rs"]
mod counting;
mod fixture;
#[path = "campaigns/limits.rs"]
mod limits;
#[path = "campaigns/settings.rs"]
mod settings;

use dangol_core::profile::Offered;
use dangol_core::{Engine, Language, Now, Offer, Setup};
use fixture::*;
use serde_json::{Value, json as j};

/// An engine whose shopper has said yes, with these campaigns.
fn engine_of(campaigns: &Value, seed: u32) -> Engine {
    let mut engine = bare(campaigns, seed);
    agree(&mut engine, START);
    engine
}

fn bare(campaigns: &Value, seed: u32) -> Engine {
    let engine = Engine::new(Setup {
        entry: Some(entry()),
        campaigns: json(campaigns.clone()),
        ..Setup::new(Language::En, seed)
    });
    assert_eq!(engine.campaign_troubles(), &[] as &[String]);
    engine
}

/// A campaign of a place, with more settings.
fn campaign(id: &str, more: Value) -> Value {
    let mut campaign = j!({
        "id": id, "place": "top", "link": "/there",
        "text": {"en": {"title": format!("Offer {id}")}, "ko": {"title": format!("혜택 {id}")}},
    });
    let into = campaign.as_object_mut().unwrap();
    into.extend(more.as_object().unwrap().clone());
    campaign
}

fn at(engine: &mut Engine, place: &str, at: u64) -> Option<Offer> {
    engine.offer(place, Now::utc(at))
}

/// Comes to the home page and looks at the place.
fn come(engine: &mut Engine, when: u64) -> Option<String> {
    home(engine, when);
    at(engine, "top", when).map(|offer| offer.id)
}

fn known(engine: &Engine, id: &str) -> Offered {
    let offers = engine.export().profile.offers;
    offers.of(id).cloned().unwrap_or_default()
}
