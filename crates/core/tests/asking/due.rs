//! When there is something to ask, and in which words.

use super::*;
use dangol_core::profile::Asks;
use dangol_core::{ConsentRequest, Error};

#[test]
fn satisfaction_is_asked_at_the_end_of_an_order_and_not_on_the_first_visit() {
    let mut engine = shopper();
    buy(&mut engine, 3, START + 1);
    assert_eq!(kind(&mut engine, START + 2), "", "the first visit");
    let again = START + 2 * DAY;
    assert_eq!(
        kind(&mut engine, again),
        "",
        "two days later it is on its way"
    );
    buy(&mut engine, 4, again + 1);
    let question = asked(&mut engine, again + 2).unwrap();
    assert_eq!(question.asks, Asks::Satisfaction);
    assert_eq!(question.text, "How satisfied are you with this shop?");
    assert_eq!(question.note, "Your answer stays on this device.");
}

#[test]
fn satisfaction_is_asked_some_days_after_an_order_that_has_arrived() {
    for (days, expected) in [(1, false), (4, false), (5, true), (30, true), (31, false)] {
        let mut engine = shopper();
        buy(&mut engine, 3, START);
        let at = START + days * DAY;
        let asks = kind(&mut engine, at) == "satisfaction";
        assert_eq!(asks, expected, "after {days} days");
    }
    let mut engine = shopper();
    buy(&mut engine, 3, START);
    let way = json(j!({"state": "under_way"}));
    let at = START + 6 * DAY;
    engine.track("dangol_delivery", &way, Now::utc(at)).unwrap();
    assert_eq!(kind(&mut engine, at), "rating", "the order is under way");
}

#[test]
fn while_something_is_wrong_that_alone_is_asked_about() {
    let mut engine = shopper();
    buy(&mut engine, 3, START);
    let at = START + 6 * DAY;
    let late = json(j!({"id": "late", "what": "your parcel came late."}));
    engine
        .track("dangol_incident", &late, Now::utc(at))
        .unwrap();
    assert_eq!(kind(&mut engine, at), "rating", "no time to put it right");
    reply(&mut engine, Reply::Stars(4), at);
    let question = asked(&mut engine, at + 4 * DAY).unwrap();
    assert_eq!(question.asks, Asks::Satisfaction);
    let text =
        "Something went wrong with your order. How satisfied are you with how we put it right?";
    assert_eq!(question.text, text);
}

#[test]
fn what_was_bought_is_rated_once_and_no_gift() {
    let mut engine = engine_of(j!({"satisfaction": {"off": true}}), Language::En);
    home(&mut engine, START);
    agree(&mut engine, START);
    for (item, at) in [(1, 0), (2, 1), (3, 2)] {
        buy(&mut engine, item, START + at);
    }
    engine.mark_gift(&id(3), Now::utc(START + 3));
    let at = START + 6 * DAY;
    let question = asked(&mut engine, at).unwrap();
    assert_eq!(question.text, "How do you like “Thing 2”?");
    assert_eq!(question.item_id, Some(id(2)));
    // It goes on in the visit, and is there no more once it was rated elsewhere.
    assert_eq!(kind(&mut engine, at + 60_000), "rating");
    engine.rate(&id(2), 3, Now::utc(at + 70_000)).unwrap();
    assert_eq!(kind(&mut engine, at + 80_000), "");
    // The next time it is the other one, and then none: each once, though nothing was said.
    let next = at + 15 * DAY;
    assert_eq!(asked(&mut engine, next).unwrap().item_id, Some(id(1)));
    assert_eq!(kind(&mut engine, START + 29 * DAY), "");
}

#[test]
fn an_answer_counts_as_a_rating_and_changes_what_is_shown() {
    let mut engine = engine_of(j!({"satisfaction": {"off": true}}), Language::En);
    home(&mut engine, START);
    agree(&mut engine, START);
    buy(&mut engine, 0, START);
    let at = START + 6 * DAY;
    let related = |engine: &mut Engine| {
        let list = list(engine, dangol_core::Kind::ForYou, at);
        list.iter().any(|card| card.item_id == id(1))
    };
    assert!(related(&mut engine), "neighbours of what was bought");
    assert_eq!(kind(&mut engine, at), "rating");
    reply(&mut engine, Reply::Stars(1), at);
    assert_eq!(engine.rating(&id(0)), 1);
    let reasons = list(&mut engine, dangol_core::Kind::ForYou, at);
    assert!(
        reasons.iter().all(|card| card.reason.code != "bought"),
        "{reasons:?}"
    );
}

#[test]
fn a_stated_fact_is_asked_about_only_once_stale_and_only_what_others_may_read() {
    let mut engine = shopper();
    let facts = j!({"name": "Mina", "likes": ["tea"], "birthday": "1990-05-13",
        "sizes": [{"size": 240}], "diet": ["vegan"], "interests": ["debts"], "dislikes": ["pink"],
        "dates": [{"name": "Jun", "relation": "husband", "date": "--02-29"}]});
    state(&mut engine, facts, START);
    assert_eq!(
        kind(&mut engine, START + 365 * DAY),
        "",
        "all of it is fresh"
    );
    let mut at = START + 366 * DAY;
    let mut seen = Vec::new();
    while at < START + 900 * DAY {
        if let Some(question) = asked(&mut engine, at) {
            assert_eq!(question.asks, Asks::Fact);
            seen.push(question.text);
            reply(&mut engine, Reply::Holds, at);
        }
        at += DAY;
    }
    let texts = [
        "You told us that you like this: tea. Do you still?",
        "May we still call you Mina?",
        "You noted a day for Jun (husband). Is it still right?",
        "You told us that you like this: tea. Do you still?",
    ];
    assert_eq!(seen.len(), texts.len(), "{seen:?}");
    for text in texts {
        assert!(seen.contains(&text.to_owned()), "{seen:?}");
    }
}

