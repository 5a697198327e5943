//! The evaluator of rules: every operator with its oddities, its bounds, and the public suite.

mod bounds;
mod explain;
mod operators;
mod suite;
mod windows;

use dangol_core::rules::{Budget, Rule, RuleError, Situation};
use dangol_core::{Node, Now};
use serde_json::Value;

/// What comes of a rule with these variables.
pub fn apply(rule: &Value, data: &Value, now: Now) -> Result<Node, RuleError> {
    let here = Situation::new(Node::of_json(data), now);
    Rule::parse(&Node::of_json(rule))?.value(&here, &mut Budget::default())
}

/// Asserts what comes of each rule with these variables.
pub fn all(data: &Value, now: Now, cases: &[(Value, Value)]) {
    for (rule, expected) in cases {
        let found = apply(rule, data, now);
        assert_eq!(found, Ok(Node::of_json(expected)), "{rule}");
    }
}
