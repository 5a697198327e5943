//! IAB Europe's framework. The shapes are those that `@iabtcf/cmpapi` calls back with;
//! `tests/browser/consent.test.mjs` has the library itself say them.

use super::*;
use ConsentTool::Tcf;

/// A `TCData` with the publisher's consents.
pub fn data(consents: &[(usize, bool)]) -> Value {
    let list = |of: &[(usize, bool)]| -> Value {
        let entries = of.iter().map(|(id, yes)| (id.to_string(), json!(yes)));
        Value::Object(entries.collect())
    };
    json!({
        "eventStatus": "useractioncomplete", "cmpStatus": "loaded", "gdprApplies": true,
        "tcString": "CQuPXIAQuPXIAAKABBENAyEgAIwAAAAAAAYgAAAAAAAA.cYAAACAAAAAA",
        "isServiceSpecific": true, "purposeOneTreatment": false,
        "purpose": { "consents": list(consents), "legitimateInterests": {} },
        "publisher": { "consents": list(consents), "legitimateInterests": {}, "restrictions": {} },
        "vendor": {},
    })
}

fn with(mut data: Value, changes: &[(&str, Value)]) -> Value {
    for (pointer, value) in changes {
        *data.pointer_mut(pointer).unwrap() = value.clone();
    }
    data
}

const ALL: [(usize, bool); 5] = [(1, true), (5, true), (6, true), (8, true), (9, true)];

#[test]
fn purposes_1_5_and_6_keep_a_profile_and_1_8_and_9_measure() {
    for missing in [1, 5, 6, 8, 9] {
        let some: Vec<_> = ALL.into_iter().filter(|(id, _)| *id != missing).collect();
        let expected = match missing {
            1 => (NO, NO),
            5 | 6 => (NO, YES),
            _ => (YES, NO),
        };
        assert_eq!(after(Tcf, &data(&some)), expected, "without {missing}");
        let denied: Vec<_> = ALL.into_iter().map(|(id, _)| (id, id != missing)).collect();
        assert_eq!(
            after(Tcf, &data(&denied)),
            expected,
            "with {missing} denied"
        );
    }
}

#[test]
fn legitimate_interest_allows_measuring_alone() {
    let interest = json!({ "1": true, "5": true, "6": true, "8": true, "9": true });
    let pointer = "/publisher/legitimateInterests";
    let only = with(data(&[(1, true)]), &[(pointer, interest.clone())]);
    assert_eq!(after(Tcf, &only), (NO, YES));
    let without_device = with(data(&[(5, true), (6, true)]), &[(pointer, interest)]);
    assert_eq!(
        after(Tcf, &without_device),
        (NO, NO),
        "purpose 1 knows no legitimate interest"
    );
}

#[test]
fn only_a_settled_answer_counts() {
    let yes = data(&ALL);
    for (change, why) in [
        (
            ("/eventStatus", json!("cmpuishown")),
            "the visitor is being asked",
        ),
        (("/eventStatus", json!(null)), "loading"),
        (
            ("/gdprApplies", json!(null)),
            "it is not known whether it applies",
        ),
        (
            ("/isServiceSpecific", json!(false)),
            "a string of global scope",
        ),
        (("/tcString", json!("")), "an empty string"),
        (("/cmpStatus", json!("error")), "the tool has failed"),
    ] {
        let mut engine = naming(&[Tcf]);
        assert_eq!(
            hear(&mut engine, Tcf, &with(yes.clone(), &[change])),
            Heard::Nothing,
            "{why}"
        );
        assert_eq!(holds(&engine), (None, None), "{why}");
        assert!(!engine.may_read(), "{why}");
        assert_eq!(
            hear(
                &mut engine,
                Tcf,
                &with(yes.clone(), &[("/eventStatus", json!("tcloaded"))])
            ),
            Heard::MayRead
        );
        assert_eq!(holds(&engine), (YES, YES));
    }
}

#[test]
fn while_the_visitor_is_asked_again_what_was_said_stands() {
    let mut engine = naming(&[Tcf]);
    hear(&mut engine, Tcf, &data(&ALL));
    let shown = with(data(&[]), &[("/eventStatus", json!("cmpuishown"))]);
    assert_eq!(hear(&mut engine, Tcf, &shown), Heard::Nothing);
    assert_eq!(holds(&engine), (YES, YES));
    assert_eq!(hear(&mut engine, Tcf, &data(&[])), Heard::Erase);
    assert_eq!(holds(&engine), (NO, NO));
}

#[test]
fn where_the_publisher_states_nothing_only_a_refusal_is_taken() {
    let empty = ("/publisher/consents", json!({}));
    assert_eq!(
        after(Tcf, &with(data(&ALL), std::slice::from_ref(&empty))),
        (None, None)
    );
    assert_eq!(
        after(Tcf, &with(data(&[]), std::slice::from_ref(&empty))),
        (NO, NO),
        "nothing at all was agreed to"
    );
    // But where it had agreed on this page, that has ended.
    let mut engine = naming(&[Tcf]);
    hear(&mut engine, Tcf, &data(&ALL));
    assert_eq!(
        hear(&mut engine, Tcf, &with(data(&ALL), &[empty])),
        Heard::Erase
    );
}

#[test]
fn undisclosed_purpose_one_is_no_answer() {
    let untold = ("/purposeOneTreatment", json!(true));
    assert_eq!(
        after(Tcf, &with(data(&ALL[1..]), std::slice::from_ref(&untold))),
        (None, None)
    );
    assert_eq!(after(Tcf, &with(data(&ALL), &[untold])), (YES, YES));
}

#[test]
fn a_vendor_needs_its_own_consent_and_heeds_restrictions() {
    let all = json!({ "1": true, "5": true, "6": true, "8": true, "9": true });
    let base = with(
        data(&ALL),
        &[
            ("/publisher/consents", json!({})),
            ("/purpose/legitimateInterests", all),
            (
                "/vendor",
                json!({ "consent": true, "legitimateInterest": true }),
            ),
        ],
    );
    let vendor = |report: &Value| {
        let mut engine = engine(ConsentConfig {
            tools: Some(vec![Tcf]),
            vendor: 755,
            ..ConsentConfig::default()
        });
        hear(&mut engine, Tcf, report);
        holds(&engine)
    };
    assert_eq!(vendor(&base), (YES, YES));
    assert_eq!(
        vendor(&with(base.clone(), &[("/vendor", json!({}))])),
        (NO, NO)
    );
    assert_eq!(
        vendor(&with(
            base.clone(),
            &[("/vendor", json!({ "legitimateInterest": true }))]
        )),
        (NO, NO)
    );
    for (restrictions, expected) in [
        (json!({ "5": 0 }), (NO, YES)),
        (json!({ "6": 2 }), (NO, YES)),
        (json!({ "6": 1 }), (YES, YES)),
        (json!({ "1": 0 }), (NO, NO)),
        (json!({ "8": 0 }), (YES, NO)),
        (json!({ "8": 1, "9": 2 }), (YES, YES)),
        (json!({ "3": 0 }), (YES, YES)),
    ] {
        let restricted = with(
            base.clone(),
            &[("/publisher/restrictions", restrictions.clone())],
        );
        assert_eq!(vendor(&restricted), expected, "{restrictions}");
    }
    let no_interest = with(
        base,
        &[
            ("/vendor", json!({ "consent": true })),
            ("/publisher/restrictions", json!({ "8": 2 })),
        ],
    );
    assert_eq!(
        vendor(&no_interest),
        (YES, NO),
        "an interest that is required and objected to"
    );
}
