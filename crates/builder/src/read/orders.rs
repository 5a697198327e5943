//! Order lines from files of whatever form.

use super::amount::{self, Decimal};
use super::lines::Lines;
use super::order_table::{self, COLUMNS, CURRENCY, Has};
use super::orders_form::{self, OrdersForm, Written};
use super::reading::Reading;
use super::source::Source;
use super::table::Table;
use super::wanted::Wanted;
use super::{ga4, moment, shopify_orders, woocommerce_orders};
use crate::intern::Interner;
use crate::report::{FileReport, Report};
use crate::{BuildError, Progress};
use std::collections::BTreeMap;
use std::path::Path;

/// A product of an order, as a file says it.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// The order.
    pub order: &'a str,
    /// The product, or another name of it.
    pub item: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Who bought; empty if nobody is known.
    pub customer: &'a str,
    /// Seconds since 1970 on the shop's clock.
    pub time: u32,
    /// How many.
    pub quantity: i32,
    /// Of one article.
    pub price: i64,
}

/// The most bytes of an id.
pub const MAX_ID: usize = 256;

/// No customer is known for the line.
pub const NOBODY: u32 = u32::MAX;

/// The line has no price at all.
pub const NO_PRICE: i64 = i64::MIN;

/// An order line. What is text is a number of an [`Interner`] in [`Orders`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Of one article, in the smallest unit; [`NO_PRICE`] where none is given.
    pub price: i64,
    /// The order.
    pub order: u32,
    /// The product.
    pub item: u32,
    /// Who bought, or [`NOBODY`].
    pub customer: u32,
    /// The product's description as this line has it.
    pub title: u32,
    /// Seconds since 1970 on the shop's clock.
    pub time: u32,
    /// The line's number in its file, from 1.
    pub line: u32,
    /// How many; negative where something came back.
    pub quantity: i32,
    /// Which file.
    pub file: u16,
}

/// All order lines, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct Orders {
    /// The lines.
    pub lines: Vec<Line>,
    /// Ids of orders.
    pub orders: Interner,
    /// Ids of products.
    pub items: Interner,
    /// Ids of customers.
    pub customers: Interner,
    /// Descriptions; number 0 is the empty one.
    pub titles: Interner,
    /// The files' names without folder, for messages.
    pub files: Vec<String>,
    /// Whether at least one file has a column of prices.
    pub priced: bool,
}

impl Orders {
    /// Reads order files. Bad lines are counted in the report.
    ///
    /// # Errors
    /// When a file is wrong as a whole; see [`BuildError`].
    pub fn read(
        paths: &[impl AsRef<Path>],
        digits: u8,
        report: &mut Report,
        progress: &dyn Progress,
    ) -> Result<Self, BuildError> {
        let reading = Reading {
            currency: "",
            digits,
            wanted: &Wanted::default(),
            aliases: &BTreeMap::new(),
        };
        Self::read_as(paths, &reading, report, progress)
    }

    /// Reads order files of whatever form. Bad lines are counted in the report.
    ///
    /// # Errors
    /// When a file is wrong as a whole; see [`BuildError`].
    pub fn read_as(
        paths: &[impl AsRef<Path>],
        reading: &Reading,
        report: &mut Report,
        progress: &dyn Progress,
    ) -> Result<Self, BuildError> {
        let mut orders = Self::default();
        orders.titles.intern("")?;
        for path in paths {
            let path = path.as_ref();
            let mut file = FileReport::new(path);
            orders.read_file(path, reading, &mut file, progress)?;
            file.end();
            report.files.push(file);
        }
        Ok(orders)
    }

