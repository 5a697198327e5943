//! How long 500 rules and 200 campaigns take natively:
//! `cargo run --profile fast -p dangol-core --features json --example rules_time -- FOLDER`.
//!
//! A profile of 400 deeds, and a configuration with 500 rules of the kinds that shops write (time,
//! basket, taste, counts of what was done, segments) and with 200 campaigns of one place and one
//! priority, each with a rule and something that it is about: the most that a configuration may
//! ask for, in the worst way. Both are written to the folder, as `profile.json` and
//! `config-….json`, for the same to be timed in Chromium: `cargo xtask bench rules` does that.
//!
//! Timed is what a page asks for at the beginning of a visit, when nothing goes on yet: a list
//! that needs no file, and an offer. What it takes more than with neither rules nor campaigns is
//! these and what they are told. The shopper is counted, so that the probability of the choice is
//! reckoned. One JSON line for each, in microseconds.
#![allow(clippy::unwrap_used, reason = "a bench may stop there")]

use dangol_core::{ConsentRequest, Engine, Kind, Language, Node, Now, Query, Setup, config};
use serde_json::{Value, json};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const HOUR: u64 = 3_600_000;
/// From one visit to the next.
const GAP: u64 = 31 * 60_000;
const WARM_UP: u64 = 100;
const CALLS: usize = 1000;
const RULES: usize = 500;
const CAMPAIGNS: usize = 200;
/// What is timed, with how many rules and campaigns.
const ASKED: [(&str, usize, usize); 4] = [
    ("neither", 0, 0),
    ("rules", RULES, 0),
    ("campaigns", 0, CAMPAIGNS),
    ("both", RULES, CAMPAIGNS),
];

fn main() {
    let folder = std::path::PathBuf::from(std::env::args_os().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, value: &Value| {
        std::fs::write(folder.join(name), value.to_string()).unwrap();
    };
    // In a browser, what is old would be forgotten.
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let start = since.as_millis() as u64 - 401 * HOUR;
    for (what, rules, campaigns) in ASKED {
        let settings = config(rules, campaigns);
        let mut engine = engine(&settings, start);
        let at = live(&mut engine, start);
        write(&format!("config-{what}.json"), &settings);
        assert_eq!(engine.overview().items.len(), 400);
        write(
            "profile.json",
            &serde_json::to_value(engine.export()).unwrap(),
        );
        println!("{}", time(&mut engine, what, campaigns > 0, at));
    }
}

fn config(rules: usize, campaigns: usize) -> Value {
    let rules: Vec<Value> = (0..rules)
        .map(|number| {
            // Of a brand that nothing has: what is timed is deciding, not moving.
            json!({"when": rule(number), "boost": {"brand": "none such"}, "kinds": "recently-viewed"})
        })
        .collect();
    let campaigns: Vec<Value> = (0..campaigns).map(campaign).collect();
    json!({
        "version": 1, "merchandising": rules, "campaigns": campaigns,
        // Nobody answers there: reports wait.
        "report": {"url": "/reports", "site": "bench"},
    })
}

fn engine(settings: &Value, start: u64) -> Engine {
    let told = Node::of_json(settings);
    let (config, rules, troubles) = config::read(&told);
    assert_eq!(troubles, []);
    let mut engine = Engine::new(Setup {
        config,
        rules,
        campaigns: told.get("campaigns").clone(),
        ..Setup::new(Language::En, 7)
    });
    assert!(engine.campaign_troubles().is_empty());
    let yes = ConsentRequest {
        personalize: Some(true),
        measure: Some(true),
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

fn time(engine: &mut Engine, what: &str, has_offer: bool, mut at: u64) -> Value {
    let query = Query::new(Kind::RecentlyViewed, 1);
    let mut times = Vec::with_capacity(CALLS);
    for call in 0..WARM_UP + CALLS as u64 {
        at += GAP;
        let now = Now::utc(at);
        engine.open_page(Default::default(), now);
        let begun = Instant::now();
        let answer = engine.recommend(&query, now);
        let offer = engine.offer("top", now);
        let spent = begun.elapsed().as_secs_f64() * 1e6;
        assert_eq!(offer.is_some(), has_offer);
        std::hint::black_box((answer, offer));
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

/// Nearly all of their rules hold: what is timed is a choice among as many as can be.
fn campaign(number: usize) -> Value {
    let category = format!("Category {}", number % 12);
    let when = match number % 4 {
        0 => json!({"<=": [0, {"var": "time.hour"}]}),
        1 => json!({">=": [{"count": ["viewed", {"category": category}, 90]}, 1]}),
        2 => json!({"<": [{"var": "basket.value"}, 1000]}),
        _ => {
            json!({"or": [{"var": "segments.lapsed"}, {"in": ["Category", {"var": "page.path"}]}, true]})
        }
    };
    json!({
        "id": format!("c{number}"), "place": "top", "link": "/", "when": when,
        "about": {"category": category}, "coolDownDays": number % 2,
        "text": {"en": {"title": format!("Offer {number}")}},
    })
}
