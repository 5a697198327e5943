//! `dangol aggregates`: what reports say, for the next `dangol build`.

use crate::serve::config;
use dangol_collector::aggregates;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

/// Write what visitors care about, for `dangol build --aggregates`
///
/// Reads what the collector keeps, also while it runs. Nothing that is below its threshold
/// is written. The dashboard offers the same file.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  dangol aggregates --data data --site site --out aggregates.json
  dangol build --catalog feed.csv --orders orders.csv --aggregates aggregates.json --out site/dangol/model")]
pub struct Args {
    /// The folder of the collector's data
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The folder of the site, whose dangol/config.json names the categories
    #[arg(long, value_name = "DIR", required_unless_present = "config")]
    site: Option<PathBuf>,
    /// The configuration that names them
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// How many days back reports may tell of
    #[arg(long, value_name = "N", default_value_t = aggregates::DAYS, value_parser = clap::value_parser!(u16).range(1..))]
    days: u16,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let site = args.site.unwrap_or_default();
    let settings = config::described(&args.data, &site, args.config.as_deref())?;
    let found = aggregates::read(&settings, args.days)?;
    let name = args.out.display();
    let text = serde_json::to_string_pretty(&found)?;
    std::fs::write(&args.out, text).map_err(|error| format!("{name}: {error}"))?;
    let said = match &found.interest {
        Some(interest) => format!(
            "{} reports, {} to {}: interest in {} categories from {} answers",
            found.reports,
            found.first_day,
            found.last_day,
            interest.categories.len(),
            interest.answers
        ),
        None => "too few reports: nothing may be told yet".to_owned(),
    };
    // Whoever reads may have closed the pipe; the work is done all the same.
    let _ = writeln!(std::io::stdout(), "{said}");
    Ok(())
}
