//! Order lines from files of whatever form.

use super::amount::{self, Decimal};
use super::columns::Column;
use super::lines::Lines;
use super::orders_form::{self, OrdersForm, Written};
use super::source::Source;
use super::table::{Fields, Table};
use super::wanted::Wanted;
use super::{date, ga4, moment, money, shopify_orders, woocommerce_orders};
use crate::intern::Interner;
use crate::report::{FileReport, Report};
use crate::{BuildError, Progress};
use std::collections::BTreeMap;
use std::path::Path;

/// The columns of a table of orders. Only the first three must be there.
pub const COLUMNS: [Column; 9] = [
    Column {
        name: "order_id",
        names: &[
            "orderid",
            "invoiceno",
            "invoice",
            "transactionid",
            "ordernumber",
            "orderno",
            "bestellnummer",
            "bestellnr",
            "numérodecommande",
            "númerodepedido",
            "주문번호",
            "注文番号",
        ],
        required: true,
    },
    Column {
        name: "item_id",
        names: &[
            "itemid",
            "stockcode",
            "productid",
            "sku",
            "artikelnummer",
            "artikelnr",
            "상품코드",
            "상품번호",
            "商品番号",
            "商品コード",
        ],
        required: true,
    },
    Column {
        name: "date",
        names: &[
            "date",
            "invoicedate",
            "orderdate",
            "time",
            "timestamp",
            "datum",
            "bestelldatum",
            "fecha",
            "주문일",
            "주문일시",
            "주문일자",
            "注文日",
            "注文日時",
        ],
        required: true,
    },
    Column {
        name: "title",
        names: &[
            "title",
            "description",
            "itemname",
            "productname",
            "name",
            "bezeichnung",
            "상품명",
            "商品名",
        ],
        required: false,
    },
    Column {
        name: "quantity",
        names: &[
            "quantity",
            "qty",
            "quantity(refund)",
            "menge",
            "anzahl",
            "quantité",
            "cantidad",
            "수량",
            "数量",
        ],
        required: false,
    },
    Column {
        name: "price",
        names: &[
            "price",
            "unitprice",
            "itemcost",
            "einzelpreis",
            "preis",
            "prix",
            "precio",
            "판매가",
            "단가",
            "単価",
        ],
        required: false,
    },
    Column {
        name: "customer_id",
        names: &[
            "customerid",
            "customer",
            "userid",
            "kundennummer",
            "회원id",
            "고객id",
            "顧客id",
            "会員id",
        ],
        required: false,
    },
    Column {
        name: "status",
        names: &[
            "status",
            "orderstatus",
            "bestellstatus",
            "주문상태",
            "注文状況",
        ],
        required: false,
    },
    Column {
        name: "currency",
        names: &["currency", "ordercurrency", "währung", "통화", "通貨"],
        required: false,
    },
];

const ORDER: usize = 0;
const ITEM: usize = 1;
const DATE: usize = 2;
const TITLE: usize = 3;
const QUANTITY: usize = 4;
const PRICE: usize = 5;
const CUSTOMER: usize = 6;
const STATUS: usize = 7;
const CURRENCY: usize = 8;

/// Words in the status of an order that does not count.
const VOID: [&str; 11] = [
    "cancel",
    "refund",
    "void",
    "fail",
    "test",
    "storniert",
    "annul",
    "취소",
    "환불",
    "반품",
    "キャンセル",
];

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
                let written = written((DATE, &[PRICE]))?;
                progress.stage(&stage, length);
                let fields = COLUMNS.map(|column| column.name);
                report.mapped(&fields, table.header(), table.places());
                let has = Has {
                    quantity: table.has(QUANTITY),
                    price: table.has(PRICE),
                };
                self.priced |= has.price;
                while let Some(fields) = table.next(report, progress)? {
                    let line = fields.line;
                    match check(&fields, &has, (reading, written), report) {
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

struct Has {
    quantity: bool,
    price: bool,
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

fn check<'a>(
    fields: &'a Fields,
    has: &Has,
    (reading, written): (&Reading, Written),
    report: &mut FileReport,
) -> Result<Deed<'a>, (&'static str, String)> {
    for (column, fault) in [(ORDER, "no order id"), (ITEM, "no item id")] {
        let id = fields.get(column);
        if id.is_empty() {
            return Err((
                fault,
                format!("column \"{}\" is empty", COLUMNS[column].name),
            ));
        }
    }
    let quoted = |column: usize| format!("\"{}\"", fields.get(column));
    let status = fields.get(STATUS).to_lowercase();
    if VOID.iter().any(|word| status.contains(word)) {
        return Err((
            "an order that was cancelled, refunded or a test",
            quoted(STATUS),
        ));
    }
    let text = fields.get(DATE);
    let time = date::parse(text).or_else(|| moment::read(text, written.dates));
    let time = time.ok_or_else(|| {
        (
            "unreadable date",
            format!("{}, expected such as 2011-12-09 12:50", quoted(DATE)),
        )
    })?;
    let quantity = if has.quantity {
        money::parse(fields.get(QUANTITY), 0)
            .and_then(|quantity| i32::try_from(quantity).ok())
            .ok_or_else(|| ("unreadable quantity", quoted(QUANTITY)))?
    } else {
        1
    };
    let price = match (has.price, fields.get(PRICE)) {
        (false, _) => NO_PRICE,
        (true, text) => reading
            .price(text, fields.get(CURRENCY), written, fields.line, report)
            .ok_or_else(|| ("unreadable price", quoted(PRICE)))?,
    };
    Ok(Deed {
        order: fields.get(ORDER),
        item: fields.get(ITEM),
        title: fields.get(TITLE),
        customer: fields.get(CUSTOMER),
        time,
        quantity,
        price,
    })
}
