//! WooCommerce's product CSV: a row for each product and for each variation.
//!
//! A page, its markup and its address are of the product, never of a variation. So the
//! variations become part of it: the lowest price of those that are to be had, and stock if
//! any of them has. Orders of a variation count as orders of the product.

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

/// The columns of which products are made, in English and in the exporter's German, French
/// and Spanish.
pub const COLUMNS: [Column; 13] = [
    column("ID", &["id"], true),
    column("Type", &["type", "typ", "tipo"], true),
    column("SKU", &["sku", "artikelnummer", "ugs"], false),
    column("Name", &["name", "nom", "nombre"], true),
    column(
        "Published",
        &["published", "veröffentlicht", "publié", "publicado"],
        false,
    ),
    column(
        "Visibility in catalog",
        &[
            "visibilityincatalog",
            "visibilityincatalogue",
            "sichtbarkeitimkatalog",
        ],
        false,
    ),
    column(
        "In stock?",
        &["instock?", "vorrätig?", "enstock?", "¿enexistencias?"],
        false,
    ),
    column(
        "Sale price",
        &["saleprice", "angebotspreis", "tarifpromo", "preciorebajado"],
        false,
    ),
    column(
        "Regular price",
        &[
            "regularprice",
            "regulärerpreis",
            "tarifrégulier",
            "precionormal",
        ],
        false,
    ),
    column(
        "Categories",
        &["categories", "kategorien", "catégories", "categorías"],
        false,
    ),
    column("Images", &["images", "bilder", "imágenes"], false),
    column("Parent", &["parent", "übergeordnet", "superior"], false),
    column("Brands", &["brands", "marken", "marques", "marcas"], false),
];

const ID: usize = 0;
const TYPE: usize = 1;
const SKU: usize = 2;
const NAME: usize = 3;
const PUBLISHED: usize = 4;
const VISIBILITY: usize = 5;
const STOCK: usize = 6;
const SALE: usize = 7;
const REGULAR: usize = 8;
const CATEGORIES: usize = 9;
const IMAGES: usize = 10;
const PARENT: usize = 11;
const BRANDS: usize = 12;

/// A variation, until its product is known.
struct Variation {
    line: u64,
    parent: String,
    names: Vec<String>,
    price: String,
    image: String,
    in_stock: bool,
}

/// The products of a file.
pub struct Products {
    table: Option<Table>,
    ready: std::vec::IntoIter<Item>,
    aliases: BTreeMap<String, String>,
}

impl Products {
    /// From a table with [`COLUMNS`].
    pub fn new(table: Table) -> Self {
        Self {
            table: Some(table),
            ready: Vec::new().into_iter(),
            aliases: BTreeMap::new(),
        }
    }

    /// Reads the whole table: a variation may stand before its product.
    fn gather(&mut self, mut table: Table, report: &mut FileReport) -> Result<(), BuildError> {
        let mut items: Vec<Item> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut variations: Vec<Variation> = Vec::new();
        while let Some(fields) = table.next(report, &Silent)? {
            // What becomes a row is counted as a line there.
            report.lines -= 1;
            let line = fields.line;
            if let Some(why) = hidden(&fields) {
                report.lines += 1;
                report.bad(why, line, fields.get(NAME).to_owned());
                continue;
            }
            if kinds(&fields).any(|kind| kind == "variation") {
                variations.push(variation(&fields));
                continue;
            }
            let item = product(&fields);
            for name in names(&fields) {
                places.entry(name.clone()).or_insert(items.len());
                self.aliases
                    .entry(name)
                    .or_insert_with(|| item.get("id").to_owned());
            }
            self.aliases
                .entry(fields.get(NAME).to_owned())
                .or_insert_with(|| item.get("id").to_owned());
            items.push(item);
        }
        let mut best: BTreeMap<usize, Best> = BTreeMap::new();
        for variation in variations {
            let Some(place) = places.get(&variation.parent).copied() else {
                report.lines += 1;
                let detail = format!("no row has \"{}\"", variation.parent);
                report.bad("a variation without its product", variation.line, detail);
                continue;
            };
            report.pass(
                "variations",
                "They are part of their product.",
                "lines",
                || format!("line {}: of {}", variation.line, items[place].get("id")),
            );
            let id = items[place].get("id").to_owned();
            for name in &variation.names {
                self.aliases
                    .entry(name.clone())
                    .or_insert_with(|| id.clone());
            }
            best.entry(place).or_default().take(variation);
        }
        for (place, best) in best {
            best.put_into(&mut items[place]);
        }
        self.ready = items.into_iter();
        Ok(())
    }
}

impl Items for Products {
    fn next(&mut self, report: &mut FileReport) -> Result<Option<Item>, BuildError> {
        if let Some(table) = self.table.take() {
            self.gather(table, report)?;
        }
        Ok(self.ready.next())
    }

