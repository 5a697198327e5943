//! Dates, times of day, and what was done within them.

use super::{all, apply};
use dangol_core::profile::{Action, Deed, KeptCard};
use dangol_core::rules::{Budget, Rule, Situation};
use dangol_core::{Node, Now, Profile};
use serde_json::json;

/// Thursday, 26 November 2026, 23:30 in Seoul.
const NOW: Now = Now {
    at: 1_795_703_400_000,
    offset_minutes: 540,
};

#[test]
fn dates_have_a_distance_from_the_shoppers_today() {
    let data = json!({"born": "1990-11-30", "wedding": "--05-13", "none": null});
    all(
        &data,
        NOW,
        &[
            (json!({"days_since": "2026-11-26"}), json!(0)),
            (json!({"days_since": "2026-11-25"}), json!(1)),
            (json!({"days_since": ["2026-11-28"]}), json!(-2)),
            (json!({"days_until": "2026-12-25"}), json!(29)),
            (json!({"days_until": "--11-26"}), json!(0)),
            (json!({"days_until": "11-25"}), json!(364)),
            (json!({"days_since": "--11-27"}), json!(364)),
            (json!({"days_until": {"var": "wedding"}}), json!(168)),
            (
                json!({"days_until": {"substr": [{"var": "born"}, 5]}}),
                json!(4),
            ),
            // There is none in 2027: it is the 1st of March.
            (json!({"days_until": "02-29"}), json!(95)),
            (json!({"days_until": {"var": "none"}}), json!(null)),
            (json!({"days_since": {"var": "nothing"}}), json!(null)),
        ],
    );
}

#[test]
fn windows_go_over_midnight_and_over_the_years_end() {
    all(
        &json!({}),
        NOW,
        &[
            (json!({"date_between": ["11-26", "11-26"]}), json!(true)),
            (json!({"date_between": ["11-01", "11-25"]}), json!(false)),
            (json!({"date_between": ["12-01", "11-26"]}), json!(true)),
            (json!({"date_between": ["11-27", "01-06"]}), json!(false)),
            (json!({"date_between": ["11-20", "01-06"]}), json!(true)),
            (json!({"time_between": ["23:30", "23:31"]}), json!(true)),
            (json!({"time_between": ["22:00", "23:30"]}), json!(false)),
            (json!({"time_between": ["22:00", "24:00"]}), json!(true)),
            (json!({"time_between": ["22:00", "06:00"]}), json!(true)),
            (json!({"time_between": ["06:00", "22:00"]}), json!(false)),
            (
                json!({"time_between": [{"var": "x"}, "22:00"]}),
                json!(null),
            ),
        ],
    );
}

#[test]
fn what_is_written_out_and_is_no_date_is_refused() {
    for rule in [
        json!({"days_since": "yesterday"}),
        json!({"days_until": "2027-02-29"}),
        json!({"days_until": 20270513}),
        json!({"date_between": ["2026-12-01", "12-24"]}),
        json!({"date_between": ["12-1", "12-24"]}),
        json!({"time_between": ["9:00", "10:00"]}),
        json!({"time_between": ["09:00", "24:01"]}),
    ] {
        let error = apply(&rule, &json!({}), NOW).map_err(|error| error.to_string());
        assert!(
            error.is_err_and(|error| error.contains("must be a date")),
            "{rule}"
        );
    }
}

#[test]
fn deeds_are_counted_by_what_and_when() {
    let day = 86_400_000;
    let mut profile = Profile::default();
    for (item, category, brand) in [
        ("m1", "Kitchen", "Bee"),
        ("m2", "Kitchen", ""),
        ("t", "Toys", "Bee"),
    ] {
        let card = KeptCard {
            category: category.into(),
            brand: brand.into(),
            ..KeptCard::default()
        };
        profile.shelf.cards.insert(item, card);
    }
    for (deed, item, days) in [
        (Deed::Bought, "m1", 40),
        (Deed::Viewed, "m1", 30),
        (Deed::Viewed, "m2", 29),
        (Deed::Viewed, "t", 3),
        (Deed::Viewed, "unknown", 1),
        (Deed::Viewed, "m1", 0),
    ] {
        profile.actions.push(Action {
            deed,
            item: item.into(),
            at: NOW.at - days * day,
            quantity: 1,
            order: 0,
            gift: false,
        });
    }
    let data = json!({"page": {"category": "Toys"}, "many": ["m1", "t"]});
    let here = Situation::new(Node::of_json(&data), NOW).with_history(&profile);
    for (rule, expected) in [
        (json!({"count": "viewed"}), json!(5)),
        (
            json!({"count": ["viewed", {"category": "Kitchen"}]}),
            json!(3),
        ),
        // Today is the first of 30 days.
        (
            json!({"count": ["viewed", {"category": "Kitchen"}, 30]}),
            json!(2),
        ),
        (json!({"count": ["viewed", {}, 1]}), json!(1)),
        (json!({"count": ["viewed", null, 0]}), json!(0)),
        (
            json!({"count": ["viewed", {"category": "Kitchen", "brand": "Bee"}]}),
            json!(2),
        ),
        (
            json!({"count": ["viewed", {"category": {"var": "page.category"}}]}),
            json!(1),
        ),
        (
            json!({"count": ["viewed", {"item": {"var": "many"}}]}),
            json!(3),
        ),
        (
            json!({"count": ["viewed", {"item": ["m2", "t"]}]}),
            json!(2),
        ),
        (
            json!({"count": ["viewed", {"category": {"var": "nothing"}}]}),
            json!(0),
        ),
        (json!({"count": [{"cat": ["bou", "ght"]}]}), json!(1)),
        (json!({"count": "rated"}), json!(0)),
        (json!({"days_since_last": "bought"}), json!(40)),
        (
            json!({"days_since_last": ["viewed", {"category": "Toys"}]}),
            json!(3),
        ),
        (
            json!({"days_since_last": ["bought", {"category": "Toys"}]}),
            json!(null),
        ),
    ] {
        let rule = Rule::parse(&Node::of_json(&rule)).unwrap();
        let found = rule.value(&here, &mut Budget::default());
        assert_eq!(found, Ok(Node::of_json(&expected)), "{rule:?}");
    }
}
