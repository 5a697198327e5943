//! What no rule can do: run on, go too deep, panic, or differ from one time to the next.

use super::apply;
use dangol_core::rules::{Budget, MAX_DEPTH, MAX_PARTS, Operator, Problem, Rule, Situation};
use dangol_core::{Node, Now};
use proptest::prelude::*;
use serde_json::{Value, json};

fn problem(rule: &Value, data: &Value) -> Option<Problem> {
    let found = apply(rule, data, Now::utc(0));
    found.err().map(|error| error.problem)
}

#[test]
fn rules_are_neither_too_deep_nor_too_large() {
    let nested = |levels: usize| (0..levels).fold(json!(true), |rule, _| json!({"!": rule}));
    assert_eq!(problem(&nested(MAX_DEPTH - 1), &json!({})), None);
    assert_eq!(
        problem(&nested(MAX_DEPTH), &json!({})),
        Some(Problem::TooDeep)
    );
    assert_eq!(problem(&nested(300), &json!({})), Some(Problem::TooDeep));
    let lists = (0..MAX_DEPTH).fold(json!(1), |list, _| json!([list]));
    assert_eq!(
        problem(&json!({"a": lists, "b": 1}), &json!({})),
        Some(Problem::TooDeep)
    );
    let wide = |parts: usize| json!({"or": vec![json!(0); parts]});
    assert_eq!(problem(&wide(MAX_PARTS - 1), &json!({})), None);
    assert_eq!(
        problem(&wide(MAX_PARTS), &json!({})),
        Some(Problem::TooLarge)
    );
}

#[test]
fn what_would_grow_without_bounds_runs_out_of_steps() {
    let list: Vec<u32> = (0..60).collect();
    let data = json!({"list": list});
    let accumulator = json!({"var": "accumulator"});
    for twice in ["cat", "merge"] {
        let rule = json!({"reduce": [{"var": "list"}, {twice: [accumulator, accumulator]}, "ab"]});
        assert_eq!(problem(&rule, &data), Some(Problem::Steps), "{twice}");
    }
    // Lists within lists: 30 to the third.
    let all = (0..3).fold(json!(1), |inner, _| json!({"map": [vec![1; 30], inner]}));
    assert_eq!(problem(&all, &data), Some(Problem::Steps));
}

#[test]
fn several_rules_can_share_their_steps() {
    let rule = Rule::parse(&Node::of_json(&json!({"or": [false, 0, 1]}))).unwrap();
    let here = Situation::new(Node::Null, Now::utc(0));
    let mut budget = Budget::of(10);
    assert_eq!(rule.holds(&here, &mut budget), Ok(true));
    assert_eq!(budget.left(), 6);
    assert_eq!(rule.holds(&here, &mut budget), Ok(true));
    let error = rule.holds(&here, &mut budget).unwrap_err();
    assert_eq!(error.problem, Problem::Steps);
    assert_eq!(
        rule.holds(&here, &mut budget).unwrap_err().problem,
        Problem::Steps
    );
}

fn value() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        Just(Node::Null),
        any::<bool>().prop_map(Node::Bool),
        any::<f64>().prop_map(Node::Number),
        (-9i32..99).prop_map(|number| Node::Number(number.into())),
        prop_oneof!["[a-c.0-9:-]{0,5}", ".{0,4}", Just("a.b".to_owned())].prop_map(Node::Text),
        prop_oneof![
            Just("viewed"),
            Just("--05-13"),
            Just("22:30"),
            Just("accumulator")
        ]
        .prop_map(|text| Node::Text(text.into())),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Node::List),
            prop::collection::vec(("[abc]?", inner), 0..4).prop_map(Node::Map),
        ]
    })
}

fn rule() -> impl Strategy<Value = Node> {
    value().prop_recursive(6, 64, 4, |inner| {
        let operator = prop::sample::select(Operator::ALL);
        (operator, prop::collection::vec(inner, 0..4)).prop_map(|(operator, values)| {
            Node::Map(vec![(operator.name().to_owned(), Node::List(values))])
        })
    })
}

/// Whether a value holds a number that is none.
fn is_unsound(node: &Node) -> bool {
    match node {
        Node::Number(number) => !number.is_finite(),
        Node::List(items) => items.iter().any(is_unsound),
        Node::Map(entries) => entries.iter().any(|(_, value)| is_unsound(value)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_rule_panics_and_each_gives_the_same_again(
        rule in rule(), data in value(), at in any::<u64>(), zone in -1440i32..1440,
    ) {
        let now = Now { at, offset_minutes: zone };
        if let Ok(read) = Rule::parse(&rule) {
            let here = Situation::new(data.clone(), now);
            let (mut first, mut second) = (Budget::default(), Budget::default());
            let found = read.value(&here, &mut first);
            let again = Rule::parse(&rule).unwrap().value(&here, &mut second);
            prop_assert_eq!(first, second);
            // Numbers that are none can come in from outside, but none is made here.
            if !is_unsound(&rule) && !is_unsound(&data) {
                prop_assert_eq!(&found, &again);
                if let Ok(found) = found {
                    prop_assert!(!is_unsound(&found));
                }
            }
            // What is explained is what is decided, at the same cost.
            let (mut asked, mut explained) = (Budget::default(), Budget::default());
            let holds = read.holds(&here, &mut asked);
            let why = read.explain(&here, &mut explained);
            prop_assert_eq!(asked, explained);
            prop_assert_eq!(why.deciding.is_empty(), holds.is_err());
            prop_assert_eq!(why.outcome, holds);
        }
    }
}
