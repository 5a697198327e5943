//! Which form an order file has, and how its dates and prices are written.

use super::amount::{self, Decimal};
use super::columns::plain;
use super::moment::{self, DateOrder};
use super::source::Source;
use super::table::{Table, header_of};
use super::{date, json, money};
use crate::report::FileReport;
use crate::{BuildError, Silent};
use serde::Serialize;
use std::path::Path;

/// So much of a file is looked at.
const HEAD: u64 = 1 << 16;

/// After so many lines that are written plainly, the others are taken to be as well.
const PLAIN: u64 = 1_000;

/// The forms of order files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrdersForm {
    /// A table with a line for each product of an order.
    Table,
    /// Shopify's order CSV.
    Shopify,
    /// CSV of WooCommerce's orders, by one of its export extensions or its analytics.
    Woocommerce,
    /// GA4's events as BigQuery exports them, JSON a line.
    Ga4,
}

impl OrdersForm {
    /// All forms, with their names in options.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("table", Self::Table),
        ("shopify", Self::Shopify),
        ("woocommerce", Self::Woocommerce),
        ("ga4", Self::Ga4),
    ];

    /// What the report calls it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Table => "a table of orders",
            Self::Shopify => "Shopify's orders",
            Self::Woocommerce => "WooCommerce's orders",
            Self::Ga4 => "GA4's events",
        }
    }

    /// By the first bytes of a text; nothing if it is JSON of another kind.
    pub fn of(head: &[u8]) -> Option<Self> {
        if json::is_json(head) {
            let has = |name: &[u8]| head.windows(name.len()).any(|part| part == name);
            return has(b"\"event_name\"").then_some(Self::Ga4);
        }
        let header: Vec<String> = header_of(head).iter().map(|name| plain(name)).collect();
        let has = |name: &str| header.iter().any(|it| it == name);
        Some(if has("lineitemquantity") && has("lineitemname") {
            Self::Shopify
        } else if has("lineitems")
            || has("lineitem1")
            || (has("itemquantity") && (has("itemproductid") || has("itemsku")))
            || (has("order#") && has("product(s)"))
        {
            Self::Woocommerce
        } else {
            Self::Table
        })
    }

    /// Opens a file and finds out its form, unless it is said.
    ///
    /// # Errors
    /// When it cannot be opened, or is something else.
    pub fn open(
        path: &Path,
        wanted: &super::wanted::Wanted,
    ) -> Result<(Self, String, Source), BuildError> {
        let name = path.display().to_string();
        let mut source = Source::open_in(path, &name, wanted.encoding()?)?;
        let head = source.peek(HEAD, &name)?;
        match wanted.orders_form.or_else(|| Self::of(&head)) {
            Some(form) => Ok((form, name, source)),
            None => Err(BuildError::AnotherForm {
                file: name,
                found: "JSON without GA4's \"event_name\"",
                expected: "CSV of orders, or GA4's events as BigQuery exports them",
            }),
        }
    }
}

/// How the values of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// What comes first in a date.
    pub dates: DateOrder,
    /// The mark before decimals.
    pub decimal: Decimal,
}

/// Looks through a table for how its dates and its prices are written: through the first
/// lines, and through all if one of them is not plain.
///
/// # Errors
/// When a column can be read in two ways, or the file cannot be read.
pub fn look(
    mut table: Table,
    (date, prices): (usize, &[usize]),
    digits: u8,
    wanted: &super::wanted::Wanted,
) -> Result<Written, BuildError> {
    let mut unheard = FileReport::default();
    let (mut dates, mut numbers) = (moment::Column::default(), amount::Column::default());
    let (mut lines, mut is_plain) = (0, true);
    while let Some(fields) = table.next(&mut unheard, &Silent)? {
        let text = fields.get(date);
        if !text.is_empty() && date::parse(text).is_none() {
            is_plain = false;
            dates.see(fields.line, text);
        }
        for text in prices
            .iter()
            .map(|at| fields.get(*at))
            .filter(|text| !text.is_empty())
        {
            is_plain &= is_plain_number(text);
            // Which currency it is in changes nothing of how it is written.
            if let Some(amount) = amount::split(text, "XXX") {
                let digits = match amount.currency.as_str() {
                    "XXX" => digits,
                    named => money::digits(named),
                };
                numbers.see(fields.line, &amount.number, digits);
            }
        }
        lines += 1;
        if is_plain && lines >= PLAIN {
            break;
        }
    }
    let file = table.name().to_owned();
    let ambiguous = |column, expected, (line, found)| BuildError::Ambiguous {
        file: file.clone(),
        line,
        column,
        found,
        expected,
    };
    let order = dates.settle(wanted.dates);
    let decimal = numbers.settle(wanted.decimal);
    Ok(Written {
        dates: order.map_err(|first| {
            ambiguous("date", "--dates day-first or --dates month-first", first)
        })?,
        decimal: decimal
            .map_err(|first| ambiguous("price", "--decimal point or --decimal comma", first))?,
    })
}

/// Whether a number is written as programs write it, and cannot be anything else.
fn is_plain_number(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole.trim_start_matches('-')) && digits(part) && part.len() != 3
}
