//! What values count as: true, a number, a text, equal. As JavaScript has it, on which
//! JSONLogic rests, but for what is said here.

use crate::Node;

/// From here on whole numbers are not exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// How many digits behind the point a text of a number has at most.
const DECIMALS: u32 = 6;

/// Whether a value counts as true: nothing, 0, an empty text and an empty list do not.
pub(super) fn is_true(value: &Node) -> bool {
    match value {
        Node::Null => false,
        Node::Bool(bool) => *bool,
        Node::Number(number) => *number != 0.0 && !number.is_nan(),
        Node::Text(text) => !text.is_empty(),
        Node::List(items) => !items.is_empty(),
        Node::Map(_) => true,
    }
}

/// The number that a value counts as, if it does.
pub(super) fn number(value: &Node) -> Option<f64> {
    match value {
        Node::Null => Some(0.0),
        Node::Bool(bool) => Some(f64::from(u8::from(*bool))),
        Node::Number(number) => number.is_finite().then_some(*number),
        Node::Text(text) => spelled(text),
        Node::List(_) => spelled(&text(value)),
        Node::Map(_) => None,
    }
}

/// The number with which a text begins, as `parseFloat` has it.
pub(super) fn leading_number(value: &Node) -> Option<f64> {
    match value {
        Node::Number(_) => number(value),
        Node::Text(_) | Node::List(_) => Some(prefix(text(value).trim_start())?.0),
        _ => None,
    }
}

/// The number that a text spells; 0 for none at all.
fn spelled(text: &str) -> Option<f64> {
    match text.trim() {
        "" => Some(0.0),
        text => prefix(text)
            .filter(|(_, rest)| rest.is_empty())
            .map(|found| found.0),
    }
}

/// The decimal number at the beginning of a text, and what follows. Exact up to 15 digits;
/// the standard library's reader would be 6 KB of the wasm.
fn prefix(text: &str) -> Option<(f64, &str)> {
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'-') => (-1.0, &text[1..]),
        Some(b'+') => (1.0, &text[1..]),
        _ => (1.0, text),
    };
    let (mut digits, mut power, mut any, mut point, mut end) = (0u64, 0i32, false, false, 0);
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                // Beyond 18 digits nothing changes but the power of ten.
                if digits < 100_000_000_000_000_000 {
                    digits = digits * 10 + u64::from(byte - b'0');
                    power -= i32::from(point);
                } else {
                    power = power.saturating_add(i32::from(!point));
                }
            }
            b'.' if !point => point = true,
            _ => break,
        }
        end = at + 1;
    }
    if !any {
        return None;
    }
    let mut rest = &rest[end..];
    if let Some(behind) = rest.strip_prefix(['e', 'E']) {
        let bare = behind.trim_start_matches(['+', '-']);
        let count = bare.bytes().take_while(u8::is_ascii_digit).count();
        if count > 0 && behind.len() - bare.len() <= 1 {
            let size = bare[..count].parse().unwrap_or(9999);
            power = power.saturating_add(if behind.starts_with('-') { -size } else { size });
            rest = &bare[count..];
        }
    }
    let mut number = digits as f64;
    // Beyond 400 it is 0 or no number at all.
    let times = power.unsigned_abs().min(400);
    let ten = (0..times.min(22)).fold(1.0f64, |product, _| product * 10.0);
    number = if power < 0 {
        number / ten
    } else {
        number * ten
    };
    for _ in 22..times {
        number = if power < 0 {
            number / 10.0
        } else {
            number * 10.0
        };
    }
    number.is_finite().then_some((sign * number, rest))
}

/// The text of a value: lists with commas, at most six digits behind a point, and nothing
/// for nothing within a list.
pub(super) fn text(value: &Node) -> String {
    match value {
        Node::Null => "null".into(),
        Node::Bool(true) => "true".into(),
        Node::Bool(false) => "false".into(),
        Node::Number(number) => decimal(*number),
        Node::Text(text) => text.clone(),
        Node::List(items) => joined(items.iter(), ","),
        Node::Map(_) => "[object Object]".into(),
    }
}

