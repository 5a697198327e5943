//! The shopper is in charge of what is remembered: bit by bit, or not at all for now.

mod fixture;

use dangol_core::{Error, Kind, Now};
use fixture::*;
use serde_json::json as value;

fn regular() -> dangol_core::Engine {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    look(&mut engine, 7, START + HOUR);
    track(&mut engine, "purchase", &id(0), Now::utc(START + DAY));
    look(&mut engine, 3, START + 2 * DAY);
    engine
}

fn items(engine: &dangol_core::Engine) -> Vec<String> {
    let items = engine.overview().items.into_iter();
    items.map(|item| item.item_id).collect()
}

#[test]
fn a_product_a_visit_or_a_category_is_forgotten_and_the_rest_is_not() {
    for (told, left) in [
        (value!({"itemId": id(0)}), vec![id(3), id(7)]),
        (
            value!({"from": START, "to": START + HOUR}),
            vec![id(3), id(0)],
        ),
        (value!({"category": "low"}), vec![id(7)]),
    ] {
        let mut engine = regular();
        let now = Now::utc(START + 3 * DAY);
        engine.forget_some(&json(told.clone()), now).unwrap();
        assert_eq!(items(&engine), left, "{told}");
        // Nothing of it is left in what is kept, and what is left is kept.
        let mut device = Device::default();
        assert!(device.save(&mut engine, START + 3 * DAY));
        let mut next = fixture::engine();
        device.restore(&mut next, START + 3 * DAY);
        assert_eq!(items(&next), left, "{told}");
        let rows = &next.export().profile.shelf.rows;
        assert!(
            rows.iter().all(|(item, _)| left.contains(&item.to_owned())),
            "{told}"
        );
    }
}

#[test]
fn what_is_forgotten_here_is_forgotten_in_what_another_tab_saved() {
    let mut device = Device::default();
    let mut first = regular();
    assert!(device.save(&mut first, START + 2 * DAY));
    let mut second = engine();
    device.restore(&mut second, START + 2 * DAY);
    first
        .forget_some(&json(value!({"itemId": id(0)})), Now::utc(START + 2 * DAY))
        .unwrap();
    look(&mut second, 5, START + 2 * DAY);
    assert!(device.save(&mut second, START + 2 * DAY));
    assert!(device.save(&mut first, START + 2 * DAY));
    assert_eq!(items(&first), [id(5), id(3), id(7)]);
}

#[test]
fn what_is_none_of_these_is_refused() {
    let mut engine = regular();
    for told in [
        value!({}),
        value!(null),
        value!({"from": 1}),
        value!({"from": -1, "to": 2}),
        value!("x"),
    ] {
        let outcome = engine.forget_some(&json(told), Now::utc(START));
        assert_eq!(outcome, Err(Error::Forget));
    }
    assert_eq!(items(&engine).len(), 4);
}

#[test]
fn during_a_pause_nothing_new_is_remembered_and_what_is_said_still_counts() {
    let mut engine = regular();
    engine.pause(true);
    let before = items(&engine);
    let visits = engine.overview().visits;
    look(&mut engine, 9, START + 5 * DAY);
    track(&mut engine, "purchase", &id(10), Now::utc(START + 5 * DAY));
    assert_eq!(items(&engine), before);
    assert_eq!(engine.overview().visits, visits);
    home(&mut engine, START + 5 * DAY);
    assert!(
        !list(&mut engine, Kind::ForYou, START + 5 * DAY).is_empty(),
        "the rest goes on"
    );

    let mut device = Device::default();
    assert!(device.save(&mut engine, START + 5 * DAY));
    let mut next = fixture::engine();
    device.restore(&mut next, START + 6 * DAY);
    look(&mut next, 9, START + 6 * DAY);
    assert_eq!(items(&next), before, "a pause outlives the page");
    assert!(next.overview().paused);
    next.state_name("Mina", Now::utc(START + 6 * DAY));
    assert_eq!(next.overview().name.as_deref(), Some("Mina"));

    next.pause(false);
    look(&mut next, 9, START + 7 * DAY);
    assert_eq!(items(&next)[0], id(9));
}

#[test]
fn a_gift_that_was_none_counts_again() {
    let mut engine = regular();
    let gifts = |engine: &dangol_core::Engine| {
        let items = engine.overview().items.into_iter();
        items.filter(|item| item.gift).count()
    };
    let now = Now::utc(START + 2 * DAY);
    engine.mark_gift(&id(0), now);
    assert!(gifts(&engine) > 0);
    engine.say_gift(&id(0), false, now);
    assert_eq!(gifts(&engine), 0);
}
