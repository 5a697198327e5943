//! Whether a rule can ever hold, or can ever not.
//!
//! Interval arithmetic over the declared ranges of variables (abstract interpretation; Cousot and
//! Cousot, POPL 1977). What it says is sure; what it cannot tell depends.

use super::bounds::contradict;
use dangol_core::rules::{Budget, Operator, Rule, Situation, Type, VARIABLES};
use dangol_core::{Node, Now};

/// What can come of a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    /// It holds in every situation.
    Always,
    /// It holds in none.
    Never,
    /// It cannot be evaluated in any.
    Fails(String),
    /// It may or may not.
    Depends,
}

/// What can come of a part.
#[derive(Debug, Clone, PartialEq)]
enum Can {
    /// Exactly this.
    Be(Node),
    /// Counts as a number from one to the other.
    Count(f64, f64),
    /// One of these texts.
    Read(&'static [&'static str]),
    /// True or false, and if so, which.
    Hold(Option<bool>),
    /// Always goes wrong.
    Fail(String),
    /// Anything.
    Anything,
}

/// Whether a rule that can be read ever holds.
pub fn truth(rule: &Node) -> Truth {
    let can = can(rule);
    if let Can::Fail(why) = can {
        return Truth::Fails(why);
    }
    match holds(&can) {
        // What goes wrong does not hold.
        Some(true) if can_fail(rule) => Truth::Depends,
        Some(true) => Truth::Always,
        Some(false) => Truth::Never,
        None => Truth::Depends,
    }
}

fn holds(can: &Can) -> Option<bool> {
    match can {
        Can::Be(value) => match constant(&value_of(Operator::Truth, value)) {
            Can::Be(Node::Bool(holds)) => Some(holds),
            _ => None,
        },
        Can::Count(from, to) if *from > 0.0 || *to < 0.0 => Some(true),
        Can::Count(from, to) if *from == 0.0 && *to == 0.0 => Some(false),
        Can::Read(names) => names.iter().all(|name| !name.is_empty()).then_some(true),
        Can::Hold(holds) => *holds,
        Can::Count(..) | Can::Fail(_) | Can::Anything => None,
    }
}

/// `{"!!": [value]}`, so that values are judged as the evaluator does.
fn value_of(operator: Operator, value: &Node) -> Node {
    let values = Node::List(vec![value.clone()]);
    Node::Map(vec![(operator.name().to_owned(), values)])
}

/// What comes of a rule that depends on nothing.
fn constant(rule: &Node) -> Can {
    let here = Situation::new(Node::Null, Now::utc(0));
    let found = Rule::parse(rule).and_then(|rule| rule.value(&here, &mut Budget::default()));
    match found {
        Ok(value) => Can::Be(value),
        Err(error) => Can::Fail(error.to_string()),
    }
}

/// Whether nothing in a rule is about the shopper, the page or the time.
fn is_constant(node: &Node) -> bool {
    use Operator::{
        Count, DateBetween, DaysSince, DaysSinceLast, DaysUntil, Missing, MissingSome, TimeBetween,
        Var,
    };
    match node {
        Node::Map(entries) => match entries.as_slice() {
            [(name, values)] => {
                let asks = Operator::of(name).is_none_or(|operator| {
                    matches!(
                        operator,
                        Count
                            | DateBetween
                            | DaysSince
                            | DaysSinceLast
                            | DaysUntil
                            | Missing
                            | MissingSome
                            | TimeBetween
                            | Var
                    )
                });
                !asks && is_constant(values)
            }
            _ => true,
        },
        Node::List(items) => items.iter().all(is_constant),
        _ => true,
    }
}

/// Whether there is anything in a rule that can go wrong while it is evaluated.
fn can_fail(node: &Node) -> bool {
    use Operator::{
        And, DateBetween, DaysSince, DaysUntil, Equal, Greater, GreaterOrEqual, If, In, Less,
        LessOrEqual, Not, Or, Other, Same, Ternary, TimeBetween, Truth, Unequal, Var,
    };
    match node {
        _ if is_constant(node) => matches!(constant(node), Can::Fail(_)),
        Node::Map(entries) => entries.iter().any(|(name, values)| {
            let is_sure = Operator::of(name).is_some_and(|operator| {
                matches!(
                    operator,
                    And | DateBetween
                        | DaysSince
                        | DaysUntil
                        | Equal
                        | Greater
                        | GreaterOrEqual
                        | If
                        | In
                        | Less
                        | LessOrEqual
                        | Not
                        | Or
                        | Other
                        | Same
                        | Ternary
                        | TimeBetween
                        | Truth
                        | Unequal
                        | Var
                )
            });
            // What is counted is written out nearly always; then nothing can go wrong.
            let counts = matches!(
                Operator::of(name),
                Some(Operator::Count | Operator::DaysSinceLast)
            ) && values.items().iter().all(is_constant);
            !counts && (!is_sure || can_fail(values))
        }),
        Node::List(items) => items.iter().any(can_fail),
        _ => false,
    }
}

