//! What the inspector says is what was decided, of any history; asking changes nothing.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;
#[path = "inspect/greetings.rs"]
mod greetings;
#[path = "inspect/offers.rs"]
mod offers;
#[path = "inspect/personas.rs"]
mod personas;
#[path = "inspect/questions.rs"]
mod questions;

use dangol_core::inspect::{Cause, InspectedList, Verdict};
use dangol_core::{Answer, Engine, Kind, Now, Query};
use fixture::*;
use proptest::prelude::*;
use serde_json::{Value, json as j};

fn inspected(engine: &mut Engine, query: &Query, now: Now) -> InspectedList {
    engine.recommend(query, now);
    deliver(engine, now);
    engine.inspect_list(query, now)
}

fn cause(list: &InspectedList, item: usize) -> Option<Cause> {
    let item = id(item);
    let mut candidates = list.candidates.iter();
    candidates.find(|candidate| candidate.item == item)?.cause
}

/// Rules of every act, some of which hold now and then.
fn rules() -> impl Strategy<Value = Vec<Value>> {
    let acts = prop_oneof![
        Just("pin"),
        Just("boost"),
        Just("bury"),
        Just("exclude"),
        Just("only")
    ];
    let target = prop_oneof![
        (0..ITEMS).prop_map(|item| j!({"items": [id(item), id(item + 3)]})),
        Just(j!({"category": "low"})),
        Just(j!({"price": [1.03, 1.09]})),
    ];
    let when = prop_oneof![
        Just(j!(true)),
        Just(j!({">": [{"var": "profile.visits"}, 2]})),
        Just(j!({"/": [1, {"var": "basket.lines"}]})),
    ];
    let rule = (acts, target, when).prop_map(|(act, target, when)| j!({act: target, "when": when}));
    proptest::collection::vec(rule, 0..3)
}

proptest! {
    #[test]
    fn the_list_inspected_is_the_list_recommended_and_each_candidate_left_out_has_its_cause(
        rules in rules(),
        deeds in proptest::collection::vec((0..6usize, 0..ITEMS, 0..40u64), 0..40),
        limit in 1..8usize,
        shown in proptest::collection::vec(0..ITEMS, 0..3),
    ) {
        let mut engine = configured(j!({"merchandising": rules}));
        let mut at = START;
        for (deed, item, days) in deeds {
            at += days * DAY + HOUR;
            let now = Now::utc(at);
            match deed {
                0 | 1 => drop(look(&mut engine, item, at)),
                2 => track(&mut engine, "purchase", &id(item), now),
                3 => track(&mut engine, "add_to_cart", &id(item), now),
                4 => engine.rate(&id(item), (item % 6) as u8, now).unwrap(),
                _ => state(&mut engine, j!({"dislikes": format!("Thing {item}")}), at),
            }
        }
        let now = Now::utc(at + HOUR);
        for kind in Kind::ALL {
            let mut query = Query::new(kind, limit);
            query.shown = shown.iter().map(|item| id(*item)).collect();
            let inspected = inspected(&mut engine, &query, now);
            let before = engine.snapshot();
            let answer = engine.recommend(&query, now);
            prop_assert_eq!(&inspected.answer, &answer, "{:?}", kind);
            prop_assert_eq!(before, engine.snapshot(), "asking changes nothing");
            let Answer::Ready(list) = answer else { continue };
            let on_it: Vec<_> = inspected.candidates.iter().take_while(|it| it.place.is_some()).collect();
            prop_assert_eq!(on_it.len(), list.len());
            for (candidate, card) in on_it.iter().zip(&list) {
                prop_assert_eq!((&candidate.item, candidate.score), (&card.item_id, card.score));
                prop_assert_eq!(candidate.cause, None);
                let terms = candidate.terms.iter().take(5);
                let terms: Vec<_> = terms.map(|(code, from, _)| (*code, from.as_str())).collect();
                let of_card = card.terms.iter().map(|term| (term.code, term.item_id.as_str()));
                prop_assert_eq!(terms, of_card.collect::<Vec<_>>());
            }
            for candidate in &inspected.candidates[on_it.len()..] {
                prop_assert!(candidate.place.is_none());
                let Some(cause) = candidate.cause else {
                    return Err(TestCaseError::fail(format!("{kind:?}: no cause for {candidate:?}")));
                };
                // What is said of it is so.
                let overview = engine.overview();
                let said_so = match cause {
                    Cause::InBasket => overview.basket.contains(&candidate.item),
                    Cause::ShownElsewhere => query.shown.contains(&candidate.item),
                    Cause::OnPage => engine.page_product().is_some_and(|page| page.id == candidate.item),
                    Cause::Excluded(place) => rules[place].get("exclude").is_some(),
                    Cause::NotAmong(place) => rules[place].get("only").is_some(),
                    Cause::Behind | Cause::Alike | Cause::Category => list.len() >= limit || limit > list.len() && !list.is_empty(),
                    Cause::NothingFor => candidate.score <= 0.0,
                    _ => true,
                };
                prop_assert!(said_so, "{:?}: {:?}", kind, candidate);
            }
            for rule in &inspected.rules {
                let outcome = rule.why.as_ref().map(|why| why.outcome.clone());
                prop_assert_eq!(rule.acts(), outcome.is_none_or(|outcome| outcome == Ok(true)));
                prop_assert!(rule.acts() || rule.touched == 0);
            }
        }
    }
}

