//! `cargo xtask fuzz`: the report decoder on bytes that coverage guides, for as long as it is
//! told. What runs on every change is the deterministic `decoder` test of the collector.

use anyhow::{Result, ensure};

use super::step;
use crate::process;
use crate::workspace::Workspace;

/// How long.
#[derive(clap::Args)]
pub struct Arguments {
    /// Seconds
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

/// Runs it, where a nightly toolchain and cargo-fuzz are there.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let version = workspace
        .command("cargo")
        .args(["+nightly", "fuzz", "--version"])
        .output();
    ensure!(
        version.is_ok_and(|output| output.status.success()),
        "cargo-fuzz or a nightly toolchain is not there; install them by `rustup toolchain install nightly` and `cargo install cargo-fuzz --locked`, or run the deterministic test alone: DANGOL_FUZZ=10000000 cargo test -p dangol-collector --test decoder --release"
    );
    step("writing reports to begin with");
    process::run(
        workspace
            .cargo()
            .args([
                "test",
                "--quiet",
                "--locked",
                "--package",
                "dangol-collector",
            ])
            .args(["--test", "decoder", "honest_reports_are_taken"])
            .env("DANGOL_CORPUS", workspace.at("fuzz/corpus/report")),
    )?;
    step(&format!(
        "fuzzing the report decoder for {} seconds",
        arguments.seconds
    ));
    process::run(
        workspace
            .command("cargo")
            .args(["+nightly", "fuzz", "run", "report", "--"])
            .arg(format!("-max_total_time={}", arguments.seconds))
            .arg("-max_len=2048"),
    )
}
