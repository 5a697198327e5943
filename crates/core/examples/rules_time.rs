//! How long 500 rules take: `cargo run --profile fast -p dangol-core --features json --example rules_time`.
//!
//! A profile of 400 deeds, and rules of the kinds that shops write: time, basket, taste, counts of
//! what was done, segments. Printed are the median and the largest of 200 runs, in microseconds,
//! for what rules are told (made once for a list) and for all 500.
#![allow(clippy::unwrap_used, reason = "a bench may stop there")]

use dangol_core::rules::{Budget, Rule, Situation};
use dangol_core::{Engine, Language, Node, Now, Setup};
use serde_json::{Value, json};
use std::time::Instant;

const START: u64 = 1_699_956_000_000;
const HOUR: u64 = 3_600_000;
const RUNS: usize = 200;

fn main() {
    let mut engine = Engine::new(Setup::new(Language::En, 7));
    let mut at = START;
    for deed in 0..400 {
        at += HOUR;
        let item = json!({"items": [{
            "item_id": format!("item-{}", deed % 90), "item_name": format!("Thing {deed}"),
            "item_category": format!("Category {}", deed % 12), "price": 1.5,
        }]});
        let name = if deed % 5 == 0 {
            "purchase"
        } else {
            "view_item"
        };
        engine.open_page(Default::default(), Now::utc(at));
        engine
            .track(name, &Node::of_json(&item), Now::utc(at))
            .unwrap();
    }
    let now = Now::utc(at);
    let rules: Vec<Rule> = (0..500)
        .map(|number| Rule::parse(&Node::of_json(&rule(number))).unwrap())
        .collect();
    let mut told = Vec::new();
    let mut asked = Vec::new();
    let mut held = 0;
    for _ in 0..RUNS {
        let begun = Instant::now();
        let here: Situation = engine.situation(now);
        told.push(begun.elapsed().as_secs_f64() * 1e6);
        let begun = Instant::now();
        held = rules
            .iter()
            .filter(|rule| rule.holds(&here, &mut Budget::default()).unwrap())
            .count();
        asked.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    println!("{held} of 500 rules hold");
    for (what, times) in [
        ("what rules are told", &mut told),
        ("500 rules", &mut asked),
    ] {
        times.sort_by(f64::total_cmp);
        println!(
            "{what}: median {:.0} µs, largest {:.0} µs",
            times[RUNS / 2],
            times[RUNS - 1]
        );
    }
}

fn rule(number: usize) -> Value {
    let category = format!("Category {}", number % 12);
    match number % 5 {
        0 => {
            json!({"and": [{"<=": [18, {"var": "time.hour"}]}, {"<": [{"var": "basket.value"}, number]}]})
        }
        1 => json!({">=": [{"count": ["viewed", {"category": category}, 30]}, number % 7]}),
        2 => json!({"in": [category, {"var": "taste.categories"}]}),
        3 => json!({"or": [
            {"==": [{"var": "segments.lifecycle"}, "lapsed"]},
            {">": [{"days_since_last": ["bought", {"category": category}]}, number % 30]}
        ]}),
        _ => json!({"if": [
            {"var": "profile.named"}, {"date_between": ["12-01", "12-24"]},
            {">": [{"var": ["facts.birthdayIn", 999]}, number]}
        ]}),
    }
}
