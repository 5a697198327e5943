//! Several tabs, saves under way, erasures: nothing lost, doubled or brought back.

mod fixture;

use dangol_core::{Choice, ConsentRequest, Merged, Now, Restored};
use fixture::*;

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
fn a_no_counts_though_the_clock_was_set_back() {
    let mut device = Device::default();
    let mut engine = engine();
    let both = ConsentRequest {
        personalize: Some(true),
        measure: Some(true),
    };
    engine.set_consent(both, Now::utc(START + 400 * DAY));
    device.save(&mut engine, START + 400 * DAY);
    let no = ConsentRequest {
        personalize: None,
        measure: Some(false),
    };
    engine.set_consent(no, Now::utc(START));
    device.save(&mut engine, START);
    assert_eq!(engine.consent().measure(), Choice::Denied);
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
    engine.erase(Now::utc(START));
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
