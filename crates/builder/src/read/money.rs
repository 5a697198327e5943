//! Money as an integer of the currency's smallest unit, never as a float.

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

/// ISO 4217 currencies with no digits behind the point.
const NO_DIGITS: [&str; 16] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF",
];

/// ISO 4217 currencies with three digits behind the point.
const THREE_DIGITS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// How many digits this currency has behind the point.
pub fn digits(currency: &str) -> u8 {
    if NO_DIGITS.contains(&currency) {
        0
    } else if THREE_DIGITS.contains(&currency) {
        3
    } else {
        2
    }
}

/// Whether this looks like an ISO 4217 code.
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A decimal number such as `2.55` as an integer of the smallest unit; half a unit
/// rounds away from zero. The number is read exactly.
pub fn parse(text: &str, digits: u8) -> Option<i64> {
    let number = Decimal::from_str_exact(text)
        .or_else(|_| Decimal::from_scientific(text))
        .ok()?;
    number
        .checked_mul(Decimal::from(10u32.pow(digits.into())))?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()
}

/// `2.55 GBP`, `GBP 2.55` or `2.55`, as the smallest units and the currency, if one is named.
pub fn parse_with_currency<'a>(text: &'a str, default: &'a str) -> Option<(i64, &'a str)> {
    let (number, currency) = match text.split_once(char::is_whitespace) {
        None => (text, default),
        Some((code, number)) if is_currency(code) => (number.trim(), code),
        Some((number, code)) => (number, code.trim()),
    };
    if !is_currency(currency) {
        return None;
    }
    Some((parse(number, digits(currency))?, currency))
}

/// The decimal text of a number of smallest units.
pub fn text(units: u64, digits: u8) -> String {
    let digits = usize::from(digits);
    if digits == 0 {
        return units.to_string();
    }
    let padded = format!("{units:0>width$}", width = digits + 1);
    let (whole, part) = padded.split_at(padded.len() - digits);
    format!("{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(parse("2.55", 2), Some(255));
        assert_eq!(parse("1.005", 2), Some(101));
        assert_eq!(parse("0.001", 2), Some(0));
        assert_eq!(parse("-11062.06", 2), Some(-1_106_206));
        assert_eq!(parse("1e3", 0), Some(1000));
        for bad in [
            "",
            "x",
            "1,5",
            "NaN",
            "inf",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(parse(bad, 2), None, "{bad}");
        }
    }

    #[test]
    fn a_price_may_name_its_currency() {
        assert_eq!(parse_with_currency("2.55 GBP", "USD"), Some((255, "GBP")));
        assert_eq!(
            parse_with_currency("KRW 15000", "USD"),
            Some((15_000, "KRW"))
        );
        assert_eq!(parse_with_currency("2.55", "USD"), Some((255, "USD")));
        assert_eq!(parse_with_currency("2.55 pounds", "USD"), None);
    }

    #[test]
    fn money_is_written_as_it_was_read() {
        assert_eq!(text(255, 2), "2.55");
        assert_eq!(text(5, 2), "0.05");
        assert_eq!(text(15_000, 0), "15000");
        assert_eq!(text(1, 3), "0.001");
    }
}
