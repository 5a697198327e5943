//! `cargo xtask build`: the widget, from Rust source to the files that a site owner uploads.
//!
//! `pkg/` is what wasm-pack makes, with its wasm optimised, and `target/pkg-privacy/`,
//! `target/pkg-choose/` and `target/pkg-inspect/` the same for what is loaded only where it is
//! needed; `target/dist/` holds the loader and, under names made of their content so that they
//! may be cached for ever, glue and wasm of all. `target/npm/` is the npm package.

mod package;
mod part;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use part::Part;

use super::step;
use crate::digest;
use crate::process;
use crate::setup::cache::Cache;
use crate::setup::wasm_target::{self, cargo_home};
use crate::setup::{npm, small_std, tool};
use crate::workspace::Workspace;

/// Syntax that old browsers can at least parse, so that the loader can say why it does nothing.
const LOADER_SYNTAX: &str = "--target=es2017";
/// Browsers without this have no WebAssembly of the kind that rustc writes either.
const GLUE_SYNTAX: &str = "--target=es2020";

/// Sets up what is missing, then builds.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tools = Tools::ensure(workspace)?;
    let small_std = small_std::ensure(workspace, &Cache::open()?)?;
    let parts = Part::all(workspace);
    for part in &parts {
        step(&format!("{}: compiling to wasm", part.name));
        compile(workspace, &tools, small_std.as_deref(), part)?;
        step(&format!("{}: optimising the wasm", part.name));
        optimise(workspace, part)?;
    }
    step("assembling target/dist");
    assemble(workspace, &parts)?;
    let std = if small_std.is_some() { SMALL } else { PLAIN };
    std::fs::write(std_note(workspace), std).context("cannot note which std was used")?;
    package::assemble(workspace)
}

/// What [`std_note`] says where the parts were built against [`small_std`].
pub const SMALL: &str = "small";
const PLAIN: &str = "plain";

/// A part with the names of its functions, which what is released has not.
pub fn named(workspace: &Workspace, part: &str) -> PathBuf {
    workspace
        .target
        .join("xtask/named")
        .join(format!("{part}.wasm"))
}

/// The file that says which std the parts in `target/dist/` were built against.
pub fn std_note(workspace: &Workspace) -> PathBuf {
    workspace.target.join("xtask/std-of-dist")
}

/// What compiling for wasm needs beside cargo.
pub struct Tools {
    /// The program wasm-pack.
    pub wasm_pack: PathBuf,
    /// PATH with wasm-bindgen of the right version in front.
    pub path: OsString,
}

impl Tools {
    /// Sees to the tools.
    pub fn ensure(workspace: &Workspace) -> Result<Self> {
        let cache = Cache::open()?;
        wasm_target::ensure(workspace, &cache)?;
        npm::ensure(workspace)?;
        let wasm_bindgen = tool::wasm_bindgen(workspace, &cache)?;
        let wasm_pack = tool::wasm_pack(workspace, &cache)?;
        let folder = wasm_bindgen
            .parent()
            .context("the program wasm-bindgen lies in no folder")?;
        let before = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(
            std::iter::once(folder.to_owned()).chain(std::env::split_paths(&before)),
        )?;
        Ok(Self { wasm_pack, path })
    }
}

