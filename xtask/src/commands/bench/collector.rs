//! `cargo xtask bench collector`: reports a second with commits on, beside a bare handler and
//! a bare database in the same run.

use anyhow::Result;

use super::super::step;
use crate::process;
use crate::workspace::Workspace;

/// Compiles and runs it; it prints its own table.
pub fn run(workspace: &Workspace) -> Result<()> {
    step("timing the collector");
    process::run(
        workspace
            .cargo()
            .args(["run", "--quiet", "--locked", "--profile", "fast"])
            .args(["--package", "dangol-collector", "--example", "load"]),
    )
}
