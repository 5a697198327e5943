//! Google's consent mode.

use super::*;
use ConsentTool::Google;

fn command(action: &str, personalize: &str, more: &[(&str, Value)]) -> Value {
    let mut given = json!({ "personalization_storage": personalize });
    for (key, value) in more {
        given[*key] = value.clone();
    }
    json!(["consent", action, given])
}

fn with(region: &str, allow_defaults: bool) -> Engine {
    engine(ConsentConfig {
        tools: Some(vec![Google]),
        region: region.into(),
        allow_defaults,
        ..ConsentConfig::default()
    })
}

fn personalize(engine: &Engine) -> Option<bool> {
    engine.consent().personalize().answer()
}

#[test]
fn an_update_is_the_visitors_answer_and_a_default_is_not() {
    let mut engine = with("", false);
    assert_eq!(
        hear(&mut engine, Google, &command("default", "denied", &[])),
        Heard::Nothing
    );
    assert!(!engine.may_read(), "a default that denies is waited out");
    assert_eq!(personalize(&engine), None);
    assert_eq!(
        hear(&mut engine, Google, &command("update", "granted", &[])),
        Heard::MayRead
    );
    assert_eq!(personalize(&engine), YES);
    assert_eq!(
        engine.consent().measure(),
        Choice::Unknown,
        "nothing was said to it"
    );
    assert_eq!(
        hear(&mut engine, Google, &command("default", "denied", &[])),
        Heard::Nothing
    );
    assert_eq!(
        personalize(&engine),
        YES,
        "a default does not undo an update"
    );
    assert_eq!(
        hear(&mut engine, Google, &command("update", "denied", &[])),
        Heard::Erase
    );
    assert_eq!(personalize(&engine), NO);

    let mut engine = with("", false);
    hear(&mut engine, Google, &command("default", "granted", &[]));
    assert!(engine.may_read());
    assert_eq!(personalize(&engine), None, "a permission without a yes");
}

#[test]
fn a_permission_counts_where_the_owner_says_so_and_the_wait_is_over() {
    let mut engine = with("", true);
    let waiting = [("wait_for_update", json!(500))];
    hear(
        &mut engine,
        Google,
        &command("default", "granted", &waiting),
    );
    assert_eq!(personalize(&engine), None);
    assert_eq!(engine.waits_for(Now::utc(START)), Some(500));
    let at = |at| Now::utc(START + at);
    assert_eq!(engine.hear(Google, &Node::Null, at(499)), Heard::Nothing);
    assert_eq!(engine.hear(Google, &Node::Null, at(500)), Heard::MayRead);
    assert_eq!(personalize(&engine), YES);
    assert_eq!(engine.waits_for(at(500)), None);
    assert_eq!(
        hear(&mut engine, Google, &command("update", "denied", &[])),
        Heard::Erase
    );

    let mut engine = with("", true);
    hear(
        &mut engine,
        Google,
        &command("default", "granted", &waiting),
    );
    hear(&mut engine, Google, &command("update", "denied", &[]));
    engine.hear(Google, &Node::Null, at(500));
    assert_eq!(personalize(&engine), NO, "an answer within the wait counts");
}

#[test]
fn the_most_specific_region_counts_whatever_the_order() {
    let defaults = [
        command("default", "denied", &[("region", json!(["ES", "US-AK"]))]),
        command("default", "granted", &[("region", json!("US"))]),
        command("default", "denied", &[]),
        command("default", "granted", &[("region", json!(["us-ca"]))]),
    ];
    for (region, expected) in [
        ("US-AK", None),
        ("US-CA", YES),
        ("US-NY", YES),
        ("US", YES),
        ("us-ny", YES),
        ("ES", None),
        ("ES-MD", None),
        ("KR", None),
        ("", None),
    ] {
        for turn in 0..defaults.len() {
            let mut engine = with(region, true);
            for index in 0..defaults.len() {
                hear(
                    &mut engine,
                    Google,
                    &defaults[(index + turn) % defaults.len()],
                );
            }
            assert_eq!(personalize(&engine), expected, "{region} {turn}");
        }
    }
}

#[test]
fn of_the_same_region_the_last_counts_and_of_an_unknown_one_the_strictest() {
    for (region, expected) in [("DE", YES), ("", None)] {
        let mut engine = with(region, true);
        for word in ["denied", "granted"] {
            hear(
                &mut engine,
                Google,
                &command("default", word, &[("region", json!(["DE"]))]),
            );
        }
        assert_eq!(personalize(&engine), expected, "{region:?}");
    }
}

#[test]
fn other_commands_say_nothing() {
    let mut engine = with("", true);
    for other in [
        json!(["consent", "set", { "personalization_storage": "granted" }]),
        json!(["consent", "default", { "region": ["FR"], "personalization_storage": "perhaps" }]),
    ] {
        hear(&mut engine, Google, &other);
        assert_ne!(personalize(&engine), YES);
    }
}
