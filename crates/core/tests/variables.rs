//! What rules are told: what the table of variables declares, and nothing else.

mod fixture;

use dangol_core::rules::{Type, VARIABLES};
use dangol_core::{Engine, Node, Now, PageSignals};
use fixture::{DAY, HOUR, START, configured, json, look, state, track};
use serde_json::json;

/// Each path of the variables, with its value.
fn paths(node: &Node, at: &str, all: &mut Vec<(String, Node)>) {
    match node {
        Node::Map(entries) => {
            for (key, value) in entries {
                let path = if at.is_empty() {
                    key.clone()
                } else {
                    format!("{at}.{key}")
                };
                paths(value, &path, all);
            }
        }
        value => all.push((at.to_owned(), value.clone())),
    }
}

#[test]
fn rules_are_told_what_is_declared_and_nothing_else() {
    let mut engine = configured(json!({"segments": {"mine": true}}));
    let mut met: Vec<String> = Vec::new();
    let mut check = |engine: &mut Engine, at: u64| {
        let here = engine.situation(Now::utc(at));
        let mut told = Vec::new();
        paths(here.data(), "", &mut told);
        for (path, value) in &told {
            let fits =
                |variable: &&dangol_core::rules::Variable| match variable.path.strip_suffix('*') {
                    Some(stem) => path.starts_with(stem),
                    None => path == variable.path,
                };
            let declared = VARIABLES
                .iter()
                .find(fits)
                .unwrap_or_else(|| panic!("{path}"));
            let right = match (declared.value, value) {
                (Type::Number(from, to), Node::Number(number)) => (from..=to).contains(number),
                (Type::Flag, Node::Bool(_)) | (Type::Text, Node::Text(_)) | (Type::Any, _) => true,
                (Type::OneOf(names), Node::Text(name)) => names.contains(&name.as_str()),
                (Type::Texts, Node::List(items)) => {
                    items.iter().all(|item| matches!(item, Node::Text(_)))
                }
                (Type::Objects(keys), Node::List(items)) => items.iter().all(|item| match item {
                    Node::Map(entries) => {
                        entries.iter().all(|(key, _)| keys.contains(&key.as_str()))
                    }
                    _ => false,
                }),
                _ => false,
            };
            assert!(right, "{path}: {value:?}");
            met.push(declared.path.to_owned());
        }
        for variable in VARIABLES.iter().filter(|variable| variable.always) {
            assert!(
                told.iter().any(|(path, _)| path == variable.path),
                "{}",
                variable.path
            );
        }
    };
    check(&mut engine, START);
    for day in 0..4u64 {
        look(&mut engine, day as usize, START + 30 * day * DAY);
        let item = format!("item-{day}");
        for name in ["add_to_cart", "purchase"] {
            track(
                &mut engine,
                name,
                &item,
                Now::utc(START + 30 * day * DAY + HOUR),
            );
        }
        check(&mut engine, START + 30 * day * DAY);
    }
    let at = START + 100 * DAY;
    let facts = json!({
        "name": "Mina", "birthday": "1990-05-13", "likes": ["bees"], "dislikes": ["lead"],
        "diet": ["vegan"], "interests": ["gardens"], "sizes": [{"size": "38", "of": "shoes"}],
        "dates": [{"name": "Juno", "date": "--02-29", "relation": "sister"}]
    });
    state(&mut engine, facts, at);
    engine.set_consent(
        dangol_core::ConsentRequest {
            personalize: Some(true),
            measure: Some(false),
        },
        Now::utc(at),
    );
    let signals = PageSignals {
        address: "/?utm_source=letter&utm_medium=mail&utm_campaign=may&utm_term=mug&utm_content=a"
            .into(),
        referrer: "https://partner.example/x".into(),
        host: "shop.example".into(),
        stated: json(json!({"points": 480, "tier": "gold"})),
        ..PageSignals::default()
    };
    engine.open_page(signals, Now::utc(at));
    let item = json!({"items": [{
        "item_id": "item-7", "item_name": "Thing", "item_brand": "Bee", "item_category": "low", "price": 1.5
    }]});
    engine
        .track("view_item", &json(item.clone()), Now::utc(at))
        .unwrap();
    engine
        .track("add_to_cart", &json(item), Now::utc(at))
        .unwrap();
    let points = json!({"points": 480, "threshold": 500});
    engine
        .track("dangol_points", &json(points), Now::utc(at))
        .unwrap();
    assert_eq!(
        engine.ask(Now::utc(at)).unwrap().asks.name(),
        "satisfaction"
    );
    engine
        .reply(dangol_core::Reply::Stars(4), Now::utc(at))
        .unwrap();
    check(&mut engine, at);
    for variable in VARIABLES {
        assert!(
            met.iter().any(|path| path == variable.path),
            "{} is never told",
            variable.path
        );
    }
    let here = engine.situation(Now::utc(at));
    let told = |path: &str| {
        path.split('.')
            .fold(here.data(), |node, key| node.get(key))
            .clone()
    };
    for (path, value) in [
        ("profile.visits", json!(5)),
        ("profile.orders", json!(4)),
        ("profile.daysSinceOrder", json!(10)),
        ("profile.satisfaction", json!(4)),
        ("profile.spent", json!(4.06)),
        ("facts.birthdayIn", json!(81)),
        ("facts.age", json!(33)),
        ("facts.nextDateIn", json!(7)),
        ("basket.value", json!(1.07)),
        ("basket.items", json!(["item-7"])),
        ("page.product.price", json!(1.5)),
        ("time.month", json!(2)),
        ("time.weekday", json!(4)),
        ("consent.measure", json!(false)),
        ("campaign.source", json!("letter")),
        ("campaign.referrer", json!("partner.example")),
        ("stated.points", json!(480)),
        ("shop.incident", json!(false)),
        ("shop.pointsLeft", json!(20)),
        ("segments.lifecycle", json!("regular")),
        ("segments.win_back", json!(false)),
        ("segments.mine", json!(true)),
    ] {
        assert_eq!(told(path), Node::of_json(&value), "{path}");
    }
}