#[test]
fn each_cause_is_told_of_where_it_is_so() {
    let mut engine = configured(j!({"merchandising": [
        {"exclude": {"items": ["item-9"]}, "name": "no nine"},
        {"boost": {"items": ["item-8"]}, "when": {"==": [{"var": "time.hour"}, 3]}},
    ]}));
    let now = Now::utc(START + 2 * HOUR);
    look(&mut engine, 4, START);
    track(&mut engine, "add_to_cart", &id(3), now);
    track(&mut engine, "purchase", &id(8), now);
    engine.rate(&id(7), 1, now).unwrap();
    state(&mut engine, j!({"dislikes": "low"}), now.at);
    let mut query = Query::new(Kind::Trending, 2);
    query.shown = vec![id(1)];
    let list = inspected(&mut engine, &query, now);
    assert_eq!(cause(&list, 3), Some(Cause::InBasket));
    assert_eq!(cause(&list, 8), Some(Cause::Owned));
    assert_eq!(cause(&list, 7), Some(Cause::Unwanted));
    assert_eq!(cause(&list, 0), Some(Cause::Disliked));
    assert_eq!(cause(&list, 1), Some(Cause::ShownElsewhere));
    assert_eq!(cause(&list, 9), Some(Cause::Excluded(0)));
    assert_eq!(cause(&list, 11), None);
    assert_eq!(cause(&list, 6), Some(Cause::Behind));
    assert_eq!(list.candidates[0].place, Some(0));
    let [exclude, boost] = list.rules.as_slice() else {
        panic!("{:?}", list.rules);
    };
    assert_eq!(
        (
            exclude.act,
            exclude.name.as_str(),
            exclude.acts(),
            exclude.touched
        ),
        ("exclude", "no nine", true, 1)
    );
    assert_eq!(
        (boost.act, boost.acts(), boost.touched),
        ("boost", false, 0)
    );
    let why = &boost.why.as_ref().unwrap().deciding[0];
    assert_eq!(why.known, [("time.hour".to_owned(), "12".to_owned())]);
    assert_eq!(why.wanted, "== 3");
}

