//! The standard library for wasm32-unknown-unknown: by rustup, else built once from its source.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::announce;
use super::cache::Cache;
use super::std_library;
use crate::process;
use crate::workspace::Workspace;

/// The target that the widget is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may take for 20 MB before the other way is tried.
const RUSTUP_LIMIT: Duration = Duration::from_secs(240);

/// The toolchain that this workspace builds with.
pub struct Toolchain {
    /// Its folder.
    pub sysroot: PathBuf,
    /// Its version, such as `1.95.0`.
    pub release: String,
    /// The commit that it was made of.
    pub commit: String,
    /// The machine that it runs on.
    pub host: String,
}

impl Toolchain {
    /// Asks rustc.
    pub fn find(workspace: &Workspace) -> Result<Self> {
        let sysroot = process::read(workspace.command("rustc").args(["--print", "sysroot"]))?;
        let version = process::read(workspace.command("rustc").arg("-vV"))?;
        let field = |name: &str| {
            version
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                .map(str::to_owned)
                .with_context(|| format!("`rustc -vV` does not name its {name}"))
        };
        Ok(Self {
            sysroot: PathBuf::from(sysroot.trim()),
            release: field("release")?,
            commit: field("commit-hash")?,
            host: field("host")?,
        })
    }

    fn target_folder(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(TARGET)
    }

    fn has_target(&self) -> bool {
        std::fs::read_dir(self.target_folder().join("lib")).is_ok_and(|files| {
            files
                .flatten()
                .any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    }
}

/// Makes sure that the target is there.
pub fn ensure(workspace: &Workspace, cache: &Cache) -> Result<()> {
    let toolchain = Toolchain::find(workspace)?;
    if toolchain.has_target() {
        return Ok(());
    }
    announce(
        &format!("adding the target {TARGET} by rustup"),
        "under a minute, 20 MB",
    );
    let by_rustup = process::run_within(
        workspace
            .command("rustup")
            .args(["--quiet", "target", "add", TARGET])
            // With it rustup adds twenty lines to what one line says.
            .env_remove("RUST_BACKTRACE"),
        RUSTUP_LIMIT,
    );
    match by_rustup {
        Ok(()) if toolchain.has_target() => return Ok(()),
        Ok(()) => eprintln!("  rustup put the target elsewhere than into the toolchain in use"),
        Err(error) => eprintln!("  {error:#}"),
    }
    announce(
        &format!("building std for {TARGET} from its source"),
        "one to two minutes",
    );
    let scratch = cache.scratch("std");
    build(&toolchain, &scratch).with_context(|| {
        format!(
            "cannot get the target {TARGET} for Rust {}",
            toolchain.release
        )
    })?;
    // What is left of the build is of no use any more; that it cannot be deleted does no harm.
    let _ = std::fs::remove_dir_all(&scratch);
    Ok(())
}

/// Builds std and puts its libraries to where rustup would have put them.
fn build(toolchain: &Toolchain, scratch: &Path) -> Result<()> {
    let built = std_library::build(
        toolchain,
        scratch,
        "std,panic_abort,panic_unwind,proc_macro,test",
        &[],
    )?;
    std_library::place(&built, &toolchain.target_folder())
}

/// Where cargo keeps the source of dependencies.
pub fn cargo_home() -> PathBuf {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .unwrap_or_else(|| PathBuf::from(".cargo"))
}
