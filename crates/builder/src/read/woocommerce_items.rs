//! The items of one of WooCommerce's orders, as its extensions write them.

use super::orders::NO_PRICE;
use super::orders_form::Written;
use super::reading::Reading;
use super::{amount, money};
use crate::report::FileReport;

/// The names of an item's parts.
const PARTS: [&str; 9] = [
    "id",
    "name",
    "product_id",
    "variation_id",
    "sku",
    "quantity",
    "total",
    "refunded_qty",
    "refunded",
];

/// An item of an order, as text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Bought {
    pub(super) sku: String,
    pub(super) product: String,
    pub(super) variation: String,
    pub(super) name: String,
    pub(super) quantity: String,
    /// Of all of them together.
    pub(super) total: String,
    pub(super) refunded_quantity: String,
    pub(super) refunded: String,
}

impl Bought {
    /// Of one article, and how many were kept.
    pub fn price(
        &self,
        currency: &str,
        (reading, written): (&Reading, Written),
        line: u64,
        report: &mut FileReport,
    ) -> Result<(i64, i32), (&'static str, String)> {
        let whole = |text: &str| {
            let number = money::parse(text, 0)?;
            i32::try_from(number).ok()
        };
        let quantity = match self.quantity.as_str() {
            "" => Some(1),
            text => whole(text),
        };
        let quantity = quantity.ok_or(("unreadable quantity", format!("\"{}\"", self.quantity)))?;
        let back = whole(&self.refunded_quantity).unwrap_or(0).saturating_abs();
        let total = reading
            .price(&self.total, currency, written, line, report)
            .ok_or_else(|| ("unreadable price", format!("\"{}\"", self.total)))?;
        let refunded = amount::split(&self.refunded, "XXX")
            .and_then(|it| amount::read(&it.number, reading.digits, written.decimal))
            .unwrap_or(0)
            .saturating_abs();
        let is_back =
            (back > 0 && back >= quantity) || (refunded > 0 && total > 0 && refunded >= total);
        if is_back {
            return Err(("a line that was refunded", self.name.clone()));
        }
        if quantity < 1 {
            return Err(("a line that came back", self.name.clone()));
        }
        let price = match total {
            NO_PRICE => NO_PRICE,
            total => (total + i64::from(quantity) / 2) / i64::from(quantity),
        };
        Ok((price, quantity - back))
    }
}

/// `name:Tea|sku:T-1|quantity:2;name:Cup|…`, or the same as JSON.
pub fn parts(text: &str) -> Vec<Bought> {
    if text.starts_with('[') {
        return from_json(text);
    }
    let begins = |part: &str| {
        let key = part.split(':').next().unwrap_or_default().trim();
        PARTS.contains(&key)
    };
    let mut items: Vec<String> = Vec::new();
    for part in text.split(';') {
        // A name may hold a semicolon: what follows it is no item.
        match items.last_mut() {
            Some(last) if !begins(part) => {
                last.push(';');
                last.push_str(part);
            }
            _ => items.push(part.to_owned()),
        }
    }
    let of = |item: &String| {
        let mut bought = Bought::default();
        for (key, value) in item.split('|').filter_map(|part| part.split_once(':')) {
            bought.set(key.trim(), value.trim());
        }
        bought
    };
    items
        .iter()
        .map(of)
        .filter(|item| *item != Bought::default())
        .collect()
}

impl Bought {
    fn set(&mut self, key: &str, value: &str) {
        let place = match key {
            "sku" => &mut self.sku,
            "product_id" => &mut self.product,
            "variation_id" => &mut self.variation,
            "name" => &mut self.name,
            "quantity" | "qty" => &mut self.quantity,
            "total" => &mut self.total,
            "refunded_qty" => &mut self.refunded_quantity,
            "refunded" => &mut self.refunded,
            _ => return,
        };
        value.clone_into(place);
    }
}

fn from_json(text: &str) -> Vec<Bought> {
    let list: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(text).unwrap_or_default();
    let of = |map: &serde_json::Map<String, serde_json::Value>| {
        let mut bought = Bought::default();
        for (key, value) in map {
            match value {
                serde_json::Value::String(text) => bought.set(key, text),
                serde_json::Value::Number(number) => bought.set(key, &number.to_string()),
                _ => {}
            }
        }
        bought
    };
    list.iter().map(of).collect()
}

/// `2× Tea, 1× Cup, blue`: a comma parts only before a number and its sign.
pub fn counted(text: &str) -> Vec<Bought> {
    let mut items: Vec<Bought> = Vec::new();
    for part in text.split(", ") {
        let counted = part.split_once(['×', 'x']).filter(|(count, _)| {
            let count = count.trim();
            !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())
        });
        match (counted, items.last_mut()) {
            (Some((count, name)), _) => items.push(Bought {
                name: name.trim().to_owned(),
                quantity: count.trim().to_owned(),
                ..Bought::default()
            }),
            (None, Some(last)) => {
                last.name.push_str(", ");
                last.name.push_str(part);
            }
            (None, None) => {}
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_taken_apart() {
        let names = |items: Vec<Bought>| -> Vec<String> {
            items
                .into_iter()
                .map(|it| format!("{} {} {}", it.quantity, it.sku, it.name))
                .collect()
        };
        let listed = "name:Tea; green|product_id:12|sku:T-1|quantity:2|total:9.80;id:8|name:Cup|sku:C|quantity:1";
        assert_eq!(names(parts(listed)), ["2 T-1 Tea; green", "1 C Cup"]);
        let json = "[{\"name\":\"Tea\",\"sku\":\"T-1\",\"quantity\":2,\"total\":\"9.80\"}]";
        assert_eq!(names(parts(json)), ["2 T-1 Tea"]);
        assert_eq!(
            names(counted("2× Tea, green, 1× Cup")),
            ["2  Tea, green", "1  Cup"]
        );
        assert!(parts("").is_empty() && parts("[broken").is_empty() && counted("").is_empty());
    }
}
