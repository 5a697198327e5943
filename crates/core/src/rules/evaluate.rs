//! What comes of a rule in a situation.

use super::error::{Problem, RuleError};
use super::operator::Operator;
use super::reckon::reckon;
use super::rule::{Part, Rule};
use super::situation::Situation;
use super::value::{self, is_true};
use crate::Node;
use std::borrow::Cow;
use std::cmp::Ordering;

/// How many steps evaluations may still take: one for each part of a rule that is
/// evaluated, each part of a value that is copied, and each 16 deeds that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget(u32);

impl Default for Budget {
    /// What one rule may take.
    fn default() -> Self {
        Self(10_000)
    }
}

impl Budget {
    /// So many steps.
    pub fn of(steps: u32) -> Self {
        Self(steps)
    }

    /// The steps that are left.
    pub fn left(self) -> u32 {
        self.0
    }

    pub(super) fn take(&mut self, steps: u32) -> Result<(), Problem> {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(0);
        left.map(drop).ok_or(Problem::Steps)
    }
}

impl Rule {
    /// Whether the rule holds: whether what comes of it counts as true.
    ///
    /// # Errors
    /// When something that is no number was to be reckoned with, or the steps do not
    /// suffice.
    pub fn holds(&self, here: &Situation, budget: &mut Budget) -> Result<bool, RuleError> {
        let found = Run::new(here, budget).part(&self.root, &here.data)?;
        Ok(is_true(&found))
    }

    /// What comes of the rule.
    ///
    /// # Errors
    /// As [`Rule::holds`].
    pub fn value(&self, here: &Situation, budget: &mut Budget) -> Result<Node, RuleError> {
        let mut run = Run::new(here, budget);
        let found = run.part(&self.root, &here.data)?;
        Ok(run.own(found)?)
    }
}

/// Who is told what comes of each part while a rule is evaluated.
pub(super) trait Watch {
    /// This came of that part.
    fn came_of(&mut self, _part: &Part, _found: &Found) {}
}

/// Nobody.
impl Watch for () {}

/// One evaluation.
pub(super) struct Run<'r, W: Watch = ()> {
    pub(super) here: &'r Situation,
    pub(super) budget: &'r mut Budget,
    pub(super) watch: W,
}

impl<'r> Run<'r> {
    fn new(here: &'r Situation, budget: &'r mut Budget) -> Self {
        let watch = ();
        Run {
            here,
            budget,
            watch,
        }
    }
}

pub(super) type Found<'a> = Result<Cow<'a, Node>, Problem>;

pub(super) fn is<'a>(bool: bool) -> Found<'a> {
    Ok(Cow::Owned(Node::Bool(bool)))
}

