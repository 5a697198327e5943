//! Why a rule holds or does not: the parts that decided, with what they were told.
//!
//! It is the evaluator itself that tells what came of each part ([`super::evaluate::Watch`]),
//! so an explanation cannot say anything else than what was decided.
//!
//! ```
//! use dangol_core::{Node, Now};
//! use dangol_core::rules::{Budget, Rule, Situation};
//!
//! let map = |key: &str, value| Node::Map(vec![(key.to_owned(), value)]);
//! let hour = map("var", Node::Text("hour".into()));
//! let rule = Rule::parse(&map(">=", Node::List(vec![hour, Node::Number(18.0)])))?;
//! let morning = Situation::new(map("hour", Node::Number(9.0)), Now::utc(0));
//! let why = rule.explain(&morning, &mut Budget::default());
//! assert_eq!(why.outcome, Ok(false));
//! assert_eq!(why.deciding[0].known, [("hour".to_owned(), "9".to_owned())]);
//! assert_eq!(why.deciding[0].wanted, ">= 18");
//! # Ok::<(), dangol_core::rules::RuleError>(())
//! ```

use super::error::RuleError;
use super::evaluate::{Budget, Found, Run, Watch};
use super::operator::Operator;
use super::rule::{Part, Rule};
use super::situation::Situation;
use super::spell;
use super::value::is_true;
use crate::Node;

/// Why a rule holds or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What came of it, as [`Rule::holds`] says.
    pub outcome: Result<bool, RuleError>,
    /// The parts that decided, in the order in which they were asked; none where it failed.
    pub deciding: Vec<Deciding>,
}

/// A part that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// The part, as people write conditions.
    pub part: String,
    /// Whether it holds.
    pub holds: bool,
    /// What it was told, by name: `time.hour` and `9`; `nothing` for what is not known.
    pub known: Vec<(String, String)>,
    /// What that was to be for the rule to hold: `>= 18`; the whole part where that cannot
    /// be said of one value.
    pub wanted: String,
}

/// What came of each part, by where it lies in memory.
#[derive(Default)]
struct Seen(Vec<(usize, Option<Node>)>);

impl Seen {
    /// What came of a part at last: `None` where it was not asked.
    fn of(&self, part: &Part) -> Option<&Node> {
        let place = place(part);
        let seen = self.0.iter().rev().find(|(known, _)| *known == place);
        seen.and_then(|(_, found)| found.as_ref())
    }
}

impl Watch for &mut Seen {
    fn came_of(&mut self, part: &Part, found: &Found) {
        let found = found.as_ref().ok().map(|found| found.clone().into_owned());
        self.0.push((place(part), found));
    }
}

fn place(part: &Part) -> usize {
    std::ptr::from_ref(part) as usize
}

impl Rule {
    /// Evaluates the rule and tells which parts decided.
    pub fn explain(&self, here: &Situation, budget: &mut Budget) -> Explanation {
        let mut seen = Seen::default();
        let mut run = Run {
            here,
            budget,
            watch: &mut seen,
        };
        let outcome = run.part(&self.root, &here.data);
        let outcome = outcome.map(|found| is_true(&found)).map_err(Into::into);
        let mut deciding = Vec::new();
        if outcome.is_ok() {
            let mut teller = Teller {
                here,
                seen: &seen,
                deciding: &mut deciding,
            };
            teller.decide(&self.root, false);
            // A choice without any branch is decided by nothing but itself.
            if teller.deciding.is_empty() {
                teller.tell(&self.root, false);
            }
        }
        Explanation { outcome, deciding }
    }
}

/// Goes from the root to the parts that decided.
struct Teller<'t> {
    here: &'t Situation,
    seen: &'t Seen,
    deciding: &'t mut Vec<Deciding>,
}

