//! What the tests share: files with a given text, and builds from them.

#![allow(dead_code)]

use dangol_builder::build::{self, Input, Model};
use dangol_builder::clean::{Cleaned, clean};
use dangol_builder::read::orders::Orders;
use dangol_builder::report::Count;
use dangol_builder::{BuildError, Options, Report, Silent};
use std::path::PathBuf;
use tempfile::TempDir;

/// The header of the UCI data set.
pub const UCI: &str =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

/// A folder that goes away, with files in it.
pub struct Folder(pub TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Reads and cleans order lines under the UCI header.
pub fn cleaned(lines: &str) -> (Cleaned, Report) {
    cleaned_file(&format!("{UCI}{lines}"))
}

/// Reads and cleans a whole order file.
pub fn cleaned_file(text: &str) -> (Cleaned, Report) {
    let folder = Folder::new();
    let path = folder.put("orders.csv", text);
    let options = Options::default();
    let mut report = Report::default();
    let orders = Orders::read(&[path], 2, &mut report, &Silent).unwrap();
    let cleaned = clean(orders, None, &options.clean, &mut report, &Silent);
    (cleaned, report)
}

/// The count of a rule.
pub fn rule<'a>(report: &'a Report, name: &str) -> &'a Count {
    let found = report.rules.iter().find(|count| count.name == name);
    found.unwrap_or_else(|| panic!("no rule is called {name}"))
}

/// The products of the lines that are left, sorted.
pub fn items(cleaned: &Cleaned) -> Vec<&str> {
    let mut items: Vec<&str> = cleaned
        .orders
        .lines
        .iter()
        .map(|line| cleaned.orders.items.text(line.item))
        .collect();
    items.sort_unstable();
    items
}

/// A model from texts of files.
pub fn model(catalogue: Option<&str>, orders: &[&str]) -> Result<(Model, Report), BuildError> {
    let folder = Folder::new();
    let input = Input {
        catalogue: catalogue.map(|text| folder.put("catalogue.csv", text)),
        orders: orders
            .iter()
            .enumerate()
            .map(|(number, text)| folder.put(&format!("orders{number}.csv"), text))
            .collect(),
        sessions: Vec::new(),
        aggregates: None,
    };
    let mut report = Report::default();
    let model = build::model(&input, &Options::default(), &mut report, &Silent)?;
    Ok((model, report))
}
