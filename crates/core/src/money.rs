//! Amounts as whole numbers of the currency's smallest unit.

/// The currency in which a model's prices are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    /// Its ISO 4217 code; empty if none is known, which takes every amount.
    pub code: String,
    /// Its digits behind the point.
    pub digits: u32,
}

impl Currency {
    /// The digits to read an amount with, if it is in this currency or in none that is stated.
    pub fn digits_of(&self, stated: Option<&str>) -> Option<u32> {
        let same = stated.is_none_or(|stated| stated.eq_ignore_ascii_case(&self.code));
        (same || self.code.is_empty()).then_some(self.digits)
    }
}

/// The digits behind the point of a currency, by ISO 4217.
pub fn digits_of_code(code: &str) -> u32 {
    const NONE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";
    let is_in = |codes: &str| codes.split(' ').any(|one| one.eq_ignore_ascii_case(code));
    match (is_in(NONE), is_in(THREE)) {
        (true, _) => 0,
        (_, true) => 3,
        _ => 2,
    }
}

/// The largest amount that is believed, in the smallest unit.
const MOST: u64 = 1_000_000_000_000;

/// Reads an amount such as `2.55`, `1,299.00`, `1.299,00` or `12 900` into the
/// smallest unit of a currency with `digits` digits behind the point.
///
/// Only the last of `.` and `,` can be the decimal mark, and only when it is not
/// followed by exactly three digits with the same mark elsewhere or nothing behind.
/// Negative, unreadable and absurd amounts give `None`.
pub fn parse(text: &str, digits: u32) -> Option<u64> {
    let text = text.trim();
    let mark = decimal_mark(text, digits);
    let (mut amount, mut decimals) = (0u64, None::<u32>);
    let (mut any, mut ended) = (false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            // What is behind a unit is another amount: pages write one for the eye and one
            // for machines.
            '0'..='9' if ended => break,
            '0'..='9' => {
                any = true;
                let digit = u64::from(letter) - u64::from('0');
                match &mut decimals {
                    Some(count) if *count >= digits => continue,
                    Some(count) => *count += 1,
                    None => {}
                }
                amount = amount.checked_mul(10)?.checked_add(digit)?;
            }
            '.' | ',' if Some(at) == mark => decimals = Some(0),
            ' ' | '\u{a0}' | '\u{202f}' => {}
            '.' | ',' | '\'' if any => {}
            '-' | '\u{2212}' => return None,
            _ if letter.is_ascii_alphabetic() || !letter.is_ascii() || letter == '$' => ended = any,
            _ => return None,
        }
    }
    let missing = digits.saturating_sub(decimals.unwrap_or(0));
    let amount = amount.checked_mul(10u64.checked_pow(missing)?)?;
    (any && amount <= MOST).then_some(amount)
}

/// Converts a number such as 2.55 into the smallest unit.
pub fn from_number(number: f64, digits: u32) -> Option<u64> {
    let amount = (number * f64::from(10u32.checked_pow(digits)?)).round();
    (amount.is_finite() && (0.0..=MOST as f64).contains(&amount)).then_some(amount as u64)
}

fn decimal_mark(text: &str, digits: u32) -> Option<usize> {
    let at = text.rfind(['.', ','])?;
    let behind = text[at + 1..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let same = text.matches(&text[at..=at]).count();
    let groups = same > 1 || (behind == 3 && digits != 3);
    (!groups).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, digits, amount) in [
            ("2.55", 2, Some(255)),
            ("2.5", 2, Some(250)),
            ("2", 2, Some(200)),
            ("1,299.00", 2, Some(129_900)),
            ("1.299,00", 2, Some(129_900)),
            ("1.299", 2, Some(129_900)),
            ("£2.55", 2, Some(255)),
            ("$60", 2, Some(6_000)),
            ("US$ 1,299.50", 2, Some(129_950)),
            ("2.55 GBP", 2, Some(255)),
            ("12 900", 0, Some(12_900)),
            ("12,900원", 0, Some(12_900)),
            ("1.234.567", 2, Some(123_456_700)),
            ("2.559", 2, Some(255_900)),
            ("2.5599", 2, Some(255)),
            ("1.234", 3, Some(1_234)),
            ("-1", 2, None),
            ("", 2, None),
            ("free", 2, None),
            ("99999999999999999999", 2, None),
            ("1e9", 2, Some(100)),
            ("109€109€109", 2, Some(10_900)),
        ] {
            assert_eq!(parse(text, digits), amount, "{text}");
        }
    }

    #[test]
    fn numbers_out_of_bounds_are_no_amount() {
        assert_eq!(from_number(2.55, 2), Some(255));
        for bad in [-0.01, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(from_number(bad, 2), None);
        }
    }
}
