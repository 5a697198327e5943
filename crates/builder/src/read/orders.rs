//! Order lines from CSV files.

use super::columns::Column;
use super::table::{Fields, Table};
use super::{date, money};
use crate::intern::Interner;
use crate::report::{FileReport, Report};
use crate::{BuildError, Progress};
use std::path::Path;

/// The columns of an order file. `title`, `quantity`, `price` and `customer_id` may be absent.
pub const COLUMNS: [Column; 7] = [
    Column {
        name: "order_id",
        names: &[
            "orderid",
            "invoiceno",
            "invoice",
            "transactionid",
            "ordernumber",
        ],
        required: true,
    },
    Column {
        name: "item_id",
        names: &["itemid", "stockcode", "productid", "sku"],
        required: true,
    },
    Column {
        name: "date",
        names: &["date", "invoicedate", "orderdate", "time", "timestamp"],
        required: true,
    },
    Column {
        name: "title",
        names: &["title", "description", "itemname", "productname", "name"],
        required: false,
    },
    Column {
        name: "quantity",
        names: &["quantity", "qty"],
        required: false,
    },
    Column {
        name: "price",
        names: &["price", "unitprice"],
        required: false,
    },
    Column {
        name: "customer_id",
        names: &["customerid", "customer", "userid"],
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
        let mut orders = Self::default();
        orders.titles.intern("")?;
        for path in paths {
            let path = path.as_ref();
            let mut file = FileReport::new(path);
            orders.read_file(path, digits, &mut file, progress)?;
            report.files.push(file);
        }
        Ok(orders)
    }

    fn read_file(
        &mut self,
        path: &Path,
        digits: u8,
        report: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<(), BuildError> {
        let mut table = Table::open(path, &COLUMNS, progress)?;
        let file = u16::try_from(self.files.len()).map_err(|_| BuildError::TooMany {
            what: "order files",
            count: self.files.len() + 1,
            limit: 1 << 16,
        })?;
        self.files.push(report.name.clone());
        let before = self.lines.len();
        let has = Has {
            quantity: table.has(QUANTITY),
            price: table.has(PRICE),
        };
        self.priced |= has.price;
        while let Some(fields) = table.next(report, progress)? {
            match check(&fields, &has, digits) {
                Ok(checked) => {
                    let line = self.intern(&fields, checked, file)?;
                    self.lines.push(line);
                }
                Err((fault, detail)) => report.bad(fault, fields.line, detail),
            }
        }
        if report.lines == 0 {
            return Err(BuildError::HeaderOnly {
                file: table.name().to_owned(),
                expected: "order line",
            });
        }
        if self.lines.len() == before {
            return Err(BuildError::AllBad {
                file: table.name().to_owned(),
                lines: report.lines,
                first: report.first_bad.clone().unwrap_or_default(),
            });
        }
        Ok(())
    }

    fn intern(&mut self, fields: &Fields, checked: Checked, file: u16) -> Result<Line, BuildError> {
        let customer = match fields.get(CUSTOMER) {
            "" => NOBODY,
            id => self.customers.intern(whole(id))?,
        };
        let title = fields.get(TITLE);
        let title = if title.contains("  ") || title.contains(['\n', '\r', '\t']) {
            let words: Vec<&str> = title.split_whitespace().collect();
            self.titles.intern(&words.join(" "))?
        } else {
            self.titles.intern(title)?
        };
        Ok(Line {
            price: checked.price,
            order: self.orders.intern(fields.get(ORDER))?,
            item: self.items.intern(fields.get(ITEM))?,
            customer,
            title,
            time: checked.time,
            line: u32::try_from(fields.line).unwrap_or(u32::MAX),
            quantity: checked.quantity,
            file,
        })
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

struct Checked {
    time: u32,
    quantity: i32,
    price: i64,
}

fn check(fields: &Fields, has: &Has, digits: u8) -> Result<Checked, (&'static str, String)> {
    for (column, fault) in [(ORDER, "no order id"), (ITEM, "no item id")] {
        let id = fields.get(column);
        if id.is_empty() {
            return Err((
                fault,
                format!("column \"{}\" is empty", COLUMNS[column].name),
            ));
        }
        if id.len() > MAX_ID {
            return Err((
                "an id that is too long",
                format!("{} bytes, at most {MAX_ID}", id.len()),
            ));
        }
    }
    let quoted = |column: usize| format!("\"{}\"", fields.get(column));
    let time = date::parse(fields.get(DATE)).ok_or_else(|| {
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
        (false, _) | (true, "") => NO_PRICE,
        (true, text) => {
            money::parse(text, digits).ok_or_else(|| ("unreadable price", quoted(PRICE)))?
        }
    };
    Ok(Checked {
        time,
        quantity,
        price,
    })
}
