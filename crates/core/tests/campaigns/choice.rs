//! Which campaign is chosen: by rule, dates, priority, taste and what was learned.

use super::*;
use dangol_core::{ConsentRequest, PageSignals};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[test]
fn without_the_yes_nothing_is_offered_and_a_guest_is_offered_nothing() {
    let all = j!([campaign("a", j!({}))]);
    let mut engine = bare(&all, 7);
    assert_eq!(come(&mut engine, START), None);
    agree(&mut engine, START + 1);
    assert_eq!(come(&mut engine, START + 2).as_deref(), Some("a"));
    engine.guest(true, Now::utc(START + 3));
    assert_eq!(come(&mut engine, START + 4), None);
    engine.guest(false, Now::utc(START + 5));
    assert_eq!(come(&mut engine, START + 6).as_deref(), Some("a"));
    let no = ConsentRequest {
        personalize: Some(false),
        measure: None,
    };
    engine.set_consent(no, Now::utc(START + 7));
    assert_eq!(come(&mut engine, START + 8), None);
    assert!(engine.export().profile.offers.0.is_empty());
}

#[test]
fn an_offer_says_what_it_is_and_why_in_both_languages() {
    let all = j!([
        campaign(
            "coupon",
            j!({
                "place": "basket", "code": "TEN", "apply": {"field": "#coupon", "button": "#apply"},
                "until": "2023-11-16",
                "text": {
                    "en": {"title": "10 % for you, {$name}", "body": ".input {$days :number}\n.match $days\none {{One day left}}\n* {{{$days} days left}}"},
                    "ko": {"title": "{$name}님께 10 %", "body": "{$days}일 남았어요", "button": "받기"},
                },
            })
        ),
        campaign(
            "partner",
            j!({
                "place": "side", "partner": {"en": "Paran", "ko": "파란"}, "image": "/paran.svg",
                "text": {"en": {"title": "{$partner} and {$shop}"}, "ko": {"title": "{$partner}{$partner :dangol:particle form=과} {$shop}"}},
            })
        ),
        campaign(
            "own",
            j!({"place": "own", "why": {"en": "For {$hello}", "ko": "{$hello} 하시는 분께"}})
        ),
    ]);
    let mut engine = Engine::new(Setup {
        entry: Some(entry()),
        campaigns: json(all),
        config: dangol_wire::Config {
            shop_name: dangol_wire::LocalText {
                en: "Ring".into(),
                ko: "고리".into(),
            },
            ..Default::default()
        },
        ..Setup::new(Language::En, 7)
    });
    agree(&mut engine, START);
    home(&mut engine, START);
    assert_eq!(
        at(&mut engine, "basket", START),
        None,
        "the name is not known"
    );
    state(&mut engine, j!({"name": "Mina"}), START);
    let coupon = at(&mut engine, "basket", START).unwrap();
    assert_eq!(
        [
            &coupon.title,
            &coupon.body,
            &coupon.button,
            &coupon.code,
            &coupon.field,
            &coupon.press
        ],
        [
            "10 % for you, Mina",
            "2 days left",
            "Use this code",
            "TEN",
            "#coupon",
            "#apply"
        ]
    );
    assert_eq!((coupon.kind, coupon.reason.code), ("coupon", "on_device"));
    let partner = at(&mut engine, "side", START).unwrap();
    assert_eq!(
        (partner.kind, partner.reason.code),
        ("partner", "of_partner")
    );
    assert_eq!(
        [&partner.title, &partner.partner],
        ["Paran and Ring", "Paran"]
    );
    let own = at(&mut engine, "own", START).unwrap();
    assert_eq!(own.reason.code, "shop_says");
    assert_eq!(own.reason.text, "For Good morning, Mina");
    engine.set_language(Language::Ko);
    let coupon = at(&mut engine, "basket", START).unwrap();
    assert_eq!(
        [&coupon.title, &coupon.body, &coupon.button],
        ["Mina님께 10 %", "2일 남았어요", "받기"]
    );
    assert_eq!(at(&mut engine, "side", START).unwrap().title, "파란과 고리");
    for place in ["basket", "side", "own"] {
        let why = at(&mut engine, place, START).unwrap().reason.text;
        assert!(
            why.chars().any(|letter| ('가'..='힣').contains(&letter)),
            "{why}"
        );
    }
}

