//! A product as a card: picture, title, price and one quiet line.

use serde::Serialize;

use crate::catalog::Product;

/// What a template needs of a product that it lists.
#[derive(Debug, Serialize)]
pub struct Card<'a> {
    id: &'a str,
    title: &'a str,
    link: &'a str,
    image: &'a str,
    price: String,
    shown_price: String,
    category: &'static str,
    orders: u64,
    in_stock: bool,
}

impl<'a> Card<'a> {
    /// The card of a product.
    pub fn of(product: &'a Product) -> Self {
        Self {
            id: &product.id,
            title: &product.title,
            link: &product.link,
            image: &product.image,
            price: product.price_decimal(),
            shown_price: shown_price(product),
            category: product.category.en,
            orders: product.orders,
            in_stock: product.in_stock,
        }
    }

    /// The cards of several products.
    pub fn all(products: impl IntoIterator<Item = &'a Product>) -> Vec<Self> {
        products.into_iter().map(Self::of).collect()
    }
}

/// The price as it is shown, with the currency's sign where it is a well-known one.
pub fn shown_price(product: &Product) -> String {
    let price = product.price_decimal();
    match product.currency.as_str() {
        "GBP" => format!("£{price}"),
        "EUR" => format!("€{price}"),
        "USD" => format!("${price}"),
        other => format!("{price} {other}"),
    }
}
