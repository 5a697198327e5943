//! The lifetime model: what is published of it, any input, and what the engine makes of it.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::lifetime::{History, Lifetime};
use dangol_core::{Engine, Language, Now, Setup};
use dangol_wire::LifetimeNumbers;
use fixture::*;
use proptest::prelude::*;

/// Fader, Hardie and Lee (2005), table 2: CDNOW.
const CDNOW: LifetimeNumbers = LifetimeNumbers {
    r: 0.243,
    alpha: 4.414,
    a: 0.793,
    b: 2.426,
};

fn cdnow() -> Lifetime {
    Lifetime::of(CDNOW).unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: f64, within: f64) {
    assert!(
        (found - expected).abs() <= within,
        "{found}, not {expected}"
    );
}

/// The Gaussian hypergeometric function by its series, for 0 <= z < 1.
fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum, mut j) = (1.0f64, 1.0f64, 0.0f64);
    while term.abs() > 1e-16 * sum.abs() {
        term *= (a + j) * (b + j) / ((c + j) * (j + 1.0)) * z;
        sum += term;
        j += 1.0;
    }
    sum
}

/// Eq. (10) as it is printed, for a != 1.
fn as_printed([r, alpha, a, b]: [f64; 4], x: u32, [recency, age, t]: [f64; 3]) -> f64 {
    let more = f64::from(x);
    let function = hypergeometric(
        r + more,
        b + more,
        a + b + more - 1.0,
        t / (alpha + age + t),
    );
    let power = ((alpha + age) / (alpha + age + t)).powf(r + more);
    let alive = if x == 0 {
        1.0
    } else {
        1.0 + a / (b + more - 1.0) * ((alpha + age) / (alpha + recency)).powf(r + more)
    };
    (a + b + more - 1.0) / (a - 1.0) * (1.0 - power * function) / alive
}

#[test]
fn cdnows_first_customer_is_as_published() {
    // Customer 0001 in Fader and Hardie's note "Implementing the BG/NBD Model for Customer
    // Base Analysis in Excel" (2005): x = 2, t_x = 30.43, T = 38.86; 1.226 purchases in the
    // next 39 weeks.
    let history = History::new(2, 30.43, 38.86).unwrap();
    assert_near(cdnow().expected_purchases(&history, 39.0), 1.226, 0.001);
    // By hand: 1/(1 + 0.793/3.426 · (43.274/34.844)^2.243).
    assert_near(cdnow().p_alive(&history), 0.7266, 0.0005);
}

#[test]
fn the_sum_is_the_printed_formula() {
    let numbers = [0.243, 4.414, 0.793, 2.426];
    for (x, times) in [
        (0, [0.0, 0.0, 39.0]),
        (0, [0.0, 38.86, 39.0]),
        (1, [1.0, 38.0, 10.0]),
        (7, [29.43, 38.86, 39.0]),
        (26, [30.86, 31.0, 52.0]),
    ] {
        for [r, alpha, a, b] in [
            numbers,
            [1.5, 12.0, 3.0, 0.7],
            [0.8, 10.0, 1.001, 2.5],
            [2.0, 3.0, 0.2, 1.4],
        ] {
            let model = Lifetime::new(r, alpha, a, b).unwrap();
            let history = History::new(x, times[0], times[1]).unwrap();
            let expected = as_printed([r, alpha, a, b], x, times);
            let found = model.expected_purchases(&history, times[2]);
            assert_near(found, expected, 1e-8 * expected.max(1.0));
        }
    }
}

#[test]
fn at_a_equal_to_one_nothing_happens() {
    let history = History::new(3, 20.0, 30.0).unwrap();
    let at = |a| {
        let model = Lifetime::new(0.5, 5.0, a, 2.0).unwrap();
        model.expected_purchases(&history, 52.0)
    };
    let (below, one, above) = (at(1.0 - 1e-6), at(1.0), at(1.0 + 1e-6));
    assert!(below > one && one > above);
    assert_near(below, above, 1e-4);
}

#[test]
fn who_bought_once_is_alive_and_silence_tells_against_who_bought_often() {
    let model = cdnow();
    assert_eq!(
        model.p_alive(&History::new(0, 0.0, 500.0).unwrap()),
        1.0,
        "the model cannot tell"
    );
    let p = |x, age| model.p_alive(&History::new(x, 20.0, age).unwrap());
    assert!(p(2, 20.0) > p(2, 30.0) && p(2, 30.0) > p(2, 60.0));
    // Ten weeks of silence say more of who came often.
    assert!(p(15, 40.0) < p(2, 40.0));
    assert!(p(15, 20.0) > p(2, 20.0));
}

