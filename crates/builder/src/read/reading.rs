//! What the reading of orders depends on, and how it takes their prices.

use super::amount::{self, Decimal};
use super::money;
use super::orders::NO_PRICE;
use super::orders_form::Written;
use super::wanted::Wanted;
use crate::report::FileReport;
use std::collections::BTreeMap;

/// What the reading of orders depends on.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The shop's currency; empty where every price counts as of it.
    pub currency: &'a str,
    /// How many digits it has behind the point.
    pub digits: u8,
    /// What is said of the files.
    pub wanted: &'a Wanted,
    /// Other names of products, and the ids that these have.
    pub aliases: &'a BTreeMap<String, String>,
}

impl Reading<'_> {
    /// A price in the smallest unit of the shop's currency, [`NO_PRICE`] where it is empty or
    /// of another currency without a rate; nothing if it cannot be read. `named` is what the
    /// file says of its currency.
    pub fn price(
        &self,
        text: &str,
        named: &str,
        written: Written,
        line: u64,
        report: &mut FileReport,
    ) -> Option<i64> {
        if text.is_empty() {
            return Some(NO_PRICE);
        }
        let is_own = named.is_empty() || self.currency.is_empty() || named == self.currency;
        // As programs write it, which is what most files have.
        if is_own && written.decimal == Decimal::Point && !text.contains(',') {
            let plain = money::parse(text, self.digits);
            if plain.is_some() {
                return plain;
            }
        }
        let default = if named.is_empty() {
            self.currency
        } else {
            named
        };
        let amount = amount::split(text, default)?;
        if self.currency.is_empty() || amount.currency == self.currency {
            return amount::read(&amount.number, self.digits, written.decimal);
        }
        let (number, from) = (&amount.number, &amount.currency);
        let rates = &self.wanted.rates;
        match rates.convert(number, from, self.digits, written.decimal) {
            Some(units) => {
                let what = "It counts in the shop's currency, by --rate.";
                report.note(
                    "a price in another currency, converted",
                    what,
                    line,
                    format!("{number} {from}"),
                );
                Some(units)
            }
            None => {
                let what = "The line is kept without its price.";
                let detail = format!(
                    "{number} {from}, expected {}, or --rate {from}=…",
                    self.currency
                );
                report.note("a price in another currency", what, line, detail);
                Some(NO_PRICE)
            }
        }
    }
}
