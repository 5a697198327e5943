//! Writes a model's files so that a reader finds the old model or the new one, whole.
//!
//! 1. All files of the build go into a folder with a temporary name.
//! 2. The folder gets the build's name.
//! 3. `entry.json`, which names the build, is replaced in one step.
//! 4. Builds that nobody can be reading any more leave: all but the new one and the one
//!    that the old `entry.json` named.
//!
//! Whenever it stops, `entry.json` names a build that is there. What a build that was
//! stopped has left behind is taken away by the next one.

use super::Files;
use crate::BuildError;
use crate::report::Report;
use dangol_wire::{Attributes, Entry};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

const ENTRY: &str = "entry.json";
const UNFINISHED: &str = ".unfinished-";

/// Writes the model and its report into `out`, which is made if it is not there.
///
/// # Errors
/// When something cannot be written.
pub fn write(out: &Path, files: &Files, report: &Report) -> Result<(), BuildError> {
    attempt(out, |path| fs::create_dir_all(path))?;
    remove_unfinished(out)?;
    let old = fs::read(out.join(ENTRY))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Entry>(&bytes).ok())
        .filter(|entry| entry.check().is_ok())
        .map(|entry| entry.build);
    let build = &files.entry.build;
    write_build(out, files)?;
    let json = |value: serde_json::Result<Vec<u8>>, name: &str| {
        let mut bytes = value.map_err(|error| BuildError::Write {
            path: out.join(name).display().to_string(),
            source: error.into(),
        })?;
        bytes.push(b'\n');
        Ok(bytes)
    };
    let report_json = json(serde_json::to_vec_pretty(report), "report.json")?;
    replace(out, "report.json", &report_json)?;
    replace(out, "report.txt", report.text().as_bytes())?;
    replace(out, ENTRY, &json(serde_json::to_vec(&files.entry), ENTRY)?)?;
    // The same build again: the one before it is still the one to keep.
    if let Some(old) = old.filter(|old| old != build) {
        remove_builds(out, &[build, &old])?;
    }
    Ok(())
}

fn write_build(out: &Path, files: &Files) -> Result<(), BuildError> {
    let build = &files.entry.build;
    let unfinished = out.join(format!("{UNFINISHED}{build}"));
    attempt(&unfinished, |path| fs::create_dir(path))?;
    attempt(&unfinished.join("home.dgm"), |path| {
        write_whole(path, &files.home)
    })?;
    for (number, chunk) in files.chunks.iter().enumerate() {
        attempt(&unfinished.join(format!("{number}.dgm")), |path| {
            write_whole(path, chunk)
        })?;
    }
    for (number, attributes) in files.attributes.iter().enumerate() {
        attempt(
            &unfinished.join(Attributes::file_name(number as u32)),
            |path| write_whole(path, attributes),
        )?;
    }
    let finished = out.join(build);
    if !finished.exists() {
        return attempt(&finished, |path| fs::rename(&unfinished, path));
    }
    // The same hash is the same content, unless somebody has damaged it. The folder may be
    // the one in use, so each file is put right by itself.
    let names = attempt(&unfinished, |path| {
        fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()
    })?;
    for name in names.iter().map(fs::DirEntry::file_name) {
        attempt(&finished.join(&name), |path| {
            fs::rename(unfinished.join(&name), path)
        })?;
    }
    attempt(&unfinished, |path| fs::remove_dir(path))
}

/// Replaces a file in one step.
pub(crate) fn replace(out: &Path, name: &str, bytes: &[u8]) -> Result<(), BuildError> {
    let unfinished = out.join(format!("{UNFINISHED}{name}"));
    attempt(&unfinished, |path| write_whole(path, bytes))?;
    attempt(&out.join(name), |path| fs::rename(&unfinished, path))
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.flush()
}

fn remove_unfinished(out: &Path) -> Result<(), BuildError> {
    remove_where(out, |name, _| name.starts_with(UNFINISHED))
}

fn remove_builds(out: &Path, keep: &[&str]) -> Result<(), BuildError> {
    remove_where(out, |name, path| {
        let is_build = name.len() == 16
            && name.bytes().all(|byte| byte.is_ascii_hexdigit())
            && path.join("home.dgm").is_file();
        is_build && !keep.contains(&name)
    })
}

fn remove_where(out: &Path, leaves: impl Fn(&str, &Path) -> bool) -> Result<(), BuildError> {
    let mut leaving: Vec<PathBuf> = Vec::new();
    let names = attempt(out, |path| {
        fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()
    })?;
    for entry in names {
        let path = entry.path();
        if entry
            .file_name()
            .to_str()
            .is_some_and(|name| leaves(name, &path))
        {
            leaving.push(path);
        }
    }
    for path in leaving {
        attempt(&path, |path| match path.is_dir() {
            true => fs::remove_dir_all(path),
            false => fs::remove_file(path),
        })?;
    }
    Ok(())
}

fn attempt<T>(path: &Path, action: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, BuildError> {
    action(path).map_err(|source| BuildError::Write {
        path: path.display().to_string(),
        source,
    })
}
