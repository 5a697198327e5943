//! What cargo-deny says of the dependencies, by the rules in deny.toml.

use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::process;
use crate::setup::cache::Cache;
use crate::setup::tool;
use crate::workspace::Workspace;

/// How long the advisory database may take to arrive.
const PATIENCE: Duration = Duration::from_secs(90);

/// Licences, banned crates and sources: these need nothing from outside.
pub fn policy(workspace: &Workspace) -> Result<()> {
    process::run(cargo_deny(workspace)?.args(["check", "licenses", "bans", "sources"]))
}

/// Known advisories, where the database can be reached.
pub fn advisories(workspace: &Workspace) -> Result<()> {
    let fetched = process::run_within(cargo_deny(workspace)?.args(["fetch", "db"]), PATIENCE);
    if let Err(error) = fetched {
        eprintln!("  {error:#}");
        println!(
            "lint: advisories NOT CHECKED: the advisory database cannot be reached from this machine"
        );
        return Ok(());
    }
    process::run(cargo_deny(workspace)?.args(["check", "--disable-fetch", "advisories"]))
}

fn cargo_deny(workspace: &Workspace) -> Result<Command> {
    let mut command = workspace.command(tool::cargo_deny(workspace, &Cache::open()?)?);
    command.args(["--workspace", "--locked", "--log-level=warn"]);
    Ok(command)
}
