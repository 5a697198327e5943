//! How the profile is kept: only with consent, within bounds, and set aside when damaged.

mod fixture;

use dangol_core::profile::limits;
use dangol_core::{Choice, ConsentRequest, Kind, Merged, Now, Restored};
use fixture::*;

#[test]
fn without_a_grant_there_is_nothing_to_write() {
    let mut engine = engine();
    let mut device = Device::default();
    look(&mut engine, 0, START);
    assert!(!device.save(&mut engine, START));
    let measure_only = ConsentRequest {
        personalize: Some(false),
        measure: Some(true),
    };
    engine.set_consent(measure_only, Now::utc(START));
    assert!(!device.save(&mut engine, START));
    assert_eq!(engine.merge(None, None, Now::utc(START)), Merged::Nothing);
    assert!(device.consent.is_none() && device.profile.is_none());
}

#[test]
fn what_this_page_saw_is_kept_from_the_moment_of_consent() {
    let mut engine = engine();
    let mut device = Device::default();
    look(&mut engine, 0, START);
    agree(&mut engine, START + 1);
    assert!(device.save(&mut engine, START + 1));
    assert!(!device.save(&mut engine, START + 2), "nothing more to say");

    let mut next = fixture::engine();
    assert_eq!(device.restore(&mut next, START + DAY), Restored::Profile);
    assert_eq!(next.consent().personalize(), Choice::Granted);
    home(&mut next, START + DAY);
    assert_eq!(
        ids(&list(&mut next, Kind::RecentlyViewed, START + DAY)),
        ["item-0"]
    );
    assert_eq!(
        next.greeting(Now::utc(START + DAY)).unwrap().code,
        "continuing"
    );
}

#[test]
fn who_agrees_again_after_an_erasure_begins_with_a_first_visit() {
    let mut engine = engine();
    let mut device = Device::default();
    agree(&mut engine, START);
    home(&mut engine, START);
    engine.erase(Now::utc(START + 1));
    agree(&mut engine, START + 2);
    track(&mut engine, "view_item", &id(0), Now::utc(START + 3));
    assert!(device.save(&mut engine, START + 3));

    let mut next = fixture::engine();
    device.restore(&mut next, START + DAY);
    home(&mut next, START + DAY);
    assert_eq!(next.overview().visits, 2);
    assert_ne!(
        next.greeting(Now::utc(START + DAY)).unwrap().code,
        "first_visit"
    );
}

#[test]
fn every_no_erases_even_what_could_not_be_read() {
    let mut engine = engine();
    let no = ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    assert!(engine.set_consent(no, Now::utc(START)));
    assert!(engine.set_consent(no, Now::utc(START)));
}

#[test]
fn a_damaged_profile_is_set_aside_and_a_new_one_begins() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    device.save(&mut engine, START);
    let whole = device.profile.clone().unwrap();
    for at in (4..whole.len()).step_by(7) {
        let mut device = device.clone();
        device.profile.as_mut().unwrap()[at] ^= 0x10;
        let mut engine = fixture::engine();
        let restored = device.restore(&mut engine, START);
        if at == 4 {
            assert_eq!(restored, Restored::Newer);
            assert!(!device.save(&mut engine, START));
            continue;
        }
        assert_eq!(restored, Restored::Damaged, "byte {at}");
        let damaged = device.profile.clone();
        look(&mut engine, 1, START + 1);
        assert!(device.save(&mut engine, START + 1));
        assert_eq!(device.set_aside, damaged);
        let mut next = fixture::engine();
        assert_eq!(device.restore(&mut next, START + 2), Restored::Profile);
    }
}

#[test]
fn a_newer_profile_is_left_alone() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    device.save(&mut engine, START);
    device.profile.as_mut().unwrap()[4] = 2;
    let before = device.profile.clone();
    let mut older = fixture::engine();
    assert_eq!(device.restore(&mut older, START), Restored::Newer);
    look(&mut older, 1, START + 1);
    agree(&mut older, START + 1);
    assert!(!device.save(&mut older, START + 1));
    assert_eq!(device.profile, before);
}

#[test]
fn a_profile_stays_within_its_bounds() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    let long = "x".repeat(limits::TITLE);
    for number in 0..3000u64 {
        let now = Now::utc(START + number * 60_000);
        engine.open_page(Default::default(), now);
        let item = json(serde_json::json!({"items": [{
            "item_id": format!("{number}-{}", "i".repeat(240)), "item_name": long, "item_category": long
        }]}));
        engine.track("view_item", &item, now).unwrap();
        engine.track("add_to_cart", &item, now).unwrap();
        engine.take_requests();
    }
    device.save(&mut engine, START + 3000 * 60_000);
    let overview = engine.overview();
    assert!(overview.bytes <= limits::BYTES && overview.bytes > limits::BYTES / 4);
    assert!(overview.items.len() <= limits::ACTIONS && overview.basket.len() <= limits::BASKET);
    assert!(
        overview.items[0].item_id.starts_with("2999-"),
        "the newest stay"
    );
}

#[test]
fn looks_are_forgotten_before_purchases() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    track(&mut engine, "purchase", "item-1", Now::utc(START));
    let deeds = |engine: &dangol_core::Engine| engine.overview().items.len();
    home(&mut engine, START + 89 * DAY);
    assert_eq!(deeds(&engine), 2);
    home(&mut engine, START + 91 * DAY);
    assert_eq!(deeds(&engine), 1);
    home(&mut engine, START + 731 * DAY);
    assert_eq!(deeds(&engine), 0);
}

#[test]
fn a_basket_that_nothing_was_done_with_is_forgotten() {
    let mut engine = engine();
    track(&mut engine, "add_to_cart", "item-0", Now::utc(START));
    home(&mut engine, START + 89 * DAY);
    assert_eq!(engine.overview().basket.len(), 1);
    home(&mut engine, START + 91 * DAY);
    assert!(engine.overview().basket.is_empty());
}

#[test]
fn a_visit_goes_on_as_long_as_something_happens() {
    let mut engine = engine();
    home(&mut engine, START);
    for step in 1..=3 {
        let now = Now::utc(START + step * HOUR / 3);
        track(&mut engine, "view_item", &id(step as usize), now);
    }
    home(&mut engine, START + HOUR + HOUR / 12);
    assert_eq!(engine.overview().visits, 1);
}

#[test]
fn a_clock_set_back_or_ahead_loses_nothing_and_breaks_nothing() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    look(&mut engine, 1, START - 400 * DAY);
    look(&mut engine, 2, 0);
    assert_eq!(engine.overview().items.len(), 3);
    assert_eq!(engine.overview().visits, 1, "no visit begins in the past");
    home(&mut engine, START + HOUR);
    assert_eq!(engine.overview().visits, 2);
    for kind in Kind::ALL {
        list(&mut engine, kind, START + HOUR);
    }
}
