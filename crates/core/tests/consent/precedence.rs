//! What holds of all that is said, over every combination.

use super::*;
use proptest::prelude::*;

/// Anything that can be said, to one purpose or to both alike.
#[derive(Debug, Clone, Copy)]
enum Said {
    Own(Option<bool>, Option<bool>),
    Tool(usize, Option<bool>),
    Signal,
}

fn say(engine: &mut Engine, said: Said) -> bool {
    match said {
        Said::Own(personalize, measure) => answer(engine, personalize, measure),
        Said::Tool(index, yes) => {
            let tool = TOOLS[index];
            hear(engine, tool, &report(tool, yes)) == Heard::Erase
        }
        Said::Signal => {
            engine.signal(&Node::of_json(&json!({ "gpc": true, "dnt": null })));
            false
        }
    }
}

/// One statement at most of each source, in any order; which tools are named.
fn scene() -> impl Strategy<Value = (Vec<Said>, Vec<bool>)> {
    let one = || proptest::option::of(any::<bool>());
    let tools = proptest::collection::vec(proptest::option::of(one()), TOOLS.len());
    let own = proptest::option::of((one(), one()));
    let named = proptest::collection::vec(any::<bool>(), TOOLS.len());
    (own, tools, any::<bool>(), named).prop_flat_map(|(own, tools, signal, named)| {
        let mut said: Vec<Said> = own.map(|(p, m)| Said::Own(p, m)).into_iter().collect();
        for (index, yes) in tools.into_iter().enumerate() {
            said.extend(yes.map(|yes| Said::Tool(index, yes)));
        }
        said.extend(signal.then_some(Said::Signal));
        (Just(said).prop_shuffle(), Just(named))
    })
}

fn owner(named: &[bool], listens_to_all: bool) -> Engine {
    let names = TOOLS.into_iter().zip(named).filter(|(_, named)| **named);
    engine(ConsentConfig {
        tools: (!listens_to_all).then(|| names.map(|(tool, _)| tool).collect()),
        ..ConsentConfig::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_combination_grants_without_a_yes_and_every_no_in_force_erases(
        (said, named) in scene(), listens_to_all: bool,
    ) {
        let mut engine = owner(&named, listens_to_all);
        // Each is said, whatever came of those before.
        let mut erased = false;
        for said in &said {
            erased |= say(&mut engine, *said);
        }
        let listened = |index: usize| listens_to_all || named[index];
        let tools: Vec<(usize, Option<bool>)> = said.iter().filter_map(|said| match said {
            Said::Tool(index, yes) if listened(*index) => Some((*index, *yes)),
            _ => None,
        }).collect();
        let own = said.iter().find_map(|said| match said {
            Said::Own(p, m) => Some((*p, *m)),
            _ => None,
        }).unwrap_or((None, None));
        let objects = said.iter().any(|said| matches!(said, Said::Signal));
        let tool_says = |yes| tools.iter().any(|(_, said)| *said == Some(yes));
        let unheard = !listens_to_all
            && (0..TOOLS.len()).any(|index| named[index] && tools.iter().all(|(of, _)| *of != index));
        let (personalize, measure) = holds(&engine);

        let no = own.0 == NO || tool_says(false);
        prop_assert_eq!(personalize == NO, no);
        prop_assert_eq!(erased, no, "a no erases, and nothing else does");
        let may = !no && !unheard && (own.0 == YES || tool_says(true) && !objects);
        prop_assert_eq!(personalize == YES, may);
        prop_assert_eq!(engine.consent().personalize_grant().is_some(), may);

        let may = !(own.1 == NO || tool_says(false) || objects || unheard)
            && (own.1 == YES || tool_says(true));
        prop_assert_eq!(engine.consent().measure_grant().is_some(), may);
        if objects {
            prop_assert_eq!(measure, NO);
        }
        prop_assert_eq!(engine.may_read(), !unheard || tool_says(false));
    }

    #[test]
    fn the_order_in_which_sources_speak_does_not_matter(
        (said, named) in scene(), listens_to_all: bool, seed in any::<prop::sample::Index>(),
    ) {
        let run = |said: &[Said]| {
            let mut engine = owner(&named, listens_to_all);
            for said in said {
                say(&mut engine, *said);
            }
            (holds(&engine), engine.may_read(), engine.consent().personalize_grant().is_some())
        };
        let mut other = said.clone();
        if !other.is_empty() {
            let by = seed.index(other.len());
            other.rotate_left(by);
        }
        prop_assert_eq!(run(&said), run(&other));
        other.reverse();
        prop_assert_eq!(run(&said), run(&other));
    }

    #[test]
    fn after_a_no_nothing_wants_saving_until_a_yes(
        said in proptest::collection::vec((0..TOOLS.len(), proptest::option::of(any::<bool>())), 1..12),
    ) {
        // A whole page: tools change their minds as often as they like.
        let mut engine = owner(&[true; 4], true);
        for (index, yes) in said {
            let erase = say(&mut engine, Said::Tool(index, yes));
            engine.state_name("Mina", Now::utc(START));
            let granted = engine.consent().personalize_grant().is_some();
            prop_assert_eq!(engine.wants_saving(), granted);
            prop_assert!(!(erase && granted));
        }
    }
}

#[test]
fn browsers_objections_are_understood() {
    for (signal, objects) in [
        (json!({ "gpc": true, "dnt": null }), true),
        (json!({ "gpc": null, "dnt": "1" }), true),
        (json!({ "gpc": false, "dnt": "yes" }), true),
        (json!({ "gpc": false, "dnt": "0" }), false),
        (json!({ "gpc": null, "dnt": "unspecified" }), false),
        (json!({ "gpc": "1", "dnt": 1 }), false),
        (json!(null), false),
    ] {
        let mut engine = naming(&[]);
        answer(&mut engine, None, YES);
        engine.signal(&Node::of_json(&signal));
        assert_eq!(holds(&engine), (None, Some(!objects)), "{signal}");
    }
}
