//! `dangol token`: the token that opens the dashboard.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

/// Make the token that opens the dashboard
///
/// Prints it once; only its Argon2id hash is kept. A new one replaces the old one at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dangol token --data data")]
pub struct Args {
    /// The folder of the collector's data
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    let token = dangol_collector::token::create(&args.data)?;
    writeln!(std::io::stdout(), "{token}")?;
    Ok(())
}
