//! `cargo xtask guide`: the owner's guide, from Markdown to a folder of plain pages.
//!
//! Eleventy makes them as `www/guide/eleventy.config.mjs` says: of the guide's own pages, of
//! those of `docs/`, and of the schema of `config.json`.

use anyhow::{Context, Result};

use super::step;
use crate::process;
use crate::setup::npm;
use crate::workspace::Workspace;

/// Where Eleventy's command is among the npm packages.
const ELEVENTY: &str = "@11ty/eleventy/cmd.cjs";

/// Makes all pages anew, which takes seconds.
pub fn run(workspace: &Workspace) -> Result<()> {
    npm::ensure(workspace)?;
    step("making the guide");
    let guide = workspace.guide();
    // A page that is no more must not stay.
    if guide.exists() {
        std::fs::remove_dir_all(&guide)
            .with_context(|| format!("cannot delete {}", guide.display()))?;
    }
    process::run(
        workspace
            .command("node")
            .arg(npm::program(workspace, ELEVENTY)?)
            .args(["--config=www/guide/eleventy.config.mjs", "--quiet"])
            .arg("--output")
            .arg(&guide),
    )?;
    step(&format!(
        "guide: ready in {}",
        guide.join("index.html").display()
    ));
    Ok(())
}
