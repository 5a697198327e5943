//! WooCommerce's orders. The shop itself has no export of what was in them; these are the
//! layouts of its common extensions, and of its own analytics:
//!
//! - a row an order, its items in `line_items` or `line_item_1`, `line_item_2`, … as
//!   `name:Tea|product_id:12|sku:T-1|quantity:2|total:9.80`, parted by `;`;
//! - a row an item, in `item_sku`, `item_product_id`, `item_name`, `item_quantity`;
//! - analytics: a row an order, its items as `2× Tea, 1× Cup`.

use super::columns::{Column, plain};
use super::moment;
use super::orders::{Deed, Orders};
use super::orders_form::Written;
use super::reading::Reading;
use super::table::{Fields, Table};
use super::woocommerce_items::{Bought, counted, parts};
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
pub const COLUMNS: [Column; 17] = [
    column(
        "order_id",
        &[
            "ordernumberformatted",
            "ordernumber",
            "orderid",
            "order#",
            "id",
        ],
        true,
    ),
    column(
        "date",
        &["orderdate", "date", "datecreated", "createdat"],
        true,
    ),
    column("status", &["orderstatus", "status"], false),
    column(
        "customer",
        &["customerid", "customeruser", "customeruserid"],
        false,
    ),
    column("email", &["billingemail", "customeremail", "email"], false),
    column("currency", &["ordercurrency", "currency"], false),
    column("line_items", &["lineitems"], false),
    column("item_sku", &["itemsku"], false),
    column("item_product_id", &["itemproductid", "productid"], false),
    column(
        "item_variation_id",
        &["itemvariationid", "variationid"],
        false,
    ),
    column("item_name", &["itemname"], false),
    column("item_quantity", &["itemquantity"], false),
    column("item_total", &["itemtotal"], false),
    column("item_refunded_qty", &["itemrefundedqty"], false),
    column("product(s)", &["product(s)"], false),
    column("customer name", &["customer"], false),
    column("item_refunded", &["itemrefunded"], false),
];

const ORDER: usize = 0;
/// Where the date is.
pub const DATE: usize = 1;
const STATUS: usize = 2;
const CUSTOMER: usize = 3;
const EMAIL: usize = 4;
/// Where the currency is.
pub const CURRENCY: usize = 5;
const LINE_ITEMS: usize = 6;
const SKU: usize = 7;
const PRODUCT: usize = 8;
const VARIATION: usize = 9;
const NAME: usize = 10;
const QUANTITY: usize = 11;
/// Where the price of a row's item is.
pub const TOTAL: usize = 12;
const REFUNDED_QUANTITY: usize = 13;
const PRODUCTS: usize = 14;
const CUSTOMER_NAME: usize = 15;
const REFUNDED: usize = 16;

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
    let is_numbered = |name: &String| {
        let name = plain(name);
        let number = name.strip_prefix("lineitem").unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let header = table.header();
    let numbered: Vec<usize> = (0..header.len())
        .filter(|at| is_numbered(&header[*at]))
        .collect();
    while let Some(fields) = table.next(report, progress)? {
        let line = fields.line;
        let order = fields.get(ORDER).to_owned();
        if order.is_empty() {
            report.bad(
                "no order id",
                line,
                "column \"order_id\" is empty".to_owned(),
            );
            continue;
        }
        if let Some(why) = void(fields.get(STATUS)) {
            report.bad(why, line, format!("status \"{}\"", fields.get(STATUS)));
            continue;
        }
        let Some(time) = moment::read(fields.get(DATE), written.dates) else {
            report.bad("unreadable date", line, format!("\"{}\"", fields.get(DATE)));
            continue;
        };
        // A guest has the number 0.
        let customer = [CUSTOMER, EMAIL, CUSTOMER_NAME]
            .map(|at| fields.get(at))
            .into_iter()
            .find(|it| !matches!(*it, "" | "0"))
            .unwrap_or_default()
            .to_lowercase();
        let currency = fields.get(CURRENCY).to_owned();
        let bought = bought(&fields, &numbered);
        if bought.is_empty() {
            report.bad(
                "an order without items",
                line,
                "no line item can be read".to_owned(),
            );
        }
        for item in bought {
            let (price, quantity) = match item.price(&currency, (reading, written), line, report) {
                Ok(found) => found,
                Err((fault, detail)) => {
                    report.bad(fault, line, detail);
                    continue;
                }
            };
            let names = [&item.sku, &item.variation, &item.product, &item.name];
            let id = names
                .into_iter()
                .find(|it| !matches!(it.as_str(), "" | "0"));
            let Some(id) = id else {
                report.bad("no item id", line, "neither SKU, id nor name".to_owned());
                continue;
            };
            let deed = Deed {
                order: &order,
                item: id,
                title: &item.name,
                customer: &customer,
                time,
                quantity,
                price,
            };
            orders.add(&deed, line, reading, report)?;
        }
    }
    Ok(())
}

/// Why an order of this status does not count.
fn void(status: &str) -> Option<&'static str> {
    let status = status.to_lowercase();
    match status.strip_prefix("wc-").unwrap_or(&status).trim() {
        "cancelled" | "canceled" => Some("an order that was cancelled"),
        "refunded" => Some("an order that was refunded"),
        "failed" | "pending" | "pending payment" => Some("an order that was never paid"),
        "trash" | "draft" | "checkout-draft" | "auto-draft" => Some("an order that was never made"),
        _ => None,
    }
}

fn bought(fields: &Fields, numbered: &[usize]) -> Vec<Bought> {
    let listed = fields.get(LINE_ITEMS);
    if !listed.is_empty() {
        return parts(listed);
    }
    if !numbered.is_empty() {
        return numbered
            .iter()
            .flat_map(|at| parts(fields.at(*at)))
            .collect();
    }
    if !fields.get(PRODUCTS).is_empty() {
        return counted(fields.get(PRODUCTS));
    }
    let of = |at: usize| fields.get(at).to_owned();
    let item = Bought {
        sku: of(SKU),
        product: of(PRODUCT),
        variation: of(VARIATION),
        name: of(NAME),
        quantity: of(QUANTITY),
        total: of(TOTAL),
        refunded_quantity: of(REFUNDED_QUANTITY),
        refunded: of(REFUNDED),
    };
    vec![item]
        .into_iter()
        .filter(|item| *item != Bought::default())
        .collect()
}
