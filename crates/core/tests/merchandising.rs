//! What the shop's rules do with lists, and segments.

mod fixture;

use dangol_core::{Engine, Kind, Language, Node, Now, PageSignals, Setup, config};
use fixture::{HOUR, START, configured, deliver, entry, home, ids, json, list, look, track};
use serde_json::{Value, json};

fn merchandising(rule: Value) -> Engine {
    configured(json!({ "merchandising": [rule] }))
}

fn trending(engine: &mut Engine) -> Vec<String> {
    home(engine, START);
    let list = list(engine, Kind::Trending, START);
    // Whatever was done to it: the terms make the score, and the reason is the largest one's.
    for card in &list {
        let sum: f32 = card.terms.iter().map(|term| term.weight).sum();
        assert!((sum / card.score - 1.0).abs() < 1e-4, "{card:?}");
        assert_eq!(card.reason.code, card.terms[0].code);
    }
    assert!(list.is_sorted_by(|a, b| a.score >= b.score));
    ids(&list).iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn what_is_pinned_comes_first_and_says_so() {
    let mut engine = merchandising(json!({"pin": {"items": ["item-2", "item-0"]}}));
    let ids = trending(&mut engine);
    assert_eq!(ids[..2], ["item-2", "item-0"]);
    let list = list(&mut engine, Kind::Trending, START);
    assert_eq!(list[0].reason.code, "shop_recommends");
    assert_eq!(list[0].reason.text, "Recommended by the shop");
    assert_eq!(list[2].reason.code, "trending");
    assert_eq!(
        engine.why("item-2", Now::utc(START)).unwrap().code,
        "shop_recommends"
    );
    // First this, then that.
    let mut engine = merchandising(json!({
        "pin": [{"items": ["item-1"]}, {"category": "low", "price": [1.04, 1.05]}],
        "kinds": "trending"
    }));
    assert_eq!(trending(&mut engine)[..3], ["item-1", "item-5", "item-4"]);
}

#[test]
fn what_is_pinned_is_shown_where_nothing_else_speaks_for_it() {
    let rule = json!({"pin": {"items": ["item-9"]}, "kinds": ["related"]});
    let mut engine = merchandising(rule);
    let asked = look(&mut engine, 0, START);
    assert!(!ids(&list(&mut engine, Kind::ForYou, START)).contains(&"item-9") || !asked.is_empty());
    assert_eq!(list(&mut engine, Kind::Related, START)[0].item_id, "item-9");
    // But not on its own page, and not from the basket.
    look(&mut engine, 9, START + HOUR);
    assert!(!ids(&list(&mut engine, Kind::Related, START + HOUR)).contains(&"item-9"));
    look(&mut engine, 0, START + 2 * HOUR);
    track(
        &mut engine,
        "add_to_cart",
        "item-9",
        Now::utc(START + 2 * HOUR),
    );
    assert!(!ids(&list(&mut engine, Kind::Related, START + 2 * HOUR)).contains(&"item-9"));
}

#[test]
fn what_is_fetched_for_a_pin_does_not_depend_on_whether_its_rule_holds() {
    let asked = |visits: u32| {
        let rule = json!({
            "when": {"==": [{"var": "profile.visits"}, visits]},
            "pin": {"items": ["item-9"]}, "kinds": "related"
        });
        let mut engine = merchandising(rule);
        let mut asked = look(&mut engine, 0, START);
        let query = dangol_core::Query::new(Kind::Related, 6);
        engine.recommend(&query, Now::utc(START));
        asked.extend(deliver(&mut engine, Now::utc(START)));
        let shown = list(&mut engine, Kind::Related, START);
        (asked, ids(&shown).contains(&"item-9"))
    };
    let (yes, no) = (asked(1), asked(2));
    assert_eq!((yes.1, no.1), (true, false));
    assert_eq!(yes.0, no.0);
}

#[test]
fn exclude_and_only_hold_for_pins_too() {
    let ids = trending(&mut configured(json!({"merchandising": [
        {"pin": {"items": ["item-2", "item-7"]}},
        {"exclude": {"items": ["item-2"]}},
        {"exclude": {"category": "low", "price": [1, 1.05]}},
    ]})));
    assert_eq!(ids[0], "item-7");
    assert!(
        ids.iter()
            .all(|id| id.len() > 6 || id[5..].parse::<u32>().unwrap() > 5),
        "{ids:?}"
    );
    let ids = trending(&mut merchandising(json!({"only": {"category": ["low"]}})));
    assert_eq!(ids.len(), 6);
    assert!(trending(&mut merchandising(json!({"only": {"brand": "none such"}}))).is_empty());
}

#[test]
fn boost_and_bury_move_and_say_how_much() {
    let plain = trending(&mut configured(json!({})));
    assert_eq!(plain[0], "item-11");
    let boosted = trending(&mut merchandising(
        json!({"boost": {"items": ["item-8"]}, "by": 3}),
    ));
    assert_eq!(boosted[0], "item-8");
    let mut engine = merchandising(json!({"boost": {"items": ["item-8"]}, "by": 3}));
    home(&mut engine, START);
    let list = list(&mut engine, Kind::Trending, START);
    assert_eq!(list[0].reason.code, "shop_recommends");
    // Less than twice is not the largest part of the reason.
    let mut engine = merchandising(json!({"boost": {"items": ["item-8"]}, "by": 1.5}));
    home(&mut engine, START);
    let shown = fixture::list(&mut engine, Kind::Trending, START);
    assert_eq!(
        (shown[0].item_id.as_str(), shown[0].reason.code),
        ("item-8", "trending")
    );
    let buried = trending(&mut merchandising(
        json!({"bury": {"items": ["item-11"]}, "by": 50}),
    ));
    assert_ne!(buried[0], "item-11");
}

#[test]
fn segments_are_computed_in_order_and_used_in_rules() {
    let mut engine = configured(json!({
        "segments": {
            "gold": {"==": [{"var": "stated.tier"}, "gold"]},
            "gold_evening": {"and": [{"var": "segments.gold"}, {">=": [{"var": "time.hour"}, 18]}]},
            "never": {"var": "segments.onwards"},
            "onwards": true,
        },
        "merchandising": [
            {"when": {"var": "segments.gold_evening"}, "pin": {"items": ["item-1"]}},
            {"when": {"var": "segments.never"}, "pin": {"items": ["item-2"]}},
        ]
    }));
    let open = |engine: &mut Engine, tier: &str, at| {
        let stated = json(json!({"tier": tier}));
        engine.open_page(
            PageSignals {
                stated,
                ..PageSignals::default()
            },
            Now::utc(at),
        );
        list(engine, Kind::Trending, at)[0].item_id.clone()
    };
    assert_eq!(open(&mut engine, "gold", START), "item-11");
    assert_eq!(open(&mut engine, "gold", START + 9 * HOUR), "item-1");
    assert_eq!(open(&mut engine, "blue", START + 10 * HOUR), "item-11");
    let here = engine.situation(Now::utc(START));
    let segments = here.data().get("segments");
    assert_eq!(segments.get("lifecycle"), &Node::Text("new".into()));
    assert_eq!(segments.get("new"), &Node::Bool(true));
    assert_eq!(
        (segments.get("never"), segments.get("onwards")),
        (&Node::Bool(false), &Node::Bool(true))
    );
}

#[test]
fn what_is_wrong_is_left_out_and_told_and_the_rest_works() {
    let (config, rules, troubles) = config::read(&json(json!({
        "version": 1,
        "shopName": {"en": "Shop"},
        "storage": {"encrypt": "yes"},
        "segments": {"bad": {"equals": [1, 1]}, "good": true},
        "merchandising": [
            {"pin": {"items": ["item-1"]}, "when": {"<": [1]}},
            {"pin": {"items": ["item-2"]}, "kinds": ["recently-viewed"]},
            {"pin": {"items": ["item-3"]}, "kinds": "popular"},
            {"pin": {"colour": "red"}},
            {"pin": {"items": ["a"]}, "only": {"items": ["a"]}},
            {"boost": {"items": ["a"]}, "by": 0.5},
            {"exclude": {"price": [5, 1]}},
            "no rule",
            {"when": {">": [{"+": [{"var": "profile.daysSinceOrder"}, 1]}, 1]}, "exclude": {"items": ["item-4"]}},
            {"when": {"var": "segments.good"}, "pin": {"items": ["item-4"]}},
        ]
    })));
    let told: Vec<String> = troubles.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "storage.encrypt: not of the expected type",
            "segments.bad: there is no operator \"equals\"",
            "merchandising.0.when.<: < takes 2 to 3 values",
            "merchandising.1.kinds: must be others than recently-viewed and buy-again for a pin",
            "merchandising.2.kinds: must be a kind of recommendation or a list of them",
            "merchandising.3.pin.colour: must be items, category, brand or price",
            "merchandising.4: must be one of pin, boost, bury, exclude and only",
            "merchandising.5.by: must be a number from 1 to 100",
            "merchandising.6.exclude.price: must be two numbers, the lower one first",
            "merchandising.7: must be an object",
        ]
    );
    assert_eq!(config.shop_name.en, "Shop");
    let mut engine = Engine::new(Setup {
        config,
        rules,
        entry: Some(entry()),
        ..Setup::new(Language::En, 7)
    });
    assert_eq!(trending(&mut engine)[0], "item-4");
    // What goes wrong while it is evaluated is told once.
    let told: Vec<String> = engine
        .take_troubles()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(told, ["merchandising.8.when: + of what is not a number"]);
    list(&mut engine, Kind::Trending, START);
    assert_eq!(engine.take_troubles(), []);
    let (config, _, troubles) = config::read(&json(json!({"version": 2, "shopName": {"en": "x"}})));
    assert_eq!((config.shop_name.en.as_str(), troubles.len()), ("", 1));
    assert_eq!(
        config::read(&Node::Null).2[0].to_string(),
        "must be an object"
    );
}
