//! What a shopper orders next: the score is the formula, and the shop's rules still hold.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::{
    Answer, Engine, Filter, Kind, Language, Now, Part, Query, Recommendation, Setup,
};
use dangol_wire::{Card, Chunk, Entry, Home, Item, Listed, Row, Scoring};
use fixture::{BUILD, DAY, START, agree, track};

/// So many items, all in one chunk. Item 0 brings item 2, and is repeated twice as often
/// as others.
const ITEMS: usize = 120;

fn id(number: usize) -> String {
    format!("i{number}")
}

fn cards() -> Vec<Card> {
    let card = |number| Card {
        id: id(number),
        title: format!("t{number}"),
        url: format!("/{number}"),
        ..Card::default()
    };
    (0..ITEMS).map(card).collect()
}

fn entry(scoring: Scoring) -> Entry {
    Entry {
        chunks: 1,
        items: ITEMS as u32,
        scoring,
        ..fixture::entry()
    }
}

fn foretelling() -> Scoring {
    Scoring {
        next_ages: vec![0.2, 0.1],
        next_fade: 0.5,
        next_popular: 0.1,
        ..Scoring::default()
    }
}

fn deliver(engine: &mut Engine, now: Now) {
    let build = u64::from_str_radix(BUILD, 16).unwrap();
    for request in engine.take_requests() {
        let body = match request.part {
            Part::Hot => continue,
            Part::Home => Home {
                build,
                cards: cards(),
                popular: [(3, 255), (2, 51)]
                    .map(|(card, level)| Listed { card, level })
                    .to_vec(),
                ..Home::default()
            }
            .encode(),
            Part::Chunk(number) => {
                // A rate of a quarter is a weight of 1/32.
                let item = |at: usize| Item {
                    related: Row::quantise(&[(5, 1.0)], 4),
                    next: match at {
                        1 => Row::default(),
                        _ => Row::quantise(&[(2, 1.0 / 32.0)], 4),
                    },
                    own: if at == 0 { 4 } else { 0 },
                    ..Item::default()
                };
                Chunk {
                    build,
                    number,
                    related_bits: 4,
                    together_bits: 4,
                    next_bits: 4,
                    items: (0..ITEMS).map(item).collect(),
                    cards: cards(),
                }
                .encode()
            }
        };
        engine.receive(request.part, Some(&body), now).unwrap();
    }
}

fn engine(scoring: Scoring) -> Engine {
    let mut engine = Engine::new(Setup {
        entry: Some(entry(scoring)),
        ..Setup::new(Language::En, 0)
    });
    agree(&mut engine, START);
    engine
}

/// An order of these, after each was put into the basket.
fn order(engine: &mut Engine, items: &[usize], at: u64) {
    let now = Now::utc(at);
    engine.open_page(Default::default(), now);
    for item in items {
        track(engine, "add_to_cart", &id(*item), now);
        deliver(engine, now);
    }
    for item in items {
        track(engine, "purchase", &id(*item), now);
    }
}

fn list(engine: &mut Engine, kind: Kind, filter: Filter, at: u64) -> Vec<Recommendation> {
    let now = Now::utc(at);
    engine.open_page(Default::default(), now);
    let query = Query {
        filter,
        ..Query::new(kind, 24)
    };
    if engine.recommend(&query, now) == Answer::Wait {
        deliver(engine, now);
    }
    match engine.recommend(&query, now) {
        Answer::Ready(list) => list,
        other => panic!("no list: {other:?}"),
    }
}

fn ids(list: &[Recommendation]) -> Vec<&str> {
    list.iter().map(|found| found.item_id.as_str()).collect()
}

/// Items 0 and 1, and five days later item 0 again.
fn regular(scoring: Scoring) -> Engine {
    let mut engine = engine(scoring);
    order(&mut engine, &[0, 1], START);
    order(&mut engine, &[0], START + 5 * DAY);
    engine
}

#[test]
fn the_score_is_the_formula() {
    let mut engine = regular(foretelling());
    let list = list(&mut engine, Kind::ForYou, Filter::Nothing, START + 10 * DAY);
    let half = 0.5f32.sqrt();
    let expected = [
        // own 2, in both of two orders.
        ("i0", 2.0 * (0.2 + 0.1) * half),
        // z = 1.5 / sqrt(1.5 + 0.5), W = 1/4; a fifth of the largest popularity.
        ("i2", 1.5 * half * 0.25 + 0.1 * 51.0 / 255.0),
        ("i3", 0.1),
        ("i1", 0.1 * half),
    ];
    assert_eq!(ids(&list), expected.map(|(id, _)| id));
    for (found, (id, score)) in list.iter().zip(expected) {
        assert!((found.score - score).abs() < 1e-6, "{id}: {}", found.score);
    }
    assert_eq!(list[0].reason.code, "bought_before");
    assert_eq!(list[0].reason.text, "You bought it 5 days ago");
    assert_eq!(list[1].reason.code, "because_bought");
    assert_eq!(list[1].terms[0].item_id, "i0");
    assert_eq!(list[2].reason.code, "trending");
}

