//! Operators on time: what was done when, and how far dates are.

use super::error::Problem;
use super::evaluate::{Found, Run, Watch};
use super::history::{Field, deed};
use super::operator::Operator;
use super::rule::Part;
use super::{value, window};
use crate::Node;
use dangol_wire::place;
use std::borrow::Cow;

impl<W: Watch> Run<'_, W> {
    pub(super) fn count<'a>(
        &mut self,
        operator: Operator,
        parts: &[Part],
        data: &Node,
    ) -> Found<'a> {
        let done = deed(&*self.at(parts, 0, data)?).ok_or(Problem::Deed)?;
        let mut pattern: Vec<(Field, Vec<u64>)> = Vec::new();
        if let Some(Part::Pattern(fields)) = parts.get(1) {
            for (field, part) in fields {
                let found = self.part(part, data)?;
                let names = found.items().iter();
                let names = names.map(|name| place::hash(&value::text(name)));
                pattern.push((*field, names.collect()));
            }
        }
        let days = match parts.get(2) {
            Some(part) => {
                let days = self.part(part, data)?;
                value::number(&days).ok_or(Problem::NotANumber("count"))?
            }
            None => f64::INFINITY,
        };
        let here = self.here;
        self.budget.take(here.history.len() as u32 / 16)?;
        let today = here.now.day();
        let ages = (here.history.iter())
            .filter(|past| past.deed == done && past.fits(&pattern))
            .map(|past| today.saturating_sub(past.day));
        let found = match operator {
            // Today is the first of so many days.
            Operator::Count => Some(ages.filter(|age| (*age as f64) < days).count() as u64),
            _ => ages.min(),
        };
        let found = found.map_or(Node::Null, |number| Node::Number(number as f64));
        Ok(Cow::Owned(found))
    }

    pub(super) fn window<'a>(
        &mut self,
        operator: Operator,
        parts: &[Part],
        data: &Node,
    ) -> Found<'a> {
        let now = self.here.now;
        let from = self.at(parts, 0, data)?;
        let to = self.at(parts, 1, data)?;
        let days = |days: i64| Node::Number(days as f64);
        let found = match operator {
            // What is not known is not a date, and has no distance.
            Operator::DaysSince => {
                window::date(&from).map(|date| days(window::days_since(date, now)))
            }
            Operator::DaysUntil => {
                window::date(&from).map(|date| days(window::days_until(date, now)))
            }
            Operator::DateBetween => {
                let both = window::day_of_year(&from).zip(window::day_of_year(&to));
                both.map(|(from, to)| Node::Bool(window::date_between(from, to, now)))
            }
            _ => {
                let both = window::minute(&from).zip(window::minute(&to));
                both.map(|(from, to)| Node::Bool(window::time_between(from, to, now)))
            }
        };
        Ok(Cow::Owned(found.unwrap_or_default()))
    }
}
