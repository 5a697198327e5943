//! Shopify's product CSV: a row for each variant under its product's `Handle`, and what is
//! the product's own in the first of them only.

use super::columns::Column;
use super::rows::{Item, Items};
use super::table::{Fields, Table};
use crate::report::FileReport;
use crate::{BuildError, Silent};
use std::collections::BTreeMap;

const fn column(name: &'static str, names: &'static [&'static str], required: bool) -> Column {
    Column {
        name,
        names,
        required,
    }
}

/// The columns of which products are made. Since 2025 some have new names.
pub const COLUMNS: [Column; 19] = [
    column("Handle", &["handle", "urlhandle"], true),
    column("Title", &["title"], true),
    column("Vendor", &["vendor"], false),
    column("Type", &["type"], false),
    column("Product Category", &["productcategory"], false),
    column("Published", &["published", "publishedononlinestore"], false),
    column("Status", &["status"], false),
    column("Option1 Value", &["option1value"], false),
    column("Option2 Value", &["option2value"], false),
    column("Option3 Value", &["option3value"], false),
    column("Variant SKU", &["variantsku", "sku"], false),
    column("Variant Price", &["variantprice", "price"], false),
    column(
        "Variant Inventory Qty",
        &["variantinventoryqty", "inventoryquantity"],
        false,
    ),
    column(
        "Variant Inventory Policy",
        &["variantinventorypolicy", "continuesellingwhenoutofstock"],
        false,
    ),
    column(
        "Variant Inventory Tracker",
        &["variantinventorytracker", "inventorytracker"],
        false,
    ),
    column("Image Src", &["imagesrc", "productimageurl"], false),
    column("Variant Image", &["variantimage", "variantimageurl"], false),
    column("Gift Card", &["giftcard"], false),
    column("Image Position", &["imageposition"], false),
];

const HANDLE: usize = 0;
const TITLE: usize = 1;
const VENDOR: usize = 2;
const TYPE: usize = 3;
const CATEGORY: usize = 4;
const PUBLISHED: usize = 5;
const STATUS: usize = 6;
const OPTIONS: [usize; 3] = [7, 8, 9];
const SKU: usize = 10;
const PRICE: usize = 11;
const QUANTITY: usize = 12;
const POLICY: usize = 13;
const TRACKER: usize = 14;
const IMAGE: usize = 15;
const VARIANT_IMAGE: usize = 16;
const GIFT_CARD: usize = 17;

/// What Shopify calls the only option of a product that has none.
const NO_OPTION: &str = "Default Title";

/// What the first row of a product says.
#[derive(Default)]
struct Product {
    handle: String,
    title: String,
    vendor: String,
    category: String,
    image: String,
    /// Why it is not to be seen; empty if it is.
    hidden: &'static str,
}

/// The variants of a file.
pub struct Variants {
    table: Table,
    product: Product,
    aliases: BTreeMap<String, String>,
}

impl Variants {
    /// From a table with [`COLUMNS`].
    pub fn new(table: Table) -> Self {
        Self {
            table,
            product: Product::default(),
            aliases: BTreeMap::new(),
        }
    }
}

impl Items for Variants {
    fn next(&mut self, report: &mut FileReport) -> Result<Option<Item>, BuildError> {
        let Self {
            table,
            product,
            aliases,
        } = self;
        while let Some(fields) = table.next(report, &Silent)? {
            // What becomes a row is counted as a line there.
            report.lines -= 1;
            let (line, handle) = (fields.line, fields.get(HANDLE));
            if handle.is_empty() {
                report.lines += 1;
                report.bad("no id", line, "column \"Handle\" is empty".to_owned());
                continue;
            }
            if product.handle != handle {
                if fields.get(TITLE).is_empty() {
                    report.lines += 1;
                    let detail = format!("{handle}: no row above has its title");
                    report.bad("a variant without its product", line, detail);
                    continue;
                }
                *product = Product::of(&fields);
            }
            let is_variant = [SKU, PRICE, OPTIONS[0]]
                .iter()
                .any(|at| !fields.get(*at).is_empty());
            if !is_variant {
                let what = "It has no variant of its own, so it is no product.";
                report.pass("rows with another picture only", what, "lines", || {
                    format!("line {line}: {handle}")
                });
                continue;
            }
            if !product.hidden.is_empty() {
                report.lines += 1;
                report.bad(product.hidden, line, handle.to_owned());
                continue;
            }
            let item = product.variant(&fields, aliases);
            return Ok(Some(item));
        }
        Ok(None)
    }

    fn aliases(&mut self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.aliases)
    }
}

impl Product {
    fn of(fields: &Fields) -> Self {
        let is = |column: usize, value: &str| fields.get(column).eq_ignore_ascii_case(value);
        let hidden = if is(STATUS, "draft") || is(STATUS, "archived") {
            "a product that is a draft or archived"
        } else if is(PUBLISHED, "false") {
            "a product that is not published"
        } else if is(GIFT_CARD, "true") {
            "a gift card"
        } else {
            ""
        };
        let category = match fields.get(CATEGORY) {
            "" => fields.get(TYPE).to_owned(),
            category => category.to_owned(),
        };
        Self {
            handle: fields.get(HANDLE).to_owned(),
            title: fields.get(TITLE).to_owned(),
            vendor: fields.get(VENDOR).to_owned(),
            category,
            image: fields.get(IMAGE).to_owned(),
            hidden,
        }
    }

    fn variant(&self, fields: &Fields, aliases: &mut BTreeMap<String, String>) -> Item {
        let options: Vec<&str> = OPTIONS
            .iter()
            .map(|at| fields.get(*at))
            .filter(|value| !value.is_empty() && *value != NO_OPTION)
            .collect();
        let id = match (fields.get(SKU), options.is_empty()) {
            ("", true) => self.handle.clone(),
            ("", false) => format!("{}-{}", self.handle, options.join("-")),
            // Spreadsheets keep leading noughts behind an apostrophe.
            (sku, _) => sku.trim_start_matches('\'').to_owned(),
        };
        let title = match options.is_empty() {
            true => self.title.clone(),
            // As orders call it.
            false => format!("{} - {}", self.title, options.join(" / ")),
        };
        aliases.entry(title.clone()).or_insert_with(|| id.clone());
        let has_none = fields
            .get(QUANTITY)
            .parse::<i64>()
            .is_ok_and(|left| left <= 0);
        let goes_on = ["continue", "true"]
            .iter()
            .any(|it| fields.get(POLICY).eq_ignore_ascii_case(it));
        let is_out = has_none && !goes_on && !fields.get(TRACKER).is_empty();
        let mut item = Item {
            line: fields.line,
            fields: Vec::new(),
        };
        item.put("id", id);
        item.put("title", title);
        item.put("link", format!("/products/{}", self.handle));
        item.put(
            "image_link",
            match fields.get(VARIANT_IMAGE) {
                "" => self.image.as_str(),
                image => image,
            },
        );
        item.put("price", fields.get(PRICE));
        item.put("product_type", self.category.as_str());
        item.put("brand", self.vendor.as_str());
        item.put("item_group_id", self.handle.as_str());
        item.put(
            "availability",
            if is_out { "out_of_stock" } else { "in_stock" },
        );
        // For shops whose pages go by it: `--map id=Handle`.
        item.put("Handle", self.handle.as_str());
        item
    }
}
