//! WebKit as WebKitGTK builds it, with its driver and a display that nobody has to look at: the
//! engine of Safari, on a machine that has no Safari.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{announce, apt, browser};
use crate::process;

/// What drives WebKit; it finds the small browser that belongs to it by itself.
pub struct Webkit {
    /// WebKitGTK's WebDriver.
    pub driver: PathBuf,
    /// The X server without a screen, since this browser has no mode without a window.
    pub display: PathBuf,
}

/// Finds both, or installs both.
pub fn ensure() -> Result<Webkit> {
    if let Some(webkit) = find()? {
        return Ok(webkit);
    }
    announce(
        "installing WebKitGTK, its driver and Xvfb by apt-get",
        "about two minutes, 100 MB",
    );
    apt::install(&["webkit2gtk-driver", "xvfb"]).context(
        "the tests in other browsers need WebKitWebDriver and Xvfb, on PATH or named by the \
         environment variables WEBKITDRIVER and XVFB",
    )?;
    find()?.context("apt-get installed webkit2gtk-driver and xvfb, but they are not on PATH")
}

fn find() -> Result<Option<Webkit>> {
    let driver = browser::named("WEBKITDRIVER")?.or_else(|| process::on_path("WebKitWebDriver"));
    let display = browser::named("XVFB")?.or_else(|| process::on_path("Xvfb"));
    Ok(driver
        .zip(display)
        .map(|(driver, display)| Webkit { driver, display }))
}
