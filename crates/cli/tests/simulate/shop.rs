//! A small shop: four categories of six products, and customers who come back.

use assert_cmd::cargo::cargo_bin_cmd;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The categories, as `report.interests` names them.
pub const CATEGORIES: [&str; 4] = ["bags", "candles", "clocks", "tea"];

/// Products of each.
pub const EACH: usize = 6;

pub struct Shop(TempDir);

impl Shop {
    /// With a catalogue, orders, a configuration and a model.
    pub fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        let mut feed = "id,title,link,price,product_type,availability\n".to_owned();
        for (number, category) in CATEGORIES.iter().enumerate() {
            for at in 0..EACH {
                let id = format!("{category}-{at}");
                let price = 1 + number * 3 + at;
                writeln!(
                    feed,
                    "{id},The {category} {at},/p/{id},{price}.50 GBP,{category},in_stock"
                )
                .unwrap();
            }
        }
        shop.put("feed.csv", &feed);
        shop.put("orders.csv", &orders());
        let config = format!(
            r#"{{ "version": 1, "report": {{ "url": "/v1/report", "site": "shop", "interests": {CATEGORIES:?} }} }}"#
        );
        std::fs::create_dir_all(shop.at("site/dangol")).unwrap();
        shop.put("site/dangol/config.json", &config);
        shop.build("model", &[]);
        shop
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.at(name).to_str().unwrap().to_owned()
    }

    pub fn put(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).unwrap();
    }

    /// `dangol build` into a folder.
    pub fn build(&self, out: &str, more: &[&str]) -> String {
        let (feed, orders, out) = (
            self.text("feed.csv"),
            self.text("orders.csv"),
            self.text(out),
        );
        let mut arguments = vec![
            "build",
            "--catalog",
            &feed,
            "--orders",
            &orders,
            "--out",
            &out,
        ];
        arguments.extend(more);
        let (code, said, errors) = run(&arguments);
        assert_eq!((code, errors.as_str()), (0, ""), "{said}");
        said
    }
}

/// Sixty customers with three orders each over half a year. What each takes is spread over
/// the categories, so that in the recent weeks none stands out.
fn orders() -> String {
    let mut text = "order_id,item_id,title,date,price,customer_id\n".to_owned();
    for customer in 0..60 {
        for visit in 0..3 {
            let day = 1 + (customer * 7 + visit * 13) % 28;
            let month = [2, 4, 6][visit];
            let order = customer * 3 + visit;
            // Twice of one category, once of the next; all of each are sold in every month.
            let category = (customer + visit) % CATEGORIES.len();
            let next = (category + 1) % CATEGORIES.len();
            let at = customer / CATEGORIES.len();
            let items = [(category, at), (category, at + 1), (next, at + 3)];
            let items = items.map(|(category, at)| (category, at % EACH));
            for (category, at) in items {
                let name = CATEGORIES[category];
                let price = 1 + category * 3 + at;
                writeln!(text, "{order},{name}-{at},The {name} {at},2026-{month:02}-{day:02},{price}.50,c{customer}").unwrap();
            }
        }
    }
    text
}

/// Runs the command and returns code, standard output and standard error.
pub fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = cargo_bin_cmd!("dangol").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// All files of a folder and below, by their paths.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut ahead = vec![folder.to_owned()];
    while let Some(folder) = ahead.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}
