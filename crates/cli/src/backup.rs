//! `dangol backup`: a copy of what the collector keeps, also while it runs.

use std::error::Error;
use std::path::PathBuf;

/// Copy what the collector keeps, also while it runs
///
/// The copy is what was committed at one moment. To restore, put it into the folder of the
/// data as dangol.sqlite while no collector runs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  dangol backup --data data --out monday.sqlite")]
pub struct Args {
    /// The folder of the collector's data
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The copy, which must not be there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: Args) -> Result<(), Box<dyn Error>> {
    dangol_collector::backup::back_up(&args.data, &args.out)?;
    Ok(())
}
