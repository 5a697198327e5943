//! What is counted under which consent, what is told of it, and what is withheld.

use crate::fixture::*;
use dangol_core::report::{Outcome, Outgoing};
use dangol_core::{Answer, ConsentRequest, Engine, Kind, Now, Query};
use dangol_wire::measure::{Measure, bucket_start, subject};
use dangol_wire::report::{Count, Key, REPORT_BYTES, Report};
use dangol_wire::{Config, Experiment, ReportConfig};

pub fn config() -> Config {
    Config {
        report: ReportConfig {
            url: "/v1/report".to_owned(),
            site: "ring".to_owned(),
            interests: vec!["low".to_owned(), "high".to_owned()],
            epsilon: 0,
        },
        ..Config::default()
    }
}

pub fn answer(engine: &mut Engine, personalize: bool, measure: bool, at: u64) {
    let request = ConsentRequest {
        personalize: Some(personalize),
        measure: Some(measure),
    };
    engine.set_consent(request, Now::utc(at));
}

/// Sends what waits. Returns the reports.
pub fn send(engine: &mut Engine, device: &mut Device, outcome: Outcome, at: u64) -> Vec<Outgoing> {
    let mut sent = Vec::new();
    while let Some(outgoing) = engine.try_report(Now::utc(at)) {
        device.save(engine, at);
        assert!(engine.may_send(&outgoing));
        sent.push(outgoing.clone());
        engine.report_went(outgoing, outcome, Now::utc(at));
        device.save(engine, at);
    }
    sent
}

pub fn read(outgoing: &Outgoing) -> Report {
    Report::decode(&outgoing.bytes()).unwrap()
}

pub fn count_of(report: &Report, key: Key) -> u8 {
    let found = report.counts.iter().find(|count| count.key == key);
    found.map_or(0, |count| count.count)
}

/// A visit with a list, an opening from it, and a purchase of what was opened and of more.
pub fn shop(engine: &mut Engine, at: u64) {
    let now = Now::utc(at);
    home(engine, at);
    engine.count_shown(Kind::Trending, now);
    engine.greeted("first_visit", now);
    engine.count_speed(130, now);
    engine.count_error("bad_model", now);
    engine.clicked(Kind::Trending, &id(3), now);
    look(engine, 3, at);
    track(engine, "add_to_cart", &id(3), now);
    let order = serde_json::json!({
        "transaction_id": "T1", "currency": "GBP",
        "items": [{"item_id": id(3), "price": 1.5, "quantity": 2}, {"item_id": id(8), "price": 10}],
    });
    for _ in 0..2 {
        // A thank-you page that is loaded twice is one order.
        engine.track("purchase", &json(order.clone()), now).unwrap();
    }
    engine.clicked(Kind::Trending, &id(9), now);
}

