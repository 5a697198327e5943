//! The command `dangol`: a thin shell around the other crates.
//!
//! Each command is a file with its arguments and a `run`. What goes wrong is said in
//! one line on standard error: code 1 for what was attempted, 2 for how it was asked.

mod aggregates;
mod backup;
mod bar;
mod build;
mod catalog;
mod check;
mod evaluate;
mod feed;
mod hot;
mod init;
mod model;
mod replay;
mod serve;
mod simulate;
mod token;

use clap::{Parser, Subcommand};
use std::error::Error;
use std::process::ExitCode;

/// Remembers a shop's regulars on their own devices: builds the model, serves the site.
#[derive(Debug, Parser)]
#[command(name = "dangol", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dangol init
  dangol catalog --orders orders.csv.zst --out products.csv
  dangol build --catalog feed.csv --orders 2023.csv 2024.csv.gz --out site/dangol/model
  dangol check site/dangol/config.json
  dangol evaluate --orders 2023.csv 2024.csv.gz --html quality.html
  dangol serve --site site --listen 127.0.0.1:8787";

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Catalog(catalog::Args),
    Build(build::Args),
    Hot(hot::Args),
    Check(check::Args),
    Evaluate(evaluate::Args),
    Replay(replay::Args),
    Serve(serve::Args),
    Aggregates(aggregates::Args),
    Simulate(simulate::Args),
    Token(token::Args),
    Backup(backup::Args),
}

fn main() -> ExitCode {
    let result: Result<(), Box<dyn Error>> = match Cli::parse().command {
        Command::Catalog(args) => catalog::run(args),
        Command::Build(args) => build::run(args),
        Command::Hot(args) => hot::run(args),
        Command::Init(args) => init::run(args),
        Command::Check(args) => check::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Replay(args) => replay::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Aggregates(args) => aggregates::run(args),
        Command::Simulate(args) => simulate::run(args),
        Command::Token(args) => token::run(args),
        Command::Backup(args) => backup::run(args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", one_line(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}

/// File names and fields from files may hold anything; a message is one line.
fn one_line(message: &str) -> String {
    message
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
