//! Command-line tools that cargo builds: each in one version, once per user.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::announce;
use super::cache::Cache;
use crate::process;
use crate::workspace::Workspace;

const WASM_PACK: &str = "0.15.1";
const CARGO_DENY: &str = "0.20.2";
const GECKODRIVER: &str = "0.37.1";

/// wasm-bindgen's command line and test runner, of the version of the library in Cargo.lock.
pub fn wasm_bindgen(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    let version = locked_version(&workspace.at("Cargo.lock"), "wasm-bindgen")?;
    Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        how_long: "one to three minutes",
    }
    .ensure(workspace, cache)
}

/// wasm-pack, which builds `pkg/` and runs the tests of the widget in a browser.
pub fn wasm_pack(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    Tool {
        package: "wasm-pack",
        program: "wasm-pack",
        version: WASM_PACK,
        how_long: "one to three minutes",
    }
    .ensure(workspace, cache)
}

/// cargo-deny, which checks the licences and advisories of the dependencies.
pub fn cargo_deny(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: CARGO_DENY,
        how_long: "one to four minutes",
    }
    .ensure(workspace, cache)
}

/// geckodriver, which stands between WebDriver clients and Firefox.
pub fn geckodriver(workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
    Tool {
        package: "geckodriver",
        program: "geckodriver",
        version: GECKODRIVER,
        how_long: "one to three minutes",
    }
    .ensure(workspace, cache)
}

struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    how_long: &'a str,
}

impl Tool<'_> {
    /// The program's path: on PATH if the version is right, else in the cache, else built now.
    fn ensure(&self, workspace: &Workspace, cache: &Cache) -> Result<PathBuf> {
        if let Some(path) = process::on_path(self.program).filter(|path| self.is_right(path)) {
            return Ok(path);
        }
        let root = cache.tool(self.package, self.version);
        let path =
            root.join("bin")
                .join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX));
        if path.is_file() && self.is_right(&path) {
            return Ok(path);
        }
        announce(
            &format!("building {} {} by cargo", self.package, self.version),
            self.how_long,
        );
        // Kept when the build is cut short, so that the next one goes on from there.
        let scratch = cache.scratch(self.package);
        process::run(
            workspace
                .cargo()
                // Unoptimised they are built in half the time and are still quick enough.
                .args(["install", "--locked", "--debug", "--quiet", "--force"])
                .args([self.package, "--version", &format!("={}", self.version)])
                .arg("--root")
                .arg(&root)
                .env("CARGO_TARGET_DIR", &scratch)
                .env("CARGO_PROFILE_DEV_DEBUG", "0"),
        )?;
        // What is left of the build is of no use any more; that it cannot be deleted does no harm.
        let _ = std::fs::remove_dir_all(&scratch);
        Ok(path)
    }

    fn is_right(&self, program: &Path) -> bool {
        process::read(Command::new(program).arg("--version"))
            .is_ok_and(|text| text.split_whitespace().nth(1) == Some(self.version))
    }
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
}

fn locked_version(lock: &Path, name: &str) -> Result<String> {
    let text =
        std::fs::read_to_string(lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let lock: Lock = toml::from_str(&text).context("Cargo.lock is not the TOML it should be")?;
    lock.package
        .into_iter()
        .find(|package| package.name == name)
        .map(|package| package.version)
        .with_context(|| format!("Cargo.lock has no package `{name}`"))
}
