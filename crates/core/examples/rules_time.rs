//! How long 500 rules and what they are told take natively:
//! `cargo run --profile fast -p dangol-core --example rules_time -- FOLDER`.
//!
//! A profile of 400 deeds, and a configuration with 500 rules of the kinds that shops write:
//! time, basket, taste, counts of what was done, segments. Both are written to the folder, as
//! `profile.json` and `config.json`, for the same to be timed in Chromium: `cargo xtask bench
//! rules` does that. Timed is a list that needs no file, with all 500 rules on it and with none:
//! what it takes more is the rules and what they are told. One JSON line for each, in
//! microseconds.
//!
//! Campaigns join in `config`, and are timed as one more entry of `ASKED`.
#![allow(clippy::unwrap_used, reason = "a bench may stop there")]

use dangol_core::{ConsentRequest, Engine, Kind, Language, Node, Now, Query, Setup, config};
use serde_json::{Value, json};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const HOUR: u64 = 3_600_000;
const WARM_UP: usize = 200;
const CALLS: usize = 4000;
const RULES: usize = 500;
/// What is timed, with how many rules.
const ASKED: [(&str, usize); 2] = [("none", 0), ("rules", RULES)];

fn main() {
    let folder = std::path::PathBuf::from(std::env::args_os().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, value: &Value| {
        std::fs::write(folder.join(name), value.to_string()).unwrap();
    };
    // In a browser, what is old would be forgotten.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let start = since.as_millis() as u64 - 401 * HOUR;
    for (what, rules) in ASKED {
        let settings = config(rules);
        let mut engine = engine(&settings, start);
        let at = live(&mut engine, start);
        write(&format!("config-{what}.json"), &settings);
        assert_eq!(engine.overview().items.len(), 400);
        write(
            "profile.json",
            &serde_json::to_value(engine.export()).unwrap(),
        );
        println!("{}", time(&mut engine, what, rules, Now::utc(at)));
    }
}

fn config(rules: usize) -> Value {
    let rules: Vec<Value> = (0..rules)
        .map(|number| {
            // Of a brand that nothing has: what is timed is deciding, not moving.
            json!({"when": rule(number), "boost": {"brand": "none such"}, "kinds": "recently-viewed"})
        })
        .collect();
    json!({"version": 1, "merchandising": rules})
}

fn engine(settings: &Value, start: u64) -> Engine {
    let (config, rules, troubles) = config::read(&Node::of_json(settings));
    assert_eq!(troubles, []);
    let mut engine = Engine::new(Setup {
        config,
        rules,
        ..Setup::new(Language::En, 7)
    });
    let yes = ConsentRequest {
        personalize: Some(true),
        measure: None,
    };
    engine.set_consent(yes, Now::utc(start));
    engine
}

/// Looks at and buys things until the profile is as full of deeds as it may be.
fn live(engine: &mut Engine, start: u64) -> u64 {
    let mut at = start;
    for deed in 0..400 {
        at += HOUR;
        let item = json!({"transaction_id": format!("T{deed}"), "items": [{
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
    at
}

fn time(engine: &mut Engine, what: &str, rules: usize, now: Now) -> Value {
    let query = Query::new(Kind::RecentlyViewed, 1);
    let mut times = Vec::with_capacity(CALLS);
    for call in 0..WARM_UP + CALLS {
        let begun = Instant::now();
        let answer = engine.recommend(&query, now);
        let spent = begun.elapsed().as_secs_f64() * 1e6;
        std::hint::black_box(answer);
        if call >= WARM_UP {
            times.push(spent);
        }
    }
    let mut pairs: Vec<f64> = times
        .chunks_exact(2)
        .map(|two| two[0].min(two[1]))
        .collect();
    times.sort_by(f64::total_cmp);
    pairs.sort_by(f64::total_cmp);
    json!({
        "what": what,
        "rules": rules,
        "calls": CALLS,
        "p50": times[CALLS / 2],
        "p99": times[CALLS * 99 / 100],
        "p99_of_pairs": pairs[pairs.len() * 99 / 100],
    })
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
