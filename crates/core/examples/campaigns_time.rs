//! How long a choice among 200 campaigns takes:
//! `cargo run --profile fast -p dangol-core --features json --example campaigns_time`.
//!
//! A profile of 400 deeds, and 200 campaigns of one place, each with a rule and most with what it
//! is about, all of one priority: the worst that a configuration can ask for. Printed are the
//! median and the largest of 200 runs, in microseconds, for the first choice of a visit, which is
//! made 65 times over to know its probability, and for what goes on within the visit.
#![allow(clippy::unwrap_used, reason = "a bench may stop there")]

use dangol_core::{ConsentRequest, Engine, Language, Node, Now, Setup};
use serde_json::{Value, json};
use std::time::Instant;

const START: u64 = 1_699_956_000_000;
const HOUR: u64 = 3_600_000;
const RUNS: usize = 200;

fn main() {
    let campaigns: Vec<Value> = (0..200).map(campaign).collect();
    let mut engine = Engine::new(Setup {
        campaigns: Node::of_json(&Value::Array(campaigns)),
        ..Setup::new(Language::En, 7)
    });
    assert!(engine.campaign_troubles().is_empty());
    let yes = ConsentRequest {
        personalize: Some(true),
        measure: None,
    };
    engine.set_consent(yes, Now::utc(START));
    let mut at = START;
    for deed in 0..400 {
        at += HOUR;
        let item = json!({"items": [{
            "item_id": format!("item-{}", deed % 90), "item_name": format!("Thing {deed}"),
            "item_category": format!("Category {}", deed % 12), "price": 1.5,
        }]});
        let name = match deed % 5 {
            0 => "purchase",
            _ => "view_item",
        };
        engine.open_page(Default::default(), Now::utc(at));
        engine
            .track(name, &Node::of_json(&item), Now::utc(at))
            .unwrap();
    }
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        at += HOUR;
        let now = Now::utc(at);
        engine.open_page(Default::default(), now);
        for times in [&mut first, &mut again] {
            let begun = Instant::now();
            assert!(engine.offer("top", now).is_some());
            times.push(begun.elapsed().as_secs_f64() * 1e6);
        }
    }
    for (what, times) in [
        ("the first choice of a visit", &mut first),
        ("what goes on", &mut again),
    ] {
        times.sort_by(f64::total_cmp);
        println!(
            "{what}: median {:.0} µs, largest {:.0} µs",
            times[RUNS / 2],
            times[RUNS - 1]
        );
    }
}

fn campaign(number: usize) -> Value {
    let category = format!("Category {}", number % 12);
    let when = match number % 4 {
        0 => json!({"<=": [0, {"var": "time.hour"}]}),
        1 => json!({">=": [{"count": ["viewed", {"category": category}, 30]}, 1]}),
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
