//! `dangol replay`: what the widget would remember of a customer, from the shop's orders.
//!
//! Drives the very engine that runs in the browser through a customer's past orders:
//! each product's page is opened, then the order is placed. For demonstrations and
//! tests; a shop never makes profiles of its customers this way, because theirs are on
//! their own devices.

use crate::bar::Bar;
use crate::model::Model;
use dangol_builder::build::{self, Input};
use dangol_builder::clean::Cleaned;
use dangol_builder::{Options, Report};
use dangol_core::profile::Export;
use dangol_core::{ConsentRequest, Engine, Event, EventItem, EventName, Language, Now, Setup};
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

/// How long a shopper in the replay looks at a page, in milliseconds.
const LOOK: u64 = 40_000;

/// Make a customer's profile from past orders
///
/// Replays customers' orders through the engine that runs in the browser, and writes for each
/// <customer>.json, a profile as `dangol.profile.import` takes it, and index.json, which lists them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  dangol replay --model site/dangol/model --orders orders.csv --customers 12347,14911 --out personas"
)]
pub struct Args {
    /// The folder of the model, with its entry.json
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Order files, as `dangol build` reads them
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    orders: Vec<PathBuf>,
    /// Customers' ids, with commas between
    #[arg(long, value_name = "ID", required = true, value_delimiter = ',')]
    customers: Vec<String>,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// A line of `index.json`.
#[derive(Debug, Serialize)]
struct Listed {
    customer: String,
    orders: usize,
    items: usize,
    /// Milliseconds since 1970, as the page's clock has them.
    first: u64,
    last: u64,
}

/// An order as it is replayed.
struct Past {
    at: u64,
    id: String,
    items: Vec<(String, u32)>,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let bar = Bar::new();
    let input = Input {
        catalogue: None,
        orders: args.orders,
        sessions: Vec::new(),
        aggregates: None,
    };
    let options = Options::default();
    let cleaned = build::read_orders(&input, None, &options, &mut Report::default(), &bar);
    bar.clear();
    let cleaned = cleaned?;
    let model = Model::open(&args.model)?;
    std::fs::create_dir_all(&args.out)?;
    let mut index = Vec::new();
    for customer in args.customers {
        let past = past_of(&cleaned, &customer);
        let (Some(first), Some(last)) = (past.first(), past.last()) else {
            return Err(format!("no order of customer {customer} is left after cleaning").into());
        };
        let listed = Listed {
            orders: past.len(),
            items: past.iter().map(|order| order.items.len()).sum(),
            first: first.at,
            last: last.at,
            customer,
        };
        let export = replay(&model, &past)?;
        let path = args.out.join(format!("{}.json", listed.customer));
        std::fs::write(path, serde_json::to_vec(&export)?)?;
        index.push(listed);
    }
    std::fs::write(args.out.join("index.json"), serde_json::to_vec(&index)?)?;
    println!("replayed {} customers", index.len());
    Ok(())
}

/// The customer's orders, oldest first.
fn past_of(cleaned: &Cleaned, customer: &str) -> Vec<Past> {
    let orders = &cleaned.orders;
    let Some(customer) = orders.customers.find(customer) else {
        return Vec::new();
    };
    let mut past: BTreeMap<(u32, u32), Past> = BTreeMap::new();
    for line in orders.lines.iter().filter(|line| line.customer == customer) {
        let order = past.entry((line.time, line.order)).or_insert_with(|| Past {
            at: u64::from(line.time) * 1000,
            id: orders.orders.text(line.order).to_owned(),
            items: Vec::new(),
        });
        let quantity = u32::try_from(line.quantity).unwrap_or(1);
        let item = orders.items.text(line.item).to_owned();
        order.items.push((item, quantity));
    }
    past.into_values().collect()
}

/// Opens each product's page, then places the order, order by order.
fn replay(model: &Model, past: &[Past]) -> Result<Export, Box<dyn Error>> {
    let mut engine = Engine::new(Setup {
        entry: Some(model.entry.clone()),
        ..Setup::new(Language::En, 1)
    });
    let yes = ConsentRequest {
        personalize: Some(true),
        measure: Some(false),
    };
    for order in past {
        let mut now = Now::utc(order.at);
        engine.set_consent(yes, now);
        let mut items = Vec::new();
        for (id, quantity) in &order.items {
            engine.open_page(Default::default(), now);
            let product = model.product(id)?;
            if let Some(product) = product {
                engine.happen(Event::view(product.clone()), now)?;
                for request in engine.take_requests() {
                    let body = model.body(request.part)?;
                    engine.receive(request.part, Some(&body), now)?;
                }
                items.push(EventItem {
                    id: id.clone(),
                    product,
                    quantity: *quantity,
                });
            }
            now.at += LOOK;
        }
        let purchase = Event {
            name: EventName::Purchase,
            items,
            transaction: Some(order.id.clone()),
            search_term: String::new(),
            coupons: Vec::new(),
        };
        engine.happen(purchase, now)?;
    }
    Ok(engine.export())
}