fn compile(
    workspace: &Workspace,
    tools: &Tools,
    small_std: Option<&Path>,
    part: &Part,
) -> Result<()> {
    remove(&part.folder)?;
    let mut command = workspace.command(&tools.wasm_pack);
    let mut flags = nameless_paths(workspace);
    if let Some(sysroot) = small_std {
        flags.push(format!("--sysroot={}", sysroot.display()));
        flags.extend(small_std::FLAGS.map(str::to_owned));
        // Stable rustc knows these flags, and wants to be asked for them like this.
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    process::run(
        command
            .args(["--log-level", "error", "build", "--mode", "no-install"])
            .args(["--target", "web", "--out-name", part.name, "--out-dir"])
            .arg(&part.folder)
            .args(["--release", "--no-opt", "--no-gitignore", ".", "--locked"])
            .args(["--no-default-features", "--features", part.name])
            .env("PATH", &tools.path)
            .env("CARGO_TARGET_DIR", &workspace.target)
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")),
    )
}

/// Keeps the paths of this machine out of the wasm, so that every machine builds the same bytes.
fn nameless_paths(workspace: &Workspace) -> Vec<String> {
    // Cargo names a folder here after the registry's address, which may be a mirror's.
    let registries = cargo_home().join("registry/src");
    let crates = std::fs::read_dir(registries)
        .into_iter()
        .flatten()
        .flatten()
        .map(|registry| (registry.path(), "crates"));
    std::iter::once((workspace.root.clone(), "dangol"))
        .chain(crates)
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
        .collect()
}

/// Runs wasm-opt over a wasm, or takes what it made of the same wasm the last time.
fn optimise(workspace: &Workspace, part: &Part) -> Result<()> {
    const FLAGS: [&str; 10] = [
        "-Oz",
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
        "--strip-producers",
        "--strip-target-features",
    ];
    let wasm = part.file("_bg.wasm");
    let named = named(workspace, part.name);
    if let Some(folder) = named.parent() {
        create(folder)?;
    }
    copy(&wasm, &named)?;
    let program = npm::program(workspace, "binaryen/bin/wasm-opt")?;
    let package = npm::program(workspace, "binaryen/package.json")?;
    let key = digest::of(
        format!(
            "{}\n{}\n{}",
            digest::of_file(&wasm)?,
            digest::of_file(&package)?,
            FLAGS.join(" ")
        )
        .as_bytes(),
    );
    let kept = workspace.target.join("xtask/wasm-opt").join(part.name);
    let optimised = kept.join(format!("{key}.wasm"));
    if !optimised.is_file() {
        remove(&kept)?;
        create(&kept)?;
        let unfinished = kept.join("unfinished.wasm");
        process::run(
            workspace
                .command("node")
                .arg(program)
                .args(FLAGS)
                .arg(&wasm)
                .arg("-o")
                .arg(&unfinished),
        )?;
        std::fs::rename(&unfinished, &optimised)?;
    }
    copy(&optimised, &wasm)
}

fn assemble(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    let dist = workspace.dist();
    remove(&dist)?;
    create(&dist)?;

    let loader = dist.join("dangol.js");
    process::run(
        esbuild(workspace, &workspace.at("www/loader/dangol.js"), &loader)?
            .arg("--format=iife")
            .arg(LOADER_SYNTAX),
    )?;
    let mut text = std::fs::read_to_string(&loader)?;
    for part in parts {
        let wasm = part.file("_bg.wasm");
        let wasm_name = format!("{}-{}.wasm", part.name, content_name(&wasm)?);
        copy(&wasm, &dist.join(&wasm_name))?;

        let unnamed = dist.join("unnamed.js");
        process::run(
            esbuild(workspace, &part.file(".js"), &unnamed)?
                .arg("--format=esm")
                // wasm-bindgen lists a snippet once for each block that imports from it.
                .arg("--log-override:duplicate-object-key=silent")
                .arg(GLUE_SYNTAX),
        )?;
        let glue_name = format!("{}-{}.js", part.name, content_name(&unnamed)?);
        std::fs::rename(&unnamed, dist.join(&glue_name))?;
        for (placeholder, name) in part.placeholders.into_iter().zip([glue_name, wasm_name]) {
            let sum = format!("{}_SUM__", placeholder.trim_end_matches('_'));
            text = fill(text, &sum, &digest::integrity(&dist.join(&name))?)?;
            text = fill(text, placeholder, &name)?;
        }
    }
    let text = fill(text, "__DANGOL_VERSION__", &workspace.version)?;
    std::fs::write(&loader, text)?;
    eprintln!(
        "  for a tag that checks it: integrity=\"{}\"",
        digest::integrity(&loader)?
    );
    Ok(())
}

fn fill(text: String, placeholder: &str, value: &str) -> Result<String> {
    ensure!(
        text.contains(placeholder),
        "the file to fill in has no {placeholder} in it, or only where nothing uses it"
    );
    Ok(text.replace(placeholder, value))
}

fn esbuild(workspace: &Workspace, from: &Path, to: &Path) -> Result<std::process::Command> {
    let mut command = workspace.command("node");
    command
        .arg(npm::program(workspace, "esbuild/bin/esbuild")?)
        .arg(from)
        .arg(format!("--outfile={}", to.display()))
        .args(["--bundle", "--minify", "--charset=utf8"])
        .args(["--legal-comments=none", "--log-level=warning"]);
    Ok(command)
}

/// The first twelve hexadecimal digits of the digest of a file's content.
fn content_name(file: &Path) -> Result<String> {
    let mut digest = digest::of_file(file)?;
    digest.truncate(12);
    Ok(digest)
}

fn create(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .with_context(|| format!("cannot delete {}", folder.display()))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to)
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}
