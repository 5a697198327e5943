//! `cargo xtask bench simulate`: the dashboard's figures on the gift shop's real customers, with
//! a lift that is planted.

use anyhow::Result;

use super::super::{demo, step};
use crate::process;
use crate::workspace::Workspace;

/// How much of it.
#[derive(clap::Args)]
pub struct Arguments {
    /// Devices that report: one size or several, with commas between
    #[arg(long, default_value = "1000,10000,100000")]
    reports: String,
    /// Runs of each size without sockets
    #[arg(long, default_value_t = 500)]
    runs: u64,
}

/// Builds the demo, whose model and orders it takes, and runs it.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    demo::make(workspace)?;
    step("simulating devices whose truth is known; the largest size takes a while");
    process::run(
        workspace
            .command(workspace.dangol())
            .arg("simulate")
            .arg("--model")
            .arg(workspace.site().join("dangol/model"))
            .arg("--orders")
            .arg(workspace.at(demo::ORDERS))
            .args(["--reports", &arguments.reports])
            .args(["--runs", &arguments.runs.to_string()]),
    )
}