/// The texts of values, nothing being an empty one.
pub(super) fn joined<'a>(values: impl Iterator<Item = &'a Node>, between: &str) -> String {
    let mut all = String::new();
    for (at, value) in values.enumerate() {
        if at > 0 {
            all.push_str(between);
        }
        if *value != Node::Null {
            all.push_str(&text(value));
        }
    }
    all
}

/// A number in digits, without the standard library's float printing.
fn decimal(number: f64) -> String {
    if number.is_nan() || number.abs() >= EXACT {
        // No rule can tell such numbers apart by their texts.
        return if number > 0.0 {
            "Infinity"
        } else if number < 0.0 {
            "-Infinity"
        } else {
            "NaN"
        }
        .into();
    }
    let scale = 10u64.pow(DECIMALS);
    let size = number.abs();
    let mut whole = size as u64;
    let mut rest = ((size - whole as f64) * scale as f64).round() as u64;
    if rest >= scale {
        whole += 1;
        rest = 0;
    }
    let mut text = String::new();
    if number < 0.0 && (whole, rest) != (0, 0) {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if rest > 0 {
        let digits = (scale + rest).to_string();
        text.push('.');
        text.push_str(digits[1..].trim_end_matches('0'));
    }
    text
}

/// Whether values are equal after what JavaScript's `==` does to them. Lists and objects are
/// equal if they hold the same; JavaScript compares which they are, which means nothing here.
pub(super) fn equal(a: &Node, b: &Node) -> bool {
    use Node::{Bool, List, Map, Null, Number, Text};
    match (a, b) {
        (Null, _) | (_, Null) => a == b,
        (Bool(_), Bool(_)) | (Number(_), Number(_)) | (Text(_), Text(_)) => a == b,
        (List(_) | Map(_), List(_) | Map(_)) => a == b,
        (List(_) | Map(_), Text(other)) | (Text(other), List(_) | Map(_)) => {
            let of = if matches!(a, Text(_)) { b } else { a };
            text(of) == *other
        }
        _ => number(a).is_some() && number(a) == number(b),
    }
}

/// Which of two values is less: as texts if both are, else as numbers; neither if one is none.
pub(super) fn order(a: &Node, b: &Node) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Node::Text(a), Node::Text(b)) => Some(a.as_str().cmp(b)),
        _ => number(a)?.partial_cmp(&number(b)?),
    }
}

/// Of how many parts a value consists, long texts being several.
pub(super) fn size(value: &Node) -> u32 {
    match value {
        Node::Text(text) => text.len() as u32 / 32 + 1,
        Node::List(items) => items.iter().map(size).fold(1, u32::saturating_add),
        Node::Map(entries) => {
            let sizes = entries.iter().map(|(_, value)| size(value));
            sizes.fold(1, u32::saturating_add)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_as_people_write_them() {
        for (spelling, value) in [
            ("", Some(0.0)),
            (" 12 ", Some(12.0)),
            ("-0.5", Some(-0.5)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            ("1e3", Some(1000.0)),
            ("25e-2", Some(0.25)),
            ("0.1", Some(0.1)),
            ("123456.789", Some(123_456.789)),
            ("9007199254740993", Some(9_007_199_254_740_992.0)),
            ("1e400", None),
            ("1e99999999999", None),
            ("1e-99999999999", Some(0.0)),
            ("12px", None),
            ("--1", None),
            ("1e", None),
            (".", None),
            ("-", None),
            ("한글", None),
        ] {
            assert_eq!(spelled(spelling), value, "{spelling}");
        }
        let long = "9".repeat(300);
        let error = spelled(&long).unwrap_or(0.0) / 1e300 - 1.0;
        assert!(error.abs() < 1e-14, "{error}");
        assert_eq!(leading_number(&Node::Text("3.5px".into())), Some(3.5));
        assert_eq!(leading_number(&Node::Text("px".into())), None);
        assert_eq!(leading_number(&Node::Null), None);
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.3"),
            (0.999_999_9, "1"),
            (1.0 / 3.0, "0.333333"),
            (1e300, "Infinity"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }
}
