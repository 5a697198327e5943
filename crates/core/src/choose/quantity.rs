//! Numbers with their units, exactly: `12.5 cm`, `1,200 g`, `6`.

/// Numbers are whole multiples of one in so many.
pub const SCALE: i64 = 10_000;

/// Digits behind the point that are read; further ones are dropped.
const DIGITS: usize = 4;

/// The most digits before the point: with every factor below, a number stays within 64 bits.
const WHOLE: usize = 9;

/// Units that are parts of each other: the name, what it measures, how many of the smallest.
const UNITS: [(&str, u8, i64); 11] = [
    ("mm", 1, 1),
    ("cm", 1, 10),
    ("m", 1, 1_000),
    ("g", 2, 1),
    ("kg", 2, 1_000),
    ("ml", 3, 1),
    ("cl", 3, 10),
    ("l", 3, 1_000),
    ("mb", 4, 1),
    ("gb", 4, 1_000),
    ("tb", 4, 1_000_000),
];

/// The unit codes of UN/CEFACT that schema.org's markup has for some of them.
const CODES: [(&str, &str); 10] = [
    ("MMT", "mm"),
    ("CMT", "cm"),
    ("MTR", "m"),
    ("GRM", "g"),
    ("KGM", "kg"),
    ("MLT", "ml"),
    ("CLT", "cl"),
    ("LTR", "l"),
    ("INH", "in"),
    ("P1", "%"),
];

/// A number and its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// In multiples of one in [`SCALE`], as it is written.
    pub(super) number: i64,
    /// As it is written; empty if there is none.
    pub(super) unit: String,
}

impl Quantity {
    /// Reads a number with or without a unit behind it; nothing else may be there.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-')))
            .unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let unit = unit.trim();
        let is_unit = unit.chars().count() <= 8 && !unit.contains(|c: char| c.is_ascii_digit());
        is_unit.then_some(())?;
        Some(Self {
            number: read_decimal(number)?,
            unit: unit.to_owned(),
        })
    }

    /// What it measures, and how many of the smallest unit its unit is. Units that are not
    /// known measure only themselves.
    fn kind(&self) -> Option<(u8, i64)> {
        let unit = self.unit.to_ascii_lowercase();
        let known = UNITS.iter().find(|(name, ..)| *name == unit);
        known.map(|(_, kind, factor)| (*kind, *factor))
    }

    /// How many of a common unit the unit of the first is, if all are of one kind.
    pub(super) fn factors(all: &[Self]) -> Option<Vec<i64>> {
        let first = all.first()?;
        let same = |other: &Self| other.unit.eq_ignore_ascii_case(&first.unit);
        if all.iter().all(same) {
            return Some(vec![1; all.len()]);
        }
        let (kind, _) = first.kind()?;
        (all.iter())
            .map(|one| one.kind().filter(|(of, _)| *of == kind))
            .map(|found| found.map(|(_, factor)| factor))
            .collect()
    }
}

/// The name of a unit by its code; what is no code is the name itself.
pub(super) fn unit_of_code(code: &str) -> &str {
    let known = CODES.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, name)| name)
}

/// Reads `2.5`, `1,200`, `1,5` or `-3` as multiples of one in [`SCALE`]. A comma before
/// exactly three last digits parts thousands, any other one is a decimal mark.
pub fn read_decimal(text: &str) -> Option<i64> {
    let text = text.trim();
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mark = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) => Some(point.max(comma)),
        (Some(point), None) => Some(point),
        (None, Some(comma)) if text.len() - comma != 4 => Some(comma),
        _ => None,
    };
    let (whole, rest) = match mark {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut number = 0;
    let mut digits = 0;
    for byte in whole.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                number = number * 10 + i64::from(byte - b'0');
            }
            b',' | b'.' if digits > 0 => {}
            _ => return None,
        }
        if digits > WHOLE {
            return None;
        }
    }
    if digits + rest.len() == 0 || !is_number(rest) {
        return None;
    }
    let mut parts = rest.bytes().map(|byte| i64::from(byte - b'0'));
    for _ in 0..DIGITS {
        number = number * 10 + parts.next().unwrap_or(0);
    }
    Some(if is_negative { -number } else { number })
}

/// The shortest decimal of a number of JavaScript's; float formatting would bring kilobytes.
pub(super) fn write_decimal(number: f64) -> Option<String> {
    let scaled = (number * SCALE as f64).round();
    if scaled.is_nan() || scaled.abs() >= 1e15 {
        return None;
    }
    Some(write_number(scaled as i64))
}

/// The shortest decimal of a number in multiples of one in [`SCALE`].
pub fn write_number(scaled: i64) -> String {
    let (whole, mut part) = (scaled.abs() / SCALE, scaled.abs() % SCALE);
    let sign = if scaled < 0 { "-" } else { "" };
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let mut width = DIGITS;
    while part % 10 == 0 {
        part /= 10;
        width -= 1;
    }
    format!("{sign}{whole}.{part:0width$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("6", Some((60_000, ""))),
            ("12.5 cm", Some((125_000, "cm"))),
            ("12,5cm", Some((125_000, "cm"))),
            ("1,200 g", Some((12_000_000, "g"))),
            ("1.234,5 g", Some((12_345_000, "g"))),
            (".5 l", Some((5_000, "l"))),
            ("-3 °C", Some((-30_000, "°C"))),
            ("30 x 40 cm", None),
            ("M", None),
            ("", None),
            ("-", None),
            ("12345678901", None),
            ("3 of a kind each", None),
            ("6개", Some((60_000, "개"))),
        ] {
            let read = Quantity::read(text);
            let read = read.map(|read| (read.number, read.unit));
            let expected = expected.map(|(number, unit)| (number, unit.to_owned()));
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn units_of_one_kind_are_compared() {
        let read = |texts: &[&str]| -> Vec<Quantity> {
            let read = texts.iter().filter_map(|text| Quantity::read(text));
            read.collect()
        };
        let factors = |texts: &[&str]| Quantity::factors(&read(texts));
        assert_eq!(factors(&["1 m", "20 cm", "5 mm"]), Some(vec![1000, 10, 1]));
        assert_eq!(factors(&["3 W", "5 w"]), Some(vec![1, 1]));
        assert_eq!(factors(&["3 W", "5 cm"]), None);
        assert_eq!(factors(&["3", "5 cm"]), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,30}") {
            let _ = Quantity::read(&text);
        }

        #[test]
        fn what_is_written_is_read(number in -1_000_000i64..1_000_000) {
            let text = write_decimal(number as f64 / SCALE as f64).unwrap();
            prop_assert_eq!(read_decimal(&text), Some(number));
        }
    }
}
