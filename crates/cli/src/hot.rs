//! `dangol hot`: stock and prices of now as a small file beside the model.

use crate::bar::Bar;
use crate::feed::Feed;
use dangol_builder::{Options, Report, hot};
use std::error::Error;
use std::path::PathBuf;

/// Write what has changed in stock and price since the build, as a small file beside the model
///
/// Compares a catalogue with the model that is served and writes hot.dgm. It needs no orders and
/// no training, so it can run every few minutes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dangol hot --catalog feed.xml --out site/dangol/model")]
pub struct Args {
    /// The catalogue of now, in any form that `dangol build` takes
    #[arg(long, value_name = "FILE")]
    catalog: PathBuf,
    /// The folder of the model
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// After so many seconds without a newer file, no price is to be shown; 0 for never
    #[arg(long, value_name = "SECONDS", default_value_t = 86_400)]
    max_age: u64,
    #[command(flatten)]
    feed: Feed,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let options = Options {
        read: args.feed.wanted(),
        ..Options::default()
    };
    let made = crate::build::made()?;
    let bar = Bar::new();
    let mut report = Report::default();
    let times = (made, args.max_age);
    let changes = hot::write(&args.catalog, &args.out, times, &options, &mut report, &bar);
    bar.clear();
    let changes = changes?;
    print!("{}", report.text());
    println!(
        "hot.dgm: of {} items {} are sold out ({} of them not in the catalogue any more) and {} \
         have another price; {} bytes",
        changes.items, changes.sold_out, changes.gone, changes.repriced, changes.bytes
    );
    if changes.unknown > 0 {
        println!(
            "{} products are new: the next build will have them",
            changes.unknown
        );
    }
    Ok(())
}
