//! The wish list: kept within bounds, merged between tabs, forgotten, and weakly heard.

use crate::corner;
use crate::fixture::*;
use dangol_core::profile::limits;
use dangol_core::{Error, Kind, Language, Node, Now};
use proptest::prelude::*;

fn wish(engine: &mut dangol_core::Engine, item: &str, at: u64) {
    engine.wish(item, &Node::Null, Now::utc(at)).unwrap();
}

fn listed(engine: &dangol_core::Engine) -> Vec<String> {
    let wishes = engine.overview().wishes.into_iter();
    wishes.map(|wish| wish.item_id).collect()
}

#[test]
fn a_wish_is_kept_with_its_card_and_without_a_request() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    wish(&mut engine, &id(0), START);
    // A neighbour, whose card came with the page.
    wish(&mut engine, &id(2), START + 1);
    assert!(
        engine.take_requests().is_empty(),
        "no wish shows in the traffic"
    );
    let told = json(serde_json::json!({
        "title": "A lamp", "url": "/lamp", "image": "javascript:alert(1)", "price": 12.5
    }));
    engine.wish("lamp", &told, Now::utc(START + 2)).unwrap();
    assert!(engine.take_requests().is_empty());
    let shown: Vec<_> = corner(&engine, START).wishes;
    let titles: Vec<&str> = shown.iter().map(|wish| wish.thing.title.as_str()).collect();
    assert_eq!(titles, ["A lamp", "Thing 2", "Thing 0"]);
    assert_eq!(shown[0].thing.url, "/lamp");
    assert_eq!(
        shown[0].thing.image, "",
        "an address that may not stand in a page"
    );
    assert_eq!(shown[0].thing.price, Some(1_250));
    // Long after, when nothing else names them.
    home(&mut engine, START + 200 * DAY);
    let shown = corner(&engine, START + 200 * DAY).wishes;
    assert_eq!(shown.len(), 3);
    assert!(shown.iter().all(|wish| !wish.thing.url.is_empty()));
}

#[test]
fn what_is_no_wish_is_refused_and_the_list_has_an_end() {
    let mut engine = engine();
    agree(&mut engine, START);
    let now = Now::utc(START);
    for bad in ["".to_owned(), "x".repeat(limits::ID + 1)] {
        assert!(matches!(
            engine.wish(&bad, &Node::Null, now),
            Err(Error::Wish(_))
        ));
    }
    for number in 0..limits::WISHES {
        wish(&mut engine, &format!("w{number}"), START);
    }
    assert!(matches!(
        engine.wish("more", &Node::Null, now),
        Err(Error::Wish(_))
    ));
    wish(&mut engine, "w3", START);
    assert_eq!(listed(&engine).len(), limits::WISHES);
    engine.unwish("w3", now);
    assert!(!engine.is_wished("w3"));
    wish(&mut engine, "more", START);
    assert!(engine.is_wished("more"));
}

#[test]
fn a_purchase_fulfils_a_wish_and_what_is_forgotten_is_wished_no_more() {
    let mut engine = engine();
    agree(&mut engine, START);
    for (number, at) in [(0, START), (1, START + 1), (7, START + 2), (8, START + DAY)] {
        look(&mut engine, number, at);
        wish(&mut engine, &id(number), at);
    }
    track(&mut engine, "purchase", &id(1), Now::utc(START + HOUR));
    assert_eq!(listed(&engine), [id(8), id(7), id(0)]);
    let forget = |engine: &mut dangol_core::Engine, told| {
        engine
            .forget_some(&json(told), Now::utc(START + DAY))
            .unwrap();
    };
    forget(&mut engine, serde_json::json!({"itemId": id(0)}));
    assert_eq!(listed(&engine), [id(8), id(7)]);
    forget(
        &mut engine,
        serde_json::json!({"from": START, "to": START + HOUR}),
    );
    assert_eq!(listed(&engine), [id(8)]);
    forget(&mut engine, serde_json::json!({"category": "high"}));
    assert!(listed(&engine).is_empty());
}

#[test]
fn two_tabs_wish_at_once_and_neither_is_lost() {
    let (mut one, mut two) = (engine(), engine());
    let mut device = Device::default();
    agree(&mut one, START);
    wish(&mut one, "a", START);
    device.save(&mut one, START);
    device.restore(&mut two, START);
    wish(&mut one, "b", START + 1);
    two.unwish("a", Now::utc(START + 2));
    wish(&mut two, "c", START + 3);
    device.save(&mut one, START + 4);
    device.save(&mut two, START + 5);
    assert_eq!(listed(&two), ["c", "b"]);
}

