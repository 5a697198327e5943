//! `cargo xtask bench`: how fast the parts are, side by side in one run.

use std::time::Instant;

use anyhow::Result;

use super::{demo, step};
use crate::process;
use crate::setup::{browser, npm};
use crate::workspace::Workspace;

/// How often the model is built.
const BUILDS: usize = 5;

/// The lines of the demo shop's order file, without its header.
const LINES: f64 = 541_909.0;

/// Builds the demo's model several times, then runs the browser's bench on the demo.
pub fn run(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    npm::ensure(workspace)?;
    demo::make(workspace)?;
    step("timing the builder");
    builder(workspace)?;
    step("timing the widget in Chromium");
    process::run(
        workspace
            .command("node")
            .arg("tests/browser/bench.mjs")
            .env("CHROME", &browser.chrome)
            .env("DANGOL_BIN", workspace.dangol())
            .env("DANGOL_SITE", workspace.site()),
    )
}

fn builder(workspace: &Workspace) -> Result<()> {
    let out = workspace.at("target/bench/model");
    let mut seconds = Vec::new();
    for _ in 0..BUILDS {
        let start = Instant::now();
        process::read(
            workspace
                .command(workspace.dangol())
                .args(["build", "--catalog", "target/demo/feed.csv"])
                .args(["--orders", "www/shop/data/transactions.csv.zst", "--out"])
                .arg(&out),
        )?;
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let median = seconds[BUILDS / 2];
    println!(
        "dangol build, {LINES} lines, median of {BUILDS}: {median:.2} s, {:.0} lines a second",
        LINES / median
    );
    Ok(())
}
