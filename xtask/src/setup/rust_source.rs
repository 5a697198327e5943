//! The source of std, put where `-Zbuild-std` looks for it, for as long as it is needed there.
//!
//! In this order: what rustup installed, Debian's package of the very same version, and what the
//! environment variable `RUST_LIBRARY_SRC` names.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::wasm_target::Toolchain;
use crate::digest;
use crate::process;

/// Debian's package of the source, on any Debian mirror.
struct Package {
    release: &'static str,
    path: &'static str,
    sha256: &'static str,
}

const PACKAGE: Package = Package {
    release: "1.95.0",
    path: "pool/main/r/rustc/rust-src_1.95.0+dfsg1-2~bpo13+1_all.deb",
    sha256: "7b76db5b880a77f9e52975d2baa6209d2f76d2c9c2789515c3088cb960e2c83b",
};

/// The `library` folder inside the toolchain. Taken away again if it was put there by [`place`],
/// because a later `rustup component add rust-src` refuses to overwrite files.
pub struct Source {
    library: PathBuf,
    ours: bool,
}

impl Source {
    /// The folder.
    pub fn library(&self) -> &Path {
        &self.library
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if self.ours {
            // Left behind it only takes room.
            let _ = std::fs::remove_dir_all(&self.library);
        }
    }
}

/// Sees to the source; `scratch` is a folder for downloads.
pub fn place(toolchain: &Toolchain, scratch: &Path) -> Result<Source> {
    let library = toolchain.sysroot.join("lib/rustlib/src/rust/library");
    if is_library(&library) {
        return Ok(Source {
            library,
            ours: false,
        });
    }
    let found = from_debian(&toolchain.release, scratch).or_else(|no_package| {
        eprintln!("  {no_package:#}");
        from_environment(scratch)
    })?;
    let source = Source {
        library,
        ours: true,
    };
    copy(&found, &source.library).with_context(|| {
        format!(
            "cannot put the source of std into {}",
            source.library.display()
        )
    })?;
    Ok(source)
}

fn is_library(folder: &Path) -> bool {
    folder.join("std/Cargo.toml").is_file() && folder.join("Cargo.lock").is_file()
}

fn from_debian(release: &str, scratch: &Path) -> Result<PathBuf> {
    if release != PACKAGE.release {
        bail!(
            "the Debian package known here is of Rust {}",
            PACKAGE.release
        );
    }
    let mirrors =
        process::read(Command::new("apt-get").args(["indextargets", "--format", "$(REPO_URI)"]))
            .context("no Debian mirror is known on this machine")?;
    let mut mirrors: Vec<&str> = mirrors
        .lines()
        .filter(|mirror| mirror.starts_with("http"))
        .collect();
    mirrors.sort_unstable();
    mirrors.dedup();
    let package = scratch.join("rust-src.deb");
    for mirror in mirrors {
        let address = format!("{}/{}", mirror.trim_end_matches('/'), PACKAGE.path);
        let Ok(()) = download(&address, &package) else {
            continue;
        };
        let digest = digest::of_file(&package)?;
        if digest != PACKAGE.sha256 {
            bail!("the downloaded rust-src package has the SHA-256 {digest}, not the known one");
        }
        let unpacked = scratch.join("rust-src");
        process::run(
            Command::new("dpkg-deb")
                .arg("-x")
                .arg(&package)
                .arg(&unpacked),
        )?;
        let library = unpacked.join(format!("usr/src/rustc-{release}/library"));
        if !is_library(&library) {
            bail!("the rust-src package does not hold the source of std where it should");
        }
        return Ok(library);
    }
    bail!("no Debian mirror of this machine has {}", PACKAGE.path)
}

/// By apt's own downloader, which knows the proxies and certificates that apt knows.
fn download(address: &str, file: &Path) -> Result<()> {
    process::read(
        Command::new("/usr/lib/apt/apt-helper")
            .arg("download-file")
            .arg(address)
            .arg(file),
    )
    .map(drop)
}

fn from_environment(scratch: &Path) -> Result<PathBuf> {
    const HINT: &str = "name the `library` folder of Rust's source, or an archive of it, \
                        in the environment variable RUST_LIBRARY_SRC";
    let path = std::env::var_os("RUST_LIBRARY_SRC")
        .map(PathBuf::from)
        .context(HINT)?;
    let folder = if path.is_file() {
        let unpacked = scratch.join("archive");
        std::fs::create_dir_all(&unpacked)?;
        process::run(
            Command::new("tar")
                .arg("-xf")
                .arg(&path)
                .arg("-C")
                .arg(&unpacked),
        )?;
        unpacked
    } else {
        path.clone()
    };
    [folder.join("library"), folder]
        .into_iter()
        .find(|folder| is_library(folder))
        .with_context(|| format!("{} does not hold the source of std; {HINT}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        // Follows links: Debian's package has some, and what they point to stays behind.
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else if entry.path().exists() {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
