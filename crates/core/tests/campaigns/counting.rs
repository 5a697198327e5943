//! What is counted of campaigns under the yes to that, and from whom they are withheld.

use super::*;
use dangol_core::report::Outgoing;
use dangol_core::{ConsentRequest, Kind};
use dangol_wire::chance::{CHANCES, chance_cell};
use dangol_wire::measure::{Measure, SLOTS, subject};
use dangol_wire::report::{Key, Report};
use dangol_wire::{Config, Experiment, ReportConfig};

fn counting_of(campaigns: &Value, config: Config, seed: u32) -> Engine {
    let mut engine = Engine::new(Setup {
        entry: Some(entry()),
        campaigns: json(campaigns.clone()),
        config: Config {
            report: ReportConfig {
                url: "/v1/report".into(),
                site: "ring".into(),
                ..Default::default()
            },
            ..config
        },
        random: Some(|bytes| {
            bytes.fill(7);
            true
        }),
        ..Setup::new(Language::En, seed)
    });
    let yes = ConsentRequest {
        personalize: Some(true),
        measure: Some(true),
    };
    engine.set_consent(yes, Now::utc(START));
    engine
}

/// The report of a day, made on the next.
fn report(engine: &mut Engine, when: u64) -> Report {
    home(engine, when + DAY);
    let sent: Outgoing = engine.try_report(Now::utc(when + DAY + HOUR)).unwrap();
    Report::decode(&sent.bytes()).unwrap()
}

fn count(report: &Report, measure: Measure, of: &str, more: impl Fn(&mut Key)) -> u8 {
    let mut key = Key {
        subject: subject(of),
        ..Key::of(measure)
    };
    if measure.declared().by_slot {
        key.slot = SLOTS.iter().position(|slot| *slot == "offer").unwrap() as u8;
    }
    more(&mut key);
    let found = report.counts.iter().find(|count| count.key == key);
    found.map_or(0, |count| count.count)
}

#[test]
fn less_of_a_campaign_is_counted_where_that_was_agreed_to() {
    let all = j!([campaign("a", j!({})), campaign("b", j!({"place": "side"}))]);
    let mut engine = counting_of(&all, Config::default(), 7);
    home(&mut engine, START);
    for (place, id) in [("top", "a"), ("side", "b")] {
        assert_eq!(at(&mut engine, place, START).unwrap().id, id);
    }
    engine.less_of_offer("a", Now::utc(START + 1));
    // What the configuration does not know has no name in the figures.
    engine.less_of_offer("c", Now::utc(START + 1));
    assert!(at(&mut engine, "top", START + 2).is_none());
    // Whoever takes it back on the privacy page, or stops it there, is not counted for it.
    engine.stop_offer("a", false);
    engine.stop_offer("b", true);
    let report = report(&mut engine, START);
    let of = |id| count(&report, Measure::LessOffer, id, |_| {});
    assert_eq!(["a", "b", "c"].map(of), [1, 0, 0]);

    let mut engine = engine_of(&all, 7);
    assert_eq!(come(&mut engine, START).as_deref(), Some("a"));
    engine.less_of_offer("a", Now::utc(START + 1));
    assert_eq!(come(&mut engine, START + 2), None);
    assert!(engine.try_report(Now::utc(START + DAY + HOUR)).is_none());
}

#[test]
fn a_campaign_is_counted_from_seen_to_redeemed() {
    let all = j!([campaign(
        "a",
        j!({"code": "TEN", "about": {"category": "low"}})
    )]);
    let mut engine = counting_of(&all, Config::default(), 7);
    home(&mut engine, START);
    for _ in 0..3 {
        // Shown on three pages of one visit: seen once.
        assert!(at(&mut engine, "top", START).is_some());
    }
    engine.offer_taken("a", Now::utc(START + 1));
    engine.offer_taken("a", Now::utc(START + 2));
    look(&mut engine, 2, START + 3);
    look(&mut engine, 8, START + 3);
    track(&mut engine, "add_to_cart", &id(2), Now::utc(START + 4));
    // Item 8 is not what the campaign is about; item 3 was opened from a list later.
    engine.clicked(Kind::Trending, &id(3), Now::utc(START + 4));
    let order = j!({"transaction_id": "T1", "coupon": "TEN", "currency": "GBP", "items": [
        {"item_id": id(2), "price": 2, "quantity": 3}, {"item_id": id(8), "price": 1},
        {"item_id": id(3), "price": 1}]});
    engine
        .track("purchase", &json(order), Now::utc(START + 5))
        .unwrap();
    let report = report(&mut engine, START);
    let of = |measure| count(&report, measure, "a", |_| {});
    assert_eq!(
        [Measure::Seen, Measure::Clicked, Measure::Redeemed].map(of),
        [1, 1, 1]
    );
    assert_eq!([Measure::Added, Measure::Bought].map(of), [1, 3]);
    let cell = dangol_wire::measure::bucket(600, 96);
    assert_eq!(
        count(&report, Measure::BoughtValue, "a", |key| key.cell = cell),
        1
    );
    // There was no other to choose: it is certain.
    let sure = chance_cell(65);
    for cell in [sure, CHANCES + sure] {
        assert_eq!(
            count(&report, Measure::Chance, "a", |key| key.cell = cell),
            1
        );
    }
    let of_list = Key {
        slot: 5,
        ..Key::of(Measure::Bought)
    };
    assert!(
        report
            .counts
            .iter()
            .any(|count| count.key == of_list && count.count == 1)
    );
}

