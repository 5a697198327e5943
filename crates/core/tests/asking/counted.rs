//! What of the answers is counted, under which grant, and what is told of facts.

use super::*;
use dangol_core::{ConsentRequest, Kind};
use dangol_wire::measure::{FRESHNESS, Measure, noised_questions, subject};
use dangol_wire::report::{Histogram, Key, Report};
use dangol_wire::{Config, ReportConfig};

fn config() -> Config {
    Config {
        report: ReportConfig {
            url: "/v1/report".to_owned(),
            site: "ring".to_owned(),
            ..ReportConfig::default()
        },
        ..Config::default()
    }
}

fn answer(engine: &mut Engine, measure: bool, at: u64) {
    let request = ConsentRequest {
        personalize: Some(true),
        measure: Some(measure),
    };
    engine.set_consent(request, Now::utc(at));
}

/// The report that is made on the next day of what was counted on this one.
fn told(engine: &mut Engine, at: u64) -> Option<Report> {
    home(engine, at + DAY);
    let outgoing = engine.try_report(Now::utc(at + DAY + HOUR))?;
    Some(Report::decode(&outgoing.bytes()).unwrap())
}

fn count_of(report: &Report, key: Key) -> u8 {
    let found = report.counts.iter().find(|count| count.key == key);
    found.map_or(0, |count| count.count)
}

/// Somebody who may be asked how satisfied they are, on this day.
fn ready(measure: bool, at: u64) -> Engine {
    let mut engine = counting(config());
    home(&mut engine, at - 6 * DAY);
    agree(&mut engine, at - 6 * DAY);
    buy(&mut engine, 3, at - 6 * DAY);
    home(&mut engine, at);
    answer(&mut engine, measure, at);
    engine
}

#[test]
fn satisfaction_is_counted_once_a_day_and_only_under_the_grant() {
    let at = START + 10 * DAY;
    for (measure, expected) in [(true, 1), (false, 0)] {
        let mut engine = ready(measure, at);
        let question = engine.ask(Now::utc(at)).unwrap();
        assert_eq!(
            question.note.contains("counted"),
            measure,
            "{}",
            question.note
        );
        reply(&mut engine, Reply::Stars(4), at);
        let posed = engine.export().profile.questions.posed;
        assert_eq!(posed[0].stars, 4, "kept on the device either way");
        let report = told(&mut engine, at);
        let key = Key {
            cell: 3,
            ..Key::of(Measure::Satisfaction)
        };
        assert_eq!(report.is_some(), measure);
        let counted = report.map_or(0, |report| count_of(&report, key));
        assert_eq!(counted, expected);
    }
}

#[test]
fn of_two_tabs_answers_one_is_counted() {
    let at = START + 10 * DAY;
    let mut first = ready(true, at);
    let mut device = Device::default();
    device.save(&mut first, at);
    let mut tabs = [1, 2].map(|_| {
        let mut engine = counting(config());
        device.restore(&mut engine, at);
        home(&mut engine, at);
        assert!(engine.ask(Now::utc(at)).is_some());
        engine
    });
    for (tab, stars) in tabs.iter_mut().zip([5, 1]) {
        reply(tab, Reply::Stars(stars), at + 1);
    }
    for tab in &mut tabs {
        device.save(tab, at + 2);
    }
    let mut later = counting(config());
    device.restore(&mut later, at + DAY);
    let report = told(&mut later, at).unwrap();
    let of_satisfaction =
        |count: &&dangol_wire::report::Count| count.key.measure == Measure::Satisfaction;
    let counts: Vec<_> = report.counts.iter().filter(of_satisfaction).collect();
    assert_eq!(counts.len(), 1, "{counts:?}");
    assert_eq!((counts[0].key.cell, counts[0].count), (4, 1));
}

