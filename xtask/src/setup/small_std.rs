//! A std that weighs less, in a sysroot of its own: what is released is built against it.
//!
//! It is built for size, and where it would panic it stops at once, without composing a message
//! that nobody reads. Stable cargo builds it only when it is told to behave as a nightly one, so
//! it is a step that may be left out: where the source of std cannot be got, the widget is built
//! against the toolchain's own std and weighs a little more.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::announce;
use super::cache::Cache;
use super::std_library;
use super::wasm_target::{TARGET, Toolchain};
use crate::digest;
use crate::workspace::Workspace;

/// What std and everything above it are compiled with, for all have to stop in the same way.
pub const FLAGS: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

const CRATES: &str = "std,panic_abort,proc_macro";

/// The sysroot, or nothing if it cannot be built here.
pub fn ensure(workspace: &Workspace, cache: &Cache) -> Result<Option<PathBuf>> {
    let toolchain = Toolchain::find(workspace)?;
    let mut key = digest::of(format!("{}\n{CRATES}\n{FLAGS:?}", toolchain.commit).as_bytes());
    key.truncate(12);
    let sysroot = workspace.target.join("xtask/small-std").join(key);
    let rustlib = sysroot.join("lib/rustlib");
    let target = rustlib.join(TARGET);
    if target.is_dir() {
        link_host(&toolchain, &rustlib)?;
        return Ok(Some(sysroot));
    }
    announce(
        "building a small std for what is released",
        "half a minute to two minutes",
    );
    let scratch = cache.scratch("small-std");
    let placed = std_library::build(&toolchain, &scratch, CRATES, &FLAGS).and_then(|built| {
        std::fs::create_dir_all(&rustlib)
            .with_context(|| format!("cannot make {}", rustlib.display()))?;
        link_host(&toolchain, &rustlib)?;
        std_library::place(&built, &target)
    });
    // What is left of the build is of no use any more; that it cannot be deleted does no harm.
    let _ = std::fs::remove_dir_all(&scratch);
    if let Err(error) = placed {
        eprintln!("  {error:#}\n  going on with the toolchain's own std; the wasm weighs more");
        return Ok(None);
    }
    Ok(Some(sysroot))
}

/// rustc looks for its linker in the sysroot, below the name of the machine that it runs on.
fn link_host(toolchain: &Toolchain, rustlib: &Path) -> Result<()> {
    let link = rustlib.join(&toolchain.host);
    let host = toolchain.sysroot.join("lib/rustlib").join(&toolchain.host);
    match std::fs::read_link(&link) {
        Ok(old) if old == host => return Ok(()),
        // The toolchain has moved.
        Ok(_) if cfg!(windows) => std::fs::remove_dir(&link)?,
        Ok(_) => std::fs::remove_file(&link)?,
        Err(_) => {}
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&host, &link)?;
    #[cfg(windows)]
    std::os::windows::fs::symlink_dir(&host, &link)?;
    Ok(())
}
