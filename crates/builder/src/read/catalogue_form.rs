//! Which form a catalogue has, and its products as rows.

use super::columns::{Column, plain};
use super::rows::{Pace, Rows};
use super::source::Source;
use super::table::{Table, header_of};
use super::wanted::Wanted;
use super::{json, pages, shopify, woocommerce, xml};
use crate::report::FileReport;
use crate::{BuildError, Progress};
use serde::Serialize;
use std::path::Path;

/// So much of a file is looked at.
const HEAD: u64 = 1 << 16;

/// The forms of catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CatalogueForm {
    /// Google Merchant's RSS or Atom, and other XML with an element for each product.
    Xml,
    /// A table with a header: Google Merchant's, or any other.
    Table,
    /// Shopify's product CSV.
    Shopify,
    /// WooCommerce's product CSV.
    Woocommerce,
    /// JSON, or JSON a line.
    Json,
    /// A folder or tar archive of saved pages with JSON-LD.
    Pages,
}

impl CatalogueForm {
    /// All forms, with their names in options.
    pub const NAMED: [(&'static str, Self); 6] = [
        ("xml", Self::Xml),
        ("table", Self::Table),
        ("shopify", Self::Shopify),
        ("woocommerce", Self::Woocommerce),
        ("json", Self::Json),
        ("pages", Self::Pages),
    ];

    /// What the report calls it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Xml => "a feed in XML",
            Self::Table => "a table",
            Self::Shopify => "Shopify's products",
            Self::Woocommerce => "WooCommerce's products",
            Self::Json => "JSON",
            Self::Pages => "saved pages",
        }
    }

    /// By the first bytes of a text.
    pub fn of(head: &[u8]) -> Self {
        if pages::is_tar(head) {
            return Self::Pages;
        }
        if xml::is_xml(head) {
            return Self::Xml;
        }
        if json::is_json(head) {
            return Self::Json;
        }
        let header: Vec<String> = header_of(head).iter().map(|name| plain(name)).collect();
        let has = |names: &[&str]| names.iter().all(|name| header.iter().any(|it| it == name));
        let shopify = has(&["handle", "title", "variantprice"])
            || has(&["urlhandle", "title", "option1value"]);
        let has_each = |columns: &[usize]| {
            columns.iter().all(|at| {
                let names = woocommerce::COLUMNS[*at].names;
                header.iter().any(|name| names.contains(&name.as_str()))
            })
        };
        if shopify {
            Self::Shopify
        } else if has_each(&[0, 1, 3, 8]) {
            Self::Woocommerce
        } else {
            Self::Table
        }
    }
}

/// Opens a catalogue of whatever form as rows with these columns.
///
/// # Errors
/// When it cannot be opened, or lacks a column.
pub fn open(
    path: &Path,
    columns: &[Column],
    wanted: &Wanted,
    report: &mut FileReport,
    progress: &dyn Progress,
) -> Result<Rows, BuildError> {
    let name = path.display().to_string();
    let map = wanted.map.as_slice();
    let may_be_pages = matches!(wanted.catalogue_form, None | Some(CatalogueForm::Pages));
    if may_be_pages && path.is_dir() {
        progress.stage(&format!("reading {name}"), None);
        report.form = CatalogueForm::Pages.text().to_owned();
        let pages = pages::Pages::of_folder(path, &name)?;
        return Rows::of_items(Box::new(pages), None, columns, map, report, &name);
    }
    let mut source = Source::open_in(path, &name, wanted.encoding()?)?;
    progress.stage(&format!("reading {name}"), source.length);
    let head = source.peek(HEAD, &name)?;
    let form = wanted
        .catalogue_form
        .unwrap_or_else(|| CatalogueForm::of(&head));
    report.form = form.text().to_owned();
    report.encoding = source.encoding.clone();
    let pace = Pace::of(&source);
    match form {
        CatalogueForm::Table => {
            let table = Table::mapped(name, source, columns, map)?;
            Ok(Rows::Table(Box::new(table)))
        }
        CatalogueForm::Pages => {
            let (pages, pace) = pages::Pages::of_archive(name.clone(), source);
            Rows::of_items(Box::new(pages), Some(pace), columns, map, report, &name)
        }
        CatalogueForm::Xml => {
            let feed = xml::Feed::new(name.clone(), source.text);
            Rows::of_items(Box::new(feed), Some(pace), columns, map, report, &name)
        }
        CatalogueForm::Json => {
            let objects = json::Objects::new(name.clone(), source)?;
            Rows::of_items(Box::new(objects), Some(pace), columns, map, report, &name)
        }
        CatalogueForm::Shopify => {
            let table = Table::mapped(name.clone(), source, &shopify::COLUMNS, &[])?;
            let variants = shopify::Variants::new(table);
            Rows::of_items(Box::new(variants), Some(pace), columns, map, report, &name)
        }
        CatalogueForm::Woocommerce => {
            let table = Table::mapped(name.clone(), source, &woocommerce::COLUMNS, &[])?;
            let products = woocommerce::Products::new(table);
            Rows::of_items(Box::new(products), Some(pace), columns, map, report, &name)
        }
    }
}