impl Teller<'_> {
    fn holds(&self, part: &Part) -> bool {
        self.seen.of(part).is_some_and(is_true)
    }

    /// `denied` says whether the rule holds where this part does not.
    fn decide(&mut self, part: &Part, denied: bool) {
        let Part::Call(operator, parts) = part else {
            return self.tell(part, denied);
        };
        match (operator, parts.as_slice()) {
            (Operator::And | Operator::Or, parts) => {
                let holds = self.holds(part);
                // What ends the series decides alone; where nothing did, all decided.
                let ends = holds == (*operator == Operator::Or);
                let asked: Vec<&Part> = (parts.iter())
                    .filter(|part| self.seen.of(part).is_some())
                    .collect();
                match asked.last() {
                    Some(last) if ends => self.decide(last, denied),
                    _ => asked.into_iter().for_each(|part| self.decide(part, denied)),
                }
            }
            (Operator::Not, [of]) => self.decide(of, !denied),
            (Operator::Truth, [of]) => self.decide(of, denied),
            (Operator::If | Operator::Ternary, parts) => {
                for pair in parts.chunks(2) {
                    if self.seen.of(&pair[0]).is_none() {
                        return;
                    }
                    let Some(then) = pair.get(1) else {
                        return self.decide(&pair[0], denied);
                    };
                    // Which way it goes, whatever is wanted.
                    let holds = self.holds(&pair[0]);
                    self.decide(&pair[0], !holds);
                    if holds {
                        return self.decide(then, denied);
                    }
                }
            }
            _ => self.tell(part, denied),
        }
    }

    fn tell(&mut self, part: &Part, denied: bool) {
        let mut known = Vec::new();
        self.know(part, &mut known);
        let wanted = match (wanted(part), denied) {
            (wanted, false) => wanted,
            (wanted, true) => ["not ", &wanted].concat(),
        };
        self.deciding.push(Deciding {
            part: spell::part(part),
            holds: self.holds(part),
            known,
            wanted,
        });
    }

    /// What a part was told, outermost names first.
    fn know(&self, part: &Part, known: &mut Vec<(String, String)>) {
        let mut put = |name: String, value: String| {
            if !known.iter().any(|(there, _)| *there == name) {
                known.push((name, value));
            }
        };
        match part {
            Part::Value(_) | Part::Pattern(_) => {}
            Part::List(parts) => parts.iter().for_each(|part| self.know(part, known)),
            Part::Call(operator, parts) => match operator {
                Operator::TimeBetween => {
                    let minute = self.here.now.minute();
                    put("time".into(), clock(minute / 60, minute % 60, ':'));
                }
                Operator::DateBetween => {
                    let (_, month, day) = self.here.now.date();
                    put("today".into(), clock(month.into(), day.into(), '-'));
                }
                operator if is_observed(*operator) => {
                    let value = self.seen.of(part).map_or("nothing".into(), spell::node);
                    put(spell::part(part), value);
                }
                // The rule within is asked of each of the list, which is what is known here.
                Operator::Filter
                | Operator::Map
                | Operator::All
                | Operator::NoneOf
                | Operator::Some
                | Operator::Reduce => {
                    let lists = parts.first().into_iter();
                    lists.for_each(|list| self.know(list, known));
                }
                _ => parts.iter().for_each(|part| self.know(part, known)),
            },
        }
    }
}

/// Whether an operator tells of the shopper, the page or the time, and not of other parts.
fn is_observed(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::Var
            | Operator::Missing
            | Operator::MissingSome
            | Operator::Count
            | Operator::DaysSinceLast
            | Operator::DaysSince
            | Operator::DaysUntil
    )
}

fn clock(first: u32, second: u32, between: char) -> String {
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    [two(first), between.into(), two(second)].concat()
}

/// What is wanted of the one thing that a part asks about.
fn wanted(part: &Part) -> String {
    let observed = |part: &Part| matches!(part, Part::Call(operator, _) if is_observed(*operator));
    let Part::Call(operator, parts) = part else {
        return spell::part(part);
    };
    match parts.as_slice() {
        _ if observed(part) => "true".to_owned(),
        [of, Part::Value(value)] if observed(of) && is_comparison(*operator) => {
            [operator.name(), " ", &spell::node(value)].concat()
        }
        [Part::Value(value), of] if observed(of) => match turned(*operator) {
            Some(operator) => [operator.name(), " ", &spell::node(value)].concat(),
            None => spell::part(part),
        },
        _ => spell::part(part),
    }
}

fn is_comparison(operator: Operator) -> bool {
    operator == Operator::In || turned(operator).is_some()
}

/// The same comparison, seen from the other side.
fn turned(operator: Operator) -> Option<Operator> {
    Some(match operator {
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Equal | Operator::Unequal | Operator::Same | Operator::Other => operator,
        _ => return None,
    })
}
