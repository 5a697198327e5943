//! The published JSON Schema (`docs/config.schema.json`), as far as it is used there: what may
//! stand where, and what was probably meant.

use dangol_core::Node;
use serde_json::Value;

/// The schema, as it is published.
pub const SCHEMA: &str = include_str!("../../../../docs/config.schema.json");

/// What is wrong with the shape of a part.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Where.
    pub path: Vec<String>,
    /// What.
    pub what: String,
}

/// Compares a configuration with the schema.
pub fn check(schema: &Value, node: &Node) -> Vec<Wrong> {
    let mut found = Vec::new();
    let walk = Walk { root: schema };
    walk.check(schema, node, &mut Vec::new(), &mut found);
    found
}

/// The name that is nearest to what was written, if any is near.
pub fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |name: &str| {
        strsim::normalized_damerau_levenshtein(&written.to_lowercase(), &name.to_lowercase())
    };
    let scored = names.map(|name| (likeness(name), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness >= 0.6)
        .map(|(_, name)| name)
}

/// The end of a message that says what was probably meant.
pub fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean {name:?}?"))
}

struct Walk<'s> {
    root: &'s Value,
}

impl Walk<'_> {
    fn check(&self, schema: &Value, node: &Node, path: &mut Vec<String>, found: &mut Vec<Wrong>) {
        if let Some(name) = schema["$ref"].as_str() {
            // The schema is part of the program: a test resolves all of its references.
            let pointer = name.trim_start_matches('#');
            if let Some(schema) = self.root.pointer(pointer) {
                self.check(schema, node, path, found);
            }
            return;
        }
        let mut wrong = |what: String| {
            let path = path.clone();
            found.push(Wrong { path, what });
        };
        if let Some(choices) = schema["anyOf"].as_array() {
            self.any(choices, node, path, found);
            return;
        }
        if let Some(allowed) = schema["enum"].as_array() {
            let names = || allowed.iter().filter_map(Value::as_str);
            let is_one = matches!(node, Node::Text(text) if names().any(|name| name == text));
            if !is_one {
                let near = match node {
                    Node::Text(text) => nearest(text, names()),
                    _ => None,
                };
                let all: Vec<&str> = names().collect();
                wrong(format!(
                    "must be one of {}{}",
                    all.join(", "),
                    suggestion(near)
                ));
            }
            return;
        }
        if let Some(value) = schema.get("const") {
            if !matches!(node, Node::Number(number) if value.as_f64() == Some(*number)) {
                wrong(format!("must be {value}"));
            }
            return;
        }
        let types: Vec<&str> = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        if !types.is_empty() && !types.iter().any(|name| is_of(node, name)) {
            wrong(format!("must be {}", said(types[0])));
            return;
        }
        let bound = |key: &str| schema[key].as_f64();
        if let Node::Number(number) = node {
            if bound("minimum").is_some_and(|least| *number < least) {
                wrong(format!("must not be less than {}", schema["minimum"]));
            }
            if bound("maximum").is_some_and(|most| *number > most) {
                wrong(format!("must not be more than {}", schema["maximum"]));
            }
        }
        match node {
            Node::List(items) => {
                let count = items.len() as f64;
                if bound("minItems").is_some_and(|least| count < least) {
                    wrong(format!("must have {} values or more", schema["minItems"]));
                }
                if bound("maxItems").is_some_and(|most| count > most) {
                    wrong(format!("must have {} values at most", schema["maxItems"]));
                }
                for (at, item) in items.iter().enumerate() {
                    path.push(at.to_string());
                    self.check(&schema["items"], item, path, found);
                    path.pop();
                }
            }
            Node::Map(entries) => {
                if bound("maxProperties").is_some_and(|most| entries.len() as f64 > most) {
                    wrong(format!("must have {} at most", schema["maxProperties"]));
                }
                self.entries(schema, entries, path, found);
            }
            _ => {}
        }
    }

    fn entries(
        &self,
        schema: &Value,
        entries: &[(String, Node)],
        path: &mut Vec<String>,
        found: &mut Vec<Wrong>,
    ) {
        for (key, value) in entries {
            path.push(key.clone());
            if let Some(inner) = schema["properties"].get(key) {
                self.check(inner, value, path, found);
            } else if schema["additionalProperties"] == Value::Bool(false) {
                let names = schema["properties"].as_object().into_iter().flatten();
                let near = nearest(key, names.map(|(name, _)| name.as_str()));
                let what = format!("there is no such key{}", suggestion(near));
                let path = path.clone();
                found.push(Wrong { path, what });
            } else {
                self.check(&schema["additionalProperties"], value, path, found);
            }
            path.pop();
        }
    }

    /// Of several shapes the one that comes nearest says what is wrong.
    fn any(&self, choices: &[Value], node: &Node, path: &mut Vec<String>, found: &mut Vec<Wrong>) {
        let tries = choices.iter().map(|choice| {
            let mut wrong = Vec::new();
            self.check(choice, node, path, &mut wrong);
            wrong
        });
        // What goes wrong deeper within came nearer; lists are compared with lists.
        let depth = |wrong: &Vec<Wrong>| wrong.first().map_or(usize::MAX, |one| one.path.len());
        if let Some(nearest) = tries.max_by_key(depth) {
            found.extend(nearest);
        }
    }
}

fn is_of(node: &Node, name: &str) -> bool {
    match node {
        Node::Null => name == "null",
        Node::Bool(_) => name == "boolean",
        Node::Number(number) => name == "number" || name == "integer" && number.fract() == 0.0,
        Node::Text(_) => name == "string",
        Node::List(_) => name == "array",
        Node::Map(_) => name == "object",
    }
}

fn said(name: &str) -> &str {
    match name {
        "object" => "an object {…}",
        "array" => "a list […]",
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "boolean" => "true or false",
        other => other,
    }
}
