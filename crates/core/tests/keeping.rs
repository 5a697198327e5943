//! How the profile is kept: only with consent, by several tabs, and for ever readable.

mod fixture;

use dangol_core::profile::{Export, limits};
use dangol_core::{Choice, ConsentRequest, Error, Kind, Merged, Now, Restored};
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
    assert_eq!(next.greeting(Now::utc(START + DAY)).code, "return");
}

#[test]
fn tabs_merge_instead_of_overwriting() {
    let mut device = Device::default();
    let mut first = engine();
    agree(&mut first, START);
    home(&mut first, START);
    device.save(&mut first, START);
    let mut tabs: Vec<_> = (0..5)
        .map(|_| {
            let mut tab = engine();
            device.restore(&mut tab, START);
            tab
        })
        .collect();
    for (item, tab) in tabs.iter_mut().enumerate() {
        look(tab, item, START + item as u64);
        track(tab, "add_to_cart", &id(item), Now::utc(START + item as u64));
    }
    for tab in tabs.iter_mut().rev() {
        assert!(device.save(tab, START + 100));
    }
    for tab in &mut tabs {
        device.restore(tab, START + 100);
        let overview = tab.overview();
        assert_eq!(overview.items.len(), 10);
        assert_eq!(overview.basket.len(), 5);
        assert_eq!(overview.visits, 1);
    }
}

#[test]
fn an_interrupted_save_loses_nothing_and_doubles_nothing() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    // The transaction fails after the merge: what it was given stays unsaved.
    let _ = engine.merge(None, None, Now::utc(START));
    look(&mut engine, 1, START + 1);
    device.save(&mut engine, START + 2);
    let _ = engine.merge(
        device.consent.as_deref(),
        device.profile.as_deref(),
        Now::utc(START + 3),
    );
    let seen: Vec<_> = engine
        .overview()
        .items
        .into_iter()
        .map(|item| item.item_id)
        .collect();
    assert_eq!(seen, ["item-1", "item-0"]);
}

#[test]
fn what_changes_while_a_save_is_under_way_is_saved_once() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    assert!(engine.wants_saving());
    // Between the edge's decision to save and the transaction, and between the
    // transaction's merge and its end, the shopper goes on.
    track(&mut engine, "add_to_cart", "item-1", Now::utc(START));
    let Merged::Put(record) = engine.merge(None, None, Now::utc(START)) else {
        panic!()
    };
    track(&mut engine, "add_to_cart", "item-2", Now::utc(START));
    let no_measure = ConsentRequest {
        personalize: None,
        measure: Some(false),
    };
    engine.set_consent(no_measure, Now::utc(START + 1));
    engine.saved(&record);
    device.consent = Some(record.consent().to_vec());
    device.profile = Some(record.profile().to_vec());
    assert!(
        engine.wants_saving(),
        "the later ones are still to be saved"
    );
    assert!(device.save(&mut engine, START + 2));
    assert!(!engine.wants_saving());

    let mut next = fixture::engine();
    device.restore(&mut next, START + 3);
    let deeds: Vec<_> = next
        .overview()
        .items
        .into_iter()
        .map(|item| item.item_id)
        .collect();
    assert_eq!(deeds, ["item-2", "item-1", "item-0"]);
    assert_eq!(next.consent().measure(), Choice::Denied);
}

#[test]
fn a_no_to_measuring_survives_another_tabs_older_yes() {
    let mut device = Device::default();
    let mut first = engine();
    let both = ConsentRequest {
        personalize: Some(true),
        measure: Some(true),
    };
    first.set_consent(both, Now::utc(START));
    device.save(&mut first, START);
    let mut second = fixture::engine();
    device.restore(&mut second, START);
    let no = ConsentRequest {
        personalize: None,
        measure: Some(false),
    };
    assert!(
        !first.set_consent(no, Now::utc(START + 5)),
        "nothing to erase"
    );
    let stale = device.clone();
    device.save(&mut first, START + 5);
    look(&mut second, 1, START + 6);
    device.save(&mut second, START + 6);
    assert_eq!(second.consent().measure(), Choice::Denied);
    // A reading that began before the answer does not undo it either.
    stale.restore(&mut first, START + 7);
    assert_eq!(first.consent().measure(), Choice::Denied);
}

