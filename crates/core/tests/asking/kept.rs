//! Where a question is kept: by several tabs, in an export, and not without a grant.

use super::*;
use dangol_core::profile::{Asks, Outcome, Posed, Satisfaction, limits};
use dangol_core::{ConsentRequest, Merged};

/// A stored profile to which satisfaction is due at this time.
fn stored(at: u64) -> Device {
    let mut device = Device::default();
    let mut engine = shopper();
    buy(&mut engine, 3, START);
    device.save(&mut engine, at - HOUR);
    device
}

fn tab(device: &Device, at: u64) -> Engine {
    let mut engine = engine();
    device.restore(&mut engine, at);
    home(&mut engine, at);
    engine
}

fn posed(engine: &Engine) -> Vec<Posed> {
    engine.export().profile.questions.posed
}

#[test]
fn two_tabs_ask_one_question_and_the_first_answer_counts() {
    let at = START + 6 * DAY;
    let mut device = stored(at);
    let (mut one, mut other) = (tab(&device, at), tab(&device, at + 1));
    assert!(one.ask(Now::utc(at)).is_some());
    assert!(other.ask(Now::utc(at + 1)).is_some());
    reply(&mut one, Reply::Stars(5), at + 2);
    reply(&mut other, Reply::Stars(1), at + 3);
    device.save(&mut one, at + 4);
    device.save(&mut other, at + 5);
    let kept = posed(&tab(&device, at + 6));
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!((kept[0].stars, kept[0].outcome), (5, Outcome::Answered));
}

#[test]
fn a_no_for_good_holds_whatever_other_tabs_save() {
    let at = START + 6 * DAY;
    let mut device = stored(at);
    let (mut one, mut other) = (tab(&device, at), tab(&device, at));
    assert!(one.ask(Now::utc(at)).is_some() && other.ask(Now::utc(at)).is_some());
    reply(&mut one, Reply::Never, at + 1);
    device.save(&mut one, at + 2);
    reply(&mut other, Reply::Stars(3), at + 3);
    buy(&mut other, 5, at + 4);
    device.save(&mut other, at + 5);
    for days in [1, 6, 100, 300] {
        let mut later = tab(&device, at + days * DAY);
        assert_eq!(later.ask(Now::utc(at + days * DAY)), None);
        assert!(later.export().profile.questions.never);
    }
}

#[test]
fn a_no_goes_along_and_an_import_brings_no_question_back() {
    let at = START + 6 * DAY;
    let mut engine = tab(&stored(at), at);
    assert!(engine.ask(Now::utc(at)).is_some());
    reply(&mut engine, Reply::Stop, at);
    engine.allow_question("rating", false).unwrap();
    let export = serde_json::to_value(engine.export()).unwrap();
    let taken = export["profile"]["questions"].clone();
    assert_eq!(taken["stopped"], j!(["satisfaction", "rating"]));

    let mut elsewhere = shopper();
    elsewhere.allow_question("fact", false).unwrap();
    let export: dangol_core::Export = serde_json::from_value(export).unwrap();
    elsewhere.import(export.clone(), Now::utc(at)).unwrap();
    elsewhere.import(export, Now::utc(at)).unwrap();
    let questions = elsewhere.export().profile.questions;
    assert_eq!(
        questions.stopped,
        [Asks::Fact, Asks::Satisfaction, Asks::Rating]
    );
    assert_eq!(questions.posed.len(), 1, "each once");
    assert_eq!(
        elsewhere.overview().stopped_questions,
        ["fact", "satisfaction", "rating"]
    );
    // The other way round nothing is lost either.
    let back = elsewhere.export();
    engine.import(back, Now::utc(at)).unwrap();
    assert_eq!(engine.export().profile.questions.stopped.len(), 3);
}

