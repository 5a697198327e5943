//! Shopify's order CSV: a row for each line item, and what is of the whole order in its first
//! row only.

use super::columns::Column;
use super::orders::{Deed, Orders};
use super::orders_form::Written;
use super::reading::Reading;
use super::table::{Fields, Table};
use super::{moment, money};
use crate::report::FileReport;
use crate::{BuildError, Progress};

const fn column(name: &'static str, names: &'static [&'static str], required: bool) -> Column {
    Column {
        name,
        names,
        required,
    }
}

/// The columns of orders.
pub const COLUMNS: [Column; 12] = [
    column("Name", &["name"], true),
    column("Created at", &["createdat"], true),
    column("Lineitem quantity", &["lineitemquantity"], true),
    column("Lineitem name", &["lineitemname"], true),
    column("Lineitem price", &["lineitemprice"], false),
    column("Lineitem sku", &["lineitemsku"], false),
    column("Financial Status", &["financialstatus"], false),
    column("Cancelled at", &["cancelledat"], false),
    column("Currency", &["currency"], false),
    column("Email", &["email"], false),
    column("Payment Method", &["paymentmethod"], false),
    column("Phone", &["phone"], false),
];

const NAME: usize = 0;
/// Where the date is.
pub const CREATED: usize = 1;
const QUANTITY: usize = 2;
const ITEM: usize = 3;
/// Where the price is.
pub const PRICE: usize = 4;
const SKU: usize = 5;
const STATUS: usize = 6;
const CANCELLED: usize = 7;
/// Where the currency is.
pub const CURRENCY: usize = 8;
const EMAIL: usize = 9;
const PAYMENT: usize = 10;
const PHONE: usize = 11;

/// What the first row of an order says.
#[derive(Default)]
struct Order {
    name: String,
    customer: String,
    currency: String,
    created: String,
    /// Why it does not count; empty if it does.
    void: &'static str,
    came_back_in_part: bool,
}

impl Order {
    fn of(fields: &Fields) -> Self {
        let status = fields.get(STATUS).to_lowercase();
        let void = if !fields.get(CANCELLED).is_empty() {
            "an order that was cancelled"
        } else if fields.get(PAYMENT).to_lowercase().contains("bogus") {
            // "(for testing) Bogus Gateway"
            "a test order"
        } else {
            match status.as_str() {
                "refunded" => "an order that was refunded",
                "voided" | "expired" => "an order that was never paid",
                _ => "",
            }
        };
        let customer = match fields.get(EMAIL) {
            "" => fields.get(PHONE).to_owned(),
            email => email.to_lowercase(),
        };
        Self {
            name: fields.get(NAME).to_owned(),
            customer,
            currency: fields.get(CURRENCY).to_owned(),
            created: fields.get(CREATED).to_owned(),
            void,
            came_back_in_part: status == "partially_refunded",
        }
    }
}

/// Reads the orders of a table with [`COLUMNS`].
///
/// # Errors
/// When the file cannot be read on, or holds too much.
pub fn read(
    orders: &mut Orders,
    mut table: Table,
    (reading, written): (&Reading, Written),
    report: &mut FileReport,
    progress: &dyn Progress,
) -> Result<(), BuildError> {
    let mut order = Order::default();
    while let Some(fields) = table.next(report, progress)? {
        let line = fields.line;
        if fields.get(NAME).is_empty() {
            report.bad("no order id", line, "column \"Name\" is empty".to_owned());
            continue;
        }
        if order.name != fields.get(NAME) {
            order = Order::of(&fields);
        }
        if !order.void.is_empty() {
            report.bad(
                order.void,
                line,
                "column \"Financial Status\", \"Cancelled at\" or \"Payment Method\"".to_owned(),
            );
            continue;
        }
        if order.came_back_in_part {
            let what = "Which of its lines came back is not told; they are kept.";
            report.note(
                "an order that was refunded in part",
                what,
                line,
                fields.get(ITEM).to_owned(),
            );
        }
        let item = match fields.get(SKU) {
            // What the catalogue calls so, if there is one.
            "" => fields.get(ITEM),
            sku => sku.trim_start_matches('\''),
        };
        let created = match fields.get(CREATED) {
            "" => order.created.as_str(),
            created => created,
        };
        let quantity = money::parse(fields.get(QUANTITY), 0).and_then(|it| i32::try_from(it).ok());
        let Some(time) = moment::read(created, written.dates) else {
            report.bad("unreadable date", line, format!("\"{created}\""));
            continue;
        };
        let Some(quantity) = quantity else {
            report.bad(
                "unreadable quantity",
                line,
                format!("\"{}\"", fields.get(QUANTITY)),
            );
            continue;
        };
        let text = fields.get(PRICE);
        let Some(price) = reading.price(text, &order.currency, written, line, report) else {
            report.bad("unreadable price", line, format!("\"{text}\""));
            continue;
        };
        let deed = Deed {
            order: &order.name,
            item,
            title: fields.get(ITEM),
            customer: &order.customer,
            time,
            quantity,
            price,
        };
        orders.add(&deed, line, reading, report)?;
    }
    Ok(())
}
