//! `cargo xtask bench page`: the demo's pages in Chromium.

use anyhow::Result;

use super::super::{demo, step};
use crate::process;
use crate::setup::{browser, npm};
use crate::workspace::Workspace;

/// Runs the browser's bench on the demo.
pub fn run(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    npm::ensure(workspace)?;
    demo::make(workspace)?;
    step("timing the demo's pages in Chromium");
    process::run(
        workspace
            .command("node")
            .arg("tests/browser/bench.mjs")
            .env("CHROME", &browser.chrome)
            .env("DANGOL_BIN", workspace.dangol())
            .env("DANGOL_SITE", workspace.site()),
    )
}
