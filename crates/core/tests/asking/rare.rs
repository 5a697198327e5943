//! Over simulated years, whatever is answered: each kind keeps to its cool-down and its limit,
//! a visit has one question, a refusal gives peace, and a no for good is one.

use super::*;
use dangol_core::profile::{Asks, Posed, limits};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Deed {
    Nothing,
    Buy(usize),
    Like(u8),
    Late,
    Arrived,
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => Just(Deed::Nothing),
        4 => (0..ITEMS).prop_map(Deed::Buy),
        2 => (0u8..4).prop_map(Deed::Like),
        1 => Just(Deed::Late),
        1 => Just(Deed::Arrived),
    ]
}

fn replies() -> impl Strategy<Value = Option<Reply>> {
    prop_oneof![
        4 => Just(None),
        8 => (1u8..=5).prop_map(|stars| Some(Reply::Stars(stars))),
        3 => Just(Some(Reply::Holds)),
        2 => Just(Some(Reply::TakenBack)),
        2 => Just(Some(Reply::Later)),
        1 => Just(Some(Reply::Stop)),
    ]
}

/// A visit: hours since the last, what is done, what is said to a question.
type Visit = (u64, Deed, Option<Reply>);

fn visits() -> impl Strategy<Value = Vec<Visit>> {
    proptest::collection::vec((1u64..400, deeds(), replies()), 60..120)
}

/// What was asked: on which visit, when, and what was said.
#[derive(Debug, Clone, PartialEq)]
struct Heard {
    visit: u32,
    at: u64,
    kind: &'static str,
    about: Option<String>,
    reply: Option<Reply>,
}

fn play(visits: &[Visit]) -> (Vec<Heard>, Vec<Posed>) {
    let mut engine = engine_of(often(), Language::En);
    let mut device = Device::default();
    home(&mut engine, START);
    agree(&mut engine, START);
    let (mut at, mut heard) = (START, Vec::new());
    for (visit, (hours, deed, said)) in visits.iter().enumerate() {
        at += hours * HOUR;
        home(&mut engine, at);
        match deed {
            Deed::Nothing => {}
            Deed::Buy(item) => buy(&mut engine, *item, at),
            Deed::Like(which) => state(&mut engine, j!({"likes": [format!("{which}")]}), at),
            Deed::Late => {
                let late = json(j!({"id": format!("{at}"), "what": "late."}));
                engine
                    .track("dangol_incident", &late, Now::utc(at))
                    .unwrap();
            }
            Deed::Arrived => {
                let over = json(j!({"over": true}));
                engine
                    .track("dangol_incident", &over, Now::utc(at))
                    .unwrap();
            }
        }
        // Three pages: the question goes on until something is said to it.
        let mut shown = Vec::new();
        for page in 0..3 {
            let now = at + page * 60_000;
            if let Some(question) = asked(&mut engine, now) {
                shown.push((question, now));
            }
            if page == 1
                && let (Some(said), Some((question, _))) = (said, shown.last())
                && engine.reply(*said, Now::utc(now)).is_ok()
            {
                heard.push(Heard {
                    visit: visit as u32,
                    at,
                    kind: question.asks.name(),
                    about: question.item_id.clone(),
                    reply: Some(*said),
                });
                assert_eq!(asked(&mut engine, now + 1), None, "one a visit");
            }
        }
        if let (Some((first, _)), false) = (
            shown.first(),
            heard.last().is_some_and(|last| last.at == at),
        ) {
            heard.push(Heard {
                visit: visit as u32,
                at,
                kind: first.asks.name(),
                about: first.item_id.clone(),
                reply: None,
            });
        }
        let mut kinds: Vec<_> = shown.iter().map(|(question, _)| question).collect();
        kinds.dedup();
        assert!(kinds.len() <= 1, "{kinds:?}");
        device.save(&mut engine, at + 200_000);
        engine = engine_of(often(), Language::En);
        device.restore(&mut engine, at + 200_000);
    }
    (heard, engine.export().profile.questions.posed)
}

