//! `cargo xtask bench`: how fast the parts are and how good the recommendations, each printed
//! beside what it is to be compared with. Nothing here fails because a figure is bad.

mod catalogue;
mod collector;
mod page;
mod pages;
mod quality;
mod rules;
mod simulate;
mod speed;
mod table;

use anyhow::Result;
use clap::Subcommand;

use crate::workspace::Workspace;

/// What to measure.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(Subcommand)]
enum Part {
    /// To the first slot shown, on the demo shop in Chromium; a product page with and without Dangol
    Page,
    /// How well real shops' product pages are read, from ../shared/data where it is there
    Pages(pages::Arguments),
    /// recommend() natively and in Chromium, and the builder, on synthetic shops of three sizes
    Speed,
    /// 500 rules and what they are told, natively and in Chromium
    Rules,
    /// Reports a second, beside a bare handler and a bare database
    Collector,
    /// Whether the dashboard's figures hold what was planted, at 1k, 10k and 100k reports
    Simulate(simulate::Arguments),
    /// Every figure of quality in the docs, from ../shared/data where it is there
    Quality(quality::Arguments),
}

/// Runs one part, or all of them.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    match &arguments.part {
        Some(Part::Page) => page::run(workspace),
        Some(Part::Pages(arguments)) => pages::run(workspace, arguments),
        Some(Part::Speed) => speed::run(workspace),
        Some(Part::Rules) => rules::run(workspace),
        Some(Part::Collector) => collector::run(workspace),
        Some(Part::Simulate(arguments)) => simulate::run(workspace, arguments),
        Some(Part::Quality(arguments)) => quality::run(workspace, arguments),
        None => {
            page::run(workspace)?;
            speed::run(workspace)?;
            rules::run(workspace)?;
            collector::run(workspace)?;
            quality::run(workspace, &quality::Arguments::default())
        }
    }
}
