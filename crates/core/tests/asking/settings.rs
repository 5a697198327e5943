//! What the owner says of questions, and what is left out of it.

use super::*;

#[test]
fn the_owner_can_word_limit_and_switch_off() {
    let config = j!({
        "satisfaction": {"text": {"en": "How is {$shop}, {$name}?"}, "coolDownDays": 10, "perQuarter": 5},
        "rating": {"off": true},
        "fact": {"when": {">": [{"var": "profile.orders"}, 1]}},
    });
    let mut engine = engine_of(config, Language::En);
    assert!(engine.asking_troubles().is_empty());
    home(&mut engine, START);
    agree(&mut engine, START);
    state(&mut engine, j!({"likes": ["tea"]}), START);
    let at = START + 400 * DAY;
    buy(&mut engine, 1, at - 6 * DAY);
    let text = |engine: &mut Engine, at| asked(engine, at).map(|question| question.text);
    let plain = "How satisfied are you with this shop?";
    assert_eq!(
        text(&mut engine, at).as_deref(),
        Some(plain),
        "no name is known"
    );
    reply(&mut engine, Reply::Stars(3), at);
    assert_eq!(
        text(&mut engine, at + 9 * DAY),
        None,
        "one order, no rating, no fact"
    );
    state(&mut engine, j!({"name": "Mina"}), at + 10 * DAY);
    let own = "How is this shop, Mina?";
    assert_eq!(text(&mut engine, at + 10 * DAY).as_deref(), Some(own));
    buy(&mut engine, 2, at + 11 * DAY);
    assert_eq!(kind(&mut engine, at + 14 * DAY), "fact");
}

#[test]
fn an_answer_is_there_for_rules() {
    let config = j!({"rating": {"off": true}, "satisfaction": {"coolDownDays": 1, "perQuarter": 12,
        "when": {"!": [{"in": [{"var": "profile.satisfaction"}, [1, 2]]}]}}});
    let mut engine = engine_of(config, Language::En);
    home(&mut engine, START);
    agree(&mut engine, START);
    buy(&mut engine, 1, START);
    assert_eq!(kind(&mut engine, START + 6 * DAY), "satisfaction");
    reply(&mut engine, Reply::Stars(2), START + 6 * DAY);
    assert_eq!(
        kind(&mut engine, START + 12 * DAY),
        "",
        "the rule holds no more"
    );
}

#[test]
fn what_is_wrong_is_told_and_left_out() {
    let config = j!({
        "satisfaction": {"coolDownDays": -1, "colour": "red"},
        "rating": {"when": {"nonsense": 1}, "perQuarter": 13},
        "fact": {"text": {"en": "{$title}?"}, "off": "no"},
        "weather": {},
    });
    let engine = engine_of(config, Language::En);
    let troubles = [
        "asking.fact.off: must be true or false",
        "asking.fact.text: en: it asks for a value that is not there",
        "asking.rating.perQuarter: must be a whole number from 0 to 12",
        "asking.rating.when: there is no operator \"nonsense\"",
        "asking.satisfaction.colour: there is no such setting",
        "asking.satisfaction.coolDownDays: must be a whole number from 0 to 400",
        "asking.weather: there is no such question; there are satisfaction, rating and fact",
    ];
    assert_eq!(engine.asking_troubles(), troubles);
    for (config, trouble) in [
        (j!([]), "asking: must be an object"),
        (j!({"fact": 1}), "asking.fact: must be an object"),
    ] {
        assert_eq!(engine_of(config, Language::En).asking_troubles(), [trouble]);
    }
    // What cannot be read does not make it more frequent: the kind is off.
    let mut engine = engine_of(
        j!({"satisfaction": {"coolDownDays": "never"}}),
        Language::En,
    );
    home(&mut engine, START);
    agree(&mut engine, START);
    buy(&mut engine, 1, START);
    assert_eq!(kind(&mut engine, START + 6 * DAY), "rating");
}

#[test]
fn a_condition_that_fails_is_told_and_another_question_is_asked() {
    let mut engine = engine_of(
        j!({"satisfaction": {"when": {"/": [1, {"var": "basket.lines"}]}}}),
        Language::En,
    );
    home(&mut engine, START);
    agree(&mut engine, START);
    buy(&mut engine, 3, START);
    assert_eq!(kind(&mut engine, START + 6 * DAY), "rating");
    let told = engine.take_troubles();
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["asking.satisfaction.when: / of what is not a number"]
    );
}
