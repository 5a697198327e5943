//! Moments that competed: which greets, and what keeps the others silent.

use super::configured;
use crate::fixture::*;
use dangol_core::inspect::{InspectedGreeting, Outcome, Paced, Silence};
use dangol_core::{Engine, Now};
use proptest::prelude::*;
use serde_json::json as j;

fn outcome(greeting: &InspectedGreeting, code: &str) -> Outcome {
    let mut moments = greeting.moments.iter();
    moments.find(|moment| moment.code == code).unwrap().outcome
}

fn inspect(engine: &mut Engine, at: u64) -> InspectedGreeting {
    engine.inspect_greeting("", Now::utc(at))
}

#[test]
fn every_moment_says_what_came_of_it() {
    let mut engine = configured(j!({"moments": {
        "season": {"off": true},
        "evening": {"when": {">=": [{"var": "time.hour"}, 18]}, "priority": 200, "text": {"en": "Good evening."}},
        "always": {"when": true, "priority": 1, "text": {"en": "Hello."}},
    }}));
    look(&mut engine, 4, START);
    home(&mut engine, START + DAY);
    let at = START + DAY;
    let greeting = inspect(&mut engine, at);
    assert_eq!(greeting.said.as_ref().unwrap().code, "continuing");
    assert_eq!(outcome(&greeting, "continuing"), Outcome::Won);
    assert_eq!(outcome(&greeting, "return"), Outcome::Outranked);
    assert_eq!(outcome(&greeting, "always"), Outcome::Outranked);
    assert_eq!(outcome(&greeting, "season"), Outcome::Silent(Silence::Off));
    assert_eq!(
        outcome(&greeting, "birthday"),
        Outcome::Silent(Silence::NoOccasion)
    );
    assert_eq!(
        outcome(&greeting, "evening"),
        Outcome::Silent(Silence::Rule)
    );
    assert!(
        greeting
            .moments
            .is_sorted_by(|a, b| a.priority >= b.priority)
    );
    let evening = &greeting.moments[0];
    let why = &evening.why.as_ref().unwrap().deciding[0];
    assert_eq!(
        (why.known[0].1.as_str(), why.wanted.as_str()),
        ("10", ">= 18")
    );

    // It greets, and rests from the next visit on.
    assert_eq!(engine.greeting(Now::utc(at)).unwrap().code, "continuing");
    home(&mut engine, at + 8 * HOUR);
    let greeting = inspect(&mut engine, at + 8 * HOUR);
    let rests = Outcome::Silent(Silence::Paced(Paced::CoolDown));
    assert_eq!(outcome(&greeting, "continuing"), rests);
    assert_eq!(greeting.said.unwrap().code, "evening");
    engine.stop_moment("evening", true);
    let greeting = inspect(&mut engine, at + 8 * HOUR);
    assert_eq!(
        outcome(&greeting, "evening"),
        Outcome::Silent(Silence::Stopped)
    );
    let only = engine.inspect_greeting("birthday return", Now::utc(at + 8 * HOUR));
    assert_eq!(outcome(&only, "return"), Outcome::Won);
    assert_eq!(outcome(&only, "always"), Outcome::NotAsked);
}

proptest! {
    #[test]
    fn the_greeting_inspected_is_the_greeting_said_and_asking_does_not_count(
        visits in proptest::collection::vec((0..5usize, 0..ITEMS, 0..90u64, any::<bool>()), 1..20),
    ) {
        let mut engine = configured(j!({"moments": {
            "own": {"when": {"==": [{"%": [{"var": "time.day"}, 2]}, 0]}, "text": {"en": "An even day."}, "priority": 51},
        }}));
        let mut at = START;
        for (deed, item, days, greets) in visits {
            at += days * DAY + HOUR;
            home(&mut engine, at);
            match deed {
                0 | 1 => drop(look(&mut engine, item, at)),
                2 => track(&mut engine, "purchase", &id(item), Now::utc(at)),
                3 => state(&mut engine, j!({"birthday": "--11-20", "name": "Ada"}), at),
                _ => engine.stop_moment("continuing", item % 2 == 0),
            }
            if !greets {
                continue;
            }
            let before = engine.snapshot();
            let inspected = inspect(&mut engine, at);
            prop_assert_eq!(&before, &engine.snapshot());
            let said = engine.greeting(Now::utc(at));
            prop_assert_eq!(&inspected.said, &said);
            let won: Vec<_> = (inspected.moments.iter())
                .filter(|moment| moment.outcome == Outcome::Won)
                .map(|moment| moment.code.clone())
                .collect();
            prop_assert_eq!(won, said.map(|said| said.code).into_iter().collect::<Vec<_>>());
        }
    }
}
