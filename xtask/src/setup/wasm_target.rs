//! The standard library for wasm32-unknown-unknown: by rustup, else built once from its source.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::announce;
use super::cache::Cache;
use super::rust_source::{self, Source};
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
    commit: String,
}

impl Toolchain {
    fn find(workspace: &Workspace) -> Result<Self> {
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

/// Builds std in an empty crate and copies its libraries to where rustup would have put them.
fn build(toolchain: &Toolchain, scratch: &Path) -> Result<()> {
    if scratch.exists() {
        std::fs::remove_dir_all(scratch)?;
    }
    let package = scratch.join("empty");
    std::fs::create_dir_all(package.join("src"))?;
    std::fs::write(
        package.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    std::fs::write(package.join("src/lib.rs"), "#![no_std]\n")?;
    let source = rust_source::place(toolchain, scratch)?;
    process::run(
        Command::new("cargo")
            .current_dir(&package)
            .args(["build", "--release", "--quiet", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test")
            // The widget is paid for by the byte.
            .arg("-Zbuild-std-features=optimize_for_size")
            .arg("--target-dir")
            .arg(scratch.join("target"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTUP_TOOLCHAIN", &toolchain.sysroot)
            .env("CARGO_ENCODED_RUSTFLAGS", flags(toolchain, &source)),
    )?;
    let built = scratch.join("target").join(TARGET).join("release/deps");
    // Under another name until all is there, so that a cut in between leaves no half of a target.
    let folder = toolchain.target_folder();
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished)?;
    }
    let lib = unfinished.join("lib");
    std::fs::create_dir_all(&lib).with_context(|| format!("cannot write {}", lib.display()))?;
    let mut copied = 0;
    for file in std::fs::read_dir(&built)? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            std::fs::copy(file.path(), lib.join(name))?;
            copied += 1;
        }
    }
    if copied == 0 {
        bail!("the build left no library in {}", built.display());
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::rename(&unfinished, &folder)
        .with_context(|| format!("cannot write {}", folder.display()))
}

/// Flags as the released std has them: with bitcode for LTO, and with paths of no machine.
fn flags(toolchain: &Toolchain, source: &Source) -> String {
    [
        "-Cembed-bitcode=yes".to_owned(),
        format!(
            "--remap-path-prefix={}=/rustc/{}/library",
            source.library().display(),
            toolchain.commit
        ),
        format!("--remap-path-prefix={}=/rust/deps", cargo_home().display()),
    ]
    .join("\u{1f}")
}

/// Where cargo keeps the source of dependencies.
pub fn cargo_home() -> PathBuf {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .unwrap_or_else(|| PathBuf::from(".cargo"))
}
