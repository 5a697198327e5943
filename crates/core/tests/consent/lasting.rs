//! Answers that last: what is kept of a yes and of a no, and when the banner asks.

use super::*;
use dangol_core::{Merged, Restored};

const DAY: u64 = 86_400_000;

fn save(engine: &mut Engine) -> (Vec<u8>, Vec<u8>) {
    let Merged::Put(record) = engine.merge(None, None, Now::utc(START)) else {
        panic!("there is nothing to save");
    };
    engine.saved(&record);
    (record.consent().to_vec(), record.profile().to_vec())
}

fn restore(engine: &mut Engine, consent: &[u8], profile: Option<&[u8]>) -> Restored {
    let reading = engine.begin_reading();
    engine.restore(reading, Some(consent), profile, Now::utc(START + DAY))
}

#[test]
fn a_tools_yes_is_asked_for_anew_on_each_page() {
    for tool in TOOLS {
        let mut engine = naming(&[tool]);
        hear(&mut engine, tool, &report(tool, YES));
        engine.state_name("Mina", Now::utc(START));
        let (consent, profile) = save(&mut engine);

        let mut next = naming(&[tool]);
        assert!(!next.may_read());
        assert_eq!(hear(&mut next, tool, &report(tool, YES)), Heard::MayRead);
        assert_eq!(
            restore(&mut next, &consent, Some(&profile)),
            Restored::Profile
        );
        assert_eq!(next.overview().name.as_deref(), Some("Mina"));

        // Without the tool nobody has agreed: what is stored is not used.
        let mut without = naming(&[]);
        assert_eq!(
            restore(&mut without, &consent, Some(&profile)),
            Restored::Nothing
        );
        assert_eq!(without.overview().name, None);
        assert!(!without.wants_saving());
    }
}

#[test]
fn the_privacy_page_shows_what_holds() {
    for tool in TOOLS {
        for (own, said, expected) in [
            (None, YES, YES),
            (YES, NO, NO),
            (NO, YES, NO),
            (None, None, None),
        ] {
            let mut engine = naming(&[tool]);
            answer(&mut engine, own, None);
            hear(&mut engine, tool, &report(tool, said));
            let snapshot = dangol_core::Snapshot::read(&engine.snapshot()).unwrap();
            assert_eq!(snapshot.overview(), engine.overview());
            assert_eq!(snapshot.overview().personalize, expected);
        }
    }
}

#[test]
fn a_no_to_dangol_outlasts_a_tools_yes() {
    for tool in TOOLS {
        let mut engine = naming(&[tool]);
        hear(&mut engine, tool, &report(tool, YES));
        assert_eq!(engine.refusal(), None);
        assert!(answer(&mut engine, NO, None));
        let refusal = engine.refusal().unwrap().bytes();

        let mut next = naming(&[tool]);
        hear(&mut next, tool, &report(tool, YES));
        assert_eq!(restore(&mut next, &refusal, None), Restored::Erased);
        assert_eq!(next.consent().personalize(), Choice::Denied);
        assert!(!next.wants_saving());
        // A yes to Dangol itself is newer.
        let yes = ConsentRequest {
            personalize: YES,
            measure: None,
        };
        next.set_consent(yes, Now::utc(START + 2 * DAY));
        assert_eq!(next.consent().personalize(), Choice::Granted);
        let merged = next.merge(Some(&refusal), None, Now::utc(START + 2 * DAY));
        assert!(matches!(merged, Merged::Put(_)));
    }
}

#[test]
fn a_refusal_holds_no_yes_and_is_kept_only_where_it_is_needed() {
    let mut engine = naming(&[]);
    answer(&mut engine, NO, YES);
    assert_eq!(engine.refusal(), None, "nobody would undo it");

    let mut engine = naming(&[ConsentTool::Tcf]);
    answer(&mut engine, NO, YES);
    assert_eq!(engine.refusal(), None);
    hear(
        &mut engine,
        ConsentTool::Tcf,
        &report(ConsentTool::Tcf, YES),
    );
    let refusal = engine.refusal().unwrap().bytes();
    let mut next = naming(&[]);
    restore(&mut next, &refusal, None);
    assert_eq!(
        holds(&next),
        (NO, None),
        "the yes to measuring is not kept along"
    );
    hear(&mut engine, ConsentTool::Tcf, &report(ConsentTool::Tcf, NO));
    assert_eq!(engine.refusal(), None);
}

