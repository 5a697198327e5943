//! `cargo xtask screenshots`: the pictures of the docs, taken by a command.

use anyhow::Result;

use super::{demo, step};
use crate::process;
use crate::setup::{browser, fonts, npm};
use crate::workspace::Workspace;

/// What the script is given.
#[derive(clap::Args)]
pub struct Arguments {
    /// Passed on to tests/browser/screenshots.mjs
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Builds and serves the demo shop and runs the script against it.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let browser = browser::ensure()?;
    fonts::ensure();
    npm::ensure(workspace)?;
    demo::make(workspace)?;
    let server = demo::Server::start(workspace)?;
    step("taking the screenshots");
    process::run(
        workspace
            .command("node")
            .arg("tests/browser/screenshots.mjs")
            .args(&arguments.rest)
            .env("CHROME", &browser.chrome)
            .env("DANGOL_BIN", workspace.dangol())
            .env("DANGOL_SITE", workspace.site())
            .env("DANGOL_URL", server.address()),
    )
}
