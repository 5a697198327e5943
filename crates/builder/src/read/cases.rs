//! Test cases: what was clicked so far, and what was clicked next.

use super::lines::Lines;
use super::opened::{Form, Opened};
use super::sessions::{Gather, MAX_CLICKS, end, ids};
use crate::intern::Interner;
use crate::report::{FileReport, Report};
use crate::sessions::Sessions;
use crate::{BuildError, Progress};
use std::path::Path;

/// What a test file should be.
const EXPECTED: &str = "test cases, each a prefix, a tabulator and the next id, or a table with SessionId, ItemId and Time";

/// The visits of a test and which of their clicks are to be foretold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cases {
    /// The visits.
    pub visits: Sessions,
    /// The place in each visit from which on every click is a target.
    pub first: Vec<u32>,
}

impl Cases {
    /// Every click of each visit but its first.
    pub fn all(visits: Sessions) -> Self {
        Self {
            first: vec![1; visits.len()],
            visits,
        }
    }

    /// How many clicks are to be foretold.
    pub fn len(&self) -> usize {
        let of = |(visit, first): (usize, &u32)| {
            let clicks = self.visits.get(visit).len();
            clicks.saturating_sub(*first as usize)
        };
        self.first.iter().enumerate().map(of).sum()
    }

    /// Whether there is nothing to foretell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads a test file. Bad lines are counted in the report.
    ///
    /// # Errors
    /// When the file is wrong as a whole, or nothing in it is to be foretold.
    pub fn read(
        path: &Path,
        report: &mut Report,
        progress: &dyn Progress,
    ) -> Result<Self, BuildError> {
        let mut file = FileReport::new(path);
        let opened = Opened::new(path, EXPECTED)?;
        let name = opened.name.clone();
        let cases = match opened.form {
            Form::Cases => {
                progress.stage(&format!("reading {name}"), opened.source.length);
                let lines = Lines::new(opened.name, opened.source);
                let cases = read_lines(lines, &mut file, progress)?;
                end(&name, !cases.is_empty(), "case", &file)?;
                cases
            }
            Form::Table(_) | Form::Visits => {
                let mut gather = Gather::default();
                gather.take(opened, &mut file, progress)?;
                let visits = gather.finish(report)?;
                end(&name, !visits.is_empty(), "click", &file)?;
                Self::all(visits)
            }
            Form::Baskets | Form::Events => {
                return Err(BuildError::AnotherForm {
                    file: name,
                    found: "a JSON file of baskets",
                    expected: EXPECTED,
                });
            }
        };
        report.files.push(file);
        if cases.is_empty() {
            return Err(BuildError::NothingToForetell {
                file: name,
                why: "no visit in it has a second click",
            });
        }
        Ok(cases)
    }
}

/// A visit that is still growing towards its beginning, because its longest prefix came first.
struct Growing {
    clicks: Vec<u32>,
    first: usize,
}

/// Lines that follow each other belong to one visit if each takes one click off the one
/// before, or each adds one. A line by itself is a visit with one target.
fn read_lines(
    mut lines: Lines,
    file: &mut FileReport,
    progress: &dyn Progress,
) -> Result<Cases, BuildError> {
    let mut items = Interner::default();
    let mut growing: Vec<Growing> = Vec::new();
    while let Some((number, line)) = lines.next(file, progress)? {
        let clicks = match case(line) {
            Ok(ids) => ids,
            Err((fault, detail)) => {
                file.bad(fault, number, detail);
                continue;
            }
        };
        let clicks: Result<Vec<u32>, _> = clicks.into_iter().map(|id| items.intern(id)).collect();
        let clicks = clicks?;
        let first = clicks.len() - 1;
        match growing.last_mut() {
            Some(last) if last.first == clicks.len() && last.clicks.starts_with(&clicks) => {
                last.first = first;
            }
            Some(last) if last.clicks.len() == first && clicks.starts_with(&last.clicks) => {
                last.clicks = clicks;
            }
            _ => growing.push(Growing { clicks, first }),
        }
    }
    let first = growing.iter().map(|visit| visit.first as u32).collect();
    let visits = growing.into_iter().map(|visit| (0, visit.clicks)).collect();
    Ok(Cases {
        visits: Sessions::new(&items, visits, false)?,
        first,
    })
}

/// The ids of a case, the target last.
fn case(line: &str) -> Result<Vec<&str>, (&'static str, String)> {
    let mut fields = line.split('\t');
    let (prefix, target) = (fields.next(), fields.next());
    let Some((prefix, target)) = prefix.zip(target) else {
        return Err((
            "no target",
            "expected a prefix, a tabulator and an id".to_owned(),
        ));
    };
    let mut clicks = ids(prefix).map_err(|(_, detail)| ("no usable prefix", detail))?;
    let target = ids(target).map_err(|(_, detail)| ("no usable target", detail))?;
    if target.len() != 1 {
        return Err((
            "more than one target",
            format!("{} ids, expected one", target.len()),
        ));
    }
    if clicks.len() > MAX_CLICKS {
        let detail = format!("{} ids, at most {MAX_CLICKS}", clicks.len());
        return Err(("a prefix that is too long", detail));
    }
    clicks.extend(target);
    Ok(clicks)
}
