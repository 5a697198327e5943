//! `dangol build`: catalogue and orders in, static model files out.

use crate::bar::Bar;
use crate::feed::Feed;
use dangol_builder::Options;
use dangol_builder::build::{self, Input};
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

/// Build the model: catalogue and orders in, static files out
///
/// Prints what was read, cleaned and written, and writes the same beside the model as report.json
/// and report.txt. The same input gives the same bytes. The model that is there stays
/// usable until the new one is complete, and is kept beside it.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("history").multiple(true))]
#[command(after_help = "\
Examples:
  dangol build --catalog feed.csv --orders orders.csv.zst --out site/dangol/model
  dangol build --catalog feed.csv --out site/dangol/model
  dangol build --orders orders.csv --url-template '/p/{id}.html' --out site/dangol/model
  dangol build --catalog feed.csv --orders orders.csv --aggregates aggregates.json --out site/dangol/model")]
pub struct Args {
    /// The catalogue: a feed in XML, Shopify's or WooCommerce's CSV, any table, JSON, or a folder of saved pages; derived from orders or visits if left out
    #[arg(long, value_name = "FILE", required_unless_present_any = ["orders", "sessions", "ga4"])]
    catalog: Option<PathBuf>,
    /// Order files: Shopify's or WooCommerce's CSV, any table, or GA4's events
    #[arg(long, value_name = "FILE", num_args = 1.., group = "history")]
    orders: Vec<PathBuf>,
    /// Files of visits, one a line or a table with SessionId, ItemId and Time
    #[arg(long, value_name = "FILE", num_args = 1.., group = "history")]
    sessions: Vec<PathBuf>,
    /// GA4's events as BigQuery exports them: orders and visits at once
    #[arg(long, value_name = "FILE", num_args = 1.., group = "history")]
    ga4: Vec<PathBuf>,
    /// What `dangol aggregates` wrote: trending and popularity follow what visitors care about
    #[arg(long, value_name = "FILE")]
    aggregates: Option<PathBuf>,
    /// The folder of the model
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The ISO 4217 code of prices that name no currency; that of the orders, or else GBP, if left out
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The page of a product whose catalogue has no link
    #[arg(long, value_name = "LINK", default_value = "/product/{id}")]
    url_template: String,
    /// Choose numbers of training on the newest 5 % of visits and of orders first
    #[arg(long, requires = "history")]
    tune: bool,
    /// Columns of the catalogue by which products are compared, beside those of Google Merchant and `attr:NAME`
    #[arg(long = "attribute", value_name = "COLUMN", requires = "catalog")]
    attributes: Vec<String>,
    #[command(flatten)]
    feed: Feed,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let with_events = |files: Vec<PathBuf>| [files, args.ga4.clone()].concat();
    let input = Input {
        catalogue: args.catalog,
        orders: with_events(args.orders),
        sessions: with_events(args.sessions),
        aggregates: args.aggregates,
    };
    let defaults = Options {
        read: args.feed.wanted(),
        ..Options::default()
    };
    let defaults = match args.currency {
        Some(currency) => Options {
            currency,
            ..defaults
        },
        None => build::with_currency_of_orders(&input, defaults)?,
    };
    let options = Options {
        url_template: args.url_template,
        tune: args.tune,
        attributes: args.attributes,
        made: made()?,
        ..defaults
    };
    let bar = Bar::new();
    let report = build::build(&input, &args.out, &options, &bar);
    bar.clear();
    // Whoever reads may have closed the pipe; the work is done all the same.
    let _ = std::io::stdout().write_all(report?.text().as_bytes());
    Ok(())
}

/// The time of the build, in seconds since 1970: now, or `SOURCE_DATE_EPOCH` where builds are to
/// be the same byte for byte.
pub(crate) fn made() -> Result<u64, Box<dyn Error>> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(stated) => stated.parse().map_err(|_| {
            format!("SOURCE_DATE_EPOCH is {stated:?}; expected seconds since 1970").into()
        }),
        Err(_) => Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs()),
    }
}
