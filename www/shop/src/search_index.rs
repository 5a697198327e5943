//! The index that the search page fetches: all products in one compact JSON file.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::category;

/// Categories as `[slug, en, ko]`, products as
/// `[id, title, link without /product/ and .html, image without /images/ and .svg, hundredths, category, orders, 1 if in stock]`.
pub fn json(catalog: &Catalog) -> String {
    let categories: Vec<Value> = category::ALL
        .iter()
        .map(|c| json!([c.slug, c.en, c.ko]))
        .collect();
    let products: Vec<Value> = catalog
        .products
        .iter()
        .map(|p| {
            json!([
                p.id,
                p.title,
                p.link
                    .trim_start_matches("/product/")
                    .trim_end_matches(".html"),
                p.image
                    .trim_start_matches("/images/")
                    .trim_end_matches(".svg"),
                p.price,
                category::ALL.iter().position(|c| *c == p.category),
                p.orders,
                u8::from(p.in_stock),
            ])
        })
        .collect();
    let currency = catalog
        .products
        .first()
        .map_or("GBP", |p| p.currency.as_str());
    json!({ "currency": currency, "categories": categories, "products": products }).to_string()
}
