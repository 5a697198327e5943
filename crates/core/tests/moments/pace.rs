//! Moments keep to their cool-down and their limit whatever the order of visits, and the same
//! visits are greeted alike.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a simulated shopper does on a visit.
#[derive(Debug, Clone)]
enum Deed {
    Look(usize),
    Buy(usize),
    Points(u64),
    Late(u8),
    Way(bool),
    Campaign(u8),
    Nothing,
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..ITEMS).prop_map(Deed::Look),
        (0..ITEMS).prop_map(Deed::Buy),
        (0u64..120).prop_map(Deed::Points),
        (0u8..4).prop_map(Deed::Late),
        any::<bool>().prop_map(Deed::Way),
        (0u8..3).prop_map(Deed::Campaign),
        Just(Deed::Nothing),
    ]
}

fn act(engine: &mut Engine, deed: &Deed, at: u64) {
    match deed {
        Deed::Look(item) => drop(look(engine, *item, at)),
        Deed::Buy(item) => {
            look(engine, *item, at);
            track(engine, "purchase", &id(*item), Now::utc(at));
        }
        Deed::Points(points) => {
            tell(
                engine,
                "dangol_points",
                j!({"points": points, "threshold": 100}),
                at,
            );
        }
        Deed::Late(which) => {
            let told = j!({"id": format!("{which}"), "what": "late.", "over": *which == 0});
            tell(engine, "dangol_incident", told, at);
        }
        Deed::Way(on) => {
            let state = if *on { "under_way" } else { "delivered" };
            tell(engine, "dangol_delivery", j!({"state": state}), at);
        }
        Deed::Campaign(which) => {
            let address =
                ["/?q=mug", "/?utm_medium=cpc", "/?utm_source=paran"][usize::from(*which)];
            engine.open_page(come(address), Now::utc(at));
        }
        Deed::Nothing => {}
    }
}

/// Plays visits, each of two pages, and says what was said when, once a visit.
fn play(visits: &[(u64, Deed)], language: Language) -> Vec<(u64, Greeting)> {
    let config = j!({
        "partner": {"names": {"paran": {"en": "Paran"}}}, "season": {"hemisphere": "north"},
        "own": {"when": {">": [{"count": ["viewed", {}, 30]}, 2]}, "priority": 55,
            "coolDownDays": 2, "perWeek": 2, "text": {"en": "{$hello}!", "ko": "{$hello}!"}}});
    let mut engine = engine_of(config, language);
    assert!(engine.moments_troubles().is_empty());
    let facts = j!({
        "birthday": "1971-03-10", "dates": [{"name": "Jun", "date": "1973-07-01"}],
        "sizes": [{"of": "secretshoes", "size": "471"}], "diet": ["secretly vegan"],
        "interests": ["secret debts"], "likes": ["secret tea"], "dislikes": ["secret pink"]});
    let mut heard = Vec::new();
    let mut at = START;
    home(&mut engine, at);
    state(&mut engine, facts, at);
    for (gap, deed) in visits {
        at += HOUR + gap;
        // The address of a campaign is that of the page on which it is greeted.
        if !matches!(deed, Deed::Campaign(_)) {
            home(&mut engine, at);
        }
        act(&mut engine, deed, at);
        let first = engine.greeting(Now::utc(at)).unwrap();
        for said in [&first.text, &first.reason.text] {
            for never in ["secret", "471", "197", "%", ":0", ":3", "item-"] {
                assert!(!said.contains(never), "{said}");
            }
        }
        heard.push((at, first.clone()));
        assert_eq!(
            engine.greeting(Now::utc(at)).unwrap(),
            first,
            "the same page"
        );
    }
    heard
}

/// The cool-down in days and the limit a week of each moment that has them.
fn paces() -> BTreeMap<&'static str, (u64, usize)> {
    BTreeMap::from([
        ("incident", (2, 2)),
        ("birthday", (300, 1)),
        ("loved_one", (6, 1)),
        ("delivery", (1, 3)),
        ("birthday_soon", (300, 1)),
        ("anniversary", (300, 1)),
        ("points", (7, 1)),
        ("partner", (1, 3)),
        ("search", (1, 3)),
        ("advertisement", (1, 3)),
        ("missed_you", (30, 1)),
        ("how_was", (7, 1)),
        ("continuing", (1, 3)),
        ("season", (60, 1)),
        ("own", (2, 2)),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn cool_downs_and_limits_hold_over_years(
        // Hours, days and weeks between visits: over two years with 150 of them.
        visits in prop::collection::vec(
            (prop_oneof![0..6 * HOUR, 0..3 * DAY, 0..20 * DAY], deeds()), 60..150)
    ) {
        let heard = play(&visits, Language::En);
        for (code, (days, week)) in paces() {
            let times: Vec<u64> = heard.iter()
                .filter(|(_, greeting)| greeting.code == code)
                .map(|(at, _)| *at)
                .collect();
            for pair in times.windows(2) {
                prop_assert!(pair[1] - pair[0] >= days * DAY, "{code} {pair:?}");
            }
            for (at, time) in times.iter().enumerate() {
                let within = times[at..].iter().filter(|later| **later - time < 7 * DAY);
                prop_assert!(within.count() <= week, "{code}");
            }
        }
    }

    #[test]
    fn the_same_visits_are_greeted_alike(
        visits in prop::collection::vec((0..9 * DAY, deeds()), 1..40),
        korean in any::<bool>(),
    ) {
        let language = if korean { Language::Ko } else { Language::En };
        prop_assert_eq!(play(&visits, language), play(&visits, language));
    }

    #[test]
    fn no_owners_word_stops_a_greeting(text in ".{0,80}", key in "[a-zA-Z]{1,12}", value in any::<i64>()) {
        let own = j!({"when": true, "text": {"en": &text, "ko": &text}});
        let config = j!({"own": own, "return": {&key: value}, key.as_str(): &text, "points": [value]});
        let mut engine = engine_of(config, Language::En);
        let greeting = said(&mut engine, START);
        prop_assert!(!greeting.text.is_empty());
    }
}
