//! Chromium and its driver, in which the tests of the widget and of the whole product run.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{announce, apt};
use crate::process;

/// A browser and the driver that belongs to it.
pub struct Browser {
    /// Chromium or Chrome.
    pub chrome: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

const CHROMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Finds the browser and its driver, or installs both.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    announce(
        "installing Chromium and its driver by apt-get",
        "about a minute, 100 MB",
    );
    apt::install(&["chromium", "chromium-driver"]).context(
        "the browser tests need Chromium (or Chrome) and chromedriver of the same version, \
         on PATH or named by the environment variables CHROME and CHROMEDRIVER",
    )?;
    find()?.context("apt-get installed chromium and chromium-driver, but they are not on PATH")
}

/// The browser that is there already, if both halves of it are.
fn find() -> Result<Option<Browser>> {
    let (Some(chrome), Some(driver)) = (
        named("CHROME")?.or_else(|| CHROMES.into_iter().find_map(process::on_path)),
        named("CHROMEDRIVER")?.or_else(|| process::on_path("chromedriver")),
    ) else {
        return Ok(None);
    };
    let (of_chrome, of_driver) = (major(&chrome), major(&driver));
    if of_chrome.is_some() && of_driver.is_some() && of_chrome != of_driver {
        bail!(
            "{} and {} are of different versions; set CHROME and CHROMEDRIVER to a pair that fits",
            chrome.display(),
            driver.display()
        );
    }
    Ok(Some(Browser { chrome, driver }))
}

/// A program that the environment names.
pub fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(variable).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let path = PathBuf::from(path);
    if !path.is_file() {
        bail!("{variable} names {}, which is no file", path.display());
    }
    Ok(Some(path))
}

/// The first number of a version such as `Chromium 140.0.7339.80`.
fn major(program: &std::path::Path) -> Option<u32> {
    process::read(Command::new(program).arg("--version"))
        .ok()?
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}
