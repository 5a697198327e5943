//! What the shopper and the owner decide: one greeting at a time, "less of this", the owner's
//! settings and own moments, and what is taken along.

use super::*;

#[test]
fn one_greeting_stays_on_its_page_and_through_its_visit() {
    let mut engine = engine();
    look(&mut engine, 2, START);
    let at = START + DAY;
    let first = said(&mut engine, at);
    assert_eq!(first.code, "continuing");
    // Something more urgent is stated while one reads: this page stays as it is.
    tell(
        &mut engine,
        "dangol_incident",
        j!({"id": "1", "what": "late."}),
        at,
    );
    assert_eq!(engine.greeting(Now::utc(at)).unwrap(), first);
    // The next page says it, and goes on saying it, and no other after it.
    for page in 1..4 {
        assert_eq!(code(&mut engine, at + page), "incident");
    }
}

#[test]
fn less_of_this_holds_until_it_is_taken_back() {
    let mut engine = engine();
    let mut device = Device::default();
    look(&mut engine, 2, START);
    agree(&mut engine, START);
    assert_eq!(code(&mut engine, START + DAY), "continuing");
    engine.stop_moment("continuing", true);
    assert_eq!(
        engine.greeting(Now::utc(START + DAY)).unwrap().code,
        "return"
    );
    device.save(&mut engine, START + DAY);
    for day in 2..20 {
        let mut next = fixture::engine();
        device.restore(&mut next, START + day * DAY);
        assert_eq!(code(&mut next, START + day * DAY), "return");
        assert_eq!(next.overview().stopped_greetings, ["continuing"]);
        device.save(&mut next, START + day * DAY);
    }
    // Another tab's page has not heard of it, and does not undo it.
    device.save(&mut engine, START + 20 * DAY);
    let mut next = fixture::engine();
    device.restore(&mut next, START + 21 * DAY);
    assert_eq!(code(&mut next, START + 21 * DAY), "return");
    next.stop_moment("continuing", false);
    assert_eq!(code(&mut next, START + 22 * DAY), "continuing");
    // Who wants none at all gets none.
    for moment in ["continuing", "return", "return_by_name", "first_visit"] {
        next.stop_moment(moment, true);
    }
    home(&mut next, START + 23 * DAY);
    assert_eq!(next.greeting(Now::utc(START + 23 * DAY)), None);
}

#[test]
fn the_owner_decides_and_hears_what_is_wrong() {
    let moments = j!({
        "continuing": {"off": true},
        "return": {"text": {"en": "Ah, {$name}! Come in.", "ko": "{$hello}!"}, "priority": 15},
        "points": {"coolDownDays": 1000, "perWeek": "often", "colour": "red"},
        "soup": {
            "when": {"time_between": ["09:00", "11:00"]}, "priority": 60, "coolDownDays": 0, "perWeek": 7,
            "text": {"en": "{$hello}. There is hot soup."}, "link": "/soup"},
        "broken": {"when": {"nonsense": 1}, "text": {"en": "x"}},
        "bad_text": {"when": true, "text": {"en": "{$secret}"}},
        "nothing": {},
    });
    let mut engine = engine_of(moments, Language::En);
    let mut troubles = engine.moments_troubles().to_vec();
    troubles.sort();
    assert_eq!(
        troubles,
        [
            "moments.bad_text.text: en: it asks for a value that is not there",
            "moments.bad_text: there is no such moment; one of your own needs when and text",
            "moments.broken.when: there is no operator \"nonsense\"",
            "moments.broken: there is no such moment; one of your own needs when and text",
            "moments.nothing: there is no such moment; one of your own needs when and text",
            "moments.points.colour: there is no such setting",
            "moments.points.coolDownDays: must be a whole number from 0 to 400",
            "moments.points.perWeek: must be a whole number from 0 to 7",
        ]
    );
    let soup = said(&mut engine, START);
    assert_eq!(
        (soup.code.as_str(), soup.text.as_str()),
        ("soup", "Good morning. There is hot soup.")
    );
    assert_eq!(soup.reason.code, "own");
    assert_eq!(soup.link.unwrap().url, "/soup");
    look(&mut engine, 2, START + 5 * HOUR);
    // It cannot be said without a name: then the built-in text is.
    assert_eq!(
        said(&mut engine, START + DAY + 5 * HOUR).text,
        "Good afternoon. It’s good to see you again."
    );
    // In Korean the owner has no text for the soup: it is not said.
    engine.set_language(Language::Ko);
    assert_eq!(said(&mut engine, START + 2 * DAY).text, "좋은 아침이에요!");
}

#[test]
fn an_import_brings_along_what_was_stopped_and_nothing_out_of_bounds() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 2, START);
    engine.stop_moment("points", true);
    tell(
        &mut engine,
        "dangol_incident",
        j!({"id": "1", "what": "late."}),
        START,
    );
    assert_eq!(code(&mut engine, START + DAY), "incident");
    let mut export = serde_json::to_value(engine.export()).unwrap();
    export["profile"]["greetings"]["said"][0]["at"] = j!(START * 2);
    export["profile"]["shop"]["incident"]["url"] = j!("javascript:alert(1)");
    let mut other = fixture::engine();
    agree(&mut other, START + DAY);
    other.stop_moment("season", true);
    other
        .import(
            serde_json::from_value(export).unwrap(),
            Now::utc(START + DAY),
        )
        .unwrap();
    let profile = other.export().profile;
    assert_eq!(profile.greetings.stopped, ["season", "points"]);
    assert!(profile.greetings.said[0].at <= START + DAY);
    assert_eq!(profile.shop.incident, None);
}

#[test]
fn a_condition_that_fails_is_told_and_another_moment_greets() {
    let mut engine = engine_of(
        j!({"first_visit": {"when": {"/": [1, {"var": "basket.lines"}]}, "priority": 900},
            "always": {"when": true, "text": {"en": "Good day."}}}),
        Language::En,
    );
    assert_eq!(code(&mut engine, START), "always");
    let told = engine.take_troubles();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["moments.first_visit.when: / of what is not a number"]
    );
}
