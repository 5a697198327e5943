//! Wrong campaigns are left out and told; the rest works.

use super::*;
use dangol_core::campaign::{MAX_CAMPAIGNS, MAX_HOLDOUTS};

/// What is said of a campaign with these settings.
fn told(more: Value) -> Vec<String> {
    let all = j!([campaign("a", more), campaign("good", j!({}))]);
    let mut engine = Engine::new(Setup {
        entry: Some(entry()),
        campaigns: json(all),
        ..Setup::new(Language::En, 7)
    });
    agree(&mut engine, START);
    let troubles = engine.campaign_troubles().to_vec();
    if !troubles.is_empty() {
        for day in 0..10 {
            assert_eq!(
                come(&mut engine, START + day * DAY).as_deref(),
                Some("good")
            );
        }
    }
    troubles
}

#[test]
fn each_mistake_is_named_and_takes_its_campaign_out() {
    for (more, expected) in [
        (
            j!({"id": ""}),
            "campaigns.0.id: must be 1 to 40 letters of a-z, A-Z, 0-9, -, _ and .",
        ),
        (j!({"id": "good"}), "campaigns.1.id: is there twice"),
        (
            j!({"place": "über"}),
            "campaigns.0.place: must be 1 to 40 letters of a-z, A-Z, 0-9, -, _ and .",
        ),
        (
            j!({"text": {"en": {"body": "x"}}}),
            "campaigns.0: needs text, with a title",
        ),
        (
            j!({"text": {"en": {"title": "{$points}"}}}),
            "campaigns.0.text: en: it asks for a value that is not there",
        ),
        (
            j!({"text": {"en": {"titel": "x"}}}),
            "campaigns.0.text: en: there is no such setting: titel",
        ),
        (
            j!({"text": {"de": {"title": "x"}}}),
            "campaigns.0.text: there is no such setting: de",
        ),
        (
            j!({"why": {"en": "{$name"}}),
            "campaigns.0.why: en: } is missing",
        ),
        (
            j!({"when": {"equals": [1, 1]}}),
            "campaigns.0.when: there is no operator \"equals\"",
        ),
        (
            j!({"about": {"colour": "red"}}),
            "campaigns.0.about: colour: must be items, category, brand or price",
        ),
        (
            j!({"perShoper": 3}),
            "campaigns.0.perShoper: there is no such setting",
        ),
        (
            j!({"perShopper": -1}),
            "campaigns.0.perShopper: must be a whole number from 0 to 1000000",
        ),
        (
            j!({"perWeek": 8}),
            "campaigns.0.perWeek: must be a whole number from 0 to 7",
        ),
        (
            j!({"coolDownDays": 401}),
            "campaigns.0.coolDownDays: must be a whole number from 0 to 400",
        ),
        (
            j!({"priority": 0.5}),
            "campaigns.0.priority: must be a whole number from 0 to 1000",
        ),
        (
            j!({"holdout": 1001}),
            "campaigns.0.holdout: must be a whole number from 0 to 1000",
        ),
        (j!({"once": 1}), "campaigns.0.once: must be true or false"),
        (
            j!({"from": "2026-02-30"}),
            "campaigns.0.from: must be a date such as 2027-05-13",
        ),
        (
            j!({"until": "--05-13"}),
            "campaigns.0.until: must be a date such as 2027-05-13",
        ),
        (
            j!({"from": "2026-02-02", "until": "2026-02-01"}),
            "campaigns.0.until: is before from",
        ),
        (
            j!({"prior": {"alpha": 0.5, "beta": 2}}),
            "campaigns.0.prior: must be {alpha, beta}, both from 1 to 1000",
        ),
        (
            j!({"prior": {"alpha": 1, "beta": 2, "gamma": 3}}),
            "campaigns.0.prior: there is no such setting: gamma",
        ),
        (
            j!({"link": "javascript:alert(1)"}),
            "campaigns.0.link: must be an address",
        ),
        (
            j!({"image": "data:image/png,x"}),
            "campaigns.0.image: must be an address",
        ),
        (
            j!({"handOut": "https://elsewhere.example/coupon"}),
            "campaigns.0.handOut: must be an address of your own site: /…",
        ),
        (
            j!({"handOut": "//elsewhere.example"}),
            "campaigns.0.handOut: must be an address of your own site: /…",
        ),
        (
            j!({"handOut": "/\\elsewhere.example"}),
            "campaigns.0.handOut: must be an address of your own site: /…",
        ),
        (
            j!({"code": "A", "handOut": "/coupon"}),
            "campaigns.0.handOut: there is a code already",
        ),
        (
            j!({"apply": {"field": "#c"}}),
            "campaigns.0.apply: needs code or handOut",
        ),
        (
            j!({"code": "A", "apply": {}}),
            "campaigns.0.apply: must have field or link",
        ),
        (
            j!({"code": "A", "apply": {"link": "/basket"}}),
            "campaigns.0.apply: link: must be an address with {code} in it",
        ),
        (
            j!({"code": "A", "apply": {"link": "javascript:{code}"}}),
            "campaigns.0.apply: link: must be an address with {code} in it",
        ),
        (
            j!({"code": "A", "apply": {"link": "/?c={code}", "button": "#b"}}),
            "campaigns.0.apply.button: needs field",
        ),
        (
            j!({"partner": "Paran"}),
            "campaigns.0.partner: must be an object",
        ),
        (
            j!({"partner": {"en": "Paran"}, "image": "https://paran.example/seen.gif"}),
            "campaigns.0.image: a partner's must be on your own site: /…",
        ),
    ] {
        let said = told(more.clone());
        // A double takes out the second of the two.
        if more == j!({"id": "good"}) {
            continue;
        }
        assert_eq!(said, [expected], "{more}");
    }
    for fine in [
        j!({"name": "for people", "code": "TEN", "apply": {"field": "#c", "button": "#b"}}),
        j!({"handOut": "/coupon", "apply": {"link": "/basket?c={code}"}}),
        j!({"from": "2026-02-01", "until": "2026-02-01", "prior": {"alpha": 1, "beta": 1}}),
        j!({"image": "https://pictures.example/x.jpg", "about": {"items": ["item-1"], "price": [1, 2]}}),
    ] {
        assert_eq!(told(fine), [] as [&str; 0]);
    }
}

#[test]
fn there_is_an_end_to_how_many() {
    let engine = |all: Value| {
        Engine::new(Setup {
            campaigns: json(all),
            ..Setup::new(Language::En, 7)
        })
    };
    let many: Vec<Value> = (0..=MAX_CAMPAIGNS)
        .map(|at| campaign(&format!("c{at}"), j!({})))
        .collect();
    assert_eq!(
        engine(Value::Array(many)).campaign_troubles(),
        ["campaigns: there are more than 200"]
    );
    let held: Vec<Value> = (0..=MAX_HOLDOUTS)
        .map(|at| campaign(&format!("c{at}"), j!({"holdout": 100})))
        .collect();
    assert_eq!(
        engine(Value::Array(held)).campaign_troubles(),
        ["campaigns.8.holdout: at most 8 campaigns can have a holdout"]
    );
    let double = j!([campaign("a", j!({})), campaign("a", j!({}))]);
    assert_eq!(
        engine(double).campaign_troubles(),
        ["campaigns.1.id: is there twice"]
    );
    for (odd, said) in [
        (j!({}), "campaigns: must be a list"),
        (j!([7]), "campaigns.0: must be an object"),
    ] {
        assert_eq!(engine(odd).campaign_troubles(), [said]);
    }
}
