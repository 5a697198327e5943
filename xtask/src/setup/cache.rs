//! The per-user folder in which tools are kept, so that a fresh clone need not build them again.

use std::fs::{File, TryLockError};
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The folder, held by one xtask at a time for as long as this value lives.
pub struct Cache {
    folder: PathBuf,
    _lock: File,
}

impl Cache {
    /// Opens the folder and waits until no other xtask works in it.
    pub fn open() -> Result<Self> {
        let folder = folder()?;
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let path = folder.join("setup.lock");
        let lock = File::create(&path)
            .with_context(|| format!("cannot write the lock file {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                eprintln!("» set-up: another xtask is setting up; waiting for it");
                lock.lock().context("cannot wait for the other xtask")?;
            }
            // Some network file systems know no locks; two set-ups at once are rare there.
            Err(TryLockError::Error(_)) => {}
        }
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// The root of one tool in one version, as `cargo install --root` wants it.
    pub fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.folder.join("tools").join(format!("{name}-{version}"))
    }

    /// A folder for something that is built and thrown away.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join("scratch").join(name)
    }
}

fn folder() -> Result<PathBuf> {
    if let Some(cache) = std::env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        return Ok(PathBuf::from(cache).join("dangol"));
    }
    let home = std::env::home_dir()
        .context("this user has no home folder; name a folder in XDG_CACHE_HOME")?;
    Ok(home.join(".cache").join("dangol"))
}
