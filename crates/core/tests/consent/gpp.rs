//! The Global Privacy Platform. The shapes are those of `@iabgpp/cmpapi`.

use super::*;
use ConsentTool::Gpp;

/// A settled event with these sections.
fn ready(applicable: &Value, sections: &Value) -> Value {
    json!({ "signalStatus": "ready", "applicableSections": applicable, "sections": sections })
}

fn bits(of: &[(usize, bool)]) -> Value {
    let holds = |id| of.iter().any(|(known, yes)| *known == id && *yes);
    (1..=24).map(holds).collect()
}

/// A settled event with Europe's section.
pub fn europe(consents: &[(usize, bool)]) -> Value {
    let section = json!({
        "IsServiceSpecific": true, "PurposeOneTreatment": false,
        "PurposeConsents": bits(consents), "PublisherConsents": bits(consents),
        "PublisherLegitimateInterests": bits(&[]),
    });
    ready(&json!([2]), &json!({ "tcfeuv2": section }))
}

#[test]
fn not_having_opted_out_is_no_yes() {
    // The library's test string BVQqAAAACg: notices given, nothing opted out of.
    let section = json!({ "SaleOptOut": 0, "SharingOptOut": 2, "TargetedAdvertisingOptOut": 2,
        "SensitiveDataProcessing": [0, 0, 0], "KnownChildSensitiveDataConsents": [0, 0, 0], "PersonalDataConsents": 2, "Gpc": false });
    let event = ready(&json!([7]), &json!({ "usnat": section }));
    assert_eq!(after(Gpp, &event), (None, None));
    let mut engine = naming(&[Gpp]);
    hear(&mut engine, Gpp, &event);
    answer(&mut engine, YES, YES);
    assert_eq!(holds(&engine), (YES, YES));
}

#[test]
fn an_opt_out_ends_measuring_and_leaves_personalizing_to_an_explicit_yes() {
    for (prefix, id, section) in [
        ("usnat", 7, json!({ "SaleOptOut": 1 })),
        ("usca", 8, json!({ "SharingOptOut": 1 })),
        ("usva", 9, json!({ "TargetedAdvertisingOptOut": 1 })),
        ("usnat", 7, json!({ "PersonalDataConsents": 1 })),
        ("ustx", 16, json!({ "AdditionalDataProcessingConsent": 1 })),
        ("usnat", 7, json!({ "SensitiveDataProcessing": [2, 1, 0] })),
        ("usco", 10, json!([{ "SaleOptOut": 2 }, { "Gpc": true }])),
        (
            "uspv1",
            6,
            json!({ "Notice": "Y", "OptOutSale": "Y", "LspaCovered": "N" }),
        ),
    ] {
        let event = ready(&json!([id]), &json!({ prefix: section }));
        assert_eq!(after(Gpp, &event), (None, NO), "{event}");
        let mut engine = naming(&[Gpp]);
        answer(&mut engine, YES, YES);
        hear(&mut engine, Gpp, &event);
        assert_eq!(holds(&engine), (YES, NO), "{event}");
    }
    let stayed = json!({ "Notice": "Y", "OptOutSale": "N", "LspaCovered": "N" });
    assert_eq!(
        after(Gpp, &ready(&json!([6]), &json!({ "uspv1": stayed }))),
        (None, None)
    );
}

#[test]
fn a_child_without_consent_is_a_no() {
    for children in [json!([1, 0]), json!([0, 0, 1]), json!(1)] {
        let section = json!({ "SaleOptOut": 2, "KnownChildSensitiveDataConsents": children });
        assert_eq!(
            after(Gpp, &ready(&json!([8]), &json!({ "usca": section }))),
            (NO, NO)
        );
    }
    // The library's test string BVVVkkkkkpFY.YA: opted out of everything, a child with and without.
    let all = json!({ "SaleOptOut": 1, "SharingOptOut": 1, "TargetedAdvertisingOptOut": 1,
        "SensitiveDataProcessing": [2, 1, 0], "KnownChildSensitiveDataConsents": [2, 1, 0], "PersonalDataConsents": 1, "Gpc": true });
    assert_eq!(
        after(Gpp, &ready(&json!([7]), &json!({ "usnat": all }))),
        (NO, NO)
    );
}