#[test]
fn what_cannot_be_is_refused() {
    for wrong in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e-9, 1e9] {
        for place in 0..4 {
            let mut numbers = [0.243, 4.414, 0.793, 2.426];
            numbers[place] = wrong;
            let [r, alpha, a, b] = numbers;
            assert_eq!(Lifetime::new(r, alpha, a, b), None, "{numbers:?}");
        }
        let right = wrong == 1e-9 || wrong == 0.0;
        assert_eq!(History::new(1, 0.0, wrong).is_some(), right, "{wrong}");
    }
    assert_eq!(History::new(1, 3.0, 2.0), None);
    assert_eq!(History::new(0, 1.0, 2.0), None);
    assert_eq!(History::new(1, f64::NAN, 2.0), None);
}

#[test]
fn purchases_of_one_day_are_one_by_the_shoppers_own_clock() {
    let seoul = |at| Now {
        at,
        offset_minutes: 540,
    };
    let of = |times: &[u64], now| History::of(times.iter().copied(), now);
    // START is 10:00 UTC and 19:00 in Seoul, where the day ends five hours later.
    let times = [START, START + HOUR, START + 6 * HOUR, START + 7 * DAY];
    let end = START + 21 * DAY;
    assert_eq!(of(&times, Now::utc(end)), History::new(1, 1.0, 3.0));
    assert_eq!(of(&times, seoul(end)), History::new(2, 1.0, 3.0));
    assert_eq!(of(&[], Now::utc(end)), None);
    // A clock that was set back makes nothing negative.
    assert_eq!(of(&times, Now::utc(START)), History::new(0, 0.0, 0.0));
    assert_eq!(of(&times, Now::utc(0)), History::new(0, 0.0, 0.0));
    assert_eq!(
        of(&times, Now::utc(end)).unwrap().silence_days(),
        14,
        "since the last one"
    );
}

fn engine_with(lifetime: Option<LifetimeNumbers>) -> Engine {
    let mut entry = entry();
    entry.lifetime = lifetime;
    Engine::new(Setup {
        entry: Some(entry),
        ..Setup::new(Language::En, 7)
    })
}

/// Buys on the given days, each in a visit of its own.
fn buy(engine: &mut Engine, days: &[u64]) {
    agree(engine, START);
    for day in days {
        home(engine, START + day * DAY);
        track(
            engine,
            "purchase",
            &id(*day as usize),
            Now::utc(START + day * DAY),
        );
    }
}

fn code_on(engine: &mut Engine, day: u64) -> String {
    home(engine, START + day * DAY);
    engine.greeting(Now::utc(START + day * DAY)).unwrap().code
}

#[test]
fn a_regular_who_stayed_away_has_been_missed() {
    let mut engine = engine_with(Some(CDNOW));
    buy(&mut engine, &[0, 7, 14, 21]);
    let back = START + 200 * DAY;
    home(&mut engine, back);
    let before = engine.lifetime(Now::utc(back)).unwrap();
    assert!(before.p_alive < 0.5, "{before:?}");
    let greeting = engine.greeting(Now::utc(back)).unwrap();
    assert_eq!(greeting.code, "missed_you");
    assert_eq!(greeting.text, "Good morning. We have missed you.");
    assert_eq!(
        greeting.reason.text,
        "This device remembers that you bought here more than once, and not for a while."
    );
    engine.state_name("Mina", Now::utc(back));
    assert_eq!(
        engine.greeting(Now::utc(back)).unwrap().text,
        "Good morning, Mina. We have missed you."
    );
    engine.set_language(Language::Ko);
    let korean = engine.greeting(Now::utc(back)).unwrap();
    assert_eq!(
        korean.text,
        "Mina님, 좋은 아침이에요. 오랜만이에요, 그동안 뵙고 싶었어요."
    );
    for said in [greeting.text, greeting.reason.text, korean.reason.text] {
        assert!(!said.contains(|letter: char| letter.is_numeric()), "{said}");
    }
    // Who buys again is back, in the same visit and after.
    track(&mut engine, "purchase", &id(5), Now::utc(back + HOUR / 4));
    let after = engine.lifetime(Now::utc(back + HOUR / 4)).unwrap();
    assert!(after.p_alive > before.p_alive && after.next_year > before.next_year);
    assert_eq!(
        engine.greeting(Now::utc(back + HOUR / 4)).unwrap().code,
        "return_by_name"
    );
}