#[test]
fn a_page_that_draws_by_itself_says_so_in_ga4s_words() {
    let all = j!([campaign("a", j!({}))]);
    for told in [
        j!({"event": "select_promotion", "ecommerce": {"items": [{"promotion_id": "a"}]}}),
        j!({"event": "select_promotion", "promotion_id": "a"}),
    ] {
        let mut engine = engine_of(&all, 7);
        come(&mut engine, START);
        engine.push(&json(told), Now::utc(START + 1)).unwrap();
        assert_eq!(known(&engine, "a").clicked, 1);
    }
    let mut engine = engine_of(&all, 7);
    let other = json(j!({"promotion_id": "a"}));
    engine
        .track("select_promotion", &other, Now::utc(START))
        .unwrap();
    assert_eq!(known(&engine, "a").clicked, 0, "it was not shown");
}

#[test]
fn nothing_is_counted_without_the_yes_to_that() {
    let all = j!([campaign("a", j!({"holdout": 1000}))]);
    let mut engine = engine_of(&all, 7);
    // Who is not counted is held out of nothing: nobody would learn of it.
    assert_eq!(come(&mut engine, START).as_deref(), Some("a"));
    engine.offer_taken("a", Now::utc(START + 1));
    assert_eq!(engine.export().profile.tally, Default::default());
}

#[test]
fn a_fixed_share_is_held_out_for_good_and_is_counted_by_its_arm() {
    let all = j!([
        campaign("a", j!({"holdout": 250})),
        campaign("b", j!({"holdout": 250, "place": "side"}))
    ]);
    let (mut held, mut both) = (0u32, 0u32);
    for number in 0..1_200u32 {
        let mut engine = counting_of(&all, Config::default(), number.wrapping_mul(0x9e37_79b1));
        let is_shown = come(&mut engine, START).is_some();
        let is_b = at(&mut engine, "side", START).is_some();
        track(&mut engine, "purchase", &id(1), Now::utc(START));
        for day in 1..4 {
            assert_eq!(come(&mut engine, START + day * DAY).is_some(), is_shown);
        }
        held += u32::from(!is_shown);
        both += u32::from(!is_shown && !is_b);
        if number % 100 == 0 {
            // The first day's comes first of those that wait.
            let report = report(&mut engine, START + 3 * DAY);
            let arm = u8::from(!is_shown);
            for measure in [Measure::Visitors, Measure::Orders] {
                assert_eq!(count(&report, measure, "a", |key| key.arm = arm), 1);
                assert_eq!(count(&report, measure, "a", |key| key.arm = 1 - arm), 0);
            }
        }
    }
    // Five standard deviations of 300, and of 75 if the two are independent.
    assert!(held.abs_diff(300) < 75, "{held}");
    assert!(both.abs_diff(75) < 42, "{both}");
}

#[test]
fn the_holdout_of_everything_personal_and_experiments_withhold_offers() {
    let all = j!([campaign("a", j!({}))]);
    let experiment = |withhold: &[&str]| Config {
        experiments: vec![Experiment {
            id: "x".into(),
            share: 1000,
            withhold: withhold.iter().map(|name| (*name).to_owned()).collect(),
        }],
        ..Config::default()
    };
    let everything = Config {
        holdout: 1000,
        ..Config::default()
    };
    for (config, is_shown) in [
        (everything, false),
        (experiment(&["offer"]), false),
        (experiment(&[]), false),
        (experiment(&["greeting"]), true),
    ] {
        let mut engine = counting_of(&all, config, 7);
        assert_eq!(come(&mut engine, START).is_some(), is_shown);
    }
}

#[test]
fn propensities_are_those_of_the_choice() {
    // Three alike: each is chosen about a third of the time, and says so.
    let all = j!([
        campaign("a", j!({})),
        campaign("b", j!({})),
        campaign("c", j!({}))
    ]);
    let mut sum = 0;
    for seed in 0..200u32 {
        let mut engine = counting_of(&all, Config::default(), seed.wrapping_mul(0x9e37_79b1));
        let found = come(&mut engine, START).unwrap();
        let won = known(&engine, &found).chance;
        assert!((1..=65).contains(&won));
        sum += u32::from(won);
    }
    let mean = f64::from(sum) / 200.0 / 65.0;
    assert!((0.31..0.37).contains(&mean), "{mean}");
}

#[test]
fn with_what_chance_it_was_chosen_is_kept_only_under_the_yes_to_being_counted() {
    let all = j!([campaign("a", j!({}))]);
    let mut engine = engine_of(&all, 3);
    assert_eq!(come(&mut engine, START).as_deref(), Some("a"));
    assert_eq!(known(&engine, "a").chance, 0);
    let mut counted = counting_of(&all, Config::default(), 3);
    assert_eq!(come(&mut counted, START).as_deref(), Some("a"));
    assert!(known(&counted, "a").chance > 0);
    let no = ConsentRequest {
        personalize: None,
        measure: Some(false),
    };
    counted.set_consent(no, Now::utc(START + 1));
    assert_eq!(known(&counted, "a").chance, 0);
}