#[test]
fn what_comes_from_elsewhere_is_within_bounds() {
    let mut engine = shopper();
    let mut export = serde_json::to_value(engine.export()).unwrap();
    let one = |asks: &str, about: u64, at: u64, stars: u64| j!({"asks": asks, "about": about, "at": at, "visit": 9_000, "outcome": "refused", "stars": stars});
    let mut many: Vec<Value> = (0..500).map(|n| one("rating", n, START + n, 0)).collect();
    many.push(one("fact", 1 << 60, START, 0));
    many.push(one("satisfaction", 0, START, 200));
    many.push(one("satisfaction", 0, START + 900 * DAY, 4));
    export["profile"]["questions"] =
        j!({"posed": many, "stopped": ["fact", "fact"], "never": false});
    let export = serde_json::from_value(export).unwrap();
    engine.import(export, Now::utc(START + DAY)).unwrap();
    let questions = engine.export().profile.questions;
    assert!(questions.posed.len() <= limits::QUESTIONS);
    assert_eq!(questions.stopped, [Asks::Fact]);
    let visits = engine.overview().visits;
    for posed in &questions.posed {
        assert!(posed.at <= START + DAY && posed.stars <= 5 && posed.visit <= visits);
    }
    assert_eq!(
        questions.satisfaction(),
        Some(Satisfaction {
            stars: 4,
            at: START + DAY
        })
    );
}

#[test]
fn nothing_is_kept_without_a_grant() {
    let at = START + 6 * DAY;
    let mut device = stored(at);
    let mut engine = tab(&device, at);
    assert!(engine.ask(Now::utc(at)).is_some());
    let no = ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    assert!(engine.set_consent(no, Now::utc(at)), "to be erased");
    device = Device::default();
    assert!(engine.reply(Reply::Stars(4), Now::utc(at)).is_err());
    assert!(!engine.wants_saving());
    let merged = engine.merge(
        device.consent.as_deref(),
        device.profile.as_deref(),
        Now::utc(at),
    );
    assert_eq!(merged, Merged::Nothing);
    assert!(posed(&engine).is_empty());
}

#[test]
fn what_is_forgotten_is_not_in_the_questions_either_and_is_not_asked_again() {
    let at = START + 6 * DAY;
    let mut engine = engine_of(j!({"satisfaction": {"off": true}}), Language::En);
    home(&mut engine, START);
    agree(&mut engine, START);
    buy(&mut engine, 3, START);
    assert_eq!(kind(&mut engine, at), "rating");
    assert_ne!(posed(&engine)[0].about, 0);
    engine
        .forget_some(&json(j!({"itemId": id(3)})), Now::utc(at))
        .unwrap();
    assert_eq!((posed(&engine).len(), posed(&engine)[0].about), (1, 0));

    let mut engine = tab(&stored(at), at);
    assert!(engine.ask(Now::utc(at)).is_some());
    reply(&mut engine, Reply::Stars(2), at);
    assert_eq!(
        engine.overview().satisfaction,
        Some(Satisfaction { stars: 2, at })
    );
    let visit = json(j!({"from": at, "to": at + HOUR}));
    engine.forget_some(&visit, Now::utc(at + 1)).unwrap();
    assert_eq!(engine.overview().satisfaction, None);
    assert_eq!(
        kind(&mut engine, at + 10 * DAY),
        "rating",
        "not at once again"
    );
}

#[test]
fn a_fact_that_is_taken_back_here_is_kept_nowhere() {
    let mut engine = shopper();
    state(&mut engine, j!({"likes": ["zither music"]}), START);
    let at = START + 900 * DAY;
    assert_eq!(kind(&mut engine, at), "fact");
    assert!(posed(&engine)[0].about > 0);
    reply(&mut engine, Reply::TakenBack, at + 1);
    let profile = engine.export().profile;
    assert!(!serde_json::to_string(&profile).unwrap().contains("zither"));
    let posed = &profile.questions.posed[0];
    assert_eq!((posed.about, posed.outcome), (0, Outcome::Answered));
    // That something was asked is not forgotten: nothing else is asked so soon.
    state(&mut engine, j!({"likes": ["bells"]}), START);
    assert_eq!(kind(&mut engine, at + 2 * DAY), "");
}