#[test]
fn what_was_read_or_written_around_an_erasure_is_void() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    device.save(&mut engine, START);
    let reading = engine.begin_reading();
    look(&mut engine, 1, START + 1);
    let Merged::Put(record) = engine.merge(
        device.consent.as_deref(),
        device.profile.as_deref(),
        Now::utc(START + 1),
    ) else {
        panic!()
    };
    engine.erase();
    engine.saved(&record);
    assert!(!engine.overview().stored);
    let restored = engine.restore(
        reading,
        device.consent.as_deref(),
        device.profile.as_deref(),
        Now::utc(START + 2),
    );
    assert_eq!(restored, Restored::Nothing);
    assert!(engine.overview().items.is_empty());
    // A new yes begins anew.
    agree(&mut engine, START + 3);
    assert!(Device::default().save(&mut engine, START + 3));
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
fn what_was_erased_elsewhere_is_not_brought_back() {
    let mut device = Device::default();
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    device.save(&mut engine, START);
    let mut other = fixture::engine();
    device.restore(&mut other, START);

    let no = ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    assert!(
        engine.set_consent(no, Now::utc(START + 1)),
        "the edge must erase"
    );
    device = Device::default();

    look(&mut other, 1, START + 2);
    assert!(!other.may_create());
    assert_eq!(other.merge(None, None, Now::utc(START + 2)), Merged::Erased);
    assert!(!other.wants_saving());
    assert!(other.overview().items.is_empty());
    assert_eq!(other.consent().personalize(), Choice::Unknown);
    assert!(!device.save(&mut other, START + 3));
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
fn a_flood_of_changes_before_consent_keeps_the_newest() {
    let mut device = Device::default();
    let mut first = engine();
    agree(&mut first, START);
    device.save(&mut first, START);
    let mut second = engine();
    for number in 0..1500u64 {
        let at = START + number * 100;
        track(&mut second, "purchase", &format!("p{number}"), Now::utc(at));
    }
    device.restore(&mut second, START + 200_000);
    assert_eq!(second.overview().items[0].item_id, "p1499");
}

#[test]
fn an_import_from_the_future_loses_nothing_that_is_here() {
    let mut engine = engine();
    agree(&mut engine, START);
    track(&mut engine, "purchase", "item-0", Now::utc(START));
    engine.mark_gift("item-0", Now::utc(START));
    let mut export = engine.export();
    let visits = engine.overview().visits;
    export.profile.actions[0].gift = false;
    engine.import(export.clone(), Now::utc(START)).unwrap();
    let overview = engine.overview();
    assert_eq!((overview.items.len(), overview.items[0].gift), (1, true));
    assert_eq!(overview.visits, visits, "one's own export adds no visits");

    export.profile.visits.last = u64::MAX;
    export.profile.actions[0].at = u64::MAX;
    export.profile.actions[0].item = "item-9".into();
    engine.import(export, Now::utc(START)).unwrap();
    let overview = engine.overview();
    assert_eq!(overview.items.len(), 2);
    assert!(overview.items.iter().all(|item| item.at <= START));
    assert!(overview.last_visit <= START);
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

#[test]
fn an_export_round_trips_and_an_import_merges() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    track(&mut engine, "purchase", "item-0", Now::utc(START));
    engine.state_name("Ada", Now::utc(START));
    let text = serde_json::to_string(&engine.export()).unwrap();

    let mut other = fixture::engine();
    look(&mut other, 3, START + DAY);
    let read = || serde_json::from_str::<Export>(&text).unwrap();
    let now = Now::utc(START + DAY);
    assert_eq!(
        other.import(read(), now),
        Err(Error::NotGranted("personalize"))
    );
    agree(&mut other, START + DAY);
    other.import(read(), now).unwrap();
    other.import(read(), now).unwrap();
    let overview = other.overview();
    assert_eq!(overview.items.len(), 3, "each action once");
    assert_eq!(overview.name.as_deref(), Some("Ada"));
    home(&mut other, START + DAY);
    assert_eq!(
        ids(&list(&mut other, Kind::RecentlyViewed, START + DAY)),
        ["item-3"]
    );

    let spoilt = text.replace("dangol-profile", "something");
    let spoilt: Export = serde_json::from_str(&spoilt).unwrap();
    assert!(matches!(other.import(spoilt, now), Err(Error::Profile(_))));
    let newer = text.replace("\"version\":1", "\"version\":2");
    let newer: Export = serde_json::from_str(&newer).unwrap();
    assert_eq!(other.import(newer, now), Err(Error::NewerProfile(2)));
}
