//! "This is not me": while a guest uses the device nothing of its owner shows, and nothing
//! of the guest stays.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::{Kind, Now};
use fixture::*;

const MINUTE: u64 = 60_000;

/// An owner who is known by name and looked at a thing, and the device that keeps it.
fn owner() -> (dangol_core::Engine, Device) {
    let (mut engine, mut device) = (engine(), Device::default());
    agree(&mut engine, START);
    state(&mut engine, serde_json::json!({"name": "Mina"}), START);
    look(&mut engine, 0, START);
    assert!(device.save(&mut engine, START));
    (engine, device)
}

/// The owner's profile as it is stored, but for when it was last seen and by whom.
fn stored(device: &Device, at: u64) -> (Option<String>, Vec<String>) {
    let mut reader = fixture::engine();
    device.restore(&mut reader, at);
    let overview = reader.overview();
    let items = overview.items.into_iter().map(|item| item.item_id);
    (overview.name, items.collect())
}

/// A page that comes to this device.
fn page(device: &Device, at: u64) -> dangol_core::Engine {
    let mut engine = fixture::engine();
    device.restore(&mut engine, at);
    home(&mut engine, at);
    engine
}

fn is_strange(engine: &mut dangol_core::Engine, at: u64) {
    assert!(engine.has_guest());
    let overview = engine.overview();
    assert_eq!((overview.guest, overview.name), (true, None));
    assert_eq!((overview.bytes, overview.visits), (0, 1));
    assert!(overview.items.is_empty());
    assert_eq!(engine.greeting(Now::utc(at)).unwrap().code, "first_visit");
    assert!(list(engine, Kind::RecentlyViewed, at).is_empty());
    let export = serde_json::to_string(&engine.export()).unwrap();
    assert!(!export.contains("Mina") && !export.contains("item-0"));
}

#[test]
fn a_guest_sees_nothing_of_the_owner_and_leaves_nothing() {
    let (mut engine, mut device) = owner();
    let before = engine.overview();
    assert!(!engine.person_changed());
    engine.guest(true, Now::utc(START + 1));
    assert!(engine.person_changed() && !engine.person_changed());
    is_strange(&mut engine, START + 1);

    look(&mut engine, 3, START + 2);
    state(
        &mut engine,
        serde_json::json!({"name": "Someone"}),
        START + 2,
    );
    let seen = list(&mut engine, Kind::RecentlyViewed, START + 3);
    assert!(seen.is_empty(), "the item of the page itself");
    home(&mut engine, START + 3);
    let seen = list(&mut engine, Kind::RecentlyViewed, START + 3);
    assert_eq!(
        ids(&seen),
        ["item-3"],
        "within the page the guest is served"
    );
    assert_eq!(engine.overview().name.as_deref(), Some("Someone"));
    assert!(device.save(&mut engine, START + 3));

    // Another page, and another tab, while the guest is here.
    let mut next = page(&device, START + 4);
    is_strange(&mut next, START + 4);

    next.guest(false, Now::utc(START + 5));
    assert!(next.person_changed());
    device.save(&mut next, START + 5);
    assert_eq!(next.overview().name.as_deref(), Some("Mina"));
    assert_eq!(
        stored(&device, START + 6),
        (Some("Mina".into()), vec!["item-0".into()])
    );
    // The first page hears of it.
    device.restore(&mut engine, START + 6);
    assert!(engine.person_changed() && !engine.has_guest());
    let after = engine.overview();
    assert_eq!(
        (after.items, after.facts, after.guest),
        (before.items, before.facts, false)
    );
}

#[test]
fn every_tab_hears_of_the_guest_and_keeps_the_owners_last_words() {
    let (mut here, mut device) = owner();
    let mut there = page(&device, START + 1);
    // What the owner did there is not yet saved when the guest comes here.
    look(&mut there, 4, START + 2);
    here.guest(true, Now::utc(START + 3));
    device.save(&mut here, START + 3);
    assert!(!there.has_guest());
    device.restore(&mut there, START + 4);
    assert!(there.person_changed());
    is_strange(&mut there, START + 4);
    assert!(device.save(&mut there, START + 4));
    here.guest(false, Now::utc(START + 5));
    device.save(&mut here, START + 5);
    let (_, items) = stored(&device, START + 6);
    assert_eq!(items, ["item-4", "item-0"]);
}

#[test]
fn a_guest_who_does_nothing_for_half_an_hour_is_gone() {
    let (mut engine, mut device) = owner();
    engine.guest(true, Now::utc(START));
    device.save(&mut engine, START);
    // An event now and then makes the visit longer.
    for minutes in [20, 40, 60] {
        let at = START + minutes * MINUTE;
        engine = page(&device, at);
        assert!(engine.has_guest(), "{minutes}");
        device.save(&mut engine, at);
    }
    let at = START + 90 * MINUTE;
    let mut next = page(&device, at);
    assert!(!next.has_guest());
    assert_eq!(next.overview().name.as_deref(), Some("Mina"));
    // The page that stood open all the time finds out by the next event, which is the
    // owner's.
    look(&mut engine, 5, at);
    assert!(engine.person_changed() && !engine.has_guest());
    device.save(&mut engine, at);
    // A late word of the guest's presence does not bring the guest back.
    device.restore(&mut next, at);
    assert!(!next.has_guest());
    assert_eq!(stored(&device, at).1, ["item-5", "item-0"]);
}

#[test]
fn a_tab_that_notes_the_guest_late_does_not_undo_the_end() {
    let (mut here, mut device) = owner();
    here.guest(true, Now::utc(START));
    device.save(&mut here, START);
    let mut there = page(&device, START + 1);
    device.save(&mut there, START + 1);
    look(&mut there, 2, START + 2 * MINUTE);
    here.guest(false, Now::utc(START + 3 * MINUTE));
    device.save(&mut here, START + 3 * MINUTE);
    assert!(device.save(&mut there, START + 4 * MINUTE));
    assert!(!there.has_guest());
    assert_eq!(stored(&device, START + 5 * MINUTE).1, ["item-0"]);
}

#[test]
fn a_guest_may_say_no_and_may_not_bring_a_profile_along() {
    let (mut engine, _) = owner();
    let export = engine.export();
    engine.guest(true, Now::utc(START));
    assert!(engine.import(export, Now::utc(START)).is_err());
    let no = dangol_core::ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    assert!(engine.set_consent(no, Now::utc(START)), "a no is a no");
    assert!(!engine.has_guest() && engine.overview().name.is_none());
}

#[test]
fn without_consent_a_guest_begins_with_an_empty_page() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    engine.guest(true, Now::utc(START));
    is_strange(&mut engine, START);
    assert!(!engine.wants_saving());
    engine.guest(false, Now::utc(START));
    assert_eq!(engine.overview().items.len(), 1);
}

#[test]
fn a_mark_ahead_of_the_clock_is_no_guest() {
    let (mut engine, mut device) = owner();
    engine.guest(true, Now::utc(START + 10 * DAY));
    device.save(&mut engine, START + 10 * DAY);
    assert!(!page(&device, START).has_guest());
}
