//! Firefox and its driver, in which part of the tests of the whole product run again.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::cache::Cache;
use super::{announce, apt, browser, tool};
use crate::process;
use crate::workspace::Workspace;

/// A Firefox and what drives it.
pub struct Firefox {
    /// Firefox itself.
    pub program: PathBuf,
    /// Its WebDriver, which comes from crates.io and fits every Firefox of its time.
    pub driver: PathBuf,
}

const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];

/// Finds Firefox and its driver, or installs whichever is missing.
pub fn ensure(workspace: &Workspace, cache: &Cache) -> Result<Firefox> {
    let program = match find()? {
        Some(program) => program,
        None => install()?,
    };
    let driver = match browser::named("GECKODRIVER")? {
        Some(driver) => driver,
        None => tool::geckodriver(workspace, cache)?,
    };
    Ok(Firefox { program, driver })
}

fn find() -> Result<Option<PathBuf>> {
    Ok(browser::named("FIREFOX")?.or_else(|| FIREFOXES.into_iter().find_map(process::on_path)))
}

fn install() -> Result<PathBuf> {
    announce("installing Firefox by apt-get", "about a minute, 80 MB");
    apt::install(&["firefox-esr"]).context(
        "the tests in other browsers need Firefox, on PATH or named by the environment \
         variable FIREFOX",
    )?;
    find()?.context("apt-get installed firefox-esr, but it is not on PATH")
}
