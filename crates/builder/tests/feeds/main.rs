//! Catalogues and orders as shops export them, clean and dirty. The shops are made up.

#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod catalogues;
mod dirty;
mod hot;
mod orders;

use common::Folder;
use dangol_builder::build::{self, Input};
use dangol_builder::catalogue::{Catalogue, Product};
use dangol_builder::read::orders::{NO_PRICE, NOBODY, Orders};
use dangol_builder::read::reading::Reading;
use dangol_builder::read::{catalogue, wanted::Wanted};
use dangol_builder::{BuildError, Options, Report, Silent};
use std::collections::BTreeMap;

/// Reads a catalogue of these bytes.
pub fn feed_as(
    name: &str,
    bytes: impl AsRef<[u8]>,
    wanted: Wanted,
) -> Result<(Catalogue, Report), BuildError> {
    let folder = Folder::new();
    let options = Options {
        read: wanted,
        ..Options::default()
    };
    let mut report = Report::default();
    let catalogue = catalogue::read(&folder.put(name, bytes), &options, &mut report, &Silent)?;
    Ok((catalogue, report))
}

/// Reads a catalogue that is none of the broken ones.
pub fn feed(bytes: impl AsRef<[u8]>) -> (Catalogue, Report) {
    feed_as("feed", bytes, Wanted::default()).unwrap()
}

/// `title | category | brand | group | price | stock` of a product.
pub fn told(product: &Product) -> String {
    let stock = if product.available { "in" } else { "out" };
    format!(
        "{} | {} | {} | {} | {} | {stock}",
        product.title,
        product.category,
        product.brand,
        product.group,
        product
            .price
            .map(|price| price.to_string())
            .unwrap_or_default(),
    )
}

/// How many lines of the file have this fault.
pub fn fault(report: &Report, name: &str) -> u64 {
    let found = report.files[0].bad.iter().find(|count| count.name == name);
    found.map_or(0, |count| count.count)
}

/// Reads orders, with these other names of products.
pub fn orders_as(
    bytes: impl AsRef<[u8]>,
    currency: &str,
    aliases: &[(&str, &str)],
    wanted: &Wanted,
) -> Result<(Orders, Report), BuildError> {
    let folder = Folder::new();
    let aliases: BTreeMap<String, String> = aliases
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect();
    let reading = Reading {
        currency,
        digits: dangol_builder::read::money::digits(currency),
        wanted,
        aliases: &aliases,
    };
    let mut report = Report::default();
    let path = folder.put("orders", bytes);
    let orders = Orders::read_as(&[path], &reading, &mut report, &Silent)?;
    Ok((orders, report))
}

/// `order item xquantity @price day customer` of each line.
pub fn lines(orders: &Orders) -> Vec<String> {
    let of = |line: &dangol_builder::read::orders::Line| {
        let price = match line.price {
            NO_PRICE => "-".to_owned(),
            price => price.to_string(),
        };
        let customer = match line.customer {
            NOBODY => "-",
            customer => orders.customers.text(customer),
        };
        format!(
            "{} {} x{} @{price} {} {customer}",
            orders.orders.text(line.order),
            orders.items.text(line.item),
            line.quantity,
            dangol_builder::read::date::day_text(line.time),
        )
    };
    orders.lines.iter().map(of).collect()
}

#[test]
fn a_whole_build_takes_what_a_shop_has() {
    let folder = Folder::new();
    let products = folder.put("products.csv", catalogues::WOOCOMMERCE);
    let orders = folder.put("orders.csv", orders::WOOCOMMERCE);
    let events = folder.put("events.jsonl", orders::ga4());
    let input = Input {
        catalogue: Some(products),
        orders: vec![orders],
        sessions: vec![events],
        aggregates: None,
    };
    let options = Options {
        currency: "EUR".to_owned(),
        ..Options::default()
    };
    let mut report = Report::default();
    let model = build::model(&input, &options, &mut report, &Silent).unwrap();
    assert_eq!(model.files.entry.currency, "EUR");
    assert!(
        report.text().contains("read as WooCommerce's products"),
        "{}",
        report.text()
    );
    // A variation was ordered by its own id, and counts as its product.
    let sold = report.kept.products;
    assert_eq!(sold, 2, "{}", report.text());
    // What tells who somebody is does not leave the builder.
    let told = format!(
        "{}{}",
        report.text(),
        serde_json::to_string(&report).unwrap()
    );
    assert!(!told.contains("mina@") && !told.contains("u-1"), "{told}");
}