impl<W: Watch> Run<'_, W> {
    /// A value of its own.
    pub(super) fn own(&mut self, found: Cow<Node>) -> Result<Node, Problem> {
        if let Cow::Borrowed(node) = found {
            self.budget.take(value::size(node))?;
        }
        Ok(found.into_owned())
    }

    pub(super) fn part<'a>(&mut self, part: &'a Part, data: &'a Node) -> Found<'a> {
        self.budget.take(1)?;
        let found = match part {
            Part::Value(value) => Ok(Cow::Borrowed(value)),
            Part::List(parts) => Ok(Cow::Owned(Node::List(self.all(parts, data)?))),
            Part::Call(operator, parts) => self.call(*operator, parts, data),
            // Read by whoever counts.
            Part::Pattern(_) => Ok(Cow::Owned(Node::Null)),
        };
        self.watch.came_of(part, &found);
        found
    }

    pub(super) fn all(&mut self, parts: &[Part], data: &Node) -> Result<Vec<Node>, Problem> {
        let mut values = Vec::with_capacity(parts.len());
        for part in parts {
            let found = self.part(part, data)?;
            values.push(self.own(found)?);
        }
        Ok(values)
    }

    /// A value by its place; nothing where there are fewer.
    pub(super) fn at<'a>(&mut self, parts: &'a [Part], place: usize, data: &'a Node) -> Found<'a> {
        match parts.get(place) {
            Some(part) => self.part(part, data),
            None => Ok(Cow::Owned(Node::Null)),
        }
    }

    fn call<'a>(&mut self, operator: Operator, parts: &'a [Part], data: &'a Node) -> Found<'a> {
        match operator {
            Operator::Var => self.variable(parts, data),
            Operator::If | Operator::Ternary => self.branch(parts, data),
            Operator::And | Operator::Or => {
                let mut last = Cow::Owned(Node::Null);
                for part in parts {
                    last = self.part(part, data)?;
                    if is_true(&last) == (operator == Operator::Or) {
                        break;
                    }
                }
                Ok(last)
            }
            Operator::Not => is(!is_true(&*self.at(parts, 0, data)?)),
            Operator::Truth => is(is_true(&*self.at(parts, 0, data)?)),
            Operator::Log => self.at(parts, 0, data),
            Operator::Equal | Operator::Unequal | Operator::Same | Operator::Other => {
                self.equality(operator, parts, data)
            }
            Operator::Greater | Operator::GreaterOrEqual => self.order(operator, parts, data),
            Operator::Less | Operator::LessOrEqual => self.order(operator, parts, data),
            Operator::In => self.contains(parts, data),
            Operator::Filter | Operator::Map => self.each(operator, parts, data),
            Operator::All | Operator::NoneOf | Operator::Some => self.any(operator, parts, data),
            Operator::Reduce => self.reduce(parts, data),
            Operator::Count | Operator::DaysSinceLast => self.count(operator, parts, data),
            Operator::DaysSince
            | Operator::DaysUntil
            | Operator::DateBetween
            | Operator::TimeBetween => self.window(operator, parts, data),
            Operator::Missing | Operator::MissingSome => self.missing(operator, parts, data),
            Operator::Cat | Operator::Substr | Operator::Merge => {
                let values = self.all(parts, data)?;
                self.joined(operator, &values)
            }
            Operator::Plus
            | Operator::Minus
            | Operator::Times
            | Operator::Over
            | Operator::Remainder
            | Operator::Max
            | Operator::Min => {
                let values = self.all(parts, data)?;
                Ok(Cow::Owned(reckon(operator, &values)?))
            }
        }
    }

    fn variable<'a>(&mut self, parts: &'a [Part], data: &'a Node) -> Found<'a> {
        let path = self.at(parts, 0, data)?;
        // The path is rarely anything but a text that is written out.
        let made;
        let path = match &*path {
            Node::Null => "",
            Node::Text(path) => path.as_str(),
            other => {
                made = value::text(other);
                &made
            }
        };
        match lookup(data, path) {
            Some(found) => Ok(Cow::Borrowed(found)),
            None => self.at(parts, 1, data),
        }
    }

    fn branch<'a>(&mut self, parts: &'a [Part], data: &'a Node) -> Found<'a> {
        for pair in parts.chunks(2) {
            let [condition, then] = pair else {
                return self.part(&pair[0], data);
            };
            if is_true(&*self.part(condition, data)?) {
                return self.part(then, data);
            }
        }
        Ok(Cow::Owned(Node::Null))
    }

    fn equality<'a>(&mut self, operator: Operator, parts: &[Part], data: &Node) -> Found<'a> {
        let (a, b) = (self.at(parts, 0, data)?, self.at(parts, 1, data)?);
        self.budget.take(value::size(&a))?;
        is(match operator {
            Operator::Equal => value::equal(&a, &b),
            Operator::Unequal => !value::equal(&a, &b),
            Operator::Same => *a == *b,
            _ => *a != *b,
        })
    }

    fn order<'a>(&mut self, operator: Operator, parts: &[Part], data: &Node) -> Found<'a> {
        let mut before = self.at(parts, 0, data)?;
        for part in &parts[1..] {
            let next = self.part(part, data)?;
            let holds = match (operator, value::order(&before, &next)) {
                (_, None) => false,
                (Operator::Greater, Some(order)) => order == Ordering::Greater,
                (Operator::GreaterOrEqual, Some(order)) => order != Ordering::Less,
                (Operator::Less, Some(order)) => order == Ordering::Less,
                (_, Some(order)) => order != Ordering::Greater,
            };
            if !holds {
                return is(false);
            }
            before = next;
        }
        is(true)
    }

    fn contains<'a>(&mut self, parts: &[Part], data: &Node) -> Found<'a> {
        let (what, within) = (self.at(parts, 0, data)?, self.at(parts, 1, data)?);
        self.budget.take(value::size(&within) / 16)?;
        is(match &*within {
            Node::List(items) => items.contains(&what),
            Node::Text(text) if !text.is_empty() => text.contains(&value::text(&what)),
            _ => false,
        })
    }

    fn missing<'a>(&mut self, operator: Operator, parts: &[Part], data: &Node) -> Found<'a> {
        let values = self.all(parts, data)?;
        let (need, keys) = match (operator, values.as_slice()) {
            (Operator::MissingSome, [need, keys]) => {
                (value::number(need).unwrap_or(f64::INFINITY), keys.items())
            }
            (_, [Node::List(keys), ..]) => (f64::INFINITY, keys.as_slice()),
            (_, keys) => (f64::INFINITY, keys),
        };
        let mut missing = Vec::new();
        for key in keys {
            self.budget.take(1)?;
            match lookup(data, &value::text(key)) {
                Some(Node::Null) | None => missing.push(key.clone()),
                Some(Node::Text(text)) if text.is_empty() => missing.push(key.clone()),
                Some(_) => {}
            }
        }
        if (keys.len() - missing.len()) as f64 >= need {
            missing.clear();
        }
        Ok(Cow::Owned(Node::List(missing)))
    }
}

/// The value at a path such as `basket.items.0`; all of it for an empty path.
fn lookup<'a>(data: &'a Node, path: &str) -> Option<&'a Node> {
    if path.is_empty() {
        return Some(data);
    }
    path.split('.').try_fold(data, |data, key| match data {
        Node::Map(entries) => {
            let found = entries.iter().find(|(name, _)| name == key);
            found.map(|(_, value)| value)
        }
        Node::List(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    })
}
