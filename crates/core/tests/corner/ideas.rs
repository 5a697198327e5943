//! Gift ideas: in time, of what fits, and never what was given or turned down.

use crate::fixture::*;
use crate::{corner, corner_with};
use dangol_core::corner::{IDEAS_AHEAD, Thing};
use dangol_core::{Engine, Node, Now};

fn offered() -> Vec<Thing> {
    let things = (8..12).map(|number| Thing {
        item: id(number),
        title: format!("Thing {number}"),
        url: format!("/thing/{number}"),
        ..Thing::default()
    });
    things.collect()
}

/// An engine of somebody whose sister has her day on 4 December, 20 days after the start.
fn with_date() -> Engine {
    let mut engine = engine();
    agree(&mut engine, START);
    let facts =
        serde_json::json!({"dates": [{"name": "Ada", "relation": "sister", "date": "--12-04"}]});
    state(&mut engine, facts, START);
    engine
}

fn ideas(engine: &Engine, at: u64) -> Vec<String> {
    let dates = corner_with(engine, at, &offered()).dates;
    let ideas = dates[0].ideas.iter();
    ideas.map(|thing| thing.item.clone()).collect()
}

#[test]
fn ideas_are_shown_while_there_is_time() {
    let engine = with_date();
    let day = START + 20 * DAY;
    assert!(ideas(&engine, day - (IDEAS_AHEAD + 1) * DAY).is_empty());
    assert_eq!(ideas(&engine, day - IDEAS_AHEAD * DAY).len(), 4);
    assert_eq!(ideas(&engine, day - DAY).len(), 4);
    assert!(ideas(&engine, day).is_empty(), "today it is too late");
    assert!(ideas(&engine, day + DAY).is_empty());
}

#[test]
fn wishes_for_others_come_first_then_what_goes_with_gifts_then_the_shops() {
    let mut engine = with_date();
    assert_eq!(ideas(&engine, START), [id(8), id(9), id(10), id(11)]);
    // Given last year in this season, and another gift since.
    look(&mut engine, 0, START - 350 * DAY);
    track(&mut engine, "purchase", &id(0), Now::utc(START - 350 * DAY));
    look(&mut engine, 4, START - 100 * DAY);
    track(&mut engine, "purchase", &id(4), Now::utc(START - 100 * DAY));
    for item in [0, 4] {
        engine.mark_gift(&id(item), Now::utc(START));
    }
    assert_eq!(ideas(&engine, START), [id(1), id(2), id(5), id(6)]);
    look(&mut engine, 3, START);
    let gift = json(serde_json::json!({"gift": true}));
    engine.wish(&id(3), &gift, Now::utc(START)).unwrap();
    // A wish of one's own is no idea for somebody else.
    engine.wish(&id(7), &Node::Null, Now::utc(START)).unwrap();
    assert_eq!(ideas(&engine, START), [id(3), id(1), id(2), id(5)]);
}

#[test]
fn what_was_given_or_turned_down_or_is_in_the_basket_is_no_idea() {
    let mut engine = with_date();
    track(&mut engine, "purchase", &id(8), Now::utc(START));
    engine.mark_gift(&id(8), Now::utc(START));
    engine.rate(&id(9), 1, Now::utc(START)).unwrap();
    track(&mut engine, "add_to_cart", &id(10), Now::utc(START));
    assert!(
        !ideas(&engine, START)
            .iter()
            .any(|item| [id(8), id(9), id(10)].contains(item))
    );
    engine.rate(&id(9), 4, Now::utc(START)).unwrap();
    assert!(ideas(&engine, START).contains(&id(9)));
}

#[test]
fn no_idea_is_told_twice_and_ones_own_birthday_has_ones_own_wishes() {
    let mut engine = with_date();
    let facts = serde_json::json!({"birthday": "1990-11-20"});
    state(&mut engine, facts, START);
    look(&mut engine, 2, START);
    engine.wish(&id(2), &Node::Null, Now::utc(START)).unwrap();
    let facts = serde_json::json!({"dates": [
        {"name": "Ada", "relation": "sister", "date": "--12-04"},
        {"name": "Jun", "date": "--11-25"},
    ]});
    state(&mut engine, facts, START);
    let dates = corner_with(&engine, START, &offered()).dates;
    let who: Vec<_> = dates
        .iter()
        .map(|date| (date.upcoming.who(), date.upcoming.days))
        .collect();
    assert_eq!(
        who,
        [
            (String::new(), 6),
            ("Jun".into(), 11),
            ("Ada (sister)".into(), 20)
        ]
    );
    let of = |at: usize| {
        dates[at]
            .ideas
            .iter()
            .map(|thing| thing.item.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(0), [id(2)]);
    assert_eq!(of(1).len(), 4);
    assert!(of(2).iter().all(|item| !of(1).contains(item)));
}

#[test]
fn without_consent_there_is_still_what_the_page_knows_and_nothing_is_kept() {
    let mut engine = engine();
    let empty = corner(&engine, START);
    assert!(empty.dates.is_empty() && empty.usual.is_empty() && empty.wishes.is_empty());
    assert!(!empty.is_kept());
    engine.wish("x", &Node::Null, Now::utc(START)).unwrap();
    assert_eq!(corner(&engine, START).wishes.len(), 1);
    assert!(!engine.wants_saving());
}
