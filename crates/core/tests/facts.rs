//! What the shopper states about themselves: bounded, dated, asked about, merged.

mod fixture;

use dangol_core::profile::{Fact, Topic, limits};
use dangol_core::{Engine, Error, FactAnswer, Now};
use fixture::*;
use proptest::prelude::*;
use serde_json::json as value;

fn said(engine: &Engine) -> Vec<String> {
    let facts = engine.overview().facts.into_iter();
    facts
        .map(|fact| {
            format!(
                "{} {}|{}|{}",
                fact.topic.key(),
                fact.text,
                fact.about,
                fact.date
            )
        })
        .collect()
}

#[test]
fn every_topic_is_stated_shown_kept_and_taken_back() {
    let mut engine = engine();
    agree(&mut engine, START);
    let all = value!({
        "name": " Mina\u{7} ",
        "birthday": "1990-05-13",
        "dates": [{"name": "Jun", "relation": "husband", "date": "--02-29"}],
        "sizes": [{"of": "shoes", "size": 240}, {"size": "M"}],
        "likes": ["tea", "tea"],
        "dislikes": "pink",
        "diet": ["vegan"],
        "interests": ["gardening"],
    });
    state(&mut engine, all, START);
    let expected = [
        "name Mina||",
        "birthday ||1990-05-13",
        "dates Jun|husband|--02-29",
        "sizes 240|shoes|",
        "sizes M||",
        "likes tea||",
        "dislikes pink||",
        "diet vegan||",
        "interests gardening||",
    ];
    assert_eq!(said(&engine), expected);
    assert!(
        engine
            .overview()
            .facts
            .iter()
            .all(|fact| fact.confirmed == START)
    );

    let mut device = Device::default();
    assert!(device.save(&mut engine, START));
    let mut next = fixture::engine();
    device.restore(&mut next, START + DAY);
    assert_eq!(said(&next), expected);

    // What is not named stays; an empty text or list takes back.
    let taken = value!({"name": "", "dates": [], "sizes": null, "likes": ["tea", "mugs"]});
    state(&mut next, taken, START + DAY);
    let left = said(&next);
    assert!(
        !left
            .iter()
            .any(|fact| fact.starts_with("name") || fact.starts_with("dates"))
    );
    assert_eq!(
        left.iter().filter(|fact| fact.starts_with("sizes")).count(),
        2
    );
    assert_eq!(next.overview().likes, ["tea", "mugs"]);
}

#[test]
fn what_is_no_fact_is_refused_whole() {
    let mut engine = engine();
    state(&mut engine, value!({"name": "Mina"}), START);
    for (bad, topic) in [
        (value!({"name": "Ada", "birthday": "13.5.1990"}), "birthday"),
        (value!({"birthday": "1990-02-30"}), "birthday"),
        (value!({"birthday": "1999-02-29"}), "birthday"),
        (value!({"birthday": "0000-01-01"}), "birthday"),
        (value!({"birthday": "--13-01"}), "birthday"),
        (value!({"birthday": "+990-01-01"}), "birthday"),
        (value!({"birthday": true}), "birthday"),
        (value!({"dates": [{"name": "Jun"}]}), "dates"),
        (value!({"dates": [{"date": "--01-01"}]}), "dates"),
        (value!({"sizes": ["M"]}), "sizes"),
        (value!({"likes": ["tea", {"word": "mugs"}]}), "likes"),
    ] {
        let outcome = engine.state_facts(&json(bad.clone()), Now::utc(START));
        assert_eq!(outcome, Err(Error::Fact(topic)), "{bad}");
    }
    assert_eq!(said(&engine), ["name Mina||"]);
}

#[test]
fn facts_are_bounded() {
    let mut engine = engine();
    let many: Vec<String> = (0..100)
        .map(|number| format!("{number}-{}", "x".repeat(99)))
        .collect();
    state(
        &mut engine,
        value!({"likes": many, "sizes": [{"size": "y".repeat(500)}]}),
        START,
    );
    let overview = engine.overview();
    assert_eq!(overview.likes.len(), limits::TASTES);
    let longest = overview.facts.iter().map(|fact| fact.text.len()).max();
    assert_eq!(longest, Some(limits::NAME));
}