#[test]
fn a_list_goes_along_and_comes_back() {
    let mut from = engine();
    agree(&mut from, START);
    look(&mut from, 0, START);
    wish(&mut from, &id(0), START);
    let gift = json(serde_json::json!({"gift": true, "title": "For Jun"}));
    from.wish("jun", &gift, Now::utc(START + 1)).unwrap();
    let mut to = engine();
    agree(&mut to, START);
    wish(&mut to, "own", START + 2);
    wish(&mut to, "jun", START + 3);
    to.import(from.export(), Now::utc(START + DAY)).unwrap();
    assert_eq!(listed(&to), ["jun", "own", &id(0)]);
    let wishes = to.overview().wishes;
    assert!(
        !wishes[0].gift,
        "what is here is not changed by an older word"
    );
    // A file from elsewhere is not trusted.
    let mut export = from.export();
    let many: Vec<_> = (0..200)
        .map(|n| serde_json::json!({"item": format!("m{n}"), "at": u64::MAX}))
        .collect();
    export.profile.wishes = serde_json::from_value(many.into()).unwrap();
    to.import(export, Now::utc(START + DAY)).unwrap();
    let wishes = to.overview().wishes;
    assert_eq!(wishes.len(), limits::WISHES);
    assert!(wishes.iter().all(|wish| wish.at <= START + DAY));
    // And within a link or a picture it is what goes before what was stated.
    let snapshot = dangol_core::Snapshot::read(&to.snapshot()).unwrap();
    for budget in [4_000, 1_000, 400, 250] {
        assert!(snapshot.essence(budget).unwrap().len() <= budget);
    }
}

#[test]
fn a_wish_speaks_for_its_neighbours_and_one_for_somebody_else_does_not() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    let then = START + 80 * DAY;
    let shown = |engine: &mut dangol_core::Engine, at| {
        home(engine, at);
        list(engine, Kind::ForYou, at)
    };
    let before = shown(&mut engine, then);
    let score = |list: &[dangol_core::Recommendation], number: usize| {
        let found = list.iter().find(|card| card.item_id == id(number));
        found.map_or(0.0, |card| card.score)
    };
    wish(&mut engine, &id(0), then);
    let after = shown(&mut engine, then);
    assert!(score(&after, 1) > score(&before, 1), "{before:?} {after:?}");
    let reason = &after
        .iter()
        .find(|card| card.item_id == id(1))
        .unwrap()
        .reason;
    assert_eq!(reason.code, "because_wished");
    assert_eq!(reason.text, "Because “Thing 0” is on your wish list");
    let gift = json(serde_json::json!({"gift": true}));
    engine.wish(&id(0), &gift, Now::utc(then)).unwrap();
    assert_eq!(shown(&mut engine, then), before);
    // Looking and buying say more than wishing does.
    engine.set_language(Language::Ko);
    engine
        .wish(
            &id(0),
            &json(serde_json::json!({"gift": false})),
            Now::utc(then),
        )
        .unwrap();
    let korean = shown(&mut engine, then);
    let reason = &korean
        .iter()
        .find(|card| card.item_id == id(1))
        .unwrap()
        .reason;
    assert_eq!(reason.text, "‘Thing 0’을 찜하셔서 골랐어요");
}

#[test]
fn a_guests_wishes_are_the_guests_and_a_pause_takes_none_away() {
    let mut engine = engine();
    agree(&mut engine, START);
    wish(&mut engine, "mine", START);
    engine.guest(true, Now::utc(START + 1));
    assert!(listed(&engine).is_empty());
    wish(&mut engine, "theirs", START + 2);
    assert_eq!(listed(&engine), ["theirs"]);
    assert!(!corner(&engine, START + 2).is_kept());
    engine.guest(false, Now::utc(START + 3));
    assert_eq!(listed(&engine), ["mine"]);
    engine.pause(true);
    wish(&mut engine, "said", START + 4);
    assert_eq!(listed(&engine), ["said", "mine"], "said, not observed");
}

proptest! {
    #[test]
    fn no_order_of_wishes_exceeds_the_bounds(deeds in prop::collection::vec((0u8..3, 0usize..80, 0u64..200), 0..200)) {
        let mut engine = engine();
        agree(&mut engine, START);
        for (what, item, day) in deeds {
            let now = Now::utc(START + day * DAY);
            let item = format!("i{item}");
            match what {
                0 => drop(engine.wish(&item, &Node::Null, now)),
                1 => engine.unwish(&item, now),
                _ => track(&mut engine, "purchase", &item, now),
            }
            let list = listed(&engine);
            prop_assert!(list.len() <= limits::WISHES);
            for (at, item) in list.iter().enumerate() {
                prop_assert!(!list[..at].contains(item));
            }
        }
        let ats: Vec<u64> = engine.overview().wishes.iter().map(|wish| wish.at).collect();
        prop_assert!(ats.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn an_imported_list_takes_no_wish_off_and_what_a_wrong_clock_wished_comes_off() {
    let mut theirs = engine();
    agree(&mut theirs, START);
    for number in 0..limits::WISHES as u64 {
        wish(
            &mut theirs,
            &format!("their-{number}"),
            START + DAY + number,
        );
    }
    let mut ours = engine();
    agree(&mut ours, START);
    wish(&mut ours, "ours", START);
    ours.import(theirs.export(), Now::utc(START + 2 * DAY))
        .unwrap();
    let all = listed(&ours);
    assert_eq!(all.len(), limits::WISHES);
    assert!(all.contains(&"ours".to_owned()));
    // Of theirs the oldest had no room.
    assert!(!all.contains(&"their-0".to_owned()));

    wish(&mut theirs, "their-0", START);
    let mut ahead = engine();
    agree(&mut ahead, START);
    wish(&mut ahead, "later", START + 20 * DAY);
    ahead.unwish("later", Now::utc(START));
    assert_eq!(listed(&ahead), Vec::<String>::new());
}