    fn read_file(
        &mut self,
        path: &Path,
        reading: &Reading,
        report: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<(), BuildError> {
        let wanted = reading.wanted;
        let (form, name, source) = OrdersForm::open(path, wanted)?;
        let file = u16::try_from(self.files.len()).map_err(|_| BuildError::TooMany {
            what: "order files",
            count: self.files.len() + 1,
            limit: 1 << 16,
        })?;
        self.files.push(report.name.clone());
        debug_assert_eq!(usize::from(file) + 1, self.files.len());
        report.form = form.text().to_owned();
        report.encoding = source.encoding.clone();
        let before = self.lines.len();
        let stage = format!("reading {name}");
        let length = source.length;
        // Where a file can be read twice, its first reading tells how it is written.
        let written = |at: (usize, &[usize])| match length {
            Some(_) => {
                progress.stage(&format!("looking at {name}"), None);
                let (_, name, source) = OrdersForm::open(path, wanted)?;
                let table = table_of(form, name, source, wanted)?;
                orders_form::look(table, at, reading.digits, wanted)
            }
            None => Ok(Written {
                dates: wanted.dates.unwrap_or(moment::DateOrder::DayFirst),
                decimal: wanted.decimal.unwrap_or(Decimal::Point),
            }),
        };
        match form {
            OrdersForm::Table => {
                let mut table = table_of(form, name.clone(), source, wanted)?;
                let written = written((order_table::DATE, &[order_table::PRICE]))?;
                progress.stage(&stage, length);
                let fields = COLUMNS.map(|column| column.name);
                report.mapped(&fields, table.header(), table.places());
                let has = Has {
                    quantity: table.has(order_table::QUANTITY),
                    price: table.has(order_table::PRICE),
                };
                self.priced |= has.price;
                while let Some(fields) = table.next(report, progress)? {
                    let line = fields.line;
                    match order_table::check(&fields, &has, (reading, written), report) {
                        Ok(deed) => self.add(&deed, line, reading, report)?,
                        Err((fault, detail)) => report.bad(fault, line, detail),
                    }
                }
            }
            OrdersForm::Shopify => {
                use shopify_orders::{CREATED, PRICE};
                let table = table_of(form, name.clone(), source, wanted)?;
                let written = written((CREATED, &[PRICE]))?;
                progress.stage(&stage, length);
                self.priced |= table.has(PRICE);
                shopify_orders::read(self, table, (reading, written), report, progress)?;
            }
            OrdersForm::Woocommerce => {
                use woocommerce_orders::{DATE, TOTAL};
                let table = table_of(form, name.clone(), source, wanted)?;
                let written = written((DATE, &[TOTAL]))?;
                progress.stage(&stage, length);
                woocommerce_orders::read(self, table, (reading, written), report, progress)?;
                self.priced |= self.lines[before..]
                    .iter()
                    .any(|line| line.price != NO_PRICE);
            }
            OrdersForm::Ga4 => {
                progress.stage(&stage, length);
                let lines = Lines::new(name.clone(), source);
                ga4::read(self, lines, reading, report, progress)?;
                self.priced |= self.lines[before..]
                    .iter()
                    .any(|line| line.price != NO_PRICE);
            }
        }
        if report.lines == 0 {
            return Err(BuildError::HeaderOnly {
                file: name,
                expected: "order line",
            });
        }
        // Events without a purchase are no mistake: they may have been given for their visits.
        if self.lines.len() == before && form != OrdersForm::Ga4 {
            return Err(BuildError::AllBad {
                file: name,
                lines: report.lines,
                first: report.first_bad.clone().unwrap_or_default(),
            });
        }
        Ok(())
    }

    /// Adds a line of the file that is being read; one with an id that is empty or too long is
    /// counted in the report.
    ///
    /// # Errors
    /// When there are too many different ids.
    pub fn add(
        &mut self,
        deed: &Deed,
        line: u64,
        reading: &Reading,
        report: &mut FileReport,
    ) -> Result<(), BuildError> {
        for (id, fault) in [(deed.order, "no order id"), (deed.item, "no item id")] {
            if id.is_empty() {
                report.bad(fault, line, "it is empty".to_owned());
                return Ok(());
            }
            if id.len() > MAX_ID {
                let detail = format!("{} bytes, at most {MAX_ID}", id.len());
                report.bad("an id that is too long", line, detail);
                return Ok(());
            }
        }
        let customer = match deed.customer {
            "" => NOBODY,
            id => self.customers.intern(whole(id))?,
        };
        let title = deed.title;
        let title = if title.contains("  ") || title.contains(['\n', '\r', '\t']) {
            let words: Vec<&str> = title.split_whitespace().collect();
            self.titles.intern(&words.join(" "))?
        } else {
            self.titles.intern(title)?
        };
        let item = match reading.aliases.is_empty() {
            true => deed.item,
            false => reading
                .aliases
                .get(deed.item)
                .map_or(deed.item, String::as_str),
        };
        let line = Line {
            price: deed.price,
            order: self.orders.intern(deed.order)?,
            item: self.items.intern(item)?,
            customer,
            title,
            time: deed.time,
            line: u32::try_from(line).unwrap_or(u32::MAX),
            quantity: deed.quantity,
            file: u16::try_from(self.files.len().saturating_sub(1)).unwrap_or(u16::MAX),
        };
        self.lines.push(line);
        Ok(())
    }

    /// Where a line is and which product it is about, for the report.
    pub fn example(&self, line: &Line) -> String {
        let place = match (self.files.len(), self.files.get(usize::from(line.file))) {
            (2.., Some(file)) => format!("{file}, line {}", line.line),
            _ => format!("line {}", line.line),
        };
        format!(
            "{place}: {} {}",
            self.items.text(line.item),
            self.titles.text(line.title)
        )
    }
}

/// Spreadsheets turn numbers that may be missing into decimals: `17850.0` is `17850`.
fn whole(id: &str) -> &str {
    match id.strip_suffix(".0") {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => number,
        _ => id,
    }
}

/// A table of orders of this form.
fn table_of(
    form: OrdersForm,
    name: String,
    mut source: Source,
    wanted: &Wanted,
) -> Result<Table, BuildError> {
    match form {
        OrdersForm::Shopify => Table::mapped(name, source, &shopify_orders::COLUMNS, &[]),
        OrdersForm::Woocommerce => Table::mapped(name, source, &woocommerce_orders::COLUMNS, &[]),
        _ if !wanted.orders_map.is_empty() => {
            Table::mapped(name, source, &COLUMNS, &wanted.orders_map)
        }
        _ => {
            let mark = super::table::mark_of(&source.peek(1 << 16, &name)?);
            Table::new(name, source, &COLUMNS, mark)
        }
    }
}

/// The currency that an order file names most often in its first lines, if it names any.
///
/// # Errors
/// When the file cannot be read.
pub fn currency_of(path: &Path, wanted: &Wanted) -> Result<Option<String>, BuildError> {
    const LOOKED_AT: usize = 1_000;
    let (form, name, source) = OrdersForm::open(path, wanted)?;
    if form == OrdersForm::Ga4 || source.length.is_none() {
        return Ok(None);
    }
    let at = match form {
        OrdersForm::Shopify => shopify_orders::CURRENCY,
        OrdersForm::Woocommerce => woocommerce_orders::CURRENCY,
        _ => CURRENCY,
    };
    let mut table = table_of(form, name, source, wanted)?;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut unheard = FileReport::default();
    for _ in 0..LOOKED_AT {
        let Some(fields) = table.next(&mut unheard, &crate::Silent)? else {
            break;
        };
        let named = fields.get(at).to_ascii_uppercase();
        if amount::is_code(&named) {
            *counts.entry(named).or_default() += 1;
        }
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    Ok(most.map(|(currency, _)| currency))
}
