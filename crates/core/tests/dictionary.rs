//! Invariant 4: what is kept is declared, what is declared is kept, and the docs say so.
//! `DANGOL_WRITE_DOCS=1 cargo test -p dangol-core --test dictionary` writes the docs anew.

mod fixture;

use dangol_core::dictionary::{FIELDS, REPORT_SEEN_BY, SEEN_BY, sent};
use dangol_core::report::Outcome;
use dangol_core::{FactAnswer, Language, Node, Now, Reply};
use fixture::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The places of all values in a JSON value.
fn places(value: &serde_json::Value, place: &str, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(entries) => {
            for (key, value) in entries {
                let place = if place.is_empty() {
                    key.clone()
                } else {
                    format!("{place}.{key}")
                };
                places(value, &place, into);
            }
        }
        serde_json::Value::Array(items) => {
            items
                .iter()
                .for_each(|item| places(item, &format!("{place}[]"), into));
        }
        serde_json::Value::Null => {}
        _ => drop(into.insert(place.to_owned())),
    }
}

#[test]
fn every_field_that_is_kept_is_declared_and_the_other_way_round() {
    let mut engine = counting_engine();
    let agreed = dangol_core::ConsentRequest {
        personalize: Some(true),
        measure: Some(true),
    };
    engine.set_consent(agreed, Now::utc(START - 2 * DAY));
    // One report is sent, one waits, and a day is being counted.
    home(&mut engine, START - DAY);
    let sent = engine.try_report(Now::utc(START - HOUR)).unwrap();
    engine.report_went(sent, Outcome::Taken, Now::utc(START - HOUR));
    home(&mut engine, START);
    engine.clicked(dangol_core::Kind::Trending, &id(1), Now::utc(START));
    look(&mut engine, 0, START);
    for (event, item) in [("add_to_cart", 1), ("purchase", 3)] {
        track(&mut engine, event, &id(item), Now::utc(START));
    }
    assert_eq!(
        engine.ask(Now::utc(START)).unwrap().asks.name(),
        "satisfaction"
    );
    engine.reply(Reply::Stars(4), Now::utc(START)).unwrap();
    engine.rate(&id(0), 5, Now::utc(START)).unwrap();
    let birthday = serde_json::json!({"birthday": "1990-05-13", "name": "Mina"});
    state(&mut engine, birthday, START);
    let fact = serde_json::json!({"topic": "birthday", "text": "", "about": ""});
    engine.answer_fact(&json(fact), FactAnswer::Asked, Now::utc(START));
    let priced =
        serde_json::json!({"items": [{"item_id": id(2), "item_name": "Thing", "price": 2}]});
    engine
        .track("view_item", &json(priced), Now::utc(START))
        .unwrap();
    for (name, told) in [
        (
            "dangol_points",
            serde_json::json!({"points": 90, "threshold": 100, "reward": "Tea"}),
        ),
        (
            "dangol_delivery",
            serde_json::json!({"state": "under_way", "expected": "2023-11-20", "url": "/o"}),
        ),
        (
            "dangol_incident",
            serde_json::json!({"id": "7", "what": "Late.", "offer": "Sorry.", "url": "/s"}),
        ),
    ] {
        engine.track(name, &json(told), Now::utc(START)).unwrap();
    }
    assert_eq!(engine.greeting(Now::utc(START)).unwrap().code, "incident");
    engine.stop_moment("points", true);
    assert_eq!(engine.offer("top", Now::utc(START)).unwrap().id, "welcome");
    engine.allow_question("rating", false).unwrap();
    engine.wish(&id(0), &Node::Null, Now::utc(START)).unwrap();
    engine.weigh(vec!["price".into()], Now::utc(START));
    let export = serde_json::to_value(engine.export().profile).unwrap();
    let mut kept = BTreeSet::new();
    places(&export, "", &mut kept);
    let declared: BTreeSet<String> = (FIELDS.iter())
        .map(|field| field.path.to_owned())
        .filter(|path| !path.starts_with("consent."))
        .collect();
    assert_eq!(kept, declared);

    // The consent is kept beside the profile, and is not in the export.
    let consent = serde_json::to_value(engine.consent()).unwrap();
    let purposes: BTreeSet<String> = (consent.as_object().unwrap().keys())
        .map(|purpose| format!("consent.{purpose}"))
        .collect();
    let declared: BTreeSet<String> = (FIELDS.iter())
        .map(|field| field.path.to_owned())
        .filter(|path| path.starts_with("consent."))
        .collect();
    assert_eq!(purposes, declared);
}

#[test]
fn the_docs_are_made_from_the_dictionary() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/data-dictionary.md");
    let mut docs = String::from(
        "# The data dictionary\n\nEvery field that Dangol keeps on a shopper’s device. This page is made from `crates/core/src/dictionary/` by the test that compares it with what is really written; the privacy page is made from it too. The shape of each field is in [profile-export.md](profile-export.md). None of it is sent as it is. What can be sent, in a report that the shopper agreed to, is the second table; its bytes are in [report-format.md](report-format.md).\n",
    );
    for (language, head) in [
        (Language::En, "| field | what | what for | kept | seen by |"),
        (
            Language::Ko,
            "| 필드 | 무엇 | 목적 | 보관 기간 | 볼 수 있는 사람 |",
        ),
    ] {
        let _ = writeln!(docs, "\n{head}\n|---|---|---|---|---|");
        for field in FIELDS {
            let of = |words: dangol_core::dictionary::Words| words.of(language);
            let _ = writeln!(
                docs,
                "| `{}` | {} | {} | {} | {} |",
                field.path,
                of(field.what),
                of(field.purpose.words()),
                of(field.kept.words()),
                of(SEEN_BY),
            );
        }
    }
    for (language, head, intro) in [
        (
            Language::En,
            "| sent | what |",
            "What a report can hold, and nothing else. Seen by",
        ),
        (
            Language::Ko,
            "| 전송 | 무엇 |",
            "보고에 담길 수 있는 전부. 볼 수 있는 사람",
        ),
    ] {
        let by = REPORT_SEEN_BY.of(language);
        let _ = writeln!(docs, "\n{intro}: {by}.\n\n{head}\n|---|---|");
        for (name, words) in sent() {
            let _ = writeln!(docs, "| `{name}` | {} |", words.of(language));
        }
    }
    if std::env::var_os("DANGOL_WRITE_DOCS").is_some() {
        std::fs::write(&path, &docs).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), docs);
}
