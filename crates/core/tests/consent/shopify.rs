//! Shopify's Customer Privacy API.

use super::*;
use ConsentTool::Shopify;

fn state(chosen: &str, allowed: bool) -> Value {
    json!({ "consent": { "preferences": chosen, "analytics": chosen, "marketing": "", "sale_of_data": "" },
            "preferences": allowed, "analytics": allowed })
}

#[test]
fn only_what_the_visitor_chose_is_a_yes() {
    for (chosen, allowed, expected, reads) in [
        ("yes", true, YES, true),
        ("no", false, NO, true),
        ("no", true, NO, true),
        ("", false, None, false),
        ("", true, None, true),
        ("yes", false, None, false),
    ] {
        assert_eq!(
            after(Shopify, &state(chosen, allowed)),
            (expected, expected),
            "{chosen} {allowed}"
        );
        let mut engine = naming(&[Shopify]);
        hear(&mut engine, Shopify, &state(chosen, allowed));
        assert_eq!(engine.may_read(), reads, "{chosen} {allowed}");
    }
    assert_eq!(
        after(
            Shopify,
            &json!({ "consent": null, "preferences": null, "analytics": null })
        ),
        (None, None)
    );
}

#[test]
fn what_is_allowed_unasked_counts_where_the_owner_says_so() {
    let mut engine = engine(ConsentConfig {
        tools: Some(vec![Shopify]),
        allow_defaults: true,
        ..ConsentConfig::default()
    });
    hear(&mut engine, Shopify, &state("", true));
    assert_eq!(holds(&engine), (YES, YES));
    assert_eq!(
        hear(&mut engine, Shopify, &state("no", false)),
        Heard::Erase
    );
}

#[test]
fn a_refused_sale_of_data_is_an_objection() {
    let mut sold = state("yes", true);
    sold["consent"]["sale_of_data"] = json!("no");
    assert_eq!(after(Shopify, &sold), (None, NO));
}
