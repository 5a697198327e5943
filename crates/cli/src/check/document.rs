//! A JSON file with the place of everything in it.

use dangol_core::Node;
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// JSON and nothing more: the browser reads nothing more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// A line and a column, both from 1 on; columns are counted in letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A JSON file that could be parsed.
pub struct Document<'a> {
    text: &'a str,
    root: Value<'a>,
}

impl<'a> Document<'a> {
    /// Parses a file; else says where it is no JSON, and why.
    pub fn parse(text: &'a str) -> Result<Self, (Place, String)> {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT);
        let parsed = parsed.map_err(|error| {
            let place = place(text, error.range().start);
            (place, format!("no JSON: {}", error.kind()))
        })?;
        let Some(root) = parsed.value else {
            return Err((place(text, 0), "no JSON: the file is empty".into()));
        };
        Ok(Self { text, root })
    }

    /// What it holds, in its own order.
    pub fn node(&self) -> Node {
        node(&self.root)
    }

    /// Where something is: its key, or the value itself in a list. What is not there is
    /// where it would be.
    pub fn place(&self, path: &[String]) -> Place {
        let mut at = self.root.range().start;
        let mut value = Some(&self.root);
        for key in path {
            let found = match value {
                Some(Value::Object(object)) => {
                    let mut entries = object.properties.iter().rev();
                    let found = entries.find(|entry| entry.name.as_str() == key);
                    found.map(|entry| (entry.name.range().start, &entry.value))
                }
                Some(Value::Array(array)) => {
                    let item = key
                        .parse()
                        .ok()
                        .and_then(|at: usize| array.elements.get(at));
                    item.map(|item| (item.range().start, item))
                }
                // A single value that stands for a list of one.
                Some(single) if key == "0" => Some((at, single)),
                _ => None,
            };
            let Some((start, inner)) = found else {
                break;
            };
            at = start;
            value = Some(inner);
        }
        place(self.text, at)
    }

    /// Keys that an object has twice: their paths.
    pub fn doubles(&self) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        doubles(&self.root, &mut Vec::new(), &mut found);
        found
    }
}

fn doubles(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(object) => {
            for (at, entry) in object.properties.iter().enumerate() {
                path.push(entry.name.as_str().to_owned());
                let before = &object.properties[..at];
                if before
                    .iter()
                    .any(|other| other.name.as_str() == entry.name.as_str())
                {
                    found.push(path.clone());
                }
                doubles(&entry.value, path, found);
                path.pop();
            }
        }
        Value::Array(array) => {
            for (at, item) in array.elements.iter().enumerate() {
                path.push(at.to_string());
                doubles(item, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn node(value: &Value) -> Node {
    match value {
        Value::StringLit(text) => Node::Text(text.value.to_string()),
        Value::NumberLit(number) => number.value.parse().map_or(Node::Null, Node::Number),
        Value::BooleanLit(bool) => Node::Bool(bool.value),
        Value::NullKeyword(_) => Node::Null,
        Value::Array(array) => Node::List(array.elements.iter().map(node).collect()),
        Value::Object(object) => {
            let mut entries: Vec<(String, Node)> = Vec::new();
            for entry in &object.properties {
                // Of two with one name the last one counts, as in the browser.
                let name = entry.name.as_str().to_owned();
                let value = node(&entry.value);
                match entries.iter_mut().find(|(known, _)| *known == name) {
                    Some(known) => known.1 = value,
                    None => entries.push((name, value)),
                }
            }
            Node::Map(entries)
        }
    }
}

fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    Place {
        line,
        column: before[from..].chars().count() + 1,
    }
}
