//! The languages that the dashboard speaks, and numbers in them.

use crate::figures::interval::Estimate;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    En,
    /// Korean.
    Ko,
}

impl Tongue {
    /// The one that is asked for, else the browser's, else English.
    pub fn of(asked: Option<&str>, accepted: &str) -> Self {
        match asked {
            Some("ko") => Self::Ko,
            Some("en") => Self::En,
            _ if accepted.trim_start().to_ascii_lowercase().starts_with("ko") => Self::Ko,
            _ => Self::En,
        }
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        self.say("en", "ko")
    }

    /// The text in this language.
    pub fn say<'a>(self, en: &'a str, ko: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Ko => ko,
        }
    }
}

/// A whole number in groups of three.
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number that is as exact as it needs to be to be told apart from others of its size.
pub fn short(number: f64) -> String {
    // What rounds to nothing has no sign.
    let number = if number.abs() < 0.005 { 0.0 } else { number };
    match number.abs() {
        size if size >= 1000.0 => {
            let sign = if number < 0.0 { "-" } else { "" };
            format!("{sign}{}", whole(number.abs().round() as u64))
        }
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// An interval as "low to high".
pub fn range(of: Estimate, tongue: Tongue) -> String {
    let (low, high) = (short(of.low), short(of.high));
    match tongue {
        Tongue::En => format!("{low} to {high}"),
        Tongue::Ko => format!("{low} ~ {high}"),
    }
}

/// A share as "12.3 %".
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// An amount of the shop's smallest money unit, in its currency where that is known.
pub fn money(amount: f64, currency: &str) -> String {
    let whole_units = ["KRW", "JPY", "VND", "CLP", "ISK"];
    let (amount, places) = match currency {
        "" => (amount, 0),
        known if whole_units.contains(&known) => (amount, 0),
        _ => (amount / 100.0, 2),
    };
    let rounded = format!("{:.places$}", amount.abs());
    let (units, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let units = whole(units.parse().unwrap_or(0));
    let point = if part.is_empty() { "" } else { "." };
    let sign = if amount < 0.0 { "-" } else { "" };
    format!("{sign}{units}{point}{part} {currency}")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(whole(1_234_567), "1,234,567");
        assert_eq!((whole(12), whole(123)), ("12".into(), "123".into()));
        let written = [-0.001, 0.5, 12.34, 123.4, -12_345.6].map(short);
        assert_eq!(written, ["0.00", "0.50", "12.3", "123", "-12,346"]);
        assert_eq!(money(123_456.0, "GBP"), "1,234.56 GBP");
        assert_eq!(money(-123_456.0, "KRW"), "-123,456 KRW");
        assert_eq!(money(5.0, ""), "5");
    }

    #[test]
    fn the_language_is_asked_for_or_the_browsers() {
        assert_eq!(Tongue::of(Some("en"), "ko-KR,ko;q=0.9"), Tongue::En);
        assert_eq!(Tongue::of(None, "ko-KR,ko;q=0.9"), Tongue::Ko);
        assert_eq!(Tongue::of(Some("fr"), "fr"), Tongue::En);
    }
}
