//! Why a rule holds or not: the parts that decided, with what they were told.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

use dangol_core::rules::{Budget, Deciding, Rule, Situation};
use dangol_core::{Node, Now};
use serde_json::{Value, json};

/// 2023-11-14, 10:00 UTC.
const NOW: u64 = 1_699_956_000_000;

fn explain(rule: &Value) -> (bool, Vec<Deciding>) {
    let data = json!({
        "time": {"hour": 9}, "basket": {"value": 40, "categories": ["tea", "mugs"]},
        "segments": {"gold": false}, "profile": {"visits": 3},
    });
    let here = Situation::new(Node::of_json(&data), Now::utc(NOW));
    let rule = Rule::parse(&Node::of_json(rule)).unwrap();
    let why = rule.explain(&here, &mut Budget::default());
    (why.outcome.unwrap(), why.deciding)
}

/// What is told of each part that decided: what is known, and what was wanted.
fn told(rule: Value) -> Vec<String> {
    let (_, deciding) = explain(&rule);
    let told = deciding.iter().map(|part| {
        let known: Vec<String> = (part.known.iter())
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        format!("{}; wanted {}", known.join(", "), part.wanted)
    });
    told.collect()
}

#[test]
fn one_comparison_tells_the_value_and_what_was_wanted() {
    let hour = json!({"var": "time.hour"});
    assert_eq!(
        told(json!({">=": [hour, 18]})),
        ["time.hour = 9; wanted >= 18"]
    );
    // From the other side it reads the same.
    assert_eq!(
        told(json!({"<=": [18, hour]})),
        ["time.hour = 9; wanted >= 18"]
    );
    assert_eq!(
        told(json!({"!": {"<": [hour, 18]}})),
        ["time.hour = 9; wanted not < 18"]
    );
    assert_eq!(
        told(json!({"var": "segments.gold"})),
        ["segments.gold = false; wanted true"]
    );
    assert_eq!(
        told(json!({"var": "segments.unheard"})),
        ["segments.unheard = nothing; wanted true"]
    );
    assert_eq!(
        told(json!({"<": [10, hour, 12]})),
        ["time.hour = 9; wanted 10 < time.hour < 12"]
    );
    assert_eq!(
        told(json!({"in": ["tea", {"var": "basket.categories"}]})),
        ["basket.categories = [\"tea\", \"mugs\"]; wanted \"tea\" in basket.categories"]
    );
    assert_eq!(told(json!(false)), ["; wanted false"]);
}

#[test]
fn of_a_series_only_what_decided_is_told() {
    let (early, dear) = (
        json!({"<": [{"var": "time.hour"}, 12]}),
        json!({">": [{"var": "basket.value"}, 50]}),
    );
    let (hour, value) = (
        "time.hour = 9; wanted < 12",
        "basket.value = 40; wanted > 50",
    );
    assert_eq!(told(json!({"and": [early, dear]})), [value]);
    assert_eq!(told(json!({"and": [dear, early]})), [value]);
    assert_eq!(told(json!({"or": [dear, early]})), [hour]);
    assert_eq!(told(json!({"or": [early, dear]})), [hour]);
    assert_eq!(told(json!({"and": [early, early]})), [hour, hour]);
    assert_eq!(told(json!({"or": [dear, dear]})), [value, value]);
    // Which way a choice goes is part of it.
    assert_eq!(
        told(json!({"if": [dear, true, early]})),
        ["basket.value = 40; wanted not > 50", hour]
    );
    assert_eq!(
        told(json!({"!": {"or": [dear, early]}})),
        ["time.hour = 9; wanted not < 12"]
    );
}

#[test]
fn windows_and_counts_tell_what_they_saw() {
    assert_eq!(
        told(json!({"time_between": ["18:00", "23:00"]})),
        ["time = 10:00; wanted time_between(\"18:00\", \"23:00\")"]
    );
    assert_eq!(
        told(json!({"date_between": ["12-01", "12-24"]})),
        ["today = 11-14; wanted date_between(\"12-01\", \"12-24\")"]
    );
    assert_eq!(
        told(json!({">=": [{"count": ["bought", {"category": "tea"}, 30]}, 2]})),
        ["count(\"bought\", category: \"tea\", 30) = 0; wanted >= 2"]
    );
    assert_eq!(
        told(json!({"some": [{"var": "basket.categories"}, {"==": [{"var": ""}, "lamps"]}]})),
        [
            "basket.categories = [\"tea\", \"mugs\"]; wanted some(basket.categories, each == \"lamps\")"
        ]
    );
}

#[test]
fn what_fails_says_why_and_nothing_decided() {
    let here = Situation::new(Node::Null, Now::utc(NOW));
    let rule = Rule::parse(&Node::of_json(&json!({"/": [1, {"var": "x"}]}))).unwrap();
    let why = rule.explain(&here, &mut Budget::default());
    assert_eq!(why.outcome, rule.holds(&here, &mut Budget::default()));
    assert!(why.outcome.is_err() && why.deciding.is_empty());
}