fn can(node: &Node) -> Can {
    if is_constant(node) {
        return constant(node);
    }
    let Node::Map(entries) = node else {
        return Can::Anything;
    };
    let [(name, values)] = entries.as_slice() else {
        return Can::Anything;
    };
    let Some(operator) = Operator::of(name) else {
        return Can::Anything;
    };
    let values = match values {
        Node::List(values) => values.as_slice(),
        single => std::slice::from_ref(single),
    };
    match operator {
        Operator::Var => variable(values),
        Operator::Count => Can::Count(0.0, 400.0),
        // Nothing at all counts as 0.
        Operator::DaysSinceLast => Can::Count(0.0, 730.0),
        Operator::DateBetween | Operator::TimeBetween => Can::Hold(None),
        Operator::And => all(values),
        Operator::Or => {
            let each: Vec<Option<bool>> = values.iter().map(|value| holds(&can(value))).collect();
            if each.contains(&Some(true)) {
                Can::Hold(Some(true))
            } else if each.iter().all(|holds| *holds == Some(false)) {
                Can::Hold(Some(false))
            } else {
                Can::Anything
            }
        }
        Operator::Not => Can::Hold(
            values
                .first()
                .and_then(|value| holds(&can(value)))
                .map(|is| !is),
        ),
        Operator::Truth => Can::Hold(values.first().and_then(|value| holds(&can(value)))),
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
            let never = contradict(std::slice::from_ref(node));
            Can::Hold(if never {
                Some(false)
            } else {
                ordered(operator, values)
            })
        }
        Operator::Equal | Operator::Same => Can::Hold(equal(values)),
        Operator::Unequal | Operator::Other => Can::Hold(equal(values).map(|is| !is)),
        Operator::In => Can::Hold(within(values)),
        _ => Can::Anything,
    }
}

fn variable(values: &[Node]) -> Can {
    let [Node::Text(path), rest @ ..] = values else {
        return Can::Anything;
    };
    let Some(declared) = VARIABLES.iter().find(|declared| declared.path == path) else {
        return Can::Anything;
    };
    match (declared.value, declared.always, rest) {
        (Type::Number(from, to), true, _) => Can::Count(from, to),
        // What is not there counts as 0.
        (Type::Number(from, to), false, [] | [Node::Null]) => Can::Count(from.min(0.0), to),
        (Type::Number(from, to), false, [Node::Number(other)]) => {
            Can::Count(from.min(*other), to.max(*other))
        }
        (Type::OneOf(names), true, _) => Can::Read(names),
        _ => Can::Anything,
    }
}

/// The numbers that a part counts as in a comparison with a number.
fn interval(can: &Can) -> Option<(f64, f64)> {
    match can {
        Can::Be(Node::Number(number)) => Some((*number, *number)),
        Can::Count(from, to) => Some((*from, *to)),
        _ => None,
    }
}

fn ordered(operator: Operator, values: &[Node]) -> Option<bool> {
    let each: Option<Vec<(f64, f64)>> = values.iter().map(|value| interval(&can(value))).collect();
    let each = each?;
    let mut all = Some(true);
    for pair in each.windows(2) {
        let (a, b) = match operator {
            Operator::Less | Operator::LessOrEqual => (pair[0], pair[1]),
            _ => (pair[1], pair[0]),
        };
        // Whether a is less than b.
        let or_equal = matches!(operator, Operator::LessOrEqual | Operator::GreaterOrEqual);
        let holds = if or_equal {
            (a.1 <= b.0)
                .then_some(true)
                .or((a.0 > b.1).then_some(false))
        } else {
            (a.1 < b.0)
                .then_some(true)
                .or((a.0 >= b.1).then_some(false))
        };
        match holds {
            Some(false) => return Some(false),
            None => all = None,
            Some(true) => {}
        }
    }
    all
}

fn equal(values: &[Node]) -> Option<bool> {
    let [a, b] = values else {
        return None;
    };
    match (can(a), can(b)) {
        (Can::Read(names), Can::Be(Node::Text(text)))
        | (Can::Be(Node::Text(text)), Can::Read(names)) => {
            (!names.contains(&text.as_str())).then_some(false)
        }
        (a, b) => {
            let ((a_from, a_to), (b_from, b_to)) = (interval(&a)?, interval(&b)?);
            (a_to < b_from || b_to < a_from).then_some(false)
        }
    }
}

fn within(values: &[Node]) -> Option<bool> {
    let [what, list] = values else {
        return None;
    };
    let (Can::Read(names), Can::Be(Node::List(items))) = (can(what), can(list)) else {
        return None;
    };
    let is_in = |name: &&str| {
        items
            .iter()
            .any(|item| *item == Node::Text((*name).to_owned()))
    };
    match names.iter().filter(|name| is_in(name)).count() {
        0 => Some(false),
        count if count == names.len() => Some(true),
        _ => None,
    }
}

/// What comes of conditions that must all hold: what one of them rules out, or several together
/// of one variable.
fn all(values: &[Node]) -> Can {
    let each: Vec<Can> = values.iter().map(can).collect();
    if let Some(Can::Fail(why)) = each.first() {
        return Can::Fail(why.clone());
    }
    if each.iter().any(|can| holds(can) == Some(false)) {
        return Can::Hold(Some(false));
    }
    if contradict(values) {
        return Can::Hold(Some(false));
    }
    match each.iter().all(|can| holds(can) == Some(true)) {
        true => Can::Hold(Some(true)),
        false => Can::Anything,
    }
}
