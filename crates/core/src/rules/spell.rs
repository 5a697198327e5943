//! A rule as people write conditions: `basket.value >= 50 and "tea" in taste.categories`.

use super::history::Field;
use super::operator::Operator;
use super::rule::Part;
use super::value;
use crate::Node;

/// A part of a rule, in one line.
pub(super) fn part(part: &Part) -> String {
    match part {
        Part::Value(value) => node(value),
        Part::List(parts) => ["[", &list(parts), "]"].concat(),
        Part::Call(operator, parts) => call(*operator, parts),
        Part::Pattern(fields) => {
            let fields = fields.iter().map(|(field, value)| {
                let name = match field {
                    Field::Item => "item: ",
                    Field::Category => "category: ",
                    Field::Brand => "brand: ",
                };
                [name, &self::part(value)].concat()
            });
            fields.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A value, texts in quotation marks.
pub(crate) fn node(node: &Node) -> String {
    match node {
        Node::Null => "nothing".to_owned(),
        Node::Text(text) => ["\"", text, "\""].concat(),
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(self::node).collect();
            ["[", &items.join(", "), "]"].concat()
        }
        Node::Map(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| [key, ": ", &self::node(value)].concat());
            ["{", &entries.collect::<Vec<_>>().join(", "), "}"].concat()
        }
        other => value::text(other),
    }
}

/// The sign between two values, of the operators that have one.
pub(super) fn sign(operator: Operator) -> Option<&'static str> {
    Some(match operator {
        Operator::And
        | Operator::Or
        | Operator::In
        | Operator::Equal
        | Operator::Unequal
        | Operator::Same
        | Operator::Other
        | Operator::Greater
        | Operator::GreaterOrEqual
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Plus
        | Operator::Minus
        | Operator::Times
        | Operator::Over
        | Operator::Remainder => operator.name(),
        _ => return None,
    })
}

fn call(operator: Operator, parts: &[Part]) -> String {
    match (operator, parts) {
        // Within a rule on a list, each of it.
        (Operator::Var, [Part::Value(Node::Text(path))]) if path.is_empty() => "each".to_owned(),
        (Operator::Var, [Part::Value(Node::Text(path))]) => path.clone(),
        (Operator::Not, [of]) => ["not ", &within(of)].concat(),
        (Operator::Truth, [of]) => part(of),
        (_, [_, _, ..]) if sign(operator).is_some() => {
            let between = [" ", sign(operator).unwrap_or_default(), " "].concat();
            let parts: Vec<String> = parts.iter().map(within).collect();
            parts.join(&between)
        }
        _ => [operator.name(), "(", &list(parts), ")"].concat(),
    }
}

/// In brackets, where it would be misread without.
fn within(part: &Part) -> String {
    let text = self::part(part);
    match part {
        Part::Call(operator, parts) if parts.len() > 1 && sign(*operator).is_some() => {
            ["(", &text, ")"].concat()
        }
        _ => text,
    }
}

fn list(parts: &[Part]) -> String {
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}
