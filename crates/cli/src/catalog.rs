//! `dangol catalog`: a product list from the orders, for a shop that has none.

use crate::bar::Bar;
use crate::feed::Feed;
use dangol_builder::build::{self, Input};
use dangol_builder::{Options, Report, catalogue};
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

/// Derive a product list from orders
///
/// Reads and cleans the order files as `dangol build` does and writes one line a product:
/// id,title,price,currency,orders,first_sold,last_sold. The price is the one that most orders paid.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dangol catalog --orders orders.csv.zst --out products.csv")]
pub struct Args {
    /// Order files: Shopify's or WooCommerce's CSV, any table, or GA4's events
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    orders: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
    /// The ISO 4217 code of the currency of all prices; that of the orders, or else GBP, if left out
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[command(flatten)]
    feed: Feed,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let input = Input {
        catalogue: None,
        orders: args.orders,
        sessions: Vec::new(),
        aggregates: None,
    };
    let defaults = Options {
        read: args.feed.wanted(),
        ..Options::default()
    };
    let options = match args.currency {
        Some(currency) => Options {
            currency,
            ..defaults
        },
        None => build::with_currency_of_orders(&input, defaults)?,
    };
    let mut report = Report::default();
    let bar = Bar::new();
    let sold = build::products(&input, &options, &mut report, &bar);
    bar.clear();
    catalogue::write(&sold?, &options.currency, &args.out)?;
    // Whoever reads may have closed the pipe; the work is done all the same.
    let _ = std::io::stdout().write_all(report.text().as_bytes());
    Ok(())
}
