//! Building std from its source: for a toolchain that has none for wasm, and the small one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::rust_source::{self, Source};
use super::wasm_target::{TARGET, Toolchain, cargo_home};
use crate::process;

/// Builds some crates of std in an empty crate below `scratch`, and says in which folder their
/// libraries are.
pub fn build(
    toolchain: &Toolchain,
    scratch: &Path,
    crates: &str,
    more_flags: &[&str],
) -> Result<PathBuf> {
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
            .arg(format!("-Zbuild-std={crates}"))
            // The widget is paid for by the byte.
            .arg("-Zbuild-std-features=optimize_for_size")
            .arg("--target-dir")
            .arg(scratch.join("target"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTUP_TOOLCHAIN", &toolchain.sysroot)
            .env(
                "CARGO_ENCODED_RUSTFLAGS",
                flags(toolchain, &source, more_flags),
            ),
    )?;
    Ok(scratch.join("target").join(TARGET).join("release/deps"))
}

/// Copies the libraries that a build left to `folder`, in the place of what is there.
pub fn place(built: &Path, folder: &Path) -> Result<()> {
    // Under another name until all is there, so that a cut in between leaves no half of a target.
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished)?;
    }
    let lib = unfinished.join("lib");
    std::fs::create_dir_all(&lib).with_context(|| format!("cannot write {}", lib.display()))?;
    let mut copied = 0;
    for file in std::fs::read_dir(built)? {
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
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::rename(&unfinished, folder)
        .with_context(|| format!("cannot write {}", folder.display()))
}

/// Flags as the released std has them: with bitcode for LTO, and with paths of no machine.
fn flags(toolchain: &Toolchain, source: &Source, more: &[&str]) -> String {
    [
        "-Cembed-bitcode=yes".to_owned(),
        format!(
            "--remap-path-prefix={}=/rustc/{}/library",
            source.library().display(),
            toolchain.commit
        ),
        format!("--remap-path-prefix={}=/rust/deps", cargo_home().display()),
    ]
    .into_iter()
    .chain(more.iter().map(|&flag| flag.to_owned()))
    .collect::<Vec<_>>()
    .join("\u{1f}")
}
