//! The shop that is simulated: its real customers' orders, its model, and what it counts.

use crate::bar::Bar;
use crate::model::{Model, page_of};
use dangol_builder::build::{self, Input};
use dangol_builder::{Options, Report};
use dangol_core::{PageProduct, Part};
use dangol_wire::{Chunk, Config, Entry, MAX_INTERESTS, ReportConfig};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

/// Of an order so many products are opened and bought at most: a wholesaler's hundreds would
/// take the most time and tell nothing else.
const PRODUCTS: usize = 8;

/// So many orders before it make a customer's past.
const PAST: usize = 5;

/// The site's id in reports.
pub const SITE: &str = "simulated";

/// An order.
#[derive(Debug, Clone)]
pub struct Order {
    /// In milliseconds since 1970.
    pub at: u64,
    /// The order's number.
    pub id: String,
    /// The products with their numbers, by their places in [`Shop::products`].
    pub items: Vec<(usize, u32)>,
}

/// A shop.
pub struct Shop {
    /// The orders of each known customer, oldest first.
    pub customers: Vec<Vec<Order>>,
    /// What the pages of the products say.
    pub products: Vec<PageProduct>,
    /// The different products of every order, known customer or not.
    pub baskets: Vec<Vec<u32>>,
    /// The categories of the products, as reports tell of interest.
    pub interests: Vec<String>,
    /// The model's entry.
    pub entry: Entry,
    home: Vec<u8>,
    chunks: Vec<Vec<u8>>,
}

impl Shop {
    /// Reads a shop.
    ///
    /// # Errors
    /// When its model or orders cannot be read, or no customer is left of them.
    pub fn read(folder: &Path, orders: Vec<PathBuf>) -> Result<Self, Box<dyn Error>> {
        let model = Model::open(folder)?;
        let (mut chunks, mut products) = (Vec::new(), Vec::new());
        for number in 0..model.entry.chunks {
            let body = model.body(Part::Chunk(number))?;
            let chunk = Chunk::decode(&body)?;
            let own = chunk.cards.iter().take(chunk.items.len());
            products.extend(own.map(page_of));
            chunks.push(body);
        }
        products.sort_by(|one, other| one.id.cmp(&other.id));
        let (customers, baskets) = read_orders(orders, &products)?;
        if customers.is_empty() {
            return Err("no known customer has ordered anything that the model has".into());
        }
        Ok(Self {
            interests: interests(&products),
            home: model.body(Part::Home)?,
            entry: model.entry,
            customers,
            products,
            baskets,
            chunks,
        })
    }

    /// What the widget is configured by, with a holdout of so many in a thousand.
    pub fn config(&self, holdout: u16) -> Config {
        Config {
            report: ReportConfig {
                url: "/v1/report".to_owned(),
                site: SITE.to_owned(),
                interests: self.interests.clone(),
                epsilon: 0,
            },
            holdout,
            ..Config::default()
        }
    }

    /// The inflated body of a file of the model.
    pub fn body(&self, part: Part) -> Option<&[u8]> {
        match part {
            Part::Home => Some(&self.home),
            Part::Hot => None,
            Part::Chunk(number) => self.chunks.get(number as usize).map(Vec::as_slice),
        }
    }

    /// A visit of a customer: one of their orders, and those before it.
    pub fn visit(&self, customer: usize, order: usize) -> (&Order, &[Order]) {
        let orders = &self.customers[customer % self.customers.len()];
        let order = order % orders.len();
        (&orders[order], &orders[order.saturating_sub(PAST)..order])
    }
}

/// The categories that most products are in, by name.
fn interests(products: &[PageProduct]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for product in products.iter().filter(|of| !of.category.is_empty()) {
        *counts.entry(&product.category).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut names: Vec<String> = counts
        .into_iter()
        .take(MAX_INTERESTS)
        .map(|(name, _)| name.to_owned())
        .collect();
    names.sort();
    names
}

type Orders = (Vec<Vec<Order>>, Vec<Vec<u32>>);

fn read_orders(files: Vec<PathBuf>, products: &[PageProduct]) -> Result<Orders, Box<dyn Error>> {
    let bar = Bar::new();
    let input = Input {
        catalogue: None,
        orders: files,
        sessions: Vec::new(),
        aggregates: None,
    };
    let options = Options::default();
    let cleaned = build::read_orders(&input, None, &options, &mut Report::default(), &bar);
    bar.clear();
    let orders = cleaned?.orders;
    let places: Vec<Option<usize>> = orders
        .items
        .texts()
        .map(|id| products.binary_search_by(|of| of.id.as_str().cmp(id)).ok())
        .collect();
    // One customer's lines of one number are one order, also where it took two minutes.
    let mut customers: BTreeMap<u32, BTreeMap<u32, Order>> = BTreeMap::new();
    let mut baskets: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for line in &orders.lines {
        let Some(place) = places[line.item as usize] else {
            continue;
        };
        baskets.entry(line.order).or_default().insert(place as u32);
        if orders.customers.len() <= line.customer as usize {
            // Nobody known.
            continue;
        }
        let of = customers.entry(line.customer).or_default();
        let order = of.entry(line.order).or_insert_with(|| Order {
            at: 0,
            id: orders.orders.text(line.order).to_owned(),
            items: Vec::new(),
        });
        order.at = order.at.max(u64::from(line.time) * 1000);
        if order.items.len() < PRODUCTS {
            let quantity = u32::try_from(line.quantity).unwrap_or(1);
            order.items.push((place, quantity));
        }
    }
    let customers = customers.into_values().map(|orders| {
        let mut orders: Vec<Order> = orders.into_values().collect();
        orders.sort_by_key(|order| order.at);
        orders
    });
    let baskets = baskets
        .into_values()
        .map(|basket| basket.into_iter().collect());
    Ok((customers.collect(), baskets.collect()))
}
