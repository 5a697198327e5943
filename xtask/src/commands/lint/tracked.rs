//! What no file in git may hold: hosts and paths of one machine. Long files are reported too.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::workspace::Workspace;

/// Words that tell of one machine. Put together here, so that this file does not hold them.
const FORBIDDEN: [&str; 3] = [
    concat!("arti", "factory"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
];

/// From this many lines on, a file wants to be two.
const LONG: usize = 400;

/// Endings of files that people write and read.
const WRITTEN: [&str; 7] = ["rs", "js", "mjs", "css", "html", "md", "toml"];

/// Looks through every file that git knows.
pub fn check(workspace: &Workspace) -> Result<()> {
    let listed = process::read(workspace.command("git").args(["ls-files", "-z"]))
        .context("cannot ask git which files are committed")?;
    let mut found = 0_usize;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        // Deleted but not yet committed so, or not text: pictures and compressed data.
        let Ok(text) = std::fs::read_to_string(workspace.at(name)) else {
            continue;
        };
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(word) = forbidden(line) {
                eprintln!("  {name}:{number} holds `{word}`, which only this machine knows");
                found += 1;
            }
        }
        let lines = text.lines().count();
        if lines > LONG && is_written(name) {
            println!("lint: {name} has {lines} lines");
        }
    }
    ensure!(found == 0, "committed files tell of this machine");
    Ok(())
}

fn is_written(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| WRITTEN.iter().any(|&written| ending == written))
}

/// The first forbidden word of a line; a path counts only where it begins.
fn forbidden(line: &str) -> Option<&'static str> {
    let line = line.to_ascii_lowercase();
    FORBIDDEN.into_iter().find(|&word| {
        line.match_indices(word).any(|(place, _)| {
            let before = line[..place].chars().next_back();
            !word.starts_with('/')
                || !before
                    .is_some_and(|letter| letter.is_alphanumeric() || "./-_}".contains(letter))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::forbidden;

    #[test]
    fn a_path_counts_only_where_it_begins() {
        assert!(forbidden(&format!("cd {}main", concat!("/wo", "rk/"))).is_some());
        assert!(forbidden(concat!("a=\"/ro", "ot/.cargo\"")).is_some());
        assert!(forbidden("see docs/work/list and ./root/x").is_none());
    }

    #[test]
    fn a_host_counts_everywhere() {
        assert!(forbidden(concat!("https://x/Arti", "factory/api")).is_some());
    }
}
