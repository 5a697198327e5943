//! A plain table of orders: what its columns are called, and what a row of it says.

use super::columns::Column;
use super::orders::{Deed, NO_PRICE};
use super::orders_form::Written;
use super::reading::Reading;
use super::table::Fields;
use super::{date, moment, money};
use crate::report::FileReport;

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
pub(super) const DATE: usize = 2;
const TITLE: usize = 3;
pub(super) const QUANTITY: usize = 4;
pub(super) const PRICE: usize = 5;
const CUSTOMER: usize = 6;
const STATUS: usize = 7;
pub(super) const CURRENCY: usize = 8;

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

/// Which of the columns that may be missing are there.
pub struct Has {
    /// How many.
    pub quantity: bool,
    /// At what price.
    pub price: bool,
}

/// What a row says; else the fault's name, and what is there.
pub fn check<'a>(
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
