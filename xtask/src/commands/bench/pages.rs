//! `cargo xtask bench pages`: how well real shops' pages are read.

use std::path::PathBuf;

use anyhow::Result;

use super::super::{demo, step};
use crate::process;
use crate::setup::{browser, npm};
use crate::workspace::Workspace;

/// Where the pages are.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with `pages/shops`
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
}

/// Reads every page in Chromium, where the pages are there.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let folder = arguments.data.join("pages/shops");
    if !folder.join("ground-truth.json").is_file() {
        println!("skipped: there are no shops' pages in {}", folder.display());
        return Ok(());
    }
    let browser = browser::ensure()?;
    npm::ensure(workspace)?;
    demo::make(workspace)?;
    step("reading real shops' pages in Chromium");
    process::run(
        workspace
            .command("node")
            .arg("tests/browser/pages.mjs")
            .arg(&folder)
            .env("CHROME", &browser.chrome)
            .env("DANGOL_BIN", workspace.dangol())
            .env("DANGOL_SITE", workspace.site()),
    )
}
