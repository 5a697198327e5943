//! Where things are: the workspace, cargo's target folder, and what is made below it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// The folders that every command works with.
pub struct Workspace {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Cargo's own target folder.
    pub target: PathBuf,
    /// The version that all packages share.
    pub version: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    target_directory: PathBuf,
    workspace_root: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

impl Workspace {
    /// Asks cargo.
    pub fn find() -> Result<Self> {
        let json = process::read(cargo().args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version=1",
        ]))?;
        let metadata: Metadata =
            serde_json::from_str(&json).context("cannot read what `cargo metadata` printed")?;
        let version = metadata
            .packages
            .into_iter()
            .find(|package| package.name == "dangol")
            .context("this workspace has no package `dangol`")?
            .version;
        Ok(Self {
            root: metadata.workspace_root,
            target: metadata.target_directory,
            version,
        })
    }

    /// A file or folder below the workspace.
    pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// What wasm-pack builds.
    pub fn pkg(&self) -> PathBuf {
        self.at("pkg")
    }

    /// What a site owner uploads: loader, glue, wasm.
    pub fn dist(&self) -> PathBuf {
        self.target.join("dist")
    }

    /// Everything of the demo shop that is made and not written.
    pub fn demo(&self) -> PathBuf {
        self.target.join("demo")
    }

    /// The folder that the demo's server serves.
    pub fn site(&self) -> PathBuf {
        self.demo().join("site")
    }

    /// The owner's guide, as it is served or opened.
    pub fn guide(&self) -> PathBuf {
        self.target.join("guide")
    }

    /// The native command `dangol`.
    pub fn dangol(&self) -> PathBuf {
        self.target
            .join("fast")
            .join(format!("dangol{}", std::env::consts::EXE_SUFFIX))
    }

    /// A command that runs in the workspace's folder.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, in the workspace's folder.
    pub fn cargo(&self) -> Command {
        let mut command = cargo();
        command.current_dir(&self.root);
        command
    }
}

/// The cargo that started this program, else the one on PATH.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
