//! Products from a catalogue of whatever form, under Google Merchant's attribute names.

use super::amount::{self, Amount};
use super::attributes;
use super::catalogue_columns::{
    AVAILABILITY, BRAND, CATEGORY, COLUMNS, CURRENCY, GROUP, ID, IMAGE, LINK, PRICE, SALE,
    SALE_DATES, STOCK, TITLE,
};
use super::orders::MAX_ID;
use super::table::Fields;
use super::{catalogue_form, html, money};
use crate::catalogue::{Catalogue, Product};
use crate::options::Options;
use crate::report::{FileReport, Report};
use crate::{BuildError, Progress, link};
use std::collections::BTreeMap;
use std::path::Path;

/// A price as the catalogue has it, until the whole column has told how to read it.
struct Price {
    id: String,
    line: u64,
    amount: Amount,
}

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
    let wanted = &options.read;
    let mut table = catalogue_form::open(path, &COLUMNS, wanted, &mut file, progress)?;
    let columns = attributes::Columns::find(table.header(), &options.attributes, &mut file)?;
    let fields = COLUMNS.map(|column| column.name);
    let (header, places) = (table.header().to_vec(), table.places().to_vec());
    let mut products: BTreeMap<String, Product> = BTreeMap::new();
    let mut prices: Vec<Price> = Vec::new();
    while let Some(fields) = table.next(&mut file, progress)? {
        let line = fields.line;
        match product(&fields, options, &mut file) {
            Err((fault, detail)) => file.bad(fault, line, detail),
            Ok((id, _, _)) if products.contains_key(&id) => {
                file.bad("an id for the second time", line, id);
            }
            Ok((id, mut product, price)) => {
                product.attributes = columns.read(&fields, &mut file);
                if let Some(amount) = price {
                    let id = id.clone();
                    prices.push(Price { id, line, amount });
                }
                products.insert(id, product);
            }
        }
    }
    let name = path.display().to_string();
    if file.lines == 0 {
        return Err(BuildError::HeaderOnly {
            file: name,
            expected: "product",
        });
    }
    if products.is_empty() {
        return Err(BuildError::AllBad {
            file: name,
            lines: file.lines,
            first: file.first_bad.clone().unwrap_or_default(),
        });
    }
    file.mapped(&fields, &header, &places);
    let currency = most_common(&prices).unwrap_or_else(|| options.currency.clone());
    set_prices(
        &mut products,
        prices,
        &currency,
        options,
        (&name, &mut file),
    )?;
    let mut aliases = table.aliases();
    aliases.retain(|name, id| !products.contains_key(name) && products.contains_key(id));
    file.end();
    report.files.push(file);
    Ok(Catalogue {
        products,
        currency,
        aliases,
    })
}

/// Reads the prices, now that all of them have been seen.
fn set_prices(
    products: &mut BTreeMap<String, Product>,
    prices: Vec<Price>,
    currency: &str,
    options: &Options,
    (name, file): (&str, &mut FileReport),
) -> Result<(), BuildError> {
    let wanted = &options.read;
    let mut column = amount::Column::default();
    for price in &prices {
        let digits = money::digits(&price.amount.currency);
        column.see(price.line, &price.amount.number, digits);
    }
    let decimal = column
        .settle(wanted.decimal)
        .map_err(|(line, found)| BuildError::Ambiguous {
            file: name.to_owned(),
            line,
            column: "price",
            found,
            expected: "--decimal point or --decimal comma",
        })?;
    let digits = money::digits(currency);
    for Price { id, line, amount } in prices {
        let Some(product) = products.get_mut(&id) else {
            continue;
        };
        let Amount {
            number,
            currency: named,
        } = amount;
        let is_own = named == currency;
        let units = match is_own {
            true => amount::read(&number, digits, decimal),
            false => wanted.rates.convert(&number, &named, digits, decimal),
        };
        let price = units.and_then(|units| u64::try_from(units).ok());
        match price.filter(|units| *units > 0) {
            Some(price) => {
                product.price = Some(price);
                if !is_own {
                    let detail = format!("{number} {named}");
                    let what = "It is shown in the shop's currency, by --rate.";
                    file.note("a price in another currency, converted", what, line, detail);
                }
            }
            None => file.note(
                "a price that cannot be shown",
                "The product is kept without its price.",
                line,
                format!(
                    "\"{number}\" {named}, expected above zero in {currency}, or --rate {named}=…"
                ),
            ),
        }
    }
    Ok(())
}

