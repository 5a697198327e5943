//! The profile as a file: it goes and comes back, and an import only adds.

mod fixture;

use dangol_core::profile::Export;
use dangol_core::{Error, Kind, Node, Now};
use fixture::*;

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
fn a_browser_reads_every_field_that_is_exported() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    let mut export = engine.export();
    assert!(!export.profile.shelf.rows.is_empty());
    for own in [0, i8::MIN, i8::MAX] {
        let rows = export.profile.shelf.rows.values_mut();
        rows.for_each(|row| row.own = own);
        let json = serde_json::to_value(&export).unwrap();
        assert_eq!(Node::of_json(&json).read::<Export>(), Ok(export.clone()));
    }
}

#[test]
fn an_export_round_trips_and_an_import_merges() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    track(&mut engine, "purchase", "item-0", Now::utc(START));
    engine.state_name("Ada", Now::utc(START));
    // As the browser reads it, and not as serde_json would.
    let exported = serde_json::to_value(engine.export()).unwrap();
    let text = exported.to_string();
    let told = json(exported);

    let mut other = fixture::engine();
    look(&mut other, 3, START + DAY);
    let read = || told.read::<Export>().unwrap();
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
