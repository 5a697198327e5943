//! What consent tools say, and what holds of all that is said.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

#[path = "consent/google.rs"]
mod google;
#[path = "consent/gpp.rs"]
mod gpp;
#[path = "consent/lasting.rs"]
mod lasting;
#[path = "consent/precedence.rs"]
mod precedence;
#[path = "consent/shopify.rs"]
mod shopify;
#[path = "consent/tcf.rs"]
mod tcf;

use dangol_core::{Choice, ConsentRequest, Engine, Heard, Language, Node, Now, Setup};
use dangol_wire::{Config, ConsentConfig, ConsentTool};
use serde_json::{Value, json};

const START: u64 = 1_700_000_000_000;

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

fn engine(consent: ConsentConfig) -> Engine {
    let config = Config {
        consent,
        ..Config::default()
    };
    Engine::new(Setup {
        config,
        ..Setup::new(Language::En, 7)
    })
}

/// An engine whose owner named these tools.
fn naming(tools: &[ConsentTool]) -> Engine {
    engine(ConsentConfig {
        tools: Some(tools.to_vec()),
        ..ConsentConfig::default()
    })
}

fn hear(engine: &mut Engine, tool: ConsentTool, report: &Value) -> Heard {
    engine.hear(tool, &Node::of_json(report), Now::utc(START))
}

/// What holds for both purposes.
fn holds(engine: &Engine) -> (Option<bool>, Option<bool>) {
    let consent = engine.consent();
    (consent.personalize().answer(), consent.measure().answer())
}

/// What holds after one report of a tool that is named.
fn after(tool: ConsentTool, report: &Value) -> (Option<bool>, Option<bool>) {
    let mut engine = naming(&[tool]);
    assert_eq!(holds(&engine), (None, None));
    assert!(!engine.may_read());
    hear(&mut engine, tool, report);
    holds(&engine)
}

fn answer(engine: &mut Engine, personalize: Option<bool>, measure: Option<bool>) -> bool {
    let request = ConsentRequest {
        personalize,
        measure,
    };
    engine.set_consent(request, Now::utc(START))
}

/// A statement that settles everything, of each tool.
fn report(tool: ConsentTool, yes: Option<bool>) -> Value {
    match tool {
        ConsentTool::Tcf => match yes {
            Some(yes) => tcf::data(&[(1, yes), (5, yes), (6, yes), (8, yes), (9, yes)]),
            None => json!({ "gdprApplies": false, "eventStatus": "tcloaded" }),
        },
        ConsentTool::Gpp => match yes {
            Some(yes) => gpp::europe([1, 5, 6, 8, 9].map(|id| (id, yes)).as_slice()),
            None => json!({ "signalStatus": "ready", "applicableSections": [-1], "sections": {} }),
        },
        ConsentTool::Google => match yes {
            Some(yes) => {
                let word = if yes { "granted" } else { "denied" };
                json!(["consent", "update", { "personalization_storage": word, "analytics_storage": word }])
            }
            None => json!(["consent", "update", { "ad_storage": "granted" }]),
        },
        ConsentTool::Shopify => {
            let word = match yes {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            json!({ "consent": { "preferences": word, "analytics": word },
                    "preferences": yes != NO, "analytics": yes != NO })
        }
    }
}

const TOOLS: [ConsentTool; 4] = [
    ConsentTool::Tcf,
    ConsentTool::Gpp,
    ConsentTool::Google,
    ConsentTool::Shopify,
];

#[test]
fn every_tool_says_yes_no_and_nothing() {
    for tool in TOOLS {
        for yes in [YES, NO, None] {
            assert_eq!(
                after(tool, &report(tool, yes)),
                (yes, yes),
                "{tool:?} {yes:?}"
            );
        }
    }
}

#[test]
fn reports_of_any_shape_are_no_yes() {
    for tool in TOOLS {
        for odd in [
            json!(null),
            json!(true),
            json!([]),
            json!({}),
            json!("granted"),
            json!(["consent"]),
            json!(["consent", "update", null]),
            json!(["consent", "update", { "personalization_storage": true }]),
            json!({ "gdprApplies": true, "eventStatus": "tcloaded", "tcString": "C", "publisher": [] }),
            json!({ "gdprApplies": "true", "eventStatus": "tcloaded", "tcString": "C" }),
            json!({ "signalStatus": "ready", "applicableSections": "all", "sections": [] }),
            json!({ "signalStatus": "ready", "applicableSections": [2], "sections": { "tcfeuv2": 1 } }),
            json!({ "consent": "yes", "preferences": "yes", "analytics": 1 }),
        ] {
            let (personalize, measure) = after(tool, &odd);
            assert!(personalize != YES && measure != YES, "{tool:?} {odd}");
        }
    }
}