type Priced = Option<Amount>;

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
    let available = available(fields, file);
    let default = match fields.get(CURRENCY) {
        "" => options.currency.clone(),
        currency => currency.to_ascii_uppercase(),
    };
    let price = match price_text(fields, file) {
        "" => None,
        text => {
            let amount = amount::split(text, &default).filter(|it| amount::is_code(&it.currency));
            if amount.is_none() {
                let what = "The product is kept without its price.";
                file.note(
                    "unreadable price",
                    what,
                    fields.line,
                    format!("\"{text}\", expected such as 2.55 GBP"),
                );
            }
            amount
        }
    };
    let path = category_path(fields.get(CATEGORY));
    let product = Product {
        title: html::text_of(fields.get(TITLE)),
        url,
        image,
        category: category(&path),
        category_path: path,
        brand: html::text_of(fields.get(BRAND)),
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

fn most_common(prices: &[Price]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for price in prices {
        *counts.entry(&price.amount.currency).or_default() += 1;
    }
    let (currency, _) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some(currency.to_owned())
}

/// What is to be paid: the sale price, unless it holds for a time only. Whether that time is
/// now, a build does not know.
fn price_text<'a>(fields: &'a Fields, file: &mut FileReport) -> &'a str {
    match (fields.get(SALE), fields.get(SALE_DATES)) {
        ("", _) => fields.get(PRICE),
        (sale, "") => sale,
        (sale, dates) => {
            let what = "The product is kept with its regular price.";
            let detail = format!("{sale} during {dates}");
            file.note(
                "a sale price that holds for a time",
                what,
                fields.line,
                detail,
            );
            fields.get(PRICE)
        }
    }
}

/// Whether a product can be bought now.
fn available(fields: &Fields, file: &mut FileReport) -> bool {
    const YES: [&str; 17] = [
        "instock",
        "preorder",
        "backorder",
        "limitedavailability",
        "onlineonly",
        "instoreonly",
        "available",
        "true",
        "yes",
        "1",
        "y",
        "auflager",
        "lieferbar",
        "enstock",
        "판매중",
        "재고있음",
        "在庫あり",
    ];
    const NO: [&str; 15] = [
        "outofstock",
        "soldout",
        "discontinued",
        "unavailable",
        "false",
        "no",
        "0",
        "n",
        "ausverkauft",
        "nichtlieferbar",
        "rupture",
        "agotado",
        "품절",
        "재고없음",
        "在庫なし",
    ];
    let stated = fields.get(AVAILABILITY);
    // `https://schema.org/InStock`
    let word = super::columns::plain(stated.rsplit('/').next().unwrap_or_default());
    if YES.contains(&word.as_str()) {
        return true;
    }
    if NO.contains(&word.as_str()) {
        return false;
    }
    // Many tables have a number where others have a word.
    let stock = if stated.is_empty() {
        fields.get(STOCK)
    } else {
        stated
    };
    if let Ok(left) = stock.parse::<f64>() {
        return left > 0.0;
    }
    if !stated.is_empty() {
        let what = "The product counts as in stock.";
        file.note(
            "unknown availability",
            what,
            fields.line,
            format!("\"{stated}\""),
        );
    }
    true
}

/// The path, of whose parts none is a number of Google's.
fn category_path(text: &str) -> String {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        String::new()
    } else {
        html::text_of(text)
    }
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