#[test]
fn erasing_under_a_tools_yes_is_a_no() {
    let mut engine = naming(&[ConsentTool::Google]);
    hear(
        &mut engine,
        ConsentTool::Google,
        &report(ConsentTool::Google, YES),
    );
    engine.erase(Now::utc(START));
    assert_eq!(holds(&engine), (NO, NO));
    assert!(engine.refusal().is_some());

    let mut engine = naming(&[]);
    answer(&mut engine, YES, YES);
    engine.erase(Now::utc(START));
    assert_eq!(holds(&engine), (None, None));
    assert_eq!(engine.refusal(), None);
}

#[test]
fn a_tools_no_ends_a_yes_to_dangol_for_good() {
    let mut engine = naming(&[ConsentTool::Tcf]);
    answer(&mut engine, YES, YES);
    assert_eq!(holds(&engine), (None, None), "the tool is waited for");
    hear(
        &mut engine,
        ConsentTool::Tcf,
        &report(ConsentTool::Tcf, None),
    );
    assert_eq!(holds(&engine), (YES, YES));
    assert_eq!(
        hear(&mut engine, ConsentTool::Tcf, &report(ConsentTool::Tcf, NO)),
        Heard::Erase
    );
    hear(
        &mut engine,
        ConsentTool::Tcf,
        &report(ConsentTool::Tcf, None),
    );
    assert_eq!(
        holds(&engine).0,
        None,
        "what came before the no does not come back"
    );
}

#[test]
fn what_was_erased_elsewhere_needs_a_new_yes() {
    for tool in TOOLS {
        let mut engine = naming(&[tool]);
        hear(&mut engine, tool, &report(tool, YES));
        engine.state_name("Mina", Now::utc(START));
        engine.erased_elsewhere();
        assert!(!engine.wants_saving());
        assert_eq!(engine.overview().name, None);
        assert_eq!(engine.consent().personalize(), Choice::Unknown);
        hear(&mut engine, tool, &report(tool, YES));
        assert_eq!(
            engine.consent().personalize(),
            Choice::Granted,
            "the tool says it anew"
        );
    }
}

#[test]
fn the_banner_asks_whom_nobody_has_answered_for() {
    let banner = |tools: Option<Vec<ConsentTool>>| {
        engine(ConsentConfig {
            tools,
            banner: true,
            ..ConsentConfig::default()
        })
    };
    let now = Now::utc(START);
    assert!(
        !naming(&[]).asks(now),
        "it is off unless the owner asks for it"
    );
    assert!(banner(None).asks(now));
    for yes in [YES, NO] {
        let mut answered = banner(None);
        answer(&mut answered, yes, None);
        assert!(!answered.asks(now));
    }
    for tool in TOOLS {
        assert!(
            !banner(Some(vec![tool])).asks(now),
            "the tool may still answer"
        );
        for (yes, asks) in [(YES, false), (NO, false), (None, true)] {
            let mut heard = banner(None);
            hear(&mut heard, tool, &report(tool, yes));
            assert_eq!(heard.asks(now), asks, "{tool:?} {yes:?}");
        }
    }
    let mut asked = banner(None);
    let denied = json!(["consent", "default", { "personalization_storage": "denied" }]);
    hear(&mut asked, ConsentTool::Google, &denied);
    assert!(!asked.asks(now), "a tool that is there is about to ask");
    let mut objects = banner(None);
    objects.signal(&Node::of_json(&json!({ "gpc": true })));
    assert!(!objects.asks(now));
}

#[test]
fn a_no_to_the_banner_is_not_asked_about_again_for_half_a_year() {
    let banner = || {
        engine(ConsentConfig {
            banner: true,
            ..ConsentConfig::default()
        })
    };
    let mut engine = banner();
    answer(&mut engine, NO, None);
    let refusal = engine.refusal().unwrap().bytes();
    let mut next = banner();
    assert_eq!(restore(&mut next, &refusal, None), Restored::Nothing);
    assert!(!next.asks(Now::utc(START + 179 * DAY)));
    assert!(next.asks(Now::utc(START + 181 * DAY)));
    assert!(
        !next.asks(Now::utc(START - DAY)),
        "a clock that was set back asks nobody"
    );
}
