//! Every operator of JSONLogic, and its oddities.

use super::{all, apply};
use dangol_core::Now;
use dangol_core::rules::{Operator, Problem};
use serde_json::{Value, json};

fn check(data: &Value, cases: &[(Value, Value)]) {
    all(data, Now::utc(0), cases);
}

#[test]
fn values_are_themselves_and_an_object_of_one_key_is_an_operator() {
    for value in [
        json!(null),
        json!(true),
        json!(1.5),
        json!("{\"var\":1}"),
        json!([]),
        json!({}),
        json!({"var": 1, "in": 2}),
        json!([1, ["a", {"b": 1, "c": {"var": "x"}}]]),
    ] {
        check(&json!({}), &[(value.clone(), value)]);
    }
    check(
        &json!({"x": 2}),
        &[(json!([1, [{"var": "x"}]]), json!([1, [2]]))],
    );
}

#[test]
fn variables_are_found_by_paths() {
    let data = json!({"a": {"b": [10, {"c": "d"}], "n": null}, "": 5, "length": 1});
    check(
        &data,
        &[
            (json!({"var": "a.b.0"}), json!(10)),
            (json!({"var": ["a.b.1.c"]}), json!("d")),
            (json!({"var": "a.b.7"}), json!(null)),
            (json!({"var": ["a.b.7", "none"]}), json!("none")),
            (json!({"var": ["a.b.-1", "none"]}), json!("none")),
            // Nothing is a value; only what is not there has a default.
            (json!({"var": ["a.n", "none"]}), json!(null)),
            (json!({"var": ["a.n.x", "none"]}), json!("none")),
            (json!({"var": {"cat": ["a.", "b.0"]}}), json!(10)),
            (json!({"var": [{"var": "x"}]}), data.clone()),
            // Lists and texts have no length as in JavaScript.
            (json!({"var": ["a.b.length", 0]}), json!(0)),
            (json!({"missing": ["a.b", "a.n", "z"]}), json!(["a.n", "z"])),
            (json!({"missing": [["z", "y"]]}), json!(["z", "y"])),
            (json!({"missing_some": [1, ["z", "length"]]}), json!([])),
            (json!({"missing_some": [2, ["z", "length"]]}), json!(["z"])),
        ],
    );
    check(&json!(["x", "y"]), &[(json!({"var": 1}), json!("y"))]);
}

#[test]
fn equality_is_javascripts() {
    for (a, b, equal, same) in [
        (json!(1), json!("1"), true, false),
        (json!(1), json!(" 1.0 "), true, false),
        (json!(0), json!(""), true, false),
        (json!(0), json!(false), true, false),
        (json!("1"), json!(true), true, false),
        (json!("true"), json!(true), false, false),
        (json!(null), json!(0), false, false),
        (json!(null), json!(null), true, true),
        (json!(null), json!(false), false, false),
        (json!("a"), json!("a"), true, true),
        (json!([1]), json!(1), true, false),
        (json!([]), json!(0), true, false),
        (json!(["a", "b"]), json!("a,b"), true, false),
        (json!({}), json!(0), false, false),
        // By what they hold, unlike JavaScript, where no list equals another.
        (json!([1, 2]), json!([1, 2]), true, true),
        (json!([1]), json!(["1"]), false, false),
    ] {
        check(
            &json!({}),
            &[
                (json!({"==": [a, b]}), json!(equal)),
                (json!({"==": [b, a]}), json!(equal)),
                (json!({"!=": [a, b]}), json!(!equal)),
                (json!({"===": [a, b]}), json!(same)),
                (json!({"!==": [a, b]}), json!(!same)),
            ],
        );
    }
}

#[test]
fn order_is_of_texts_or_of_numbers() {
    check(
        &json!({}),
        &[
            (json!({"<": ["10", "9"]}), json!(true)),
            (json!({"<": ["10", 9]}), json!(false)),
            (json!({"<": ["a", "b", "c"]}), json!(true)),
            (json!({"<": ["가", "나"]}), json!(true)),
            (json!({">": [3, 2, 1]}), json!(true)),
            (json!({">": [3, 1, 2]}), json!(false)),
            (json!({">=": [3, 3, 1]}), json!(true)),
            (json!({"<=": [1, 1, 0]}), json!(false)),
            // Nothing is 0, and what is no number compares with none.
            (json!({"<": [null, 1]}), json!(true)),
            (json!({"<=": [null, 0]}), json!(true)),
            (json!({"<": ["x", 1]}), json!(false)),
            (json!({">=": ["x", 1]}), json!(false)),
            (json!({"<": [{}, 1]}), json!(false)),
            (json!({"<": [[], 1]}), json!(true)),
            (json!({"<": [true, 2]}), json!(true)),
        ],
    );
}

#[test]
fn choices_take_only_what_they_need() {
    let bad = json!({"/": [1, 0]});
    check(
        &json!({}),
        &[
            (json!({"if": [true, 1, bad]}), json!(1)),
            (json!({"if": [false, bad, true, 2]}), json!(2)),
            (json!({"if": [[0], 1, 2]}), json!(1)),
            (json!({"?:": [0, 1, 2]}), json!(2)),
            (json!({"and": [0, bad]}), json!(0)),
            (json!({"or": ["0", bad]}), json!("0")),
            (json!({"or": [0, ""]}), json!("")),
            (json!({"!": "0"}), json!(false)),
            (json!({"!": [[]]}), json!(true)),
            (json!({"!!": [{}]}), json!(true)),
            (json!({"log": "x"}), json!("x")),
        ],
    );
}