    fn aliases(&mut self) -> BTreeMap<String, String> {
        let aliases = std::mem::take(&mut self.aliases);
        aliases
            .into_iter()
            .filter(|(name, id)| name != id && !name.is_empty())
            .collect()
    }
}

/// The best of a product's variations.
#[derive(Default)]
struct Best {
    in_stock: bool,
    /// Of those that are to be had, or of all if none is.
    price: Option<(bool, f64, String)>,
    image: String,
}

impl Best {
    fn take(&mut self, variation: Variation) {
        self.in_stock |= variation.in_stock;
        if self.image.is_empty() {
            self.image = variation.image;
        }
        // WooCommerce writes plain numbers, whatever the shop shows; only their order is wanted.
        let Ok(number) = variation.price.replace(',', ".").parse::<f64>() else {
            return;
        };
        let is_better = self.price.as_ref().is_none_or(|(had, best, _)| {
            (variation.in_stock && !had) || (variation.in_stock == *had && number < *best)
        });
        if is_better {
            self.price = Some((variation.in_stock, number, variation.price));
        }
    }

    fn put_into(self, item: &mut Item) {
        item.fields.retain(|(name, _)| {
            !(name == "availability" || (name == "price" && self.price.is_some()))
        });
        item.put("availability", stock(self.in_stock));
        if let Some((.., price)) = self.price {
            item.put("price", price);
        }
        item.put("image_link", self.image);
    }
}

fn kinds<'a>(fields: &'a Fields) -> impl Iterator<Item = &'a str> {
    fields.get(TYPE).split(',').map(str::trim)
}

/// The names that other rows and orders may have for a row.
fn names(fields: &Fields) -> Vec<String> {
    let id = fields.get(ID);
    let all = [
        fields.get(SKU).to_owned(),
        id.to_owned(),
        format!("id:{id}"),
    ];
    all.into_iter()
        .filter(|name| !name.is_empty() && name != "id:")
        .collect()
}

/// Why a row is not to be seen in the shop.
fn hidden(fields: &Fields) -> Option<&'static str> {
    match fields.get(PUBLISHED) {
        "0" => return Some("a product that is private"),
        "-1" => return Some("a product that is a draft"),
        _ => {}
    }
    (fields.get(VISIBILITY) == "hidden").then_some("a product that is hidden")
}

fn stock(in_stock: bool) -> &'static str {
    if in_stock { "in_stock" } else { "out_of_stock" }
}

fn in_stock(fields: &Fields) -> bool {
    !matches!(fields.get(STOCK), "0" | "outofstock")
}

fn price<'a>(fields: &'a Fields) -> &'a str {
    match fields.get(SALE) {
        "" => fields.get(REGULAR),
        sale => sale,
    }
}

fn image(fields: &Fields) -> String {
    let first = fields.get(IMAGES).split(',').next().unwrap_or_default();
    first.trim().to_owned()
}

fn variation(fields: &Fields) -> Variation {
    Variation {
        line: fields.line,
        parent: fields.get(PARENT).to_owned(),
        names: names(fields),
        price: price(fields).to_owned(),
        image: image(fields),
        in_stock: in_stock(fields),
    }
}

fn product(fields: &Fields) -> Item {
    let mut item = Item {
        line: fields.line,
        fields: Vec::new(),
    };
    // As the page's own markup has it: the SKU, or the id where there is none.
    let id = match fields.get(SKU) {
        "" => fields.get(ID),
        sku => sku,
    };
    item.put("id", id);
    item.put("title", fields.get(NAME));
    if !fields.get(ID).is_empty() {
        // WordPress leads from here to the page's own address.
        item.put("link", format!("/?p={}", fields.get(ID)));
    }
    item.put("price", price(fields));
    item.put("product_type", deepest(fields.get(CATEGORIES)));
    item.put("image_link", image(fields));
    item.put(
        "brand",
        fields
            .get(BRANDS)
            .split(',')
            .next()
            .unwrap_or_default()
            .trim(),
    );
    item.put("availability", stock(in_stock(fields)));
    // For shops whose pages go by it: `--map id=ID`.
    item.put("ID", fields.get(ID));
    item
}

/// Of `Clothing, Clothing > Shirts` the one that says most; a comma in a name is `\,`.
fn deepest(categories: &str) -> String {
    let parted = categories.replace("\\,", "\u{1}");
    let depth = |way: &&str| way.matches('>').count();
    // Of equals, the last is taken; backwards, that is the first one.
    let best = parted
        .split(',')
        .rev()
        .max_by_key(depth)
        .unwrap_or_default();
    best.trim().replace('\u{1}', ",")
}