#[test]
fn what_is_owned_stays_out_unless_it_is_a_habit() {
    let mut engine = regular(foretelling());
    let at = START + 10 * DAY;
    let shown = list(&mut engine, Kind::ForYou, Filter::Shop, at);
    // Item 0 comes back in more than one of four orders, item 1 does not.
    assert_eq!(ids(&shown), ["i0", "i2", "i3"]);
    let again = list(&mut engine, Kind::BuyAgain, Filter::Shop, at);
    assert_eq!(ids(&again), ["i0"]);
    // In a shop where nobody repeats, neither does.
    let once = Scoring {
        next_ages: vec![0.01],
        ..foretelling()
    };
    let mut engine = regular(once);
    let shown = list(&mut engine, Kind::ForYou, Filter::Shop, at);
    assert_eq!(ids(&shown), ["i2", "i3"]);
    assert!(list_is_empty(&mut engine, at));
}

fn list_is_empty(engine: &mut Engine, at: u64) -> bool {
    list(engine, Kind::BuyAgain, Filter::Shop, at).is_empty()
}

#[test]
fn a_gift_is_nobodys_habit() {
    let mut engine = regular(foretelling());
    engine.mark_gift(&id(0), Now::utc(START + 6 * DAY));
    let shown = list(&mut engine, Kind::ForYou, Filter::Nothing, START + 10 * DAY);
    assert!(!ids(&shown).contains(&"i0"));
    let of_one = shown.iter().find(|found| found.item_id == "i1").unwrap();
    // It is the newest of one order now.
    assert!((of_one.score - 0.2).abs() < 1e-6);
}

#[test]
fn without_the_constants_rows_speak_for_what_was_bought() {
    let mut engine = regular(Scoring::default());
    let shown = list(&mut engine, Kind::ForYou, Filter::Shop, START + 10 * DAY);
    assert_eq!(ids(&shown), ["i5"]);
    assert_eq!(shown[0].reason.code, "because_bought");
}

#[test]
fn looks_of_this_visit_speak_first() {
    let mut engine = regular(foretelling());
    let now = Now::utc(START + 10 * DAY);
    engine.open_page(Default::default(), now);
    track(&mut engine, "view_item", &id(7), now);
    deliver(&mut engine, now);
    let query = Query::new(Kind::ForYou, 24);
    engine.recommend(&query, now);
    deliver(&mut engine, now);
    let Answer::Ready(shown) = engine.recommend(&query, now) else {
        panic!("no list");
    };
    assert_eq!(ids(&shown), ["i5", "i0", "i2", "i3"]);
}

#[test]
fn unsound_constants_foretell_nothing() {
    for next_ages in [
        vec![f32::NAN],
        vec![-1.0],
        vec![f32::INFINITY],
        vec![0.1; 17],
    ] {
        let mut engine = regular(Scoring {
            next_ages,
            ..foretelling()
        });
        let shown = list(&mut engine, Kind::ForYou, Filter::Shop, START + 10 * DAY);
        assert_eq!(ids(&shown), ["i5"]);
    }
}

#[test]
fn what_bought_items_bring_outlives_their_rows() {
    let mut engine = engine(foretelling());
    for number in 0..100 {
        order(
            &mut engine,
            &[10 + number % 100],
            START + number as u64 * DAY,
        );
    }
    let rows = engine.export().profile.shelf.rows;
    assert_eq!(rows.len(), 100);
    let full = rows.iter().filter(|(_, row)| !row.related.is_empty());
    assert_eq!(full.count(), 64);
    assert!(rows.iter().all(|(_, row)| !row.next.is_empty()));
    // What was only looked at goes as a whole.
    let mut engine = self::engine(foretelling());
    for number in 0..100 {
        let now = Now::utc(START + number as u64 * DAY / 2);
        engine.open_page(Default::default(), now);
        track(&mut engine, "view_item", &id(10 + number), now);
        deliver(&mut engine, now);
    }
    assert_eq!(engine.export().profile.shelf.rows.len(), 64);
}