#[test]
fn a_day_is_told_of_on_the_next_in_one_report_of_declared_counts() {
    let (mut engine, mut device) = (counting(config()), Device::default());
    home(&mut engine, START);
    answer(&mut engine, true, true, START);
    shop(&mut engine, START);
    device.save(&mut engine, START);
    assert_eq!(
        engine.report_in(Now::utc(START)),
        None,
        "the day is not over"
    );

    let mut engine = counting(config());
    device.restore(&mut engine, START + DAY);
    home(&mut engine, START + DAY);
    let wait = engine.report_in(Now::utc(START + DAY)).unwrap();
    assert!(wait < 8_000, "{wait}");
    let later = START + DAY + wait;
    let sent = send(&mut engine, &mut device, Outcome::Taken, later);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].bytes().len(), REPORT_BYTES);
    let report = read(&sent[0]);
    assert_eq!(report.site.as_str(), "ring");
    assert_eq!(u64::from(report.epoch), START / DAY);
    assert_eq!(u64::from(report.hour), (START + DAY) / HOUR);
    assert_ne!(report.id, [0; 16]);
    let key = Key::of;
    let trending = |measure| Key {
        slot: 5,
        ..key(measure)
    };
    let greeted = Key {
        subject: subject("first_visit"),
        ..key(Measure::Greeted)
    };
    for (key, expected) in [
        (key(Measure::Visitors), 1),
        (key(Measure::Orders), 1),
        (trending(Measure::Seen), 1),
        (trending(Measure::Clicked), 2),
        (trending(Measure::Added), 1),
        (trending(Measure::Bought), 2),
        (greeted, 1),
        (
            Key {
                cell: 1,
                ..key(Measure::Errors)
            },
            1,
        ),
        (
            Key {
                subject: 0x0001_0000,
                ..key(Measure::Version)
            },
            1,
        ),
    ] {
        assert_eq!(count_of(&report, key), expected, "{key:?}");
    }
    let cell = |measure: Measure| {
        let found = report
            .counts
            .iter()
            .find(|count| count.key.measure == measure);
        let &Count { key, count } = found.unwrap();
        assert_eq!(count, 1);
        bucket_start(key.cell)..bucket_start(key.cell + 1)
    };
    assert!(cell(Measure::OrderValue).contains(&1300));
    assert!(cell(Measure::BoughtValue).contains(&300));
    assert!(cell(Measure::ShownMs).contains(&130));
    assert_eq!(report.counts.len(), 12);
    let histogram = report.histogram.unwrap();
    assert_eq!(histogram.epsilon.thousandths(), 2000);

    // Once is enough, in whatever tab and however long that day lasts.
    assert_eq!(
        send(&mut engine, &mut device, Outcome::Taken, later + HOUR),
        []
    );
    let mut again = counting(config());
    device.restore(&mut again, later + HOUR);
    home(&mut again, later + HOUR);
    assert_eq!(again.report_in(Now::utc(later + HOUR)), None);
}

#[test]
fn without_either_yes_or_a_collector_nothing_is_counted() {
    let without_address = Config::default();
    for (personalize, measure, config) in [
        (true, false, config()),
        (false, true, config()),
        (false, false, config()),
        (true, true, without_address),
    ] {
        let (mut engine, mut device) = (counting(config), Device::default());
        home(&mut engine, START);
        answer(&mut engine, personalize, measure, START);
        shop(&mut engine, START);
        home(&mut engine, START + DAY);
        device.save(&mut engine, START + DAY);
        assert_eq!(engine.report_in(Now::utc(START + 2 * DAY)), None);
        assert_eq!(engine.try_report(Now::utc(START + 2 * DAY)), None);
        let tally = engine.export().profile.tally;
        assert_eq!(tally, Default::default(), "{personalize} {measure}");
    }
}

#[test]
fn a_pause_and_a_guest_are_not_counted() {
    for pauses in [true, false] {
        let mut engine = counting(config());
        home(&mut engine, START);
        answer(&mut engine, true, true, START);
        let before = engine.export().profile.tally;
        match pauses {
            true => engine.pause(true),
            false => engine.guest(true, Now::utc(START)),
        }
        shop(&mut engine, START);
        if !pauses {
            engine.guest(false, Now::utc(START));
        }
        assert_eq!(engine.export().profile.tally, before);
    }
}