#[test]
fn rules_dates_and_priority_decide_first() {
    let all = j!([
        campaign("always", j!({})),
        campaign(
            "partner",
            j!({"priority": 60, "when": {"==": [{"var": "campaign.source"}, "paran"]}})
        ),
        campaign(
            "sorry",
            j!({"priority": 100, "when": {"var": "shop.incident"},
            "text": {"en": {"title": "We are sorry: {$what}", "body": "{$offer}"}}})
        ),
        campaign("gone", j!({"priority": 1000, "until": "2023-11-13"})),
        campaign(
            "later",
            j!({"priority": 90, "from": "2023-11-20", "until": "2023-11-20"})
        ),
    ]);
    let mut engine = engine_of(&all, 7);
    assert_eq!(come(&mut engine, START).as_deref(), Some("always"));
    let from = |address: &str| PageSignals {
        address: address.to_owned(),
        ..PageSignals::default()
    };
    engine.open_page(from("/?utm_source=paran"), Now::utc(START + 1));
    let found = at(&mut engine, "top", START + 1).unwrap();
    assert_eq!(
        found.id, "partner",
        "who goes first takes over in the same visit"
    );
    assert_eq!(come(&mut engine, START + 2).as_deref(), Some("always"));
    let late = j!({"id": "7", "what": "your parcel was late.", "offer": "The postage is back."});
    engine
        .track("dangol_incident", &json(late), Now::utc(START + 3))
        .unwrap();
    let sorry = at(&mut engine, "top", START + 3).unwrap();
    assert_eq!(sorry.title, "We are sorry: your parcel was late.");
    assert_eq!(sorry.body, "The postage is back.");
    engine
        .track(
            "dangol_incident",
            &json(j!({"id": "7", "over": true})),
            Now::utc(START + 4),
        )
        .unwrap();
    assert_eq!(
        come(&mut engine, START + 5 * DAY).as_deref(),
        Some("always")
    );
    assert_eq!(come(&mut engine, START + 6 * DAY).as_deref(), Some("later"));
    assert_eq!(
        come(&mut engine, START + 7 * DAY).as_deref(),
        Some("always")
    );
    assert!(at(&mut engine, "elsewhere", START + 7 * DAY).is_none());
}

#[test]
fn a_rule_that_fails_is_told_and_the_rest_works() {
    let all = j!([
        campaign(
            "bad",
            j!({"priority": 90, "when": {"/": [1, {"var": "basket.lines"}]}})
        ),
        campaign("good", j!({})),
    ]);
    let mut engine = engine_of(&all, 7);
    assert_eq!(come(&mut engine, START).as_deref(), Some("good"));
    let told: Vec<String> = engine
        .take_troubles()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(told, ["campaigns.0.when: / of what is not a number"]);
}

/// How often each is chosen over so many shoppers.
fn shares(all: &Value, shoppers: u32, prepare: impl Fn(&mut Engine)) -> BTreeMap<String, u32> {
    let mut shares = BTreeMap::new();
    for seed in 0..shoppers {
        let mut engine = engine_of(all, seed.wrapping_mul(0x9e37_79b1));
        prepare(&mut engine);
        let found = come(&mut engine, START + DAY).unwrap_or_default();
        *shares.entry(found).or_default() += 1;
    }
    shares
}

