//! Sums, products and the like.

use super::error::Problem;
use super::operator::Operator;
use super::value;
use crate::Node;

/// What numbers come to.
pub(super) fn reckon(operator: Operator, values: &[Node]) -> Result<Node, Problem> {
    let wrong = Problem::NotANumber(operator.name());
    let read = match operator {
        Operator::Plus | Operator::Times => value::leading_number,
        _ => value::number,
    };
    // A product of one value is that value, whatever it is.
    if let (Operator::Times, [single]) = (operator, values) {
        return Ok(single.clone());
    }
    let mut numbers = Vec::with_capacity(values.len());
    for value in values {
        numbers.push(read(value).ok_or(wrong.clone())?);
    }
    let with = |both: fn(f64, f64) -> f64| numbers.iter().copied().reduce(both);
    let found = match (operator, numbers.as_slice()) {
        (Operator::Plus, _) => numbers.iter().sum(),
        (Operator::Minus, [single]) => -single,
        (Operator::Minus, _) => with(|a, b| a - b).unwrap_or(0.0),
        (Operator::Times, _) => with(|a, b| a * b).unwrap_or(0.0),
        (Operator::Over, _) => with(|a, b| a / b).unwrap_or(0.0),
        (Operator::Remainder, _) => with(|a, b| a % b).unwrap_or(0.0),
        (Operator::Max, _) => with(f64::max).unwrap_or(0.0),
        (_, _) => with(f64::min).unwrap_or(0.0),
    };
    // Neither a division by 0 nor what is too large goes on as if it were a number.
    match found.is_finite() {
        true => Ok(Node::Number(found)),
        false => Err(wrong),
    }
}
