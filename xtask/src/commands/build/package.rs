//! The npm package, in `target/npm`: what is written in `www/npm`, with the files that a site
//! serves in its `dist/`.

use std::path::Path;

use anyhow::{Context, Result};

use super::{copy, create, remove};
use crate::workspace::Workspace;

/// Puts the package together from what `target/dist` holds.
pub fn assemble(workspace: &Workspace) -> Result<()> {
    let package = workspace.target.join("npm");
    remove(&package)?;
    copy_folder(&workspace.at("www/npm"), &package)?;
    copy_folder(&workspace.dist(), &package.join("dist"))?;
    for (from, name) in [
        ("docs/config.schema.json", "config.schema.json"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("LICENSE-MIT", "LICENSE-MIT"),
    ] {
        copy(&workspace.at(from), &package.join(name))?;
    }
    let manifest = package.join("package.json");
    let text = std::fs::read_to_string(&manifest)?;
    let text = super::fill(text, "\"0.0.0\"", &format!("{:?}", workspace.version))?;
    std::fs::write(&manifest, text).with_context(|| format!("cannot write {}", manifest.display()))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    create(to)?;
    let entries =
        std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}
