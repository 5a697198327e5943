//! The schema is one by its own standard, and says what the Rust types say.

use super::check;
use dangol_core::Kind;
use dangol_core::campaign::MAX_CAMPAIGNS;
use dangol_core::rules::{MAX_NAMES, MAX_PLACEMENTS, MAX_SEGMENTS, Operator};
use dangol_wire::{Config, Experiment};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    let text = std::fs::read_to_string(repository().join("docs/config.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Whether a configuration is valid by the schema, as an editor sees it.
fn is_valid(config: &Value) -> bool {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("config.schema.json", schema())
        .unwrap();
    // Compiling checks it against the standard's own schema.
    let compiled = compiler
        .compile("config.schema.json", &mut schemas)
        .unwrap();
    schemas.validate(config, compiled).is_ok()
}

fn keys(object: &Value) -> BTreeSet<String> {
    object.as_object().unwrap().keys().cloned().collect()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn its_keys_and_limits_are_those_of_the_types() {
    let schema = schema();
    let properties = &schema["properties"];
    let config = serde_json::to_value(Config::default()).unwrap();
    let mut declared = keys(&config);
    // What the loader reads, and what the core reads from the parts' own shape.
    let others = [
        "$schema",
        "addToCart",
        "corner",
        "inspector",
        "moments",
        "asking",
        "segments",
        "merchandising",
        "campaigns",
    ];
    declared.extend(others.map(str::to_owned));
    assert_eq!(keys(properties), declared);
    for part in ["shopName", "consent", "storage", "report"] {
        assert_eq!(
            keys(&properties[part]["properties"]),
            keys(&config[part]),
            "{part}"
        );
    }
    let experiment = &properties["experiments"]["items"]["properties"];
    assert_eq!(
        keys(experiment),
        keys(&serde_json::to_value(Experiment::default()).unwrap())
    );
    let kinds = names(&schema["$defs"]["kind"]["enum"]);
    assert_eq!(kinds.len(), Kind::ALL.len());
    assert!(Kind::ALL.iter().all(|kind| kinds.contains(&kind.name())));
    let withheld = names(&experiment["withhold"]["items"]["enum"]);
    assert_eq!(withheld, [kinds, vec!["greeting", "offer", "ask"]].concat());
    let operators: BTreeSet<String> = Operator::ALL
        .iter()
        .map(|it| it.name().to_owned())
        .collect();
    assert_eq!(keys(&schema["$defs"]["rule"]["properties"]), operators);
    assert_eq!(properties["segments"]["maxProperties"], MAX_SEGMENTS);
    assert_eq!(properties["merchandising"]["maxItems"], MAX_PLACEMENTS);
    assert_eq!(properties["campaigns"]["maxItems"], MAX_CAMPAIGNS);
    assert_eq!(schema["$defs"]["names"]["anyOf"][1]["maxItems"], MAX_NAMES);
}

#[test]
fn editors_and_the_command_agree() {
    let demo = std::fs::read_to_string(repository().join("www/shop/config.json")).unwrap();
    assert!(is_valid(&serde_json::from_str(&demo).unwrap()));
    assert_eq!(check(&demo), (0, vec!["nothing is wrong".into()]));
    let pin = |more: Value| {
        let mut placement = json!({"pin": {"items": "A"}});
        placement
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"merchandising": [placement]})
    };
    let offer = |more: Value| {
        let mut campaign =
            json!({"id": "a", "place": "top", "link": "/", "text": {"en": {"title": "A"}}});
        campaign
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"campaigns": [campaign]})
    };
    for (config, valid) in [
        (json!({}), true),
        (serde_json::to_value(Config::default()).unwrap(), true),
        (json!({"version": 2}), false),
        (json!({"version": "1"}), false),
        (json!({"unknown": 1}), false),
        (json!([]), false),
        (
            json!({"consent": {"tools": ["tcf", "gpp"], "vendor": 3, "region": "US-CA"}}),
            true,
        ),
        (json!({"addToCart": {"event": "shop:add"}}), true),
        (
            json!({"addToCart": {"form": "/cart", "fields": {"id": "{id}"}}}),
            true,
        ),
        (json!({"addToCart": {"form": 1}}), false),
        (json!({"addToCart": {"events": "a"}}), false),
        (json!({"corner": {"listPage": "/wishes.html"}}), true),
        (json!({"corner": {"page": "/a"}}), false),
        (json!({"consent": {"vendor": -1}}), false),
        (json!({"consent": {"vendor": 1.5}}), false),
        (json!({"inspector": true}), true),
        (json!({"inspector": "yes"}), false),
        (json!({"holdout": 1001}), false),
        (
            json!({"experiments": [{"id": "x", "share": 10, "withhold": ["greeting"]}]}),
            true,
        ),
        (json!({"experiments": [{"withhold": ["greetings"]}]}), false),
        (
            json!({"segments": {"any": {"==": [{"var": "time.hour"}, 3]}}}),
            true,
        ),
        (json!({"segments": []}), false),
        (
            json!({"moments": {"birthday": {"off": true}, "season": {"hemisphere": "south"}}}),
            true,
        ),
        (
            json!({"moments": {"own": {"when": true, "text": {"en": "{$hello}!"}, "perWeek": 2}}}),
            true,
        ),
        (json!({"moments": {"birthday": {"of": true}}}), false),
        (json!({"moments": {"birthday": {"perWeek": 8}}}), false),
        (json!({"moments": {"birthday": {"text": {}}}}), false),
        (
            json!({"asking": {"satisfaction": {"off": true}, "rating": {"coolDownDays": 0, "perQuarter": 12, "when": true}}}),
            true,
        ),
        (
            json!({"asking": {"fact": {"text": {"en": "{$fact}, {$name}, {$shop}?"}}}}),
            true,
        ),
        (json!({"asking": {"weather": {}}}), false),
        (json!({"asking": {"rating": {"perQuarter": 13}}}), false),
        (json!({"asking": {"rating": {"coolDownDays": 401}}}), false),
        (json!({"asking": {"rating": {"text": {}}}}), false),
        (json!({"asking": []}), false),
        (pin(json!({})), true),
        (pin(json!({"kinds": "trending", "name": "May"})), true),
        (pin(json!({"kinds": []})), false),
        (pin(json!({"kinds": ["other"]})), false),
        (pin(json!({"by": 0})), false),
        (
            pin(json!({"pin": [{"category": ["a", "b"], "price": [1, 2]}, {"brand": "b"}]})),
            true,
        ),
        (pin(json!({"pin": []})), false),
        (pin(json!({"pin": {"price": [1]}})), false),
        (pin(json!({"pin": {"items": [1, 2]}})), false),
        (pin(json!({"pin": {"colour": "red"}})), false),
        (offer(json!({})), true),
        (
            offer(
                json!({"code": "TEN", "apply": {"field": "#c", "button": "#b"}, "once": true, "holdout": 100}),
            ),
            true,
        ),
        (
            offer(
                json!({"handOut": "/coupon", "from": "2027-05-01", "until": "2027-05-31", "prior": {"alpha": 2, "beta": 38}}),
            ),
            true,
        ),
        (offer(json!({"id": "a b"})), false),
        (offer(json!({"text": {"en": {"body": "x"}}})), false),
        (offer(json!({"perShoper": 3})), false),
        (offer(json!({"handOut": "//elsewhere.example"})), false),
        (offer(json!({"about": {"colour": "red"}})), false),
        (offer(json!({"prior": {"alpha": 0, "beta": 1}})), false),
        (json!({"campaigns": {}}), false),
        (json!({"campaigns": [{"id": "a"}]}), false),
    ] {
        assert_eq!(is_valid(&config), valid, "{config}");
        let (code, said) = check(&config.to_string());
        assert_eq!(code == 0, valid, "{config}: {said:?}");
    }
}

#[test]
fn the_examples_of_the_documentation_are_right() {
    let text = ["docs/rules.md", "docs/asking.md"]
        .map(|path| std::fs::read_to_string(repository().join(path)).unwrap())
        .concat();
    let mut checked = 0;
    for block in text.split("```json\n").skip(1) {
        let block = block.split("```").next().unwrap();
        // Parts of a configuration, one rule, or a rule on each line.
        let configs = if block.starts_with('"') {
            vec![format!("{{{block}}}")]
        } else if serde_json::from_str::<Value>(block).is_ok() {
            vec![format!("{{\"segments\": {{\"s\": {block}}}}}")]
        } else {
            let rules = block
                .lines()
                .map(|rule| format!("{{\"segments\": {{\"s\": {rule}}}}}"));
            rules.collect()
        };
        for config in configs {
            let config = config.replace("segments.premium", "segments.new");
            assert_eq!(
                check(&config),
                (0, vec!["nothing is wrong".into()]),
                "{config}"
            );
            checked += 1;
        }
    }
    assert!(checked >= 9, "{checked}");
}
