//! Finds out what is missing on this machine, says what it will do, installs it, and never repeats.
//!
//! Every command asks only for the parts that it needs; `cargo xtask setup` asks for all of them.

pub mod apt;
pub mod browser;
pub mod cache;
pub mod firefox;
pub mod fonts;
pub mod npm;
pub mod rust_source;
pub mod small_std;
mod std_library;
pub mod tool;
pub mod wasm_target;
pub mod webkit;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// Installs every part. One that fails does not keep the others from being installed.
pub fn all(workspace: &Workspace) -> Result<()> {
    let cache = cache::Cache::open()?;
    let failures: Vec<String> = [
        wasm_target::ensure(workspace, &cache),
        small_std::ensure(workspace, &cache).map(drop),
        browser::ensure().map(drop),
        firefox::ensure(workspace, &cache).map(drop),
        webkit::ensure().map(drop),
        npm::ensure(workspace),
        tool::wasm_bindgen(workspace, &cache).map(drop),
        tool::wasm_pack(workspace, &cache).map(drop),
        tool::cargo_deny(workspace, &cache).map(drop),
    ]
    .into_iter()
    .filter_map(Result::err)
    .map(|error| format!("{error:#}"))
    .collect();
    fonts::ensure();
    if !failures.is_empty() {
        bail!("{}", failures.join("\nerror: "));
    }
    eprintln!("» set-up: everything is there");
    Ok(())
}

/// Says what is about to be done and how long that takes, before the silence of doing it.
fn announce(what: &str, how_long: &str) {
    eprintln!("» set-up: {what} ({how_long})");
}