#[test]
fn equal_ones_are_shown_alike_and_a_better_prior_or_taste_wins_more_often() {
    let pair = |first: Value, second: Value| j!([campaign("a", first), campaign("b", second)]);
    let equal = shares(&pair(j!({}), j!({})), 800, |_| {});
    // Five standard deviations of a fair coin thrown 800 times are 71.
    assert!(equal["a"].abs_diff(400) < 71, "{equal:?}");
    let known = pair(
        j!({"prior": {"alpha": 3, "beta": 97}}),
        j!({"prior": {"alpha": 6, "beta": 94}}),
    );
    let known = shares(&known, 400, |_| {});
    assert!(known["b"] > 300, "{known:?}");
    let taste = pair(
        j!({"about": {"category": "low"}}),
        j!({"about": {"category": "high"}}),
    );
    let looks = |engine: &mut Engine| {
        for item in 6..10 {
            look(engine, item, START);
        }
    };
    let taste = shares(&taste, 4_000, looks);
    // Four standard deviations above a fair coin's half of 4,000 throws.
    assert!(taste["b"] > 2_127, "{taste:?}");
    let dislikes = shares(
        &pair(
            j!({"about": {"category": "low"}}),
            j!({"about": {"category": "high"}}),
        ),
        50,
        |engine| state(engine, j!({"dislikes": ["high"]}), START),
    );
    assert_eq!(dislikes.get("b"), None, "{dislikes:?}");
}

#[test]
fn what_fits_the_taste_says_so() {
    let all = j!([campaign("a", j!({"about": {"category": "high"}}))]);
    let mut engine = engine_of(&all, 7);
    home(&mut engine, START);
    assert_eq!(
        at(&mut engine, "top", START).unwrap().reason.code,
        "on_device"
    );
    look(&mut engine, 7, START);
    look(&mut engine, 8, START);
    assert_eq!(
        at(&mut engine, "top", START).unwrap().reason.code,
        "fits_taste"
    );
}

#[test]
fn what_is_taken_up_is_shown_more_and_what_is_passed_over_less() {
    // Each visit is a day of its own. This shopper takes up b and never a.
    let all = j!([campaign("a", j!({})), campaign("b", j!({}))]);
    let (mut early, mut late) = (0, 0);
    for seed in 0..60u32 {
        let mut engine = engine_of(&all, seed.wrapping_mul(0x9e37_79b1) + 1);
        for visit in 0..60u64 {
            // The seed of a visit is its first page's, which an engine keeps.
            let mut page = bare(&all, (visit as u32).wrapping_mul(0x85eb_ca6b) ^ seed);
            agree(&mut page, START);
            page.import(engine.export(), Now::utc(START + visit * DAY))
                .unwrap();
            engine = page;
            let found = come(&mut engine, START + visit * DAY).unwrap();
            if found == "b" {
                engine.offer_taken("b", Now::utc(START + visit * DAY + 1));
                early += u32::from(visit < 10);
                late += u32::from(visit >= 50);
            }
        }
        let (a, b) = (known(&engine, "a"), known(&engine, "b"));
        assert_eq!((a.shown + b.shown, a.clicked), (60, 0));
        assert_eq!(b.clicked, b.shown);
    }
    // Of 600 each: half at first, nearly all in the end.
    assert!(late > early + 100 && late > 560, "{early} {late}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_same_inputs_give_the_same_choice_which_stays_for_the_visit(
        seed in any::<u32>(),
        looked in proptest::collection::vec(0..ITEMS, 0..6),
        gaps in proptest::collection::vec(1u64..200, 1..8),
    ) {
        let all: Vec<Value> = (0..12)
            .map(|at| campaign(&format!("c{at}"), j!({
                "about": {"category": if at % 2 == 0 { "low" } else { "high" }}, "priority": 50 + at / 9,
                "coolDownDays": at % 3,
                "when": {"<=": [at % 4, {"count": ["viewed", {}, 30]}]},
            })))
            .collect();
        let all = Value::Array(all);
        let play = || {
            let mut engine = engine_of(&all, seed);
            let (mut found, mut when) = (Vec::new(), START);
            for item in &looked {
                look(&mut engine, *item, when);
            }
            for gap in &gaps {
                when += gap * HOUR / 4;
                let first = come(&mut engine, when);
                // Minutes later, on another page, and after it was taken up.
                if let Some(first) = &first {
                    engine.offer_taken(first, Now::utc(when + 30_000));
                }
                let second = come(&mut engine, when + 60_000);
                assert_eq!(first, second);
                found.push(first);
            }
            (found, engine.export().profile.offers)
        };
        prop_assert_eq!(play(), play());
    }
}
