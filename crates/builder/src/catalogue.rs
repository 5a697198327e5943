//! The products that may be shown: from a feed, or derived from the orders.

use crate::clean::Cleaned;
use crate::options::Options;
use crate::read::date::day_text;
use crate::read::money;
use crate::read::orders::NO_PRICE;
use crate::{BuildError, link};
use std::collections::BTreeMap;
use std::path::Path;

/// All products, by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    /// By id, so that every order that depends on it is the same each time.
    pub products: BTreeMap<String, Product>,
    /// The ISO 4217 code of all prices.
    pub currency: String,
    /// Other names by which orders call products, and the ids that these have.
    pub aliases: BTreeMap<String, String>,
}

/// What a catalogue says of a product.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Product {
    /// The title; empty if only the orders have one.
    pub title: String,
    /// The product page.
    pub url: String,
    /// The picture; empty if there is none.
    pub image: String,
    /// The category; empty if there is none.
    pub category: String,
    /// The category with all above it, parted by `>`; empty if only the category is known.
    pub category_path: String,
    /// The brand; empty if there is none.
    pub brand: String,
    /// What all variants of one product have in common; empty if there are none.
    pub group: String,
    /// In the currency's smallest unit.
    pub price: Option<u64>,
    /// Whether it can be bought now.
    pub available: bool,
    /// The line of the catalogue, 0 if it was derived.
    pub line: u64,
    /// Names and values by which it is compared with others.
    pub attributes: Vec<(String, String)>,
}

/// What the orders tell of a product.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sold {
    /// The product.
    pub id: String,
    /// What most orders call it.
    pub title: String,
    /// The price that most orders paid; the lower of two that are as common.
    pub price: Option<u64>,
    /// In how many orders it is.
    pub orders: u32,
    /// Seconds since 1970.
    pub first_sold: u32,
    /// Seconds since 1970.
    pub last_sold: u32,
}

/// The products of the orders, by id.
pub fn sold(cleaned: &Cleaned) -> Vec<Sold> {
    let orders = &cleaned.orders;
    let mut keys: Vec<(u32, u32, i64, u32)> = orders
        .lines
        .iter()
        .map(|line| (line.item, line.order, line.price, line.time))
        .collect();
    keys.sort_unstable();
    let mut products: Vec<Sold> = keys
        .chunk_by(|a, b| a.0 == b.0)
        .map(|lines| {
            let (item, ..) = lines[0];
            let times = lines.iter().map(|(.., time)| *time);
            Sold {
                id: orders.items.text(item).to_owned(),
                title: cleaned.title(item).to_owned(),
                price: common_price(lines.iter().map(|(_, _, price, _)| *price)),
                orders: lines.chunk_by(|a, b| a.1 == b.1).count() as u32,
                first_sold: times.clone().min().unwrap_or_default(),
                last_sold: times.max().unwrap_or_default(),
            }
        })
        .collect();
    products.sort_by(|a, b| a.id.cmp(&b.id));
    products
}

fn common_price(prices: impl Iterator<Item = i64>) -> Option<u64> {
    let mut prices: Vec<i64> = prices.filter(|price| *price != NO_PRICE).collect();
    prices.sort_unstable();
    let best = prices
        .chunk_by(|a, b| a == b)
        // Of equals, `max_by_key` takes the last; backwards, that is the lowest price.
        .rev()
        .max_by_key(|same| same.len())?;
    u64::try_from(best[0]).ok()
}

impl Catalogue {
    /// A catalogue of all that was sold and has a title.
    pub fn derive(sold: &[Sold], options: &Options) -> Self {
        let products = sold
            .iter()
            .filter(|product| !product.title.is_empty())
            .map(|sold| {
                let product = Product {
                    title: sold.title.clone(),
                    url: link::from_template(&options.url_template, &sold.id),
                    price: sold.price,
                    available: true,
                    ..Product::default()
                };
                (sold.id.clone(), product)
            })
            .collect();
        Self {
            products,
            currency: options.currency.clone(),
            aliases: BTreeMap::new(),
        }
    }
}

/// Writes the products of the orders as CSV:
/// `id,title,price,currency,orders,first_sold,last_sold`.
///
/// # Errors
/// When the file cannot be written.
pub fn write(sold: &[Sold], currency: &str, path: &Path) -> Result<(), BuildError> {
    let wrong = |source: csv::Error| BuildError::Write {
        path: path.display().to_string(),
        source: source.into(),
    };
    let digits = money::digits(currency);
    let mut writer = csv::Writer::from_path(path).map_err(wrong)?;
    writer
        .write_record([
            "id",
            "title",
            "price",
            "currency",
            "orders",
            "first_sold",
            "last_sold",
        ])
        .map_err(wrong)?;
    for product in sold.iter().filter(|product| !product.title.is_empty()) {
        let price = product.price.map(|price| money::text(price, digits));
        writer
            .write_record([
                product.id.as_str(),
                &product.title,
                price.as_deref().unwrap_or_default(),
                currency,
                &product.orders.to_string(),
                &day_text(product.first_sold),
                &day_text(product.last_sold),
            ])
            .map_err(wrong)?;
    }
    writer.flush().map_err(|source| wrong(source.into()))
}
