//! Cool-downs, limits and budgets hold over years, over tabs, and after an import.

use super::*;
use dangol_core::Restored;
use proptest::prelude::*;

fn limited() -> Value {
    j!([
        campaign("cool", j!({"coolDownDays": 5})),
        campaign("week", j!({"perWeek": 2})),
        campaign(
            "few",
            j!({"perShopper": 7, "prior": {"alpha": 20, "beta": 20}})
        ),
        campaign(
            "both",
            j!({"perWeek": 1, "perShopper": 40, "coolDownDays": 9})
        ),
        campaign("never", j!({"perShopper": 0, "priority": 900})),
        campaign("never-a-week", j!({"perWeek": 0, "priority": 900})),
    ])
}

/// Whether times of shows, one a visit, keep to all limits.
fn keeps(id: &str, shows: &[u64]) {
    let (cool_down, per_week, in_all) = match id {
        "cool" => (5, 100, usize::MAX),
        "week" => (0, 2, usize::MAX),
        "few" => (0, 100, 7),
        "both" => (9, 1, 40),
        other => panic!("{other} is never shown"),
    };
    // What was shown last more than 730 days ago is forgotten.
    let mut since = 0;
    for number in 1..shows.len() {
        if shows[number] - shows[number - 1] > 730 * DAY {
            since = number;
        }
        assert!(number + 1 - since <= in_all, "{id}: {number}");
    }
    for (number, show) in shows.iter().enumerate() {
        if number > 0 {
            assert!(show - shows[number - 1] >= cool_down * DAY, "{id}");
        }
        let within = shows[..=number].iter().filter(|at| show - **at < 7 * DAY);
        assert!(within.count() <= per_week, "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn limits_hold_over_simulated_years(seed in any::<u32>(), gaps in proptest::collection::vec(31u64..6_000, 300..500)) {
        // From half an hour to four days between visits, of three pages each.
        let mut engine = engine_of(&limited(), seed);
        let mut shown: std::collections::BTreeMap<String, Vec<u64>> = Default::default();
        let mut when = START;
        for gap in gaps {
            when += gap * 60_000;
            let mut of_visit = None;
            for page in 0..3 {
                let at = when + page * 60_000;
                let found = come(&mut engine, at);
                if of_visit.is_some() {
                    prop_assert_eq!(&found, &of_visit);
                } else if let Some(found) = &found {
                    // A week may end within a visit.
                    shown.entry(found.clone()).or_default().push(at);
                    of_visit = Some(found.clone());
                }
            }
            when += 2 * 60_000;
        }
        for (id, shows) in &shown {
            keeps(id, shows);
            prop_assert!(known(&engine, id).shown as usize <= shows.len());
            prop_assert!(known(&engine, id).at.len() <= 8);
        }
        prop_assert!(shown.len() >= 3);
    }

    #[test]
    fn no_budget_is_exceeded_by_several_tabs(steps in proptest::collection::vec((0usize..3, 0u64..3_000, any::<bool>()), 20..120)) {
        let mut device = Device::default();
        let mut first = engine_of(&limited(), 1);
        home(&mut first, START);
        device.save(&mut first, START);
        let mut tabs: Vec<Engine> = (1..=3).map(|seed| bare(&limited(), seed)).collect();
        for tab in &mut tabs {
            prop_assert_eq!(device.restore(tab, START), Restored::Profile);
        }
        let mut when = START;
        for (number, (tab, gap, reload)) in steps.into_iter().enumerate() {
            when += gap * 60_000;
            if reload {
                // Another page is another engine.
                tabs[tab] = bare(&limited(), number as u32);
                device.restore(&mut tabs[tab], when);
            }
            let found = come(&mut tabs[tab], when);
            if let Some(found) = found {
                tabs[tab].offer_taken(&found, Now::utc(when + 1));
            }
            device.save(&mut tabs[tab], when + 2);
            // As the message to other tabs has them do.
            for other in &mut tabs {
                device.restore(other, when + 3);
            }
            let (shown, taken) = (known(&tabs[tab], "few").shown, known(&tabs[tab], "few").clicked);
            prop_assert!(shown <= 7 && taken <= shown, "{shown} {taken}");
            prop_assert!(known(&tabs[tab], "both").shown <= 40);
        }
    }
}

#[test]
fn tabs_of_one_visit_show_it_once_and_take_it_up_once() {
    let mut device = Device::default();
    let all = j!([campaign("a", j!({"perShopper": 1, "code": "TEN"}))]);
    let mut first = engine_of(&all, 1);
    home(&mut first, START);
    device.save(&mut first, START);
    let mut tabs = [2, 3].map(|seed| bare(&all, seed));
    for tab in &mut tabs {
        device.restore(tab, START);
        assert_eq!(come(tab, START + 1).as_deref(), Some("a"));
        tab.offer_taken("a", Now::utc(START + 2));
        let order = j!({"transaction_id": "T1", "coupon": "ten", "items": [{"item_id": id(1)}]});
        tab.track("purchase", &json(order), Now::utc(START + 3))
            .unwrap();
    }
    // Neither knew of the other before both were saved.
    for tab in &mut tabs {
        device.save(tab, START + 4);
    }
    device.restore(&mut first, START + 5);
    let known = known(&first, "a");
    assert_eq!((known.shown, known.clicked, known.redeemed), (1, 1, 1));
    assert_eq!(come(&mut first, START + DAY), None, "the budget is used up");
}

#[test]
fn less_of_this_holds_for_good_and_can_be_taken_back() {
    let all = j!([campaign("a", j!({}))]);
    let mut engine = engine_of(&all, 7);
    assert_eq!(come(&mut engine, START).as_deref(), Some("a"));
    engine.stop_offer("a", true);
    for day in [0, 1, 30, 400, 1500] {
        assert_eq!(come(&mut engine, START + day * DAY + 1), None, "{day}");
    }
    let [told] = &engine.overview().offers[..] else {
        panic!()
    };
    assert_eq!((told.id.as_str(), told.stopped), ("a", true));
    // An export takes it along.
    let mut other = engine_of(&all, 8);
    other
        .import(engine.export(), Now::utc(START + 1500 * DAY))
        .unwrap();
    assert_eq!(come(&mut other, START + 1500 * DAY + 1), None);
    engine.stop_offer("a", false);
    assert_eq!(come(&mut engine, START + 1501 * DAY).as_deref(), Some("a"));
}

#[test]
fn what_is_redeemed_ends_where_once_is_enough() {
    let all = j!([
        campaign("once", j!({"code": "TEN", "once": true, "priority": 60})),
        campaign("more", j!({"code": "FIVE"})),
    ]);
    let mut engine = engine_of(&all, 7);
    let buy = |engine: &mut Engine, order: &str, told: Value, when: u64| {
        let mut event =
            j!({"transaction_id": order, "items": [{"item_id": id(1), "coupon": told["item"]}]});
        if !told["event"].is_null() {
            event["coupon"] = told["event"].clone();
        }
        engine
            .track("purchase", &json(event), Now::utc(when))
            .unwrap();
    };
    // A code that was never offered here is none of ours.
    buy(&mut engine, "T0", j!({"event": "TEN"}), START);
    assert_eq!(known(&engine, "once").redeemed, 0);
    assert_eq!(come(&mut engine, START).as_deref(), Some("once"));
    buy(&mut engine, "T1", j!({"event": "OTHER"}), START + 1);
    assert_eq!(come(&mut engine, START + DAY).as_deref(), Some("once"));
    // GA4 has it at the event or at an item; people type as they like.
    buy(
        &mut engine,
        "T2",
        j!({"item": " ten , other"}),
        START + DAY + 1,
    );
    buy(&mut engine, "T2", j!({"event": "TEN"}), START + DAY + 2);
    assert_eq!(
        known(&engine, "once").redeemed,
        1,
        "the thank-you page again is no other order"
    );
    assert_eq!(come(&mut engine, START + 2 * DAY).as_deref(), Some("more"));
    for order in ["T3", "T4"] {
        buy(&mut engine, order, j!({"event": "five"}), START + 3 * DAY);
    }
    assert_eq!(known(&engine, "more").redeemed, 2);
    assert_eq!(come(&mut engine, START + 4 * DAY).as_deref(), Some("more"));
}

#[test]
fn a_code_that_was_handed_out_is_known_again_and_not_kept() {
    let all = j!([campaign("a", j!({"handOut": "/coupon", "once": true}))]);
    let mut engine = engine_of(&all, 7);
    come(&mut engine, START);
    engine.offer_taken("a", Now::utc(START + 1));
    engine.offer_code("a", "SECRET-7f3a");
    let kept = serde_json::to_string(&engine.export()).unwrap();
    assert!(!kept.contains("SECRET") && known(&engine, "a").code != 0);
    let order =
        j!({"transaction_id": "T1", "coupon": "secret-7F3A", "items": [{"item_id": id(1)}]});
    engine
        .track("purchase", &json(order), Now::utc(START + 2))
        .unwrap();
    let known = known(&engine, "a");
    assert_eq!((known.redeemed, known.code), (1, 0));
    assert_eq!(come(&mut engine, START + DAY), None);
}

#[test]
fn a_pause_keeps_limits_and_learns_nothing() {
    let all = j!([campaign("a", j!({"perShopper": 2, "code": "TEN"}))]);
    let mut engine = engine_of(&all, 7);
    home(&mut engine, START);
    engine.pause(true);
    assert!(at(&mut engine, "top", START).is_some());
    engine.offer_taken("a", Now::utc(START + 1));
    let order = j!({"transaction_id": "T1", "coupon": "TEN", "items": [{"item_id": id(1)}]});
    engine
        .track("purchase", &json(order), Now::utc(START + 2))
        .unwrap();
    let known = known(&engine, "a");
    assert_eq!((known.shown, known.clicked, known.redeemed), (1, 0, 0));
}

#[test]
fn what_is_kept_stays_within_its_bounds_and_an_import_is_made_sound() {
    let all: Vec<Value> = (0..200)
        .map(|at| campaign(&format!("{at:040}"), j!({"perShopper": 1})))
        .collect();
    let all = Value::Array(all);
    let mut engine = engine_of(&all, 7);
    for day in 0..200 {
        assert!(come(&mut engine, START + day * DAY).is_some());
    }
    assert_eq!(come(&mut engine, START + 201 * DAY), None, "each once");
    let mut device = Device::default();
    device.save(&mut engine, START + 201 * DAY);
    let bytes = device.profile.unwrap().len();
    assert!(bytes < 20_000, "{bytes}");
    // Years later nothing is left of it.
    home(&mut engine, START + 1_000 * DAY);
    assert!(engine.export().profile.offers.0.is_empty());

    let mut export = engine.export();
    let known = |campaign: &str| Offered {
        campaign: campaign.to_owned(),
        shown: 2,
        clicked: 9,
        at: vec![u64::MAX, 5, 5, START],
        clicked_at: u64::MAX,
        ..Offered::default()
    };
    export.profile.offers.0 = vec![known("a"), known("a"), known(""), known(&"x".repeat(41))];
    export.profile.offers.0.push(Offered {
        order: u64::MAX,
        ..known("b")
    });
    let now = Now::utc(START + 1_000 * DAY);
    let sound = export.into_profile(now).unwrap().offers;
    let [only] = &sound.0[..] else {
        panic!("{sound:?}")
    };
    assert_eq!(
        (only.campaign.as_str(), only.shown, only.clicked),
        ("a", 2, 2)
    );
    assert!(only.at.iter().all(|at| *at <= now.at) && only.at.len() <= 8);
    assert_eq!(only.clicked_at, now.at);
}

#[test]
fn what_was_offered_in_a_visit_is_forgotten_with_it() {
    let all = j!([campaign("a", j!({"code": "TEN"}))]);
    let mut engine = engine_of(&all, 3);
    assert_eq!(come(&mut engine, START).as_deref(), Some("a"));
    engine.offer_taken("a", Now::utc(START + 1));
    assert_eq!(come(&mut engine, START + DAY).as_deref(), Some("a"));
    let order = j!({"transaction_id": "T", "coupon": "TEN", "items": [{"item_id": id(0)}]});
    engine
        .track("purchase", &json(order), Now::utc(START + DAY))
        .unwrap();
    assert!(known(&engine, "a").order > 0);
    let mut forget = |from: u64| {
        let span = json(j!({"from": from, "to": from + HOUR}));
        engine
            .forget_some(&span, Now::utc(START + 2 * DAY))
            .unwrap();
        known(&engine, "a")
    };
    let left = forget(START + DAY);
    assert_eq!((left.at, left.redeemed_at, left.order), (vec![START], 0, 0));
    assert_eq!(
        (left.shown, left.clicked, left.clicked_at),
        (2, 1, START + 1),
        "of the other visit all is known"
    );
    assert_eq!(forget(START), Offered::default());
}

#[test]
fn a_page_that_says_it_over_and_over_changes_nothing_more() {
    let all = j!([campaign("a", j!({}))]);
    let mut engine = engine_of(&all, 3);
    let mut device = Device::default();
    assert_eq!(come(&mut engine, START).as_deref(), Some("a"));
    track(&mut engine, "purchase", &id(4), Now::utc(START));
    let taken = json(j!({"promotion_id": "a"}));
    for again in 0..3_000 {
        engine
            .track("select_promotion", &taken, Now::utc(START + again))
            .unwrap();
    }
    assert!(device.save(&mut engine, START + DAY));
    let mut next = engine_of(&all, 4);
    device.restore(&mut next, START + DAY);
    let items = next.overview().items;
    assert!(items.iter().any(|item| item.item_id == id(4)), "{items:?}");
    assert_eq!(known(&next, "a").clicked, 1);
}