/// So often that the fixed limits are seen, too.
fn often() -> Value {
    j!({
        "satisfaction": {"coolDownDays": 20, "perQuarter": 2},
        "rating": {"coolDownDays": 0, "perQuarter": 6},
        "fact": {"coolDownDays": 40, "perQuarter": 2}})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn questions_stay_rare_whatever_is_answered(visits in visits()) {
        let (heard, posed) = play(&visits);
        for (place, one) in heard.iter().enumerate() {
            let before = &heard[..place];
            let (cool_down, per_quarter) = match one.kind {
                "satisfaction" => (20, 2),
                "rating" => (0, 6),
                _ => (40, 2),
            };
            let mut quarter = 0;
            for other in before {
                let gap = one.at - other.at;
                prop_assert!(one.visit > other.visit);
                prop_assert!(gap >= limits::BETWEEN_ASKING, "{other:?} {one:?}");
                if other.reply == Some(Reply::Later) || other.reply == Some(Reply::Stop) {
                    prop_assert!(one.visit > other.visit + limits::AFTER_REFUSAL, "{other:?} {one:?}");
                }
                if other.kind == one.kind {
                    prop_assert!(gap >= cool_down * DAY, "{other:?} {one:?}");
                    prop_assert!(other.reply != Some(Reply::Stop), "{other:?} {one:?}");
                    let same_item = one.kind == "rating" && one.about == other.about;
                    prop_assert!(!same_item || gap > limits::QUARTER, "{other:?} {one:?}");
                    quarter += u32::from(gap < limits::QUARTER);
                }
            }
            prop_assert!(quarter < per_quarter, "{heard:?}");
        }
        prop_assert!(posed.len() <= limits::QUESTIONS);
        // The same visits are asked the same.
        prop_assert_eq!(play(&visits).0, heard);
    }
}

#[test]
fn in_a_year_of_daily_visits_a_few_questions_are_asked() {
    let mut engine = shopper();
    let mut asked_of = std::collections::BTreeMap::new();
    for day in 1..=365u64 {
        let at = START + day * DAY;
        if day % 20 == 0 {
            buy(&mut engine, (day / 20) as usize, at);
        }
        if let Some(question) = asked(&mut engine, at) {
            *asked_of.entry(question.asks.name()).or_insert(0) += 1;
            reply(&mut engine, Reply::Stars(4), at);
        }
    }
    // As often as the defaults allow, in four quarters and a day.
    assert_eq!(asked_of["satisfaction"], 4, "{asked_of:?}");
    assert!((8..=13).contains(&asked_of["rating"]), "{asked_of:?}");
}

#[test]
fn after_a_not_now_five_visits_are_left_in_peace() {
    let mut engine = engine_of(
        j!({"rating": {"coolDownDays": 0, "perQuarter": 12}}),
        Language::En,
    );
    home(&mut engine, START);
    agree(&mut engine, START);
    for item in 0..6 {
        buy(&mut engine, item, START + item as u64);
    }
    let first = START + 6 * DAY;
    assert_eq!(kind(&mut engine, first), "satisfaction");
    reply(&mut engine, Reply::Later, first);
    for visit in 1..=5 {
        assert_eq!(
            kind(&mut engine, first + visit * 3 * DAY),
            "",
            "visit {visit}"
        );
    }
    assert_eq!(kind(&mut engine, first + 18 * DAY), "rating");
}

#[test]
fn what_is_stopped_is_never_asked_again_and_the_rest_is() {
    let play = |said: Reply| {
        let mut engine = shopper();
        let mut kinds = std::collections::BTreeSet::new();
        let mut at = START + 400 * DAY;
        state(&mut engine, j!({"name": "Mina", "likes": ["tea"]}), START);
        buy(&mut engine, 1, at - 6 * DAY);
        assert_eq!(kind(&mut engine, at), "satisfaction");
        reply(&mut engine, said, at);
        for day in 0..600 {
            at += DAY;
            if day % 25 == 0 {
                buy(&mut engine, day / 25, at);
            }
            if let Some(question) = asked(&mut engine, at + HOUR) {
                kinds.insert(question.asks.name());
            }
        }
        kinds.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(play(Reply::Later), ["fact", "rating", "satisfaction"]);
    assert_eq!(play(Reply::Stop), ["fact", "rating"]);
    assert!(play(Reply::Never).is_empty());
}

#[test]
fn a_clock_that_was_ahead_does_not_end_the_asking() {
    let mut engine = shopper();
    buy(&mut engine, 1, START);
    let ahead = START + 3_000 * DAY;
    buy(&mut engine, 2, ahead - 6 * DAY);
    assert_eq!(kind(&mut engine, ahead), "satisfaction");
    let stops = |engine: &Engine| {
        let posed = engine.export().profile.questions.posed;
        posed
            .iter()
            .filter(|posed| posed.asks == Asks::Satisfaction)
            .count()
    };
    assert_eq!(stops(&engine), 1);
    let at = START + 4 * DAY;
    home(&mut engine, at);
    buy(&mut engine, 3, at + 100 * DAY);
    assert_eq!(kind(&mut engine, at + 106 * DAY), "satisfaction");
}
