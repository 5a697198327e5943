//! What becomes of reports: the queue, the budget, several tabs, and what nobody learns.

use crate::counting::*;
use crate::fixture::*;
use dangol_core::report::Outcome;
use dangol_core::{Engine, Kind, Language, Now, Setup};
use dangol_wire::measure::{LIFECYCLE, Measure};
use dangol_wire::report::Report;

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
        (20..=78).contains(&interests),
        "{interests} of 147 about the interest"
    );
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
