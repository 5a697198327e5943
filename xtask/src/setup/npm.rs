//! The npm packages of build and browser tests, exactly as package-lock.json pins them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::announce;
use crate::digest;
use crate::process;
use crate::workspace::Workspace;

/// Oldest Node whose test runner has the reporters in use here.
const NODE: u32 = 20;

/// Installs the packages when package-lock.json is another than the last time.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    check_node()?;
    let modules = workspace.at("node_modules");
    let stamp = modules.join(".dangol-stamp");
    let lock = digest::of_file(&workspace.at("package-lock.json"))?;
    if std::fs::read_to_string(&stamp).is_ok_and(|last| last == lock) {
        return Ok(());
    }
    announce("installing the npm packages", "under a minute");
    // No package here needs its install scripts, and scripts of others are best not run.
    process::run(workspace.command(npm()).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    std::fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// The JavaScript file of a package's command, to be run by `node`.
pub fn program(workspace: &Workspace, path: &str) -> Result<PathBuf> {
    let program = workspace.at("node_modules").join(path);
    if !program.is_file() {
        bail!(
            "{} is missing; delete node_modules and run `cargo xtask setup`",
            program.display()
        );
    }
    Ok(program)
}

fn npm() -> &'static Path {
    Path::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn check_node() -> Result<()> {
    let version = process::read(std::process::Command::new("node").arg("--version"))
        .context("Node is missing: please install Node 20 or newer (https://nodejs.org)")?;
    let major: u32 = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse().ok())
        .with_context(|| format!("`node --version` printed {version:?}"))?;
    if major < NODE {
        bail!(
            "Node {} is too old: please install Node {NODE} or newer",
            version.trim()
        );
    }
    Ok(())
}
