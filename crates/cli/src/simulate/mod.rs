//! `dangol simulate`: whether the figures that an owner decides by can be trusted.
//!
//! The shop's real customers become devices: each goes through one of its real orders in the
//! very engine of the browser, and buys or not by a chance that is planted. So it is known
//! what the figures should say. Each size is run once over real sockets into the real
//! collector ([`http`]), and many times through the same code without sockets ([`runs`]).

mod chance;
mod device;
mod http;
mod pairs;
mod plan;
mod pool;
mod runs;
mod said;
mod shop;

use dangol_collector::figures::power::{detectable, power};
use plan::Plan;
use pool::Pool;
use said::{Said, Size};
use shop::Shop;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

/// How likely the planted lift is to be found, unless a lift is named.
const POWER: f64 = 0.8;

/// Visits that the runs without sockets draw from.
const VISITS: usize = 1000;

/// Test the figures of the dashboard on a shop whose truth is known
///
/// Replays real customers as devices through the engine of the browser and the collector,
/// with a planted lift for those who get everything personal, and prints whether the
/// estimates hold the truth as often as they say, and whether the lift is found as often as
/// stated. Nothing of it is a figure of the shop's own.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  dangol simulate --model site/dangol/model --orders orders.csv --reports 1000,10000 --runs 500"
)]
pub struct Args {
    /// The folder of the model, with its entry.json
    #[arg(long, value_name = "DIR")]
    model: PathBuf,
    /// Order files, as `dangol build` reads them
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    orders: Vec<PathBuf>,
    /// How many devices report: one size or several
    #[arg(long, value_name = "N", value_delimiter = ',', default_value = "1000,10000,100000", value_parser = clap::value_parser!(u32).range(100..=10_000_000))]
    reports: Vec<u32>,
    /// Runs of each size without sockets, once with the lift and once without; 0 for none
    #[arg(long, value_name = "N", default_value_t = 500)]
    runs: u64,
    /// By how much the share of buyers is larger with everything personal, 0.05 for 5 in 100
    /// [default: what is found in 80 of 100 runs of the size]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    lift: Option<f64>,
    /// The share of visitors who buy without anything personal
    #[arg(long, value_name = "SHARE", default_value = "0.2", value_parser = share)]
    base: f64,
    /// Of how many in a thousand everything personal is withheld
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u16).range(1..=999))]
    holdout: u16,
    /// Another seed makes other visitors
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Leave out the run over sockets
    #[arg(long)]
    no_http: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("expected a share from 0 to 1".to_owned()),
    }
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let shop = Shop::read(&args.model, args.orders.clone())?;
    let sizes: Vec<usize> = args
        .reports
        .iter()
        .map(|reports| *reports as usize)
        .collect();
    let plans: Result<Vec<Plan>, String> = sizes.iter().map(|size| plan(&args, *size)).collect();
    let plans = plans?;
    let pool = match args.runs {
        0 => None,
        _ => Some(Pool::new(&shop, VISITS, args.seed)?),
    };
    let mut said = Said::new(&shop, &args, pairs::reckon(&shop, &sizes));
    for plan in plans {
        let whole = match args.no_http {
            true => None,
            false => Some(http::run(&shop, &plan, args.seed)?),
        };
        let many = |plan: &Plan, seed| {
            let pool = pool.as_ref();
            pool.map(|pool| runs::many(pool, plan, args.runs, seed))
                .transpose()
        };
        let size = Size {
            plan,
            stated_power: power(plan.arms(), plan.buying()),
            whole,
            planted: many(&plan, args.seed ^ 0x1f)?,
            nothing: many(&plan.without(), args.seed ^ 0x0e)?,
        };
        if !args.json {
            // What is known is told at once: the next size may take minutes.
            say(&size.text(&shop));
        }
        said.sizes.push(size);
    }
    match args.json {
        true => say(&serde_json::to_string(&said.json(&shop))?),
        false => say(&said.text()),
    }
    Ok(())
}

/// Whoever reads may have closed the pipe; the work is done all the same.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn plan(args: &Args, reports: usize) -> Result<Plan, String> {
    let mut plan = Plan {
        reports,
        holdout: args.holdout,
        base: args.base,
        lift: 0.0,
    };
    plan.lift = match args.lift {
        Some(lift) => lift,
        None => detectable(plan.arms(), plan.base, POWER).ok_or_else(|| {
            format!("no lift can be found with {reports} reports; name one by --lift")
        })?,
    };
    if plan.base + plan.lift > 1.0 {
        return Err(format!(
            "more than everybody would buy: {} and {} more",
            plan.base, plan.lift
        ));
    }
    Ok(plan)
}