#[test]
fn numbers_are_reckoned_with_and_nothing_else_is() {
    check(
        &json!({}),
        &[
            (json!({"+": []}), json!(0)),
            (json!({"+": "-3.5kg"}), json!(-3.5)),
            (json!({"+": [1, "2", [3]]}), json!(6)),
            (json!({"-": "4"}), json!(-4)),
            (json!({"-": [null, true]}), json!(-1)),
            (json!({"*": "as it is"}), json!("as it is")),
            (json!({"*": ["2x", 3]}), json!(6)),
            (json!({"/": [1, 4]}), json!(0.25)),
            (json!({"%": [-7, 3]}), json!(-1)),
            (json!({"%": [5.5, 2]}), json!(1.5)),
            (json!({"max": [1, "3", true]}), json!(3)),
            (json!({"min": [1, null]}), json!(0)),
        ],
    );
    for rule in [
        json!({"+": [1, null]}),
        json!({"+": ["x"]}),
        json!({"*": [1, true]}),
        json!({"-": ["3px", 1]}),
        json!({"/": [1, 0]}),
        json!({"%": [1, 0]}),
        json!({"*": [1e200, 1e200]}),
        json!({"max": [1, "x"]}),
        json!({"min": [{}]}),
    ] {
        let error = apply(&rule, &json!({}), Now::utc(0)).map_err(|error| error.problem);
        assert!(matches!(error, Err(Problem::NotANumber(_))), "{rule}");
    }
}

#[test]
fn texts_are_joined_cut_and_searched() {
    check(
        &json!({}),
        &[
            (json!({"cat": []}), json!("")),
            (
                json!({"cat": [1.5, null, true, [1, null, [2]], "가"]}),
                json!("1.5true1,,2가"),
            ),
            (json!({"cat": [{"/": [1, 3]}]}), json!("0.333333")),
            (json!({"substr": ["단골손님", 2]}), json!("손님")),
            (json!({"substr": ["abc", -9, 2]}), json!("ab")),
            (json!({"substr": ["abc", 9]}), json!("")),
            (json!({"substr": ["abc", 0, -9]}), json!("")),
            (json!({"substr": [12345, 1, 2]}), json!("23")),
            (json!({"in": ["", "abc"]}), json!(true)),
            (json!({"in": ["", ""]}), json!(false)),
            (json!({"in": [1, "a1"]}), json!(true)),
            (json!({"in": [1, ["1"]]}), json!(false)),
            (json!({"in": [[1], [[1]]]}), json!(true)),
            (json!({"in": ["a", null]}), json!(false)),
            (json!({"in": ["a", {"a": 1, "b": 2}]}), json!(false)),
            (
                json!({"merge": ["a", ["b", ["c"]], null]}),
                json!(["a", "b", ["c"], null]),
            ),
        ],
    );
}

#[test]
fn lists_are_gone_through_with_their_elements_as_variables() {
    let data = json!({"n": [1, 2, 3], "x": 9, "o": [{"q": 1}, {"q": 0}]});
    check(
        &data,
        &[
            (
                json!({"filter": [{"var": "n"}, {">": [{"var": ""}, 1]}]}),
                json!([2, 3]),
            ),
            (
                json!({"filter": [{"var": "o"}, {"var": "q"}]}),
                json!([{"q": 1}]),
            ),
            (json!({"filter": ["no list", true]}), json!([])),
            // Only the element is seen within.
            (
                json!({"map": [{"var": "n"}, {"var": "x"}]}),
                json!([null, null, null]),
            ),
            (json!({"map": [null, 1]}), json!([])),
            (json!({"all": [{"var": "n"}, {"var": ""}]}), json!(true)),
            (json!({"all": [[], true]}), json!(false)),
            (json!({"none": [[], true]}), json!(true)),
            (
                json!({"some": [{"var": "o"}, {"==": [{"var": "q"}, 0]}]}),
                json!(true),
            ),
            (
                json!({"reduce": [{"var": "n"}, {"max": [{"var": "current"}, {"var": "accumulator"}]}, 2]}),
                json!(3),
            ),
            (json!({"reduce": [null, 1, {"var": "x"}]}), json!(9)),
            (json!({"reduce": [[], 1]}), json!(null)),
        ],
    );
}

#[test]
fn what_is_no_rule_is_refused_and_named() {
    for (rule, message) in [
        (json!({"equals": [1, 1]}), "there is no operator \"equals\""),
        (
            json!({"and": [true, {"<": [{"Var": "x"}, 2]}]}),
            "and.1.<.0: there is no operator \"Var\"",
        ),
        (json!({"==": [1]}), "==: == takes 2 to 2 values"),
        (json!({"<": [1, 2, 3, 4]}), "<: < takes 2 to 3 values"),
        (json!({"and": []}), "and: and takes 1 values or more"),
        (
            json!({"count": ["seen"]}),
            "count.0: must be viewed, addedToCart, bought or rated",
        ),
        (
            json!({"count": ["viewed", {"kind": "x"}]}),
            "count.1.kind: may have item, category and brand",
        ),
        (
            json!({"count": ["viewed", {"item": {"nope": 1}}]}),
            "count.1.item: there is no operator \"nope\"",
        ),
    ] {
        let error = apply(&rule, &json!({}), Now::utc(0)).map_err(|error| error.to_string());
        assert_eq!(error, Err(message.to_owned()), "{rule}");
    }
}

#[test]
fn every_operator_has_one_name() {
    for operator in Operator::ALL {
        assert_eq!(Operator::of(operator.name()), Some(*operator));
        let (least, most) = operator.values();
        assert!(least <= most);
    }
    assert_eq!(Operator::of("method"), None);
}
