//! `dangol evaluate`: how good the model is on what came after.

mod json;
mod page;
mod table;
mod words;

use crate::bar::Bar;
use clap::ValueEnum;
use dangol_builder::build::Input;
use dangol_builder::evaluate::orders::By;
use dangol_builder::evaluate::{self, Evaluation, Protocol, Settings};
use dangol_builder::read::cases::Cases;
use dangol_builder::read::{baskets, sessions};
use dangol_builder::{BuildError, Options, Progress, Report};
use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Measure how good recommendations are
///
/// Builds a model from the training part and asks the engine that runs in the browser about the
/// test part: how often what came next was among what it recommended. Best sellers and plain
/// counts are measured beside it. Files may be plain or compressed by gzip or zstd; their form
/// is told by their content (docs/evaluate.md).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  dangol evaluate --train train_sessions.txt.zst --test test_prefix_target.txt.zst
  dangol evaluate --train clicks-before.tsv --test clicks-after.tsv --protocol explore --json
  dangol evaluate --train baskets.json --test baskets.json
  dangol evaluate --orders 2023.csv 2024.csv.gz --hold-out-days 28 --html quality.html")]
pub struct Args {
    /// What to learn from: visits or baskets
    #[arg(
        long,
        value_name = "FILE",
        requires = "test",
        conflicts_with = "orders",
        required_unless_present = "orders"
    )]
    train: Option<PathBuf>,
    /// What to judge by: visits, cases of prefix and target, or baskets
    #[arg(long, value_name = "FILE", requires = "train")]
    test: Option<PathBuf>,
    /// Your own orders, as `dangol build` reads them; the newest are held out
    #[arg(long, value_name = "FILE", num_args = 1..)]
    orders: Vec<PathBuf>,
    /// Visits beside the orders, as `dangol build` reads them, with times; the newest are held out
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "orders")]
    sessions: Vec<PathBuf>,
    /// What orders and visits together are judged by: the next order, or the next click
    #[arg(long, value_enum, default_value_t = JudgedBy::Orders, requires = "orders")]
    judged_by: JudgedBy,
    /// The catalogue of the orders
    #[arg(long, value_name = "FILE", requires = "orders")]
    catalog: Option<PathBuf>,
    /// How many days of orders are held out
    #[arg(long, value_name = "DAYS", default_value_t = 28, requires = "orders",
        value_parser = clap::value_parser!(u32).range(1..=3650))]
    hold_out_days: u32,
    /// What may be recommended: anything, or never the item on the page
    #[arg(long, value_enum, default_value_t = Wanted::Published)]
    protocol: Wanted,
    /// How long the lists are, beside 10 and 20
    #[arg(long, value_name = "NUMBER", default_value_t = 20,
        value_parser = clap::value_parser!(u8).range(1..=24))]
    k: u8,
    /// Choose the numbers of training on the last 5 % of what is learned from first
    #[arg(long)]
    tune: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Write a page for the owner as well
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// The protocols as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Wanted {
    Published,
    Explore,
}

/// What a model of orders and visits is judged by, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum JudgedBy {
    Orders,
    Visits,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let settings = Settings {
        protocol: match args.protocol {
            Wanted::Published => Protocol::Published,
            Wanted::Explore => Protocol::Explore,
        },
        k: args.k.into(),
        ..Settings::default()
    };
    let mut report = Report::default();
    let bar = Bar::new();
    let evaluation = measure(&args, &settings, &mut report, &bar);
    bar.clear();
    let evaluation = evaluation?;
    if let Some(path) = &args.html {
        let html = page::html(&evaluation, &report)?;
        let write = std::fs::write(path, html);
        write.map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    let text = if args.json {
        format!("{}\n", json::object(&evaluation, &report)?)
    } else {
        format!("{}{}", report.text(), table::text(&evaluation))
    };
    // Whoever reads may have closed the pipe; the work is done all the same.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(())
}

fn measure(
    args: &Args,
    settings: &Settings,
    report: &mut Report,
    bar: &dyn Progress,
) -> Result<Evaluation, Box<dyn Error>> {
    let options = Options {
        tune: args.tune,
        ..Options::default()
    };
    if let (Some(train), Some(test)) = (&args.train, &args.test) {
        let found = if baskets::is_baskets(train)? {
            let split = baskets::read(train, test, report)?;
            evaluate::baskets::evaluate_split(&split, &options, settings, bar)
        } else {
            visits(train, test, args.tune, settings, report, bar)
        };
        return Ok(found?);
    }
    let input = Input {
        catalogue: args.catalog.clone(),
        orders: args.orders.clone(),
        sessions: args.sessions.clone(),
        aggregates: None,
    };
    let days = args.hold_out_days;
    let by = match args.judged_by {
        JudgedBy::Orders => By::Orders,
        JudgedBy::Visits if args.sessions.is_empty() => {
            return Err("--judged-by visits needs --sessions".into());
        }
        JudgedBy::Visits => By::Visits,
    };
    Ok(evaluate::orders::evaluate(
        &input, days, by, &options, settings, report, bar,
    )?)
}

fn visits(
    train: &Path,
    test: &Path,
    tune: bool,
    settings: &Settings,
    report: &mut Report,
    bar: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    let train = sessions::read(&[train], report, bar)?;
    // Both are read before anything long is begun.
    let test = Cases::read(test, report, bar)?;
    let (mut options, mut tuned) = (Options::default(), Vec::new());
    if tune {
        (options, tuned) = evaluate::sessions::tune(&train, &options, settings, bar)?;
    }
    let mut found = evaluate::sessions::evaluate(&train, &test, &options, settings, bar)?;
    found.tuned = tuned;
    Ok(found)
}
