//! A rule, read once and evaluated often.

use super::error::{Problem, RuleError};
use super::history::{Field, deed};
use super::operator::Operator;
use super::window;
use crate::Node;

/// The deepest that a rule may nest.
pub const MAX_DEPTH: usize = 32;
/// The most parts that a rule may have.
pub const MAX_PARTS: usize = 1000;

/// A rule that was read and can be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub(super) root: Part,
}

/// A part of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// What is what it is.
    Value(Node),
    /// A list of which some part is to be evaluated.
    List(Vec<Part>),
    /// An operator with its values.
    Call(Operator, Vec<Part>),
    /// What is to be counted.
    Pattern(Vec<(Field, Part)>),
}

impl Rule {
    /// Reads a rule in JSONLogic. An object with exactly one key is an operator; all else
    /// is a value.
    ///
    /// # Errors
    /// When an operator is unknown or has too few or too many values, when a date, deed or
    /// pattern that is written out is none, or the rule is too deep or too large.
    pub fn parse(rule: &Node) -> Result<Self, RuleError> {
        let mut parts = MAX_PARTS;
        let root = part(rule, MAX_DEPTH, &mut parts)?;
        Ok(Self { root })
    }
}

fn part(node: &Node, depth: usize, left: &mut usize) -> Result<Part, RuleError> {
    let depth = depth.checked_sub(1).ok_or(Problem::TooDeep)?;
    *left = left.checked_sub(1).ok_or(Problem::TooLarge)?;
    match node {
        Node::List(items) => list(items, depth, left),
        Node::Map(entries) => match entries.as_slice() {
            [(name, values)] => match Operator::of(name) {
                Some(operator) => {
                    call(operator, values, depth, left).map_err(|error| error.under(name))
                }
                None => Err(Problem::UnknownOperator(name.clone()).into()),
            },
            _ => plain(node, depth, left),
        },
        _ => plain(node, depth, left),
    }
}

/// A value that is not evaluated, with all that it holds within the same limits.
fn plain(node: &Node, depth: usize, left: &mut usize) -> Result<Part, RuleError> {
    fits(node, depth, left)?;
    Ok(Part::Value(node.clone()))
}

fn fits(node: &Node, depth: usize, left: &mut usize) -> Result<(), Problem> {
    let mut each = |node: &Node| {
        *left = left.checked_sub(1).ok_or(Problem::TooLarge)?;
        fits(node, depth.checked_sub(1).ok_or(Problem::TooDeep)?, left)
    };
    match node {
        Node::List(items) => items.iter().try_for_each(each),
        Node::Map(entries) => entries.iter().try_for_each(|(_, value)| each(value)),
        _ => Ok(()),
    }
}

fn list(items: &[Node], depth: usize, left: &mut usize) -> Result<Part, RuleError> {
    let parts = parts(items, depth, left)?;
    // A list of values is a value, which need not be made anew each time.
    let is_plain = parts.iter().all(|part| matches!(part, Part::Value(_)));
    Ok(match is_plain {
        true => Part::Value(Node::List(items.to_vec())),
        false => Part::List(parts),
    })
}

fn parts(items: &[Node], depth: usize, left: &mut usize) -> Result<Vec<Part>, RuleError> {
    let mut parts = Vec::with_capacity(items.len().min(MAX_PARTS));
    for (at, item) in items.iter().enumerate() {
        let read = part(item, depth, left).map_err(|error| error.under(&at.to_string()));
        parts.push(read?);
    }
    Ok(parts)
}

fn call(
    operator: Operator,
    values: &Node,
    depth: usize,
    left: &mut usize,
) -> Result<Part, RuleError> {
    let values = match values {
        Node::List(values) => values.as_slice(),
        // One value need not stand in a list.
        single => std::slice::from_ref(single),
    };
    let (least, most) = operator.values();
    let too_many = most < u8::MAX && values.len() > usize::from(most);
    if values.len() < usize::from(least) || too_many {
        let operator = operator.name();
        return Err(Problem::Arguments {
            operator,
            least,
            most,
        }
        .into());
    }
    let parts = match (operator, values) {
        (Operator::Count | Operator::DaysSinceLast, [done, rest @ ..]) => {
            let mut parts = vec![part(done, depth, left)?];
            if let Some((described, rest)) = rest.split_first() {
                parts.push(pattern(described, depth, left).map_err(|error| error.under("1"))?);
                for days in rest {
                    parts.push(part(days, depth, left).map_err(|error| error.under("2"))?);
                }
            }
            parts
        }
        _ => parts(values, depth, left)?,
    };
    check_written(operator, &parts)?;
    Ok(Part::Call(operator, parts))
}

/// Reads what is to be counted: `{"category": "Kitchen"}`.
fn pattern(node: &Node, depth: usize, left: &mut usize) -> Result<Part, RuleError> {
    let entries = match node {
        Node::Map(entries) => entries.as_slice(),
        Node::Null => &[],
        _ => return Err(Problem::Pattern.into()),
    };
    let mut fields = Vec::new();
    for (name, value) in entries {
        let field = Field::of(name).ok_or(Problem::Pattern);
        let value = part(value, depth, left);
        match (field, value) {
            (Ok(field), Ok(value)) => fields.push((field, value)),
            (Err(problem), _) => return Err(RuleError::from(problem).under(name)),
            (_, Err(error)) => return Err(error.under(name)),
        }
    }
    Ok(Part::Pattern(fields))
}

/// Refuses what is written out and can never be right.
fn check_written(operator: Operator, parts: &[Part]) -> Result<(), RuleError> {
    let is_right: fn(&Node) -> bool = match operator {
        Operator::Count | Operator::DaysSinceLast => {
            return match parts {
                [Part::Value(done), ..] if deed(done).is_none() => {
                    Err(RuleError::from(Problem::Deed).under("0"))
                }
                _ => Ok(()),
            };
        }
        Operator::DaysSince | Operator::DaysUntil => |value| window::date(value).is_some(),
        Operator::DateBetween => |value| window::day_of_year(value).is_some(),
        Operator::TimeBetween => |value| window::minute(value).is_some(),
        _ => return Ok(()),
    };
    for (at, part) in parts.iter().enumerate() {
        if let Part::Value(value) = part
            && !is_right(value)
        {
            return Err(RuleError::from(Problem::Date).under(&at.to_string()));
        }
    }
    Ok(())
}
