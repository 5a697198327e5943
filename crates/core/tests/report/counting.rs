//! What is counted under which consent, what is told of it, and what becomes of reports.

use crate::fixture::*;
use dangol_core::report::{Outcome, Outgoing};
use dangol_core::{Answer, ConsentRequest, Engine, Kind, Language, Now, Query, Setup};
use dangol_wire::measure::{LIFECYCLE, Measure, bucket_start, subject};
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

fn answer(engine: &mut Engine, personalize: bool, measure: bool, at: u64) {
    let request = ConsentRequest {
        personalize: Some(personalize),
        measure: Some(measure),
    };
    engine.set_consent(request, Now::utc(at));
}

/// Sends what waits. Returns the reports.
fn send(engine: &mut Engine, device: &mut Device, outcome: Outcome, at: u64) -> Vec<Outgoing> {
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

fn read(outgoing: &Outgoing) -> Report {
    Report::decode(&outgoing.bytes()).unwrap()
}

fn count_of(report: &Report, key: Key) -> u8 {
    let found = report.counts.iter().find(|count| count.key == key);
    found.map_or(0, |count| count.count)
}

/// A visit with a list, an opening from it, and a purchase of what was opened and of more.
fn shop(engine: &mut Engine, at: u64) {
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
fn days_without_a_network_are_sent_later_each_once() {
    let (mut engine, mut device) = (counting(config()), Device::default());
    answer(&mut engine, true, true, START);
    let mut tries = 0;
    for day in 0..4 {
        let at = START + day * DAY;
        home(&mut engine, at);
        device.save(&mut engine, at);
        tries += send(&mut engine, &mut device, Outcome::Later, at + HOUR).len();
        // Tried just now: not at once again.
        assert_eq!(engine.try_report(Now::utc(at + HOUR)), None);
    }
    assert_eq!(tries, 1 + 2 + 3);
    let at = START + 3 * DAY + 14 * HOUR;
    let epochs: Vec<u64> = send(&mut engine, &mut device, Outcome::Taken, at)
        .iter()
        .map(|outgoing| read(outgoing).epoch.into())
        .collect();
    assert_eq!(epochs, [START / DAY, START / DAY + 1, START / DAY + 2]);
    assert_eq!(engine.report_in(Now::utc(at + 30 * DAY)), None);
    assert_eq!(engine.export().profile.tally.sent().len(), 3);
}

#[test]
fn what_waits_and_what_is_kept_of_it_is_bounded() {
    let (mut engine, mut device) = (counting(config()), Device::default());
    answer(&mut engine, true, true, START);
    for day in 0..40 {
        shop(&mut engine, START + day * DAY);
        for item in 0..90 {
            engine.clicked(
                Kind::ForYou,
                &format!("{item}"),
                Now::utc(START + day * DAY),
            );
            engine.greeted(&format!("moment-{item}"), Now::utc(START + day * DAY));
            engine.count_speed(1 << (item % 20), Now::utc(START + day * DAY));
        }
        device.save(&mut engine, START + day * DAY);
    }
    let tally = engine.export().profile.tally;
    assert_eq!((tally.waiting().len(), tally.counted()), (7, 104));
    assert!(postcard_bytes(&device) < 40_000);
    for waiting in tally.waiting() {
        assert!(Report::decode(&waiting.bytes()).is_ok());
    }
    // What is a month old is given up.
    home(&mut engine, START + 80 * DAY);
    device.save(&mut engine, START + 80 * DAY);
    assert_eq!(engine.export().profile.tally.waiting(), []);
}

fn postcard_bytes(device: &Device) -> usize {
    device.profile.as_ref().unwrap().len()
}

#[test]
fn a_report_that_is_refused_is_not_sent_again() {
    for status in [400, 403, 409, 413] {
        assert_eq!(Outcome::of_status(status), Outcome::Refused);
    }
    for status in [0, 301, 408, 429, 500, 503] {
        assert_eq!(Outcome::of_status(status), Outcome::Later);
    }
    assert_eq!(Outcome::of_status(204), Outcome::Taken);
    let (mut engine, mut device) = (counting(config()), Device::default());
    answer(&mut engine, true, true, START);
    home(&mut engine, START);
    home(&mut engine, START + DAY);
    device.save(&mut engine, START + DAY);
    assert_eq!(
        send(
            &mut engine,
            &mut device,
            Outcome::Refused,
            START + DAY + HOUR
        )
        .len(),
        1
    );
    assert_eq!(engine.report_in(Now::utc(START + 20 * DAY)), None);
    assert_eq!(engine.export().profile.tally.sent(), []);
}

#[test]
fn of_two_tabs_one_makes_the_report_and_one_sends_it() {
    let (mut here, mut device) = (counting(config()), Device::default());
    answer(&mut here, true, true, START);
    home(&mut here, START);
    device.save(&mut here, START);
    let mut there = counting(config());
    device.restore(&mut there, START + DAY);
    // Both see the new day before either has saved.
    home(&mut here, START + DAY);
    home(&mut there, START + DAY);
    device.save(&mut here, START + DAY);
    device.save(&mut there, START + DAY);
    device.restore(&mut here, START + DAY);
    let at = START + DAY + HOUR;
    let (mine, theirs) = (
        here.try_report(Now::utc(at)).unwrap(),
        there.try_report(Now::utc(at)).unwrap(),
    );
    assert_eq!(read(&mine), read(&theirs), "the later tab's own is dropped");
    device.save(&mut here, at);
    assert!(here.may_send(&mine));
    device.save(&mut there, at);
    assert!(!there.may_send(&theirs), "another tab is at it");
}

#[test]
fn the_budget_of_a_year_is_never_overdrawn_and_comes_back() {
    let (mut engine, mut device) = (counting(config()), Device::default());
    // 2023-11-14 and a year and a half on.
    answer(&mut engine, true, true, START);
    let (mut by_year, mut interests) = (std::collections::BTreeMap::new(), 0);
    for day in 0..500 {
        let at = START + day * DAY;
        home(&mut engine, at);
        device.save(&mut engine, at);
        for outgoing in send(&mut engine, &mut device, Outcome::Taken, at + HOUR) {
            let year = Now::utc(at).date().0;
            if let Some(histogram) = read(&outgoing).histogram {
                *by_year.entry(year).or_insert(0) += u32::from(histogram.epsilon.thousandths());
                interests += u32::from(histogram.measure == Measure::Interest);
            }
        }
    }
    let spent: Vec<u32> = by_year.values().copied().collect();
    // The rest of 2023 has 47 reports, the other years enough to spend all.
    assert_eq!(spent, [94_000, 100_000, 100_000]);
    assert!(
        (45..=102).contains(&interests),
        "{interests} of 147 about the interest"
    );
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

#[test]
fn without_random_bits_no_report_is_made() {
    let mut engine = Engine::new(Setup {
        config: config(),
        random: Some(|_| false),
        ..Setup::new(Language::En, 7)
    });
    answer(&mut engine, true, true, START);
    home(&mut engine, START);
    home(&mut engine, START + DAY);
    assert_eq!(engine.report_in(Now::utc(START + DAY)), None);
}

#[test]
fn a_clock_that_was_ahead_does_not_end_the_counting() {
    let (mut engine, mut device) = (counting(config()), Device::default());
    answer(&mut engine, true, true, START + 400 * DAY);
    home(&mut engine, START + 400 * DAY);
    home(&mut engine, START + 401 * DAY);
    device.save(&mut engine, START + 401 * DAY);
    let mut engine = counting(config());
    for day in 0..3 {
        device.restore(&mut engine, START + day * DAY);
        home(&mut engine, START + day * DAY);
        device.save(&mut engine, START + day * DAY);
    }
    let epochs: Vec<u64> = send(
        &mut engine,
        &mut device,
        Outcome::Taken,
        START + 2 * DAY + HOUR,
    )
    .iter()
    .map(|outgoing| read(outgoing).epoch.into())
    .collect();
    assert!(epochs.contains(&(START / DAY + 1)), "{epochs:?}");
}

/// The whole report, made by the whole engine: of two devices whose histograms lie in
/// different cells no report is told apart by anything but the noised answer, and that one
/// stays under e^ε.
#[test]
fn whole_reports_of_neighbours_stay_under_e_to_the_epsilon() {
    let device_of = |bought: u64| {
        let mut engine = counting(config());
        answer(&mut engine, true, true, START);
        for order in 0..bought {
            let at = START - (order + 2) * DAY;
            track(&mut engine, "purchase", &id(3), Now::utc(at));
        }
        engine
    };
    let (one, other) = (device_of(1), device_of(2));
    let tell = |engine: &Engine| {
        let mut device = Device::default();
        let mut source = counting(config());
        answer(&mut source, true, true, START);
        source
            .take_over(
                &engine.export().into_bytes(Now::utc(START)).unwrap(),
                Now::utc(START),
            )
            .unwrap();
        home(&mut source, START);
        home(&mut source, START + DAY);
        device.save(&mut source, START + DAY);
        let mut report = read(&source.try_report(Now::utc(START + DAY + HOUR)).unwrap());
        let histogram = report.histogram.take().unwrap();
        report.id = [0; 16];
        (report, histogram)
    };
    let (mut counts, mut asked, runs) = ([[0_f64; LIFECYCLE.len()]; 2], [0_u32; 2], 4_000);
    let plain = tell(&one).0;
    for run in 0..2 * runs {
        let of = run % 2;
        let (report, histogram) = tell([&one, &other][of]);
        assert_eq!(report, plain, "nothing else differs");
        if histogram.measure == Measure::Lifecycle {
            asked[of] += 1;
            let told = (0..LIFECYCLE.len())
                .find(|cell| histogram.has(*cell as u16))
                .unwrap();
            counts[of][told] += 1.0;
        }
    }
    // Which histogram is answered does not depend on the device.
    assert!(asked[0].abs_diff(asked[1]) < 300, "{asked:?}");
    for (&here, &there) in counts[0].iter().zip(&counts[1]) {
        let ratio = ((here / f64::from(asked[0])) / (there / f64::from(asked[1])))
            .ln()
            .abs();
        // 4.5 standard deviations of the log ratio.
        let deviation = 4.5 * (1.0 / here + 1.0 / there).sqrt();
        assert!(ratio - deviation <= 2.0, "{here} {there}");
    }
    let seen = ((counts[0][2] / f64::from(asked[0])) / (counts[1][2] / f64::from(asked[1]))).ln();
    assert!(seen > 1.6, "the audit sees the difference: {seen}");
}