#[test]
fn a_fact_is_asked_about_here_or_on_the_privacy_page_and_never_in_both() {
    let mut engine = shopper();
    state(&mut engine, j!({"likes": ["tea"]}), START);
    let at = START + 400 * DAY;
    let on_the_privacy_page = |engine: &Engine, at| engine.question(Now::utc(at)).is_some();
    home(&mut engine, at);
    assert!(on_the_privacy_page(&engine, at));
    assert_eq!(kind(&mut engine, at), "fact");
    for later in [0, HOUR, 20 * HOUR, 3 * DAY, 29 * DAY] {
        assert!(!on_the_privacy_page(&engine, at + later), "{later}");
    }
    // Nothing was said: after a month the other page may ask, and this one then does not.
    let next = at + 31 * DAY;
    assert!(on_the_privacy_page(&engine, next));
    let fact = json(j!({"topic": "likes", "text": "tea", "about": ""}));
    engine.answer_fact(&fact, dangol_core::FactAnswer::Asked, Now::utc(next));
    assert!(on_the_privacy_page(&engine, next + HOUR));
    for later in [HOUR, 20 * HOUR, 3 * DAY, 29 * DAY] {
        assert_eq!(kind(&mut engine, next + later), "", "{later}");
    }
    // An answer, here or there, ends it for both.
    let last = next + 31 * DAY;
    assert_eq!(kind(&mut engine, last), "fact");
    reply(&mut engine, Reply::TakenBack, last);
    assert!(engine.overview().likes.is_empty());
    assert!(!on_the_privacy_page(&engine, last + 40 * DAY));
    assert_eq!(kind(&mut engine, last + 40 * DAY), "");
}

#[test]
fn who_does_not_want_to_be_asked_of_facts_is_not_asked_on_the_privacy_page_either() {
    for name in ["fact", "all"] {
        let mut engine = shopper();
        state(&mut engine, j!({"sizes": [{"size": 240}]}), START);
        let at = Now::utc(START + 400 * DAY);
        assert!(engine.question(at).is_some());
        engine.allow_question(name, false).unwrap();
        assert!(engine.question(at).is_none());
        engine.allow_question(name, true).unwrap();
        assert!(engine.question(at).is_some());
    }
    let wrong = shopper().allow_question("anything", false);
    assert_eq!(wrong, Err(Error::Answer));
}

#[test]
fn nobody_is_asked_without_the_consent_to_keep_it_nor_as_a_guest_nor_in_a_pause() {
    let at = START + 6 * DAY;
    let ready = || {
        let mut engine = shopper();
        buy(&mut engine, 3, START);
        home(&mut engine, at);
        engine
    };
    assert!(ready().ask(Now::utc(at)).is_some());

    let mut guest = ready();
    guest.guest(true, Now::utc(at));
    buy(&mut guest, 4, at);
    assert_eq!(kind(&mut guest, at + HOUR / 4), "");
    assert_eq!(
        guest.reply(Reply::Never, Now::utc(at)),
        Err(Error::Answer),
        "a guest does not answer for the owner"
    );
    guest.guest(false, Now::utc(at + HOUR / 4));
    assert_eq!(kind(&mut guest, at + HOUR / 4), "satisfaction");

    let mut paused = ready();
    paused.pause(true);
    assert_eq!(kind(&mut paused, at), "");

    let mut refused = ready();
    let no = ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    refused.set_consent(no, Now::utc(at));
    assert_eq!(kind(&mut refused, at), "");

    let mut unasked = engine();
    buy(&mut unasked, 3, START);
    assert_eq!(kind(&mut unasked, at), "");
    assert!(unasked.export().profile.questions.posed.is_empty());
}

#[test]
fn an_answer_must_fit_a_question_that_is_open() {
    let mut engine = shopper();
    let at = Now::utc(START + 6 * DAY);
    assert_eq!(engine.reply(Reply::Stars(3), at), Err(Error::Answer));
    buy(&mut engine, 3, START);
    assert_eq!(kind(&mut engine, at.at), "satisfaction");
    for bad in [j!(true), j!(0), j!(6), j!(2.5), j!("5"), j!({})] {
        assert_eq!(
            engine.answer(&json(bad.clone()), at),
            Err(Error::Answer),
            "{bad}"
        );
    }
    engine.answer(&json(j!(2)), at).unwrap();
    assert_eq!(engine.answer(&json(j!(4)), at), Err(Error::Answer), "once");
    let posed = &engine.export().profile.questions.posed;
    assert_eq!((posed.len(), posed[0].stars), (1, 2));
}

#[test]
fn it_speaks_korean_with_the_right_particles() {
    let mut engine = engine_of(j!({"satisfaction": {"off": true}}), Language::Ko);
    home(&mut engine, START);
    agree(&mut engine, START);
    for (name, text) in [
        ("찻잔", "‘찻잔’은 마음에 드세요?"),
        ("머그", "‘머그’는 마음에 드세요?"),
    ] {
        let item =
            json(j!({"items": [{"item_id": name, "item_name": name}], "transaction_id": name}));
        let mut engine = engine_of(j!({"satisfaction": {"off": true}}), Language::Ko);
        home(&mut engine, START);
        agree(&mut engine, START);
        engine.track("purchase", &item, Now::utc(START)).unwrap();
        let question = asked(&mut engine, START + 6 * DAY).unwrap();
        assert_eq!(question.text, text);
        assert_eq!(question.note, "답은 이 기기에만 남고, 추천에 쓰여요.");
    }
}
