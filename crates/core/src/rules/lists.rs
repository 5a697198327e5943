//! Operators that go through lists, with each element as the variables, or join texts and lists.

use super::evaluate::{Found, Run, Watch, is};
use super::operator::Operator;
use super::rule::Part;
use super::value::{self, is_true};
use crate::Node;
use std::borrow::Cow;

impl<W: Watch> Run<'_, W> {
    pub(super) fn each<'a>(
        &mut self,
        operator: Operator,
        parts: &[Part],
        data: &Node,
    ) -> Found<'a> {
        let list = self.at(parts, 0, data)?;
        let mut kept = Vec::new();
        for item in elements(&list) {
            let found = self.at(parts, 1, item)?;
            if operator == Operator::Map {
                kept.push(self.own(found)?);
            } else if is_true(&found) {
                kept.push(self.own(Cow::Borrowed(item))?);
            }
        }
        Ok(Cow::Owned(Node::List(kept)))
    }

    pub(super) fn any<'a>(&mut self, operator: Operator, parts: &[Part], data: &Node) -> Found<'a> {
        let list = self.at(parts, 0, data)?;
        let items = elements(&list);
        for item in items {
            let holds = is_true(&*self.at(parts, 1, item)?);
            if holds != (operator == Operator::All) {
                return is(operator == Operator::Some);
            }
        }
        is(operator == Operator::NoneOf || operator == Operator::All && !items.is_empty())
    }

    pub(super) fn reduce<'a>(&mut self, parts: &[Part], data: &Node) -> Found<'a> {
        let first = self.at(parts, 2, data)?;
        let mut sum = self.own(first)?;
        let list = self.at(parts, 0, data)?;
        for item in elements(&list) {
            let item = self.own(Cow::Borrowed(item))?;
            let entries = vec![
                ("current".to_owned(), item),
                ("accumulator".to_owned(), sum),
            ];
            let scope = Node::Map(entries);
            let found = self.at(parts, 1, &scope)?;
            sum = self.own(found)?;
        }
        Ok(Cow::Owned(sum))
    }

    pub(super) fn joined<'a>(&mut self, operator: Operator, values: &[Node]) -> Found<'a> {
        let made = match (operator, values) {
            (Operator::Substr, [of, rest @ ..]) => {
                let of = value::text(of);
                let whole = |at: usize| rest.get(at).map(|at| value::number(at).unwrap_or(0.0));
                Node::Text(part_of(&of, whole(0).unwrap_or(0.0), whole(1)))
            }
            (Operator::Merge, lists) => {
                let mut all = Vec::new();
                for list in lists {
                    match list {
                        Node::List(items) => all.extend(items.iter().cloned()),
                        single => all.push(single.clone()),
                    }
                }
                Node::List(all)
            }
            _ => Node::Text(value::joined(values.iter(), "")),
        };
        self.budget.take(value::size(&made))?;
        Ok(Cow::Owned(made))
    }
}

/// The elements of a list; nothing else has any.
fn elements(value: &Node) -> &[Node] {
    match value {
        Node::List(items) => items,
        _ => &[],
    }
}

/// Part of a text, in letters: from a place on, or from the end if that is less than 0; so
/// many, or up to so many before the end.
fn part_of(text: &str, from: f64, count: Option<f64>) -> String {
    let length = text.chars().count() as f64;
    let from = if from < 0.0 {
        (length + from.trunc()).max(0.0)
    } else {
        from.trunc()
    };
    let left = (length - from).max(0.0);
    let count = match count {
        Some(count) if count < 0.0 => left + count.trunc(),
        Some(count) => count.trunc(),
        None => left,
    };
    // Casts saturate: nothing below 0 and nothing beyond the text.
    text.chars()
        .skip(from as usize)
        .take(count as usize)
        .collect()
}