#[test]
fn a_no_to_being_counted_erases_what_was_counted_in_every_tab() {
    let (mut here, mut there) = (counting(config()), counting(config()));
    let mut device = Device::default();
    home(&mut here, START);
    answer(&mut here, true, true, START);
    shop(&mut here, START);
    device.save(&mut here, START);
    home(&mut here, START + DAY);
    device.save(&mut here, START + DAY);
    device.restore(&mut there, START + DAY);
    shop(&mut there, START + DAY);
    let outgoing = there.try_report(Now::utc(START + DAY + HOUR)).unwrap();

    let no = ConsentRequest {
        personalize: None,
        measure: Some(false),
    };
    assert!(!here.set_consent(no, Now::utc(START + DAY + HOUR)));
    assert_eq!(here.export().profile.tally.counted(), 0);
    assert!(device.save(&mut here, START + DAY + HOUR));
    // The other tab learns of it when it saves that it is about to send.
    device.save(&mut there, START + DAY + HOUR);
    assert!(!there.may_send(&outgoing));
    assert_eq!(there.try_report(Now::utc(START + DAY + HOUR)), None);
    shop(&mut there, START + DAY + HOUR);
    device.save(&mut there, START + DAY + HOUR);
    for engine in [&here, &there] {
        let tally = engine.export().profile.tally;
        assert_eq!((tally.counted(), tally.waiting().len()), (0, 0));
        assert!(
            tally.budget_left(Now::utc(START + DAY)) < 100_000,
            "the budget stays spent"
        );
    }
    // A yes again, at once, brings nothing back.
    let yes = ConsentRequest {
        personalize: None,
        measure: Some(true),
    };
    here.set_consent(yes, Now::utc(START + DAY + 2 * HOUR));
    device.save(&mut here, START + DAY + 2 * HOUR);
    assert_eq!(here.export().profile.tally.waiting(), []);
    assert_eq!(here.try_report(Now::utc(START + DAY + 2 * HOUR)), None);
}

#[test]
fn what_is_withheld_is_the_fallback_and_asks_for_the_same_files() {
    let mut config = config();
    config.holdout = 1000;
    let (mut held, mut device) = (counting(config.clone()), Device::default());
    home(&mut held, START);
    answer(&mut held, true, true, START);
    look(&mut held, 0, START);
    home(&mut held, START + HOUR);
    let now = Now::utc(START + HOUR);
    let mut others = counting(self::config());
    home(&mut others, START);
    for kind in Kind::ALL {
        let query = Query::new(kind, 6);
        let answer = held.recommend(&query, now);
        others.recommend(&query, now);
        let of_the_page = matches!(kind, Kind::Related | Kind::BoughtTogether | Kind::Trending);
        assert!(
            of_the_page || answer == Answer::Ready(Vec::new()),
            "{kind:?}"
        );
        assert_eq!(held.take_requests(), others.take_requests(), "{kind:?}");
    }
    assert!(held.withholds_greeting() && !others.withholds_greeting());
    // They are told of in their arm.
    home(&mut held, START + DAY);
    device.save(&mut held, START + DAY);
    let sent = send(&mut held, &mut device, Outcome::Taken, START + DAY + HOUR);
    let visitors = Key {
        arm: 1,
        ..Key::of(Measure::Visitors)
    };
    assert_eq!(count_of(&read(&sent[0]), visitors), 1);
    // Whoever is not counted is not held out, for it would tell nothing.
    let mut uncounted = counting(config);
    answer(&mut uncounted, true, false, START);
    look(&mut uncounted, 0, START);
    home(&mut uncounted, START + HOUR);
    assert!(!list(&mut uncounted, Kind::RecentlyViewed, START + HOUR).is_empty());
}

#[test]
fn an_experiment_withholds_what_it_names() {
    let mut config = config();
    config.experiments = vec![Experiment {
        id: "no-trending".to_owned(),
        share: 1000,
        withhold: vec!["trending".to_owned()],
    }];
    let (mut engine, mut device) = (counting(config), Device::default());
    answer(&mut engine, true, true, START);
    look(&mut engine, 0, START);
    home(&mut engine, START + HOUR);
    assert!(list(&mut engine, Kind::Trending, START + HOUR).is_empty());
    assert!(!list(&mut engine, Kind::RecentlyViewed, START + HOUR).is_empty());
    home(&mut engine, START + DAY);
    device.save(&mut engine, START + DAY);
    let sent = send(&mut engine, &mut device, Outcome::Taken, START + DAY + HOUR);
    let report = read(&sent[0]);
    let arm_of = |subject, arm| Key {
        subject,
        arm,
        ..Key::of(Measure::Visitors)
    };
    assert_eq!(count_of(&report, arm_of(subject("no-trending"), 1)), 1);
    assert_eq!(count_of(&report, arm_of(0, 0)), 1);
}
