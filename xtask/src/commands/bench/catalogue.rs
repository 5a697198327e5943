//! Synthetic shops of three sizes: an order file, the model that is built of it, and the profile
//! of a heavy user.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::super::step;
use crate::process::{self, Spent};
use crate::workspace::Workspace;

/// The demo shop's own orders, whose distribution the others follow.
const ORDERS: &str = "www/shop/data/transactions.csv.zst";

/// How many order lines there are for each product; the real shop has 133.
pub const LINES_PER_ITEM: u64 = 100;

/// How often recommend() is called natively, after warm-up.
pub const CALLS: u32 = 4000;

/// A synthetic shop.
pub struct Catalogue {
    /// How many products it is to have; about a tenth less are left after cleaning.
    pub items: u64,
    folder: PathBuf,
}

/// A line that the native bench prints for each kind.
#[derive(Debug, Clone, Deserialize)]
pub struct Native {
    pub kind: String,
    pub limit: u32,
    pub length: u32,
    pub p50: f64,
    pub p99: f64,
    pub p99_of_pairs: f64,
}

/// The line before these.
#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub items: u32,
    pub actions: u32,
    pub bytes: u32,
    pub page_item: String,
}

impl Catalogue {
    pub fn new(workspace: &Workspace, items: u64) -> Self {
        let folder = workspace.at("target/bench").join(items.to_string());
        Self { items, folder }
    }

    pub fn lines(&self) -> u64 {
        self.items * LINES_PER_ITEM
    }

    pub fn model(&self) -> PathBuf {
        self.folder.join("model")
    }

    pub fn profile(&self) -> PathBuf {
        self.folder.join("profile.json")
    }

    /// Writes the order file, anew each time: it takes seconds, and is never out of date.
    fn draw(&self, workspace: &Workspace) -> Result<PathBuf> {
        std::fs::create_dir_all(&self.folder)?;
        let file = self.folder.join("orders.csv");
        process::read(
            example(workspace, "dangol-builder", "synthetic")
                .arg(ORDERS)
                .args([self.lines().to_string(), self.items.to_string()])
                .arg(&file),
        )?;
        Ok(file)
    }

    /// Builds the model.
    pub fn build(&self, workspace: &Workspace) -> Result<Spent> {
        step(&format!("drawing {} order lines", self.lines()));
        let orders = self.draw(workspace)?;
        step(&format!("building the model of {} items", self.items));
        let spent = process::spend(
            workspace
                .command(workspace.dangol())
                .arg("build")
                .arg("--orders")
                .arg(&orders)
                .arg("--out")
                .arg(self.model()),
        )?;
        // The largest takes most of a gigabyte.
        std::fs::remove_file(&orders)?;
        Ok(spent)
    }

    /// Makes the heavy user's profile and times recommend() natively.
    pub fn native(&self, workspace: &Workspace) -> Result<(User, Vec<Native>)> {
        let printed = process::read(
            example(workspace, "dangol-core", "speed")
                .arg(self.model())
                .arg(self.profile())
                .arg(CALLS.to_string()),
        )?;
        let mut lines = printed.lines();
        let user = lines.next().context("the native bench printed nothing")?;
        let times = lines.map(serde_json::from_str).collect::<Result<_, _>>();
        let unread = "cannot read what the native bench printed";
        Ok((
            serde_json::from_str(user).context(unread)?,
            times.context(unread)?,
        ))
    }
}

/// An example program, compiled as the command `dangol` is.
pub fn example(workspace: &Workspace, package: &str, name: &str) -> std::process::Command {
    let mut cargo = workspace.cargo();
    cargo
        .args(["run", "--quiet", "--locked", "--profile", "fast"])
        .args(["--package", package, "--example", name, "--"]);
    cargo
}
