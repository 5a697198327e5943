//! Packages of the machine's own package manager, where that is apt and may be used.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Installs Debian packages, or says which ones somebody has to install.
pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let Some(mut update) = apt_get() else {
        bail!("please install what Debian calls `{names}`: this user cannot run apt-get as root");
    };
    // A stale or partly unreachable list is no reason to stop: the install below tells.
    if let Err(error) = process::run(update.args(["-qq", "update"])) {
        eprintln!("  {error:#}; going on with the package lists that are there");
    }
    let mut install = apt_get().context("apt-get went away while it was in use")?;
    install
        .args(["-qq", "-y", "--no-install-recommends", "install"])
        .args(packages);
    process::run(&mut install)
        .with_context(|| format!("cannot install `{names}`; please install it by hand"))
}

/// apt-get as root, directly or by a sudo that asks nothing.
fn apt_get() -> Option<Command> {
    process::on_path("apt-get")?;
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if sudo_asks_nothing() {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.args(["-o", "DPkg::Lock::Timeout=300"]);
    Some(command)
}

fn is_root() -> bool {
    process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn sudo_asks_nothing() -> bool {
    process::on_path("sudo").is_some()
        && process::read(Command::new("sudo").args(["-n", "true"])).is_ok()
}