#[test]
fn of_several_sections_the_strictest_counts() {
    let europe = europe(&[(1, true), (5, true), (6, true), (8, true), (9, true)]);
    let mut sections = europe["sections"].clone();
    sections["usnat"] = json!({ "SaleOptOut": 2 });
    assert_eq!(after(Gpp, &ready(&json!([2, 7]), &sections)), (YES, YES));
    sections["usnat"]["SaleOptOut"] = json!(1);
    assert_eq!(after(Gpp, &ready(&json!([2, 7]), &sections)), (None, NO));
    assert_eq!(
        after(Gpp, &ready(&json!([2]), &sections)),
        (YES, YES),
        "what is not in force does not count"
    );
    sections["tcfeuv2"]["PublisherConsents"][4] = json!(false);
    assert_eq!(after(Gpp, &ready(&json!([2, 7]), &sections)), (NO, NO));
}

#[test]
fn canadas_express_consent_counts_and_implied_consent_only_for_measuring() {
    let section = |express: &[(usize, bool)], implied: &[(usize, bool)]| {
        let section = json!({ "PurposesExpressConsent": bits(express),
            "PubPurposesExpressConsent": bits(express), "PubPurposesImpliedConsent": bits(implied) });
        ready(&json!([5]), &json!({ "tcfcav1": section }))
    };
    let rest = [(5, true), (6, true), (8, true), (9, true)];
    assert_eq!(after(Gpp, &section(&[(1, true)], &rest)), (NO, YES));
    assert_eq!(
        after(Gpp, &section(&[(1, true), (5, true), (6, true)], &[])),
        (YES, NO)
    );
    assert_eq!(after(Gpp, &section(&[], &[(1, true)])), (NO, NO));
}

#[test]
fn only_a_settled_answer_counts() {
    let yes = europe(&[(1, true), (5, true), (6, true), (8, true), (9, true)]);
    for (pointer, value) in [
        ("/signalStatus", json!("not ready")),
        ("/signalStatus", json!(null)),
        ("/applicableSections", json!([])),
        ("/applicableSections", json!([0])),
        ("/applicableSections", json!(null)),
        ("/applicableSections", json!([7])),
        ("/sections", json!({})),
        ("/sections/tcfeuv2/IsServiceSpecific", json!(false)),
    ] {
        let mut event = yes.clone();
        *event.pointer_mut(pointer).unwrap() = value;
        let mut engine = naming(&[Gpp]);
        assert_eq!(hear(&mut engine, Gpp, &event), Heard::Nothing);
        assert_eq!(holds(&engine), (None, None), "{event}");
        assert!(!engine.may_read());
        assert_eq!(hear(&mut engine, Gpp, &yes), Heard::MayRead);
    }
}

#[test]
fn while_a_tool_changes_its_sections_nothing_is_kept_and_nothing_forgotten() {
    let mut engine = naming(&[Gpp]);
    let yes = europe(&[(1, true), (5, true), (6, true), (8, true), (9, true)]);
    hear(&mut engine, Gpp, &yes);
    engine.state_name("Mina", Now::utc(START));
    assert!(engine.wants_saving());
    let mut changing = yes.clone();
    changing["signalStatus"] = json!("not ready");
    assert_eq!(hear(&mut engine, Gpp, &changing), Heard::Nothing);
    assert!(!engine.wants_saving() && !engine.may_read());
    assert_eq!(hear(&mut engine, Gpp, &yes), Heard::MayRead);
    assert!(engine.wants_saving());
    assert_eq!(engine.overview().name.as_deref(), Some("Mina"));
    assert_eq!(hear(&mut engine, Gpp, &europe(&[(1, true)])), Heard::Erase);
    assert_eq!(engine.overview().name, None);
}
