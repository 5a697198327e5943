//! `cargo xtask lint`: format, lints, docs, dependencies, and what must not be committed.
//! Every check is run even if one before it fails.

mod dependencies;
mod tracked;

use anyhow::{Result, ensure};

use super::step;
use crate::process;
use crate::setup::cache::Cache;
use crate::setup::wasm_target;
use crate::workspace::Workspace;

type Check = fn(&Workspace) -> Result<()>;

/// Runs all checks.
pub fn run(workspace: &Workspace) -> Result<()> {
    let checks: [(&str, Check); 7] = [
        ("format", format),
        ("committed files", tracked::check),
        ("clippy", clippy),
        ("clippy of the widget for wasm", clippy_wasm),
        ("docs", docs),
        ("licences, bans and sources", dependencies::policy),
        ("advisories", dependencies::advisories),
    ];
    let mut failures = Vec::new();
    for (name, check) in checks {
        step(&format!("lint: {name}"));
        if let Err(error) = check(workspace) {
            eprintln!("error: {error:#}");
            failures.push(name);
        }
    }
    ensure!(failures.is_empty(), "lint failed: {}", failures.join(", "));
    println!("lint: all checks passed");
    Ok(())
}

fn format(workspace: &Workspace) -> Result<()> {
    process::run(workspace.cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(workspace: &Workspace) -> Result<()> {
    process::run(workspace.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--keep-going",
        "--locked",
        "--quiet",
        "--",
        "--deny=warnings",
    ]))
}

fn clippy_wasm(workspace: &Workspace) -> Result<()> {
    wasm_target::ensure(workspace, &Cache::open()?)?;
    // Each of the three wasm files by itself, then the tests of all.
    for chosen in [
        &["--no-default-features", "--features=widget", "--lib"][..],
        &["--no-default-features", "--features=privacy", "--lib"],
        &["--no-default-features", "--features=choose", "--lib"],
        &["--no-default-features", "--features=inspect", "--lib"],
        &["--all-features", "--lib", "--tests"],
    ] {
        process::run(
            workspace
                .cargo()
                .args([
                    "clippy",
                    "--package=dangol",
                    "--target",
                    wasm_target::TARGET,
                ])
                .args(chosen)
                .args(["--locked", "--quiet", "--", "--deny=warnings"]),
        )?;
    }
    Ok(())
}

fn docs(workspace: &Workspace) -> Result<()> {
    process::run(
        workspace
            .cargo()
            .args(["doc", "--workspace", "--no-deps", "--locked", "--quiet"])
            .env("RUSTDOCFLAGS", "--deny=warnings"),
    )
}
