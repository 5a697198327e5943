//! The catalogue: the products that the shop sells, as `dangol catalog` writes them.

use std::collections::HashMap;
use std::path::Path;

use crate::category::Category;
use crate::drawing::Look;
use crate::error::Error;
use crate::{slug, title, variant};

/// How long after its last sale a product still counts as being in stock, in days.
const IN_STOCK_DAYS: i64 = 120;

/// One product of the shop.
#[derive(Debug, Clone)]
pub struct Product {
    /// The shop's id (stock code), as in the data.
    pub id: String,
    /// The title as in the data, in capitals.
    pub raw_title: String,
    /// The title as the shop shows it.
    pub title: String,
    /// The price in hundredths of the currency's unit.
    pub price: u64,
    /// ISO 4217 code, such as `GBP`.
    pub currency: String,
    /// The number of orders that held the product.
    pub orders: u64,
    /// Day of the first sale, `YYYY-MM-DD`.
    pub first_sold: String,
    /// Day of the last sale, `YYYY-MM-DD`.
    pub last_sold: String,
    /// Whether it was sold recently enough to be on sale still.
    pub in_stock: bool,
    /// What the title says of the thing: its kind, colours, pattern, material, number.
    pub look: Look,
    /// What all variants of one thing have in common, where there are several.
    pub group: Option<String>,
    /// The category it is filed under.
    pub category: &'static Category,
    /// Root-relative address of the page.
    pub link: String,
    /// Root-relative address of the drawing.
    pub image: String,
}

impl Product {
    /// The price as a plain decimal, such as `2.55`.
    pub fn price_decimal(&self) -> String {
        format!("{}.{:02}", self.price / 100, self.price % 100)
    }
}

/// All products, the one in most orders first.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The products by falling number of orders, then by id.
    pub products: Vec<Product>,
}

impl Catalog {
    /// Reads a catalogue file; the first wrong field stops it.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let file = std::fs::File::open(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
        let csv_error = |source| Error::Csv {
            path: path.to_owned(),
            source,
        };
        let columns = Columns::find(path, reader.headers().map_err(csv_error)?)?;

        let mut products = Vec::new();
        let mut lines: HashMap<String, u64> = HashMap::new();
        let mut names = slug::Names::default();
        for record in reader.records() {
            let record = record.map_err(csv_error)?;
            let line = record.position().map_or(0, csv::Position::line);
            let row = Row {
                path,
                line,
                record: &record,
            };
            let product = row.product(&columns, &mut names)?;
            if let Some(first) = lines.insert(product.id.clone(), line) {
                return Err(Error::DuplicateId {
                    path: path.to_owned(),
                    line,
                    id: product.id,
                    first,
                });
            }
            products.push(product);
        }
        let Some(newest) = products
            .iter()
            .filter_map(|p| day_number(&p.last_sold))
            .max()
        else {
            return Err(Error::Empty {
                path: path.to_owned(),
            });
        };
        for product in &mut products {
            product.in_stock =
                day_number(&product.last_sold).is_some_and(|day| newest - day <= IN_STOCK_DAYS);
        }
        variant::group(&mut products);
        products.sort_by(|a, b| b.orders.cmp(&a.orders).then_with(|| a.id.cmp(&b.id)));
        Ok(Self { products })
    }
}

/// Where each column stands.
struct Columns {
    id: usize,
    title: usize,
    price: usize,
    currency: usize,
    orders: usize,
    first_sold: usize,
    last_sold: usize,
}

impl Columns {
    fn find(path: &Path, header: &csv::StringRecord) -> Result<Self, Error> {
        let position = |column: &'static str| {
            header
                .iter()
                .position(|name| name.trim_start_matches('\u{feff}').trim() == column)
                .ok_or(Error::MissingColumn {
                    path: path.to_owned(),
                    column,
                })
        };
        Ok(Self {
            id: position("id")?,
            title: position("title")?,
            price: position("price")?,
            currency: position("currency")?,
            orders: position("orders")?,
            first_sold: position("first_sold")?,
            last_sold: position("last_sold")?,
        })
    }
}

