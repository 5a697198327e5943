//! Remembers what each step was made of, so that a step with the same inputs is not run again.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

/// A folder with one file for each step.
pub struct Stamps {
    folder: PathBuf,
}

impl Stamps {
    /// Opens the folder, which is made if it is not there.
    pub fn open(folder: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Runs `make` unless `outputs` are there and were made of the same `inputs`.
    pub fn renew(
        &self,
        name: &str,
        inputs: &[PathBuf],
        outputs: &[&Path],
        make: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        let stamp = self.folder.join(name);
        let described = describe(inputs)?;
        let is_fresh = outputs.iter().all(|output| output.exists())
            && std::fs::read_to_string(&stamp).is_ok_and(|last| last == described);
        if is_fresh {
            return Ok(());
        }
        // A step that is cut short must not look finished because of an older stamp.
        if stamp.exists() {
            std::fs::remove_file(&stamp)?;
        }
        make()?;
        std::fs::write(&stamp, described)
            .with_context(|| format!("cannot write {}", stamp.display()))
    }
}

/// Length and time of change of every file, as make and cargo do it.
fn describe(inputs: &[PathBuf]) -> Result<String> {
    let mut text = String::new();
    for input in inputs {
        describe_one(input, &mut text)
            .with_context(|| format!("cannot read {}", input.display()))?;
    }
    Ok(text)
}

fn describe_one(path: &Path, text: &mut String) -> Result<()> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        let mut entries = std::fs::read_dir(path)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<_>>>()?;
        entries.sort();
        return entries
            .iter()
            .try_for_each(|entry| describe_one(entry, text));
    }
    let changed = about
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    writeln!(
        text,
        "{} {} {}",
        path.display(),
        about.len(),
        changed.as_nanos()
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_again_only_when_its_input_changed_or_its_output_is_gone() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("dangol-stamp-{}", std::process::id()));
        let stamps = Stamps::open(folder.join("stamps"))?;
        let (input, output) = (folder.join("input"), folder.join("output"));
        std::fs::write(&input, "one")?;
        let mut runs = 0;
        let mut renew = || {
            stamps.renew("step", std::slice::from_ref(&input), &[&output], || {
                runs += 1;
                Ok(std::fs::write(&output, "made")?)
            })
        };
        renew()?;
        renew()?;
        std::fs::write(&input, "three")?;
        renew()?;
        std::fs::remove_file(&output)?;
        renew()?;
        assert_eq!(runs, 3);
        std::fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
