//! Products from a catalogue feed with Google Merchant's attribute names.

use super::attributes;
use super::columns::Column;
use super::money;
use super::orders::MAX_ID;
use super::table::{Fields, Table};
use crate::catalogue::{Catalogue, Product};
use crate::options::Options;
use crate::report::{FileReport, Report};
use crate::{BuildError, Progress, link};
use std::collections::BTreeMap;
use std::path::Path;

/// The columns of a catalogue. Only `id` and `title` must be there.
pub const COLUMNS: [Column; 10] = [
    Column {
        name: "id",
        names: &["id", "itemid", "productid", "sku"],
        required: true,
    },
    Column {
        name: "title",
        names: &["title", "name", "description"],
        required: true,
    },
    Column {
        name: "link",
        names: &["link", "url"],
        required: false,
    },
    Column {
        name: "image_link",
        names: &["imagelink", "image"],
        required: false,
    },
    Column {
        name: "price",
        names: &["price"],
        required: false,
    },
    Column {
        name: "currency",
        names: &["currency"],
        required: false,
    },
    Column {
        name: "product_type",
        names: &["producttype", "category"],
        required: false,
    },
    Column {
        name: "availability",
        names: &["availability"],
        required: false,
    },
    Column {
        name: "brand",
        names: &["brand", "vendor"],
        required: false,
    },
    Column {
        name: "item_group_id",
        names: &["itemgroupid", "groupid"],
        required: false,
    },
];

const ID: usize = 0;
const TITLE: usize = 1;
const LINK: usize = 2;
const IMAGE: usize = 3;
const PRICE: usize = 4;
const CURRENCY: usize = 5;
const CATEGORY: usize = 6;
const AVAILABILITY: usize = 7;
const BRAND: usize = 8;
const GROUP: usize = 9;

/// Reads a catalogue. Bad lines are counted in the report.
///
/// # Errors
/// When the file is wrong as a whole; see [`BuildError`].
pub fn read(
    path: &Path,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Catalogue, BuildError> {
    let mut file = FileReport::new(path);
    let mut table = Table::open(path, &COLUMNS, progress)?;
    let columns = attributes::Columns::find(table.header(), &options.attributes, &mut file)?;
    let mut products: BTreeMap<String, Product> = BTreeMap::new();
    let mut prices: Vec<(String, u64, i64, String)> = Vec::new();
    while let Some(fields) = table.next(&mut file, progress)? {
        let line = fields.line;
        match product(&fields, options, &mut file) {
            Err((fault, detail)) => file.bad(fault, line, detail),
            Ok((id, _, _)) if products.contains_key(&id) => {
                file.bad("an id for the second time", line, id);
            }
            Ok((id, mut product, price)) => {
                product.attributes = columns.read(&fields, &mut file);
                if let Some((units, currency)) = price {
                    prices.push((id.clone(), line, units, currency));
                }
                products.insert(id, product);
            }
        }
    }
    if file.lines == 0 {
        return Err(BuildError::HeaderOnly {
            file: table.name().to_owned(),
            expected: "product",
        });
    }
    if products.is_empty() {
        return Err(BuildError::AllBad {
            file: table.name().to_owned(),
            lines: file.lines,
            first: file.first_bad.clone().unwrap_or_default(),
        });
    }
    let currency = most_common(&prices).unwrap_or_else(|| options.currency.clone());
    for (id, line, units, named) in prices {
        let price = u64::try_from(units).ok().filter(|units| *units > 0);
        match (price, products.get_mut(&id)) {
            (Some(price), Some(product)) if named == currency => product.price = Some(price),
            _ => file.note(
                "a price that cannot be shown",
                "The product is kept without its price.",
                line,
                format!(
                    "\"{}\" {named}, expected above zero in {currency}",
                    money::text(units.unsigned_abs(), money::digits(&named))
                ),
            ),
        }
    }
    report.files.push(file);
    Ok(Catalogue { products, currency })
}

type Priced = Option<(i64, String)>;

fn product(
    fields: &Fields,
    options: &Options,
    file: &mut FileReport,
) -> Result<(String, Product, Priced), (&'static str, String)> {
    let id = fields.get(ID);
    if id.is_empty() {
        return Err(("no id", "column \"id\" is empty".to_owned()));
    }
    if id.len() > MAX_ID {
        return Err((
            "an id that is too long",
            format!("{} bytes, at most {MAX_ID}", id.len()),
        ));
    }
    let url = match fields.get(LINK) {
        "" => link::from_template(&options.url_template, id),
        url => url.to_owned(),
    };
    link::check(&url).map_err(|fault| (fault.link, format!("{id}: {url}")))?;
    let mut image = fields.get(IMAGE).to_owned();
    if let Err(fault) = link::check(&image) {
        let what = "The product is kept without its picture.";
        file.note(fault.image, what, fields.line, format!("{id}: {image}"));
        image.clear();
    }
    let available = match fields.get(AVAILABILITY) {
        "" | "in_stock" | "in stock" | "preorder" | "backorder" => true,
        "out_of_stock" | "out of stock" => false,
        other => {
            let what = "The product counts as in stock.";
            file.note(
                "unknown availability",
                what,
                fields.line,
                format!("\"{other}\""),
            );
            true
        }
    };
    let default = match fields.get(CURRENCY) {
        "" => options.currency.as_str(),
        currency => currency,
    };
    let price = match fields.get(PRICE) {
        "" => None,
        text => {
            let parsed = money::parse_with_currency(text, default);
            if parsed.is_none() {
                let what = "The product is kept without its price.";
                file.note(
                    "unreadable price",
                    what,
                    fields.line,
                    format!("\"{text}\", expected such as 2.55 GBP"),
                );
            }
            parsed.map(|(units, currency)| (units, currency.to_owned()))
        }
    };
    let product = Product {
        title: fields
            .get(TITLE)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        url,
        image,
        category: category(fields.get(CATEGORY)),
        category_path: fields.get(CATEGORY).to_owned(),
        brand: fields.get(BRAND).to_owned(),
        group: group(fields.get(GROUP)),
        price: None,
        available,
        line: fields.line,
        attributes: Vec::new(),
    };
    Ok((id.to_owned(), product, price))
}

/// The last segment of a product type such as `Home > Kitchen > Cake Stands`: the one
/// that tells products apart.
fn category(product_type: &str) -> String {
    product_type
        .rsplit('>')
        .map(str::trim)
        .find(|segment| !segment.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// A group's id, unless it is longer than an id may be.
fn group(id: &str) -> String {
    if id.len() > MAX_ID {
        return String::new();
    }
    id.to_owned()
}

fn most_common(prices: &[(String, u64, i64, String)]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, _, _, currency) in prices {
        *counts.entry(currency).or_default() += 1;
    }
    let (currency, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some(currency.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_segment_is_the_category() {
        assert_eq!(category("Home > Kitchen > Cake Stands"), "Cake Stands");
        assert_eq!(category("Home >"), "Home");
        assert_eq!(category(""), "");
    }
}