#[test]
fn a_page_about_a_thing_and_what_was_lately_seen_are_told_of() {
    let mut engine = configured(j!({}));
    look(&mut engine, 5, START);
    look(&mut engine, 4, START + HOUR);
    let now = Now::utc(START + 2 * HOUR);
    let list = inspected(&mut engine, &Query::new(Kind::RecentlyViewed, 6), now);
    assert_eq!(cause(&list, 4), Some(Cause::OnPage));
    assert_eq!(cause(&list, 5), None);
    let list = inspected(&mut engine, &Query::new(Kind::ForYou, 3), now);
    assert_eq!(cause(&list, 5), Some(Cause::SeenLately));
}

#[test]
fn sections_tell_segments_in_their_order_variables_consent_and_files() {
    let mut engine = configured(j!({"segments": {
        "before": {"var": "segments.curious"},
        "curious": {">": [{"count": ["viewed"]}, 1]},
        "early": {"and": [{"var": "segments.curious"}, {"<": [{"var": "time.hour"}, 12]}]},
        "failing": {"+": ["one", 1]},
    }}));
    look(&mut engine, 1, START);
    look(&mut engine, 2, START + HOUR);
    agree(&mut engine, START + HOUR);
    let sections = engine.inspect_sections(Now::utc(START + HOUR));
    let codes: Vec<&str> = sections.iter().map(|section| section.code).collect();
    let (first, others) = codes.split_at(2);
    assert_eq!(first, ["offers", "questions"]);
    assert_eq!(others, ["segments", "situation", "consent", "files"]);
    let sections = &sections[2..];
    let segments: Vec<_> = (sections[0].entries.iter())
        .map(|entry| (entry.name.as_str(), entry.verdict))
        .collect();
    // A segment knows those before it, as it does when it is decided.
    assert_eq!(
        segments,
        [
            ("segments.before", Verdict::No),
            ("segments.curious", Verdict::Yes),
            ("segments.early", Verdict::Yes),
            ("segments.failing", Verdict::Failed)
        ]
    );
    assert_eq!(sections[0].entries[3].value, "+ of what is not a number");
    let value = |section: usize, name: &str| {
        let mut entries = sections[section].entries.iter();
        let entry = entries.find(|entry| entry.name == name);
        entry.map(|entry| entry.value.as_str())
    };
    assert_eq!(value(1, "time.hour"), Some("11"));
    assert_eq!(value(1, "profile.visits"), Some("2"));
    assert_eq!(value(1, "segments.curious"), Some("true"));
    assert_eq!(value(2, "personalize"), Some("granted"));
    assert_eq!(value(2, "measure"), Some("unanswered"));
    assert_eq!(value(3, "entry.json"), Some(BUILD));
    assert!(
        sections[3].entries[1..]
            .iter()
            .all(|file| file.value == "here")
    );
    assert!(sections[3].entries.len() > 1);
}

#[test]
fn inspecting_a_list_asks_for_no_file() {
    let mut engine = configured(j!({}));
    home(&mut engine, START);
    for kind in Kind::ALL {
        engine.inspect_list(&Query::new(kind, 6), Now::utc(START));
    }
    engine.inspect_greeting("", Now::utc(START));
    engine.inspect_sections(Now::utc(START));
    assert_eq!(engine.take_requests(), []);
}

#[test]
fn what_is_withheld_to_measure_is_told_of() {
    let mut engine = counting(dangol_wire::Config {
        holdout: 1000,
        report: dangol_wire::ReportConfig {
            url: "/v1/report".into(),
            site: "ring".into(),
            ..Default::default()
        },
        ..Default::default()
    });
    let yes = dangol_core::ConsentRequest {
        personalize: Some(true),
        measure: Some(true),
    };
    engine.set_consent(yes, Now::utc(START));
    home(&mut engine, START);
    let now = Now::utc(START);
    let list = inspected(&mut engine, &Query::new(Kind::ForYou, 6), now);
    assert!(list.withheld && list.candidates.is_empty());
    assert!(!inspected(&mut engine, &Query::new(Kind::Trending, 6), now).withheld);
    let greeting = engine.inspect_greeting("", now);
    assert!(greeting.withheld && greeting.said.is_none());
}