/// One line of the file, with what an error message needs.
struct Row<'a> {
    path: &'a Path,
    line: u64,
    record: &'a csv::StringRecord,
}

impl Row<'_> {
    fn product(&self, columns: &Columns, names: &mut slug::Names) -> Result<Product, Error> {
        let id = self.field(columns.id);
        if id.is_empty() {
            return Err(self.wrong("id", "an id", id));
        }
        let raw_title = self.field(columns.title);
        if raw_title.is_empty() {
            return Err(self.wrong("title", "a title", raw_title));
        }
        let price = self.field(columns.price);
        let price =
            hundredths(price).ok_or_else(|| self.wrong("price", "a price such as 2.55", price))?;
        let currency = self.field(columns.currency);
        if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(self.wrong("currency", "an ISO 4217 code such as GBP", currency));
        }
        let orders = self.field(columns.orders);
        let orders = orders
            .parse()
            .map_err(|_| self.wrong("orders", "a number of orders", orders))?;
        let first_sold = self.day(columns.first_sold, "first_sold")?;
        let last_sold = self.day(columns.last_sold, "last_sold")?;

        let title = title::readable(raw_title);
        let look = Look::read(raw_title);
        let name = names.claim(id, &title);
        Ok(Product {
            category: Category::of(raw_title, look.kind),
            link: format!("/product/{}.html", name.page),
            image: format!("/images/{}.svg", name.image),
            id: id.to_owned(),
            raw_title: raw_title.to_owned(),
            title,
            price,
            currency: currency.to_owned(),
            orders,
            first_sold,
            last_sold,
            in_stock: true,
            group: None,
            look,
        })
    }

    fn field(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or("").trim()
    }

    fn day(&self, column: usize, field: &'static str) -> Result<String, Error> {
        let day = self.field(column);
        match day_number(day) {
            Some(_) => Ok(day.to_owned()),
            None => Err(self.wrong(field, "a day as YYYY-MM-DD", day)),
        }
    }

    fn wrong(&self, field: &'static str, expected: &'static str, found: &str) -> Error {
        Error::Field {
            path: self.path.to_owned(),
            line: self.line,
            field,
            expected,
            found: found.chars().take(60).collect(),
        }
    }
}

/// `2.55` as 255; more decimals than two, signs and exponents are refused.
fn hundredths(price: &str) -> Option<u64> {
    let (whole, cents) = price.split_once('.').unwrap_or((price, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(cents) || cents.len() > 2 {
        return None;
    }
    let cents: u64 = format!("{cents:0<2}").parse().ok()?;
    whole
        .parse::<u64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(cents)
}

/// The day counted from a fixed day in the past, or nothing if it is no day.
fn day_number(day: &str) -> Option<i64> {
    let mut parts = day.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || date.len() != 2 {
        return None;
    }
    let (year, month, date): (i64, i64, i64) =
        (year.parse().ok()?, month.parse().ok()?, date.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&date) {
        return None;
    }
    // Years begin in March here, so that the leap day is a year's last day.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_exact() {
        assert_eq!(hundredths("2.55"), Some(255));
        assert_eq!(hundredths("0.5"), Some(50));
        assert_eq!(hundredths("125"), Some(12_500));
        for wrong in ["", "-1", "1.234", "1e3", ".5", "£2", "99999999999999999999"] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted() {
        let days = |a, b| day_number(b).zip(day_number(a)).map(|(b, a)| b - a);
        assert_eq!(days("2010-12-31", "2011-01-01"), Some(1));
        assert_eq!(days("2012-02-28", "2012-03-01"), Some(2));
        assert_eq!(days("2010-12-01", "2011-12-01"), Some(365));
        assert_eq!(day_number("2011-13-01"), None);
        assert_eq!(day_number("yesterday"), None);
    }
}
