//! How numbers, prices and days are written: by the browser's `Intl`, which the edge hands in.

use super::Language;
use crate::profile::DayOfYear;

/// How numbers, prices and days are written. The default is plain, for where there is no
/// `Intl`: `12345`, `12.99 GBP`, `--12-24`.
#[derive(Debug, Clone, Copy)]
pub struct Formats {
    /// A whole number.
    pub number: fn(Language, u64) -> String,
    /// An amount in the smallest unit of a currency, its code, and how many digits it has
    /// behind the point.
    pub price: fn(Language, u64, &str, u8) -> String,
    /// A day, with or without its year.
    pub day: fn(Language, DayOfYear) -> String,
}

impl Default for Formats {
    fn default() -> Self {
        Self {
            number: |_, number| number.to_string(),
            price: |_, amount, code, digits| {
                let one = 10u64.pow(u32::from(digits.min(4)));
                let width = usize::from(digits.min(4));
                match width {
                    0 => format!("{amount} {code}"),
                    _ => format!("{}.{:0width$} {code}", amount / one, amount % one),
                }
            },
            day: |_, day| day.to_string(),
        }
    }
}