#[test]
fn nobody_else_has_been_missed() {
    // Without the numbers, or with ones that cannot be.
    let unsound = LifetimeNumbers {
        r: f32::NAN,
        ..CDNOW
    };
    for lifetime in [None, Some(unsound)] {
        let mut engine = engine_with(lifetime);
        buy(&mut engine, &[0, 7, 14, 21]);
        assert_eq!(engine.lifetime(Now::utc(START + 200 * DAY)), None);
        assert_eq!(code_on(&mut engine, 200), "return");
    }
    // Who never bought, or on one day only.
    let mut engine = engine_with(Some(CDNOW));
    agree(&mut engine, START);
    look(&mut engine, 1, START);
    assert_eq!(engine.lifetime(Now::utc(START + 200 * DAY)), None);
    assert_eq!(code_on(&mut engine, 200), "return");
    let mut engine = engine_with(Some(CDNOW));
    buy(&mut engine, &[0]);
    assert_eq!(code_on(&mut engine, 200), "return");
    // Who was away no longer than usual, and who was here lately without buying.
    let mut engine = engine_with(Some(CDNOW));
    buy(&mut engine, &[0, 7, 14, 21]);
    assert_eq!(code_on(&mut engine, 35), "return");
    look(&mut engine, 1, START + 195 * DAY);
    assert_eq!(code_on(&mut engine, 200), "continuing");
}

#[test]
fn a_gift_is_a_purchase_here() {
    let mut engine = engine_with(Some(CDNOW));
    buy(&mut engine, &[0, 7, 14, 21]);
    let now = Now::utc(START + 30 * DAY);
    let before = engine.lifetime(now);
    engine.mark_gift(&id(21), now);
    assert_eq!(engine.lifetime(now), before);
}

/// Any number, the hostile ones among them.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>(),
        -8.0..8.0f64,
        (-7.0..7.0f64).prop_map(|power| 10f64.powf(power)),
        Just(1.0),
        Just(0.0)
    ]
}

proptest! {
    #[test]
    fn any_numbers_and_any_history_give_a_probability_and_a_number(
        numbers in prop::array::uniform4(any_number()),
        x in prop_oneof![any::<u32>(), 0..50u32],
        recency in any_number(),
        age in any_number(),
        weeks in any_number(),
    ) {
        let [r, alpha, a, b] = numbers;
        let times = [0.0, recency.min(age), recency, age];
        for recency in times {
            if let (Some(model), Some(history)) =
                (Lifetime::new(r, alpha, a, b), History::new(x, recency, age))
            {
                let p = model.p_alive(&history);
                prop_assert!((0.0..=1.0).contains(&p), "{p}");
                let expected = model.expected_purchases(&history, weeks);
                prop_assert!((0.0..=4096.0).contains(&expected), "{expected}");
            }
        }
    }

    #[test]
    fn more_weeks_never_bring_less(
        powers in prop::array::uniform4(-2.0..2.0f64),
        x in 0..100u32,
        recency in 0.0..100.0f64,
        silence in 0.0..100.0f64,
        weeks in 0.0..200.0f64,
    ) {
        let [r, alpha, a, b] = powers.map(|power| 10f64.powf(power));
        let model = Lifetime::new(r, alpha, a, b).unwrap();
        let recency = if x == 0 { 0.0 } else { recency };
        let history = History::new(x, recency, recency + silence).unwrap();
        let less = model.expected_purchases(&history, weeks);
        let more = model.expected_purchases(&history, weeks * 1.5 + 1.0);
        prop_assert!(more >= less * (1.0 - 1e-9), "{less} {more}");
        // Not more than somebody buys on average who never leaves.
        let shape = r + f64::from(x);
        prop_assert!(less <= shape * weeks / (alpha + recency + silence) * (1.0 + 1e-9));
    }

    #[test]
    fn any_times_of_purchases_make_a_history(
        mut times in prop::collection::vec(any::<u64>(), 0..20),
        at in any::<u64>(),
        offset_minutes in -900..900i32,
    ) {
        let now = Now { at, offset_minutes };
        // In order as a profile keeps them, and in disorder.
        for _ in 0..2 {
            if let Some(history) = History::of(times.iter().copied(), now) {
                let lifecycle = cdnow().lifecycle(&history);
                prop_assert!((0.0..=1.0).contains(&lifecycle.p_alive));
                prop_assert!(lifecycle.next_year.is_finite());
            }
            times.sort_unstable();
        }
    }
}
