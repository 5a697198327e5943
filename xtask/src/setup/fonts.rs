//! Fonts for Korean and for emoji, so that screenshots show letters and not boxes.

use std::process::Command;

use super::{announce, apt};
use crate::process;

/// Sees to the fonts. Without them everything but the look of screenshots is right, so a machine
/// on which they cannot be installed only gets told.
pub fn ensure() {
    if has("lang=ko") && has("family=Noto Color Emoji") {
        return;
    }
    announce(
        "installing fonts for Korean and emoji by apt-get",
        "under a minute",
    );
    let packages = ["fontconfig", "fonts-noto-cjk", "fonts-noto-color-emoji"];
    if let Err(error) = apt::install(&packages) {
        eprintln!("  {error:#}; screenshots may show boxes in place of letters");
    }
}

fn has(pattern: &str) -> bool {
    process::read(Command::new("fc-list").arg(format!(":{pattern}")))
        .is_ok_and(|fonts| !fonts.trim().is_empty())
}