#[test]
fn a_greeting_that_is_followed_is_counted_by_its_moment() {
    let at = START + 10 * DAY;
    let mut engine = ready(true, at);
    engine.followed("incident", Now::utc(at));
    engine.followed("incident", Now::utc(at));
    let key = Key {
        subject: subject("incident"),
        ..Key::of(Measure::Followed)
    };
    assert_eq!(count_of(&told(&mut engine, at).unwrap(), key), 2);
    let mut silent = ready(false, at);
    silent.followed("incident", Now::utc(at));
    assert_eq!(told(&mut silent, at), None);
}

/// The answer's cell where it is told without much noise: ε = 4 of four cells.
fn cells(engine: &Engine, at: u64) -> [u32; FRESHNESS.len()] {
    let mut cells = [0; FRESHNESS.len()];
    let bytes = engine.export().into_bytes(Now::utc(at)).unwrap();
    for _ in 0..600 {
        let mut config = config();
        config.report.epsilon = 4000;
        let mut engine = counting(config);
        home(&mut engine, at);
        answer(&mut engine, true, at);
        engine.take_over(&bytes, Now::utc(at)).unwrap();
        let report = told(&mut engine, at).unwrap();
        let Some(histogram) = report.histogram else {
            continue;
        };
        if histogram.measure == Measure::Freshness {
            assert_eq!(usize::from(histogram.cells), FRESHNESS.len());
            let told = |histogram: &Histogram| (0..4).find(|cell| histogram.has(*cell));
            cells[usize::from(told(&histogram).unwrap())] += 1;
        }
    }
    cells
}

#[test]
fn how_fresh_facts_are_is_told_with_noise() {
    let at = START + 400 * DAY;
    let likes = |engine: &mut Engine, at| state(engine, j!({"likes": ["tea"]}), at);
    let name = |engine: &mut Engine, at| state(engine, j!({"name": "Mina"}), at);
    let birthday = |engine: &mut Engine, at| state(engine, j!({"birthday": "--05-13"}), at);
    for expected in FRESHNESS {
        let mut engine = shopper();
        match expected {
            "none" => {}
            "fresh" => {
                birthday(&mut engine, START);
                likes(&mut engine, at - DAY);
            }
            "some_stale" => {
                name(&mut engine, START);
                likes(&mut engine, START);
            }
            _ => likes(&mut engine, START),
        }
        home(&mut engine, at);
        let cells = cells(&engine, at);
        let asked: u32 = cells.iter().sum();
        // Half of the reports answer this one; of 600, six deviations around 300.
        assert!((226..=374).contains(&asked), "{asked}");
        let most = (0..cells.len()).max_by_key(|cell| cells[*cell]).unwrap();
        assert_eq!(FRESHNESS[most], expected, "{cells:?}");
        assert!(cells[most] * 10 > asked * 8, "{cells:?}");
        assert!(cells[most] < asked, "some noise: {cells:?}");
    }
}

#[test]
fn as_many_questions_are_told_with_noise_as_the_collector_reckons_with() {
    for (interests, expected) in [(vec![], 2), (vec!["low".to_owned()], 3)] {
        let mut config = config();
        config.report.interests = interests;
        let has_interests = !config.report.interests.is_empty();
        assert_eq!(noised_questions(has_interests), expected);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..200 {
            let mut engine = counting(config.clone());
            home(&mut engine, START);
            answer(&mut engine, true, START);
            let report = told(&mut engine, START).unwrap();
            seen.extend(report.histogram.map(|histogram| histogram.measure));
        }
        assert_eq!(seen.len() as u32, expected, "{seen:?}");
    }
}

#[test]
fn a_holdout_is_not_asked() {
    let at = START + 10 * DAY;
    let mut config = config();
    config.holdout = 1000;
    let mut engine = counting(config);
    home(&mut engine, at - 6 * DAY);
    answer(&mut engine, true, at - 6 * DAY);
    buy(&mut engine, 3, at - 6 * DAY);
    assert_eq!(kind(&mut engine, at), "");
    engine.count_shown(Kind::Trending, Now::utc(at));
    assert!(told(&mut engine, at).is_some());
}
