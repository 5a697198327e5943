//! The project's own commands. `cargo xtask demo` and `cargo xtask test` are all that a newcomer
//! types; each sets up what is missing on the machine before it begins.

mod commands;
mod digest;
mod process;
mod setup;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use commands::{bench, build, demo, fuzz, guide, lint, screenshots, size, test};
use workspace::Workspace;

/// Builds, tests and measures Dangol.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the demo shop and serve it
    Demo(demo::Arguments),
    /// Run every test, or those of some parts
    Test(test::Arguments),
    /// Build the widget: pkg/ by wasm-pack, and target/dist/ as a site owner uploads it
    Build,
    /// Make the owner's guide: target/guide/, a folder of plain pages
    Guide,
    /// Check format, lints, docs, dependencies and what must not be committed
    Lint,
    /// Print what a shopper's browser downloads, and fail over the limits
    Size,
    /// Measure speed and quality; all figures are printed, none is asserted
    Bench(bench::Arguments),
    /// Fuzz the report decoder, where cargo-fuzz and a nightly toolchain are there
    Fuzz(fuzz::Arguments),
    /// Take the screenshots of the demo shop
    Screenshots(screenshots::Arguments),
    /// Install everything that any of the other commands needs
    Setup,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> anyhow::Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Demo(arguments) => demo::run(&workspace, arguments),
        Command::Test(arguments) => test::run(&workspace, arguments),
        Command::Build => build::run(&workspace),
        Command::Guide => guide::run(&workspace),
        Command::Lint => lint::run(&workspace),
        Command::Size => size::run(&workspace),
        Command::Bench(arguments) => bench::run(&workspace, arguments),
        Command::Fuzz(arguments) => fuzz::run(&workspace, arguments),
        Command::Screenshots(arguments) => screenshots::run(&workspace, arguments),
        Command::Setup => setup::all(&workspace),
    }
}
