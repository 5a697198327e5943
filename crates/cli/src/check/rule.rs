//! What is wrong with a rule that can be read: variables that nobody tells, and conditions that
//! never hold or always do.

use super::range::{Truth, truth};
use super::shape::{nearest, suggestion};
use dangol_core::Node;
use dangol_core::rules::{Operator, Type, VARIABLES};

/// What was found, at which path below the rule.
pub enum Finding {
    /// A mistake.
    Wrong(Vec<String>, String),
    /// What is probably one.
    Odd(String),
}

/// Looks through a rule; `segments` are those that it may name.
pub fn check(rule: &Node, segments: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    variables(rule, segments, &mut Vec::new(), &mut found);
    if found.is_empty() {
        match truth(rule) {
            Truth::Never => found.push(Finding::Odd("can never hold".into())),
            Truth::Always => found.push(Finding::Odd("always holds".into())),
            Truth::Fails(why) => found.push(Finding::Odd(format!("can never hold: {why}"))),
            Truth::Depends => {}
        }
    }
    found
}

fn variables(node: &Node, segments: &[&str], path: &mut Vec<String>, found: &mut Vec<Finding>) {
    match node {
        Node::Map(entries) => {
            let [(name, values)] = entries.as_slice() else {
                return;
            };
            path.push(name.clone());
            let operator = Operator::of(name);
            match (operator, values.items().first()) {
                (Some(Operator::Var), Some(Node::Text(variable))) => {
                    if let Some(what) = unknown(variable, segments) {
                        found.push(Finding::Wrong(path.clone(), what));
                    }
                }
                (Some(Operator::Missing | Operator::MissingSome), _) => {}
                _ => {
                    // Within a list its element is what variables are of.
                    let own = match operator {
                        Some(operator) if goes_through_lists(operator) => 1,
                        _ => usize::MAX,
                    };
                    for (at, value) in values.items().iter().enumerate().take(own) {
                        path.push(at.to_string());
                        variables(value, segments, path, found);
                        path.pop();
                    }
                }
            }
            path.pop();
        }
        Node::List(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                variables(item, segments, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn goes_through_lists(operator: Operator) -> bool {
    use Operator::{All, Filter, Map, NoneOf, Reduce, Some};
    matches!(operator, All | Filter | Map | NoneOf | Reduce | Some)
}

/// What is to be said of a variable that nobody tells.
fn unknown(variable: &str, segments: &[&str]) -> Option<String> {
    if variable.is_empty() {
        return None;
    }
    if let Some(name) = variable.strip_prefix("segments.") {
        let known = dangol_core::rules::LIFECYCLES.iter().chain(segments);
        let known = || {
            known
                .clone()
                .copied()
                .chain(["lifecycle", dangol_core::rules::WIN_BACK])
        };
        return (!known().any(|known| known == name)).then(|| {
            let near = suggestion(nearest(name, known()));
            format!("there is no segment {name:?} above this{near}")
        });
    }
    let is_known = VARIABLES.iter().any(|declared| {
        if let Some(stem) = declared.path.strip_suffix('*') {
            return variable.starts_with(stem) || stem.trim_end_matches('.') == variable;
        }
        let path = declared.path;
        let is_list = matches!(declared.value, Type::Texts | Type::Objects(_));
        let below = |above: &str, below: &str| {
            below
                .strip_prefix(above)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        path == variable || below(variable, path) || is_list && below(path, variable)
    });
    let names = VARIABLES.iter().map(|declared| declared.path);
    (!is_known).then(|| {
        let near = suggestion(nearest(variable, names));
        format!("there is no variable {variable:?}{near}")
    })
}
