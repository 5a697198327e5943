//! Amounts of money as people and shop systems write them: `1.234,56 €`, `$1,234.56`,
//! `CHF 1'234.50`, `39,000원`.
//!
//! Most amounts say by themselves which mark parts the decimals. `1.234` does not; what it
//! is, the column as a whole tells, or an option does. Nothing is guessed from one value.

use super::money;
use iso_currency::{Currency, IntoEnumIterator as _};
use serde::Serialize;

/// The mark before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Decimal {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

/// Of two marks in one column, one must be so many times as common to be believed.
const MAJORITY: u64 = 20;

/// Signs that are not in the list of ISO 4217, or that several currencies share, with the
/// currency that they mean where the shop's own has another sign.
const SIGNS: [(&str, &str); 25] = [
    ("$", "USD"),
    ("us$", "USD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("sg$", "SGD"),
    ("nt$", "TWD"),
    ("mx$", "MXN"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("rmb", "CNY"),
    ("원", "KRW"),
    ("￦", "KRW"),
    ("fr", "CHF"),
    ("sfr", "CHF"),
    ("₫", "VND"),
    ("₩", "KRW"),
    ("rs", "INR"),
];

/// An amount, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// Digits, points and commas, with a minus before them where it is below zero.
    pub number: String,
    /// The ISO 4217 code of its currency.
    pub currency: String,
}

/// Takes an amount apart. Without a sign of its own it is in the currency `default`.
pub fn split(text: &str, default: &str) -> Option<Amount> {
    let text: String = text.chars().map(narrow).collect();
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let last = text.rfind(|letter: char| letter.is_ascii_digit())?;
    let (mut before, after) = (&text[..first], &text[last + 1..]);
    let mut number = String::new();
    // `.99` is a number; `Fr. 99` is a currency.
    if let Some(rest) = before.strip_suffix(['.', ','])
        && !rest.ends_with(char::is_alphabetic)
    {
        number.push('0');
        number.push_str(&before[rest.len()..]);
        before = rest;
    }
    for letter in text[first..=last].chars() {
        match letter {
            '0'..='9' | '.' | ',' => number.push(letter),
            letter if letter.is_whitespace() || matches!(letter, '\'' | '’' | '´') => {}
            _ => return None,
        }
    }
    let before = before.trim();
    let is_negative = before.starts_with(['-', '−']) || before.ends_with(['-', '−']);
    let before = before.trim_matches(['-', '−', '+', ' ']);
    // `99,-` and `99.–` are written for round amounts.
    let after = after
        .trim_start_matches([',', '.'])
        .trim_matches(['-', '–', ' '])
        .trim();
    let currency = match (before, after) {
        ("", "") => default.to_owned(),
        (sign, "") | ("", sign) => currency(sign, default)?,
        (one, other) => {
            let (one, other) = (currency(one, default)?, currency(other, default)?);
            (one == other).then_some(one)?
        }
    };
    if is_negative {
        number.insert(0, '-');
    }
    Some(Amount { number, currency })
}

/// Full-width digits and marks as plain ones.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | '．' | '，' => {
            char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// The code of a currency, by its code or its sign. A sign that several currencies share is
/// the shop's own, if that is among them.
fn currency(sign: &str, default: &str) -> Option<String> {
    let sign = sign.trim().trim_end_matches('.');
    if sign.len() == 3 && sign.is_ascii() {
        let code = sign.to_ascii_uppercase();
        if Currency::from_code(&code).is_some() {
            return Some(code);
        }
    }
    let lower = sign.to_lowercase();
    let has_sign = |currency: &Currency| {
        currency
            .symbol()
            .symbol
            .trim_end_matches('.')
            .to_lowercase()
            == lower
    };
    if Currency::from_code(default).is_some_and(|own| has_sign(&own)) {
        return Some(default.to_owned());
    }
    // In China the yen's sign is the yuan's.
    let is_yuan = default == "CNY" && matches!(lower.as_str(), "¥" | "￥");
    if is_yuan {
        return Some(default.to_owned());
    }
    if let Some((_, code)) = SIGNS.iter().find(|(known, _)| *known == lower) {
        return Some((*code).to_owned());
    }
    let mut with_sign = Currency::iter().filter(|it| it.flags().is_empty() && has_sign(it));
    let only = with_sign.next()?;
    with_sign.next().is_none().then(|| only.code().to_owned())
}

/// Whether this is the code of a currency.
pub fn is_code(code: &str) -> bool {
    money::is_currency(code) && Currency::from_code(code).is_some()
}

/// What one number says of its decimals.
enum Says {
    /// Nothing behind a mark; what stands between digits, if anything, groups them.
    Whole,
    /// Decimals behind this mark.
    Decimals(Decimal),
    /// Groups of three parted by the other mark, so decimals would follow this one.
    Groups(Decimal),
    /// Three digits behind the only mark: a group, or decimals.
    Unclear,
    /// No number.
    Nothing,
}

fn says(number: &str, digits: u8) -> Says {
    let number = number.trim_start_matches('-');
    let count = |mark: char| number.matches(mark).count();
    let other = |mark: char| {
        if mark == '.' {
            Decimal::Comma
        } else {
            Decimal::Point
        }
    };
    let own = |mark: char| {
        if mark == '.' {
            Decimal::Point
        } else {
            Decimal::Comma
        }
    };
    match (count('.'), count(',')) {
        (0, 0) => Says::Whole,
        (points, commas) if points > 0 && commas > 0 => {
            let last = if number.rfind('.') > number.rfind(',') {
                '.'
            } else {
                ','
            };
            match if last == '.' { points } else { commas } {
                1 => Says::Decimals(own(last)),
                _ => Says::Nothing,
            }
        }
        (points, commas) => {
            let mark = if points > 0 { '.' } else { ',' };
            let parts: Vec<&str> = number.split(mark).collect();
            let (head, tail) = (parts[0], parts[parts.len() - 1]);
            if points + commas > 1 {
                // In India the groups before the last one are of two digits.
                let middle = &parts[1..parts.len() - 1];
                let grouped = middle.iter().all(|part| matches!(part.len(), 2 | 3));
                return match grouped && tail.len() == 3 && !head.is_empty() {
                    true => Says::Groups(other(mark)),
                    false => Says::Nothing,
                };
            }
            let is_group = tail.len() == 3 && !head.starts_with('0') && matches!(head.len(), 1..=3);
            match (is_group, digits) {
                (false, _) => Says::Decimals(own(mark)),
                (true, 0) => Says::Groups(other(mark)),
                (true, _) => Says::Unclear,
            }
        }
    }
}

/// What the numbers of a column say of their decimals.
#[derive(Debug, Clone, Default)]
pub struct Column {
    point: u64,
    comma: u64,
    unclear: Option<(u64, String)>,
}

impl Column {
    /// Looks at one number.
    pub fn see(&mut self, line: u64, number: &str, digits: u8) {
        match says(number, digits) {
            Says::Decimals(Decimal::Point) | Says::Groups(Decimal::Point) => self.point += 1,
            Says::Decimals(Decimal::Comma) | Says::Groups(Decimal::Comma) => self.comma += 1,
            Says::Unclear if self.unclear.is_none() => {
                self.unclear = Some((line, number.to_owned()));
            }
            Says::Unclear | Says::Whole | Says::Nothing => {}
        }
    }

    /// How unclear numbers are to be read; the first of them, with its line, if that cannot
    /// be told.
    ///
    /// # Errors
    /// Where the column does not tell.
    pub fn settle(&self, wanted: Option<Decimal>) -> Result<Decimal, (u64, String)> {
        if let Some(wanted) = wanted {
            return Ok(wanted);
        }
        let (point, comma) = (self.point, self.comma);
        match &self.unclear {
            None if comma > point => Ok(Decimal::Comma),
            None => Ok(Decimal::Point),
            Some(_) if point > comma * MAJORITY => Ok(Decimal::Point),
            Some(_) if comma > point * MAJORITY => Ok(Decimal::Comma),
            Some(first) => Err(first.clone()),
        }
    }
}

/// The number in the currency's smallest unit; what is unclear is read with this mark.
pub fn read(number: &str, digits: u8, decimal: Decimal) -> Option<i64> {
    money::parse(&plain(number, digits, decimal)?, digits)
}

/// The number with a point before its decimals and nothing else but digits.
pub fn plain(number: &str, digits: u8, decimal: Decimal) -> Option<String> {
    let decimal = match says(number, digits) {
        Says::Whole => return Some(number.to_owned()),
        Says::Decimals(own) | Says::Groups(own) => own,
        Says::Unclear => decimal,
        Says::Nothing => return None,
    };
    let (mark, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let number = number.replace(group, "");
    Some(number.replace(mark, "."))
}

/// What one unit of other currencies is worth in the shop's own.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Rates(pub Vec<(String, String)>);

impl Rates {
    /// An amount of another currency in the smallest unit of the shop's own.
    pub fn convert(&self, number: &str, from: &str, digits: u8, decimal: Decimal) -> Option<i64> {
        let (_, rate) = self.0.iter().find(|(code, _)| code == from)?;
        let rate = rust_decimal::Decimal::from_str_exact(rate).ok()?;
        let number = plain(number, money::digits(from), decimal)?;
        let number = rust_decimal::Decimal::from_str_exact(&number).ok()?;
        money::parse(&number.checked_mul(rate)?.round_dp(8).to_string(), digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str, default: &str) -> Option<(i64, String)> {
        let amount = split(text, default)?;
        let digits = money::digits(&amount.currency);
        let units = read(&amount.number, digits, Decimal::Point)?;
        Some((units, amount.currency))
    }

    #[test]
    fn amounts_of_many_countries() {
        for (text, default, units, code) in [
            ("2.55", "GBP", 255, "GBP"),
            ("2.55 GBP", "USD", 255, "GBP"),
            ("gbp 2.55", "USD", 255, "GBP"),
            ("1.234,56 €", "GBP", 123_456, "EUR"),
            ("€1,234.56", "GBP", 123_456, "EUR"),
            ("1\u{202f}234,50\u{a0}€", "GBP", 123_450, "EUR"),
            ("CHF 1'234.50", "EUR", 123_450, "CHF"),
            ("Fr. 99.–", "EUR", 9_900, "CHF"),
            ("39,000원", "GBP", 39_000, "KRW"),
            ("₩39,000", "GBP", 39_000, "KRW"),
            ("￥１，２００", "GBP", 1_200, "JPY"),
            ("¥1,200", "CNY", 120_000, "CNY"),
            ("$12.00", "CAD", 1_200, "CAD"),
            ("$12.00", "EUR", 1_200, "USD"),
            ("US$ 12", "CAD", 1_200, "USD"),
            ("R$ 1.234,50", "EUR", 123_450, "BRL"),
            ("99,90 kr", "SEK", 9_990, "SEK"),
            ("99,90 zł", "EUR", 9_990, "PLN"),
            ("1 290 Kč", "EUR", 129_000, "CZK"),
            ("₹1,23,456.00", "EUR", 12_345_600, "INR"),
            ("-5,00", "EUR", -500, "EUR"),
            (".99", "USD", 99, "USD"),
            ("0.125", "USD", 13, "USD"),
            ("1,234.567", "KWD", 1_234_567, "KWD"),
        ] {
            assert_eq!(one(text, default), Some((units, code.to_owned())), "{text}");
        }
        for bad in [
            "",
            "free",
            "2.55 pounds",
            "1.2.3",
            "1,2,3",
            "10-20",
            "99 kr",
            "1.2,3.4",
        ] {
            assert_eq!(one(bad, "EUR"), None, "{bad}");
        }
    }

    #[test]
    fn the_column_tells_what_one_value_does_not() {
        let settle = |numbers: &[&str], wanted| {
            let mut column = Column::default();
            numbers.iter().for_each(|number| column.see(7, number, 2));
            column.settle(wanted)
        };
        assert_eq!(settle(&["1.234", "12,50"], None), Ok(Decimal::Comma));
        assert_eq!(settle(&["1.234", "12.50"], None), Ok(Decimal::Point));
        assert_eq!(settle(&["1.234", "99"], None), Err((7, "1.234".to_owned())));
        assert_eq!(
            settle(&["1.234", "1,5", "1.5"], None),
            Err((7, "1.234".to_owned()))
        );
        assert_eq!(settle(&["1.234"], Some(Decimal::Comma)), Ok(Decimal::Comma));
        assert_eq!(settle(&["12", "13"], None), Ok(Decimal::Point));
        assert_eq!(read("1.234", 2, Decimal::Comma), Some(123_400));
        assert_eq!(read("1.234", 2, Decimal::Point), Some(123));
        assert_eq!(read("1,234", 2, Decimal::Point), Some(123_400));
    }

    #[test]
    fn rates_convert_exactly() {
        let rates = Rates(vec![
            ("USD".into(), "0.92".into()),
            ("KRW".into(), "0.00068".into()),
        ]);
        assert_eq!(rates.convert("10.00", "USD", 2, Decimal::Point), Some(920));
        assert_eq!(
            rates.convert("39000", "KRW", 2, Decimal::Point),
            Some(2_652)
        );
        assert_eq!(rates.convert("1", "JPY", 2, Decimal::Point), None);
    }
}