#[test]
fn stale_facts_are_asked_about_one_at_a_time_and_rarely() {
    let mut engine = engine();
    state(
        &mut engine,
        value!({"birthday": "--05-13", "sizes": [{"of": "shoes", "size": 240}]}),
        START,
    );
    state(&mut engine, value!({"likes": ["tea"]}), START + DAY);
    let about = |engine: &Engine, at| {
        engine.question(Now::utc(at)).map(|fact| {
            value!({
                "topic": fact.topic.key(), "text": fact.text, "about": fact.about,
            })
        })
    };
    let answer = |engine: &mut Engine, at, answer| {
        let fact = about(engine, at).unwrap();
        assert!(engine.answer_fact(&json(fact), answer, Now::utc(at)));
    };
    assert_eq!(
        about(&engine, START + 365 * DAY),
        None,
        "all of it is fresh"
    );

    let later = START + 400 * DAY;
    assert_eq!(
        about(&engine, later).unwrap()["text"],
        "240",
        "the oldest first"
    );
    answer(&mut engine, later, FactAnswer::Asked);
    assert_eq!(
        about(&engine, later + HOUR).unwrap()["text"],
        "240",
        "as long as one reads"
    );
    answer(&mut engine, later + HOUR, FactAnswer::Holds);
    assert_eq!(about(&engine, later + HOUR), None, "one at a time");
    assert_eq!(about(&engine, later + 29 * DAY), None, "nobody is nagged");

    let month = later + 31 * DAY;
    assert_eq!(about(&engine, month).unwrap()["text"], "tea");
    answer(&mut engine, month, FactAnswer::Asked);
    answer(&mut engine, month, FactAnswer::TakenBack);
    assert!(engine.overview().likes.is_empty());
    assert_eq!(
        about(&engine, month + 31 * DAY),
        None,
        "a birthday does not change"
    );
    assert_eq!(about(&engine, later + 400 * DAY).unwrap()["text"], "240");

    let unknown = json(value!({"topic": "likes", "text": "nothing"}));
    assert!(!engine.answer_fact(&unknown, FactAnswer::Holds, Now::utc(month)));
}

#[test]
fn of_two_devices_the_later_statement_of_a_topic_counts() {
    let state_at = |facts: serde_json::Value, at| {
        let mut engine = engine();
        agree(&mut engine, at);
        state(&mut engine, facts, at);
        engine
    };
    let mut here = state_at(value!({"name": "Mina", "likes": ["tea"]}), START + DAY);
    let mut there = state_at(value!({"name": "Minnie", "diet": ["vegan"]}), START);
    state(&mut there, value!({"likes": []}), START + 2 * DAY);
    let now = Now::utc(START + 3 * DAY);
    here.import(there.export(), now).unwrap();
    assert_eq!(said(&here), ["name Mina||", "diet vegan||"]);
    here.import(there.export(), now).unwrap();
    assert_eq!(said(&here), ["name Mina||", "diet vegan||"]);
}

#[test]
fn an_import_is_cleaned_and_never_from_the_future() {
    let mut engine = engine();
    agree(&mut engine, START);
    state(&mut engine, value!({"likes": ["tea"]}), START);
    let mut export = engine.export();
    export.profile.facts.stated[0].1 = u64::MAX;
    for fact in &mut export.profile.facts.said {
        fact.at = u64::MAX;
    }
    export
        .profile
        .facts
        .said
        .push(Fact::word(Topic::Like, "\u{0}"));
    export
        .profile
        .facts
        .said
        .push(Fact::word(Topic::Birthday, "no day"));
    let now = Now::utc(START + DAY);
    engine.import(export, now).unwrap();
    let facts = engine.overview().facts;
    assert_eq!(said(&engine), ["likes tea||"]);
    assert!(facts.iter().all(|fact| fact.confirmed <= now.at));
}

proptest! {
    #[test]
    fn any_day_that_is_read_is_written_as_it_was(text in "(--|[0-9]{4}-)[0-9]{2}-[0-9]{2}") {
        let mut engine = engine();
        let stated = engine.state_facts(&json(value!({"birthday": text})), Now::utc(START));
        let facts = engine.overview().facts;
        match stated {
            Ok(()) => prop_assert_eq!(&facts[0].date, &text),
            Err(_) => prop_assert!(facts.is_empty()),
        }
    }
}
