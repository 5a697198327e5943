//! Visits: one a line, or a table of clicks.

use super::columns::Column;
use super::lines::Lines;
use super::opened::{Form, ITEM_NAMES, Opened, SESSION_NAMES};
use super::orders::MAX_ID;
use super::orders_form::OrdersForm;
use super::table::{Fields, Table};
use super::{date, ga4};
use crate::intern::Interner;
use crate::report::{FileReport, Report};
use crate::sessions::Sessions;
use crate::{BuildError, Progress};
use std::collections::BTreeMap;
use std::path::Path;

/// Of a longer visit, the first so many clicks are taken: what goes on for longer is no
/// visitor, and would cost its square.
pub const MAX_CLICKS: usize = 1000;

/// What a file of visits should be.
const EXPECTED: &str =
    "visits, one a line with blanks between the ids, or a table with SessionId, ItemId and Time";

/// The columns of a table of clicks.
pub const COLUMNS: [Column; 3] = [
    Column {
        name: "SessionId",
        names: &SESSION_NAMES,
        required: true,
    },
    Column {
        name: "ItemId",
        names: &ITEM_NAMES,
        required: true,
    },
    Column {
        name: "Time",
        names: &["time", "timestamp", "ts", "date", "eventtime"],
        required: true,
    },
];

const SESSION: usize = 0;
const ITEM: usize = 1;
const TIME: usize = 2;

/// From this number on a time is in milliseconds: in seconds it would be the year 5138.
const MILLISECONDS_FROM: f64 = 1e11;

/// Reads files of visits. Bad lines are counted in the report.
///
/// # Errors
/// When a file is wrong as a whole; see [`BuildError`].
pub fn read(
    paths: &[impl AsRef<Path>],
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Sessions, BuildError> {
    read_as(paths, &BTreeMap::new(), report, progress)
}

/// Likewise, with other names of products and the ids that these have.
///
/// # Errors
/// As [`read`].
pub fn read_as(
    paths: &[impl AsRef<Path>],
    aliases: &BTreeMap<String, String>,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Sessions, BuildError> {
    let mut gather = Gather {
        aliases: aliases.clone(),
        ..Gather::default()
    };
    for path in paths {
        let path = path.as_ref();
        let mut file = FileReport::new(path);
        let opened = Opened::new(path, EXPECTED)?;
        let name = opened.name.clone();
        gather.take(opened, &mut file, progress)?;
        let found = !gather.visits.is_empty() || !gather.clicks.is_empty();
        end(&name, found, "visit", &file)?;
        report.files.push(file);
    }
    gather.finish(report)
}

/// Refuses a file of which nothing could be used.
pub(super) fn end(
    name: &str,
    found: bool,
    expected: &'static str,
    file: &FileReport,
) -> Result<(), BuildError> {
    if file.lines == 0 {
        return Err(BuildError::HeaderOnly {
            file: name.to_owned(),
            expected,
        });
    }
    if !found {
        return Err(BuildError::AllBad {
            file: name.to_owned(),
            lines: file.lines,
            first: file.first_bad.clone().unwrap_or_default(),
        });
    }
    Ok(())
}

/// A click of a table.
struct Click {
    visit: u32,
    item: u32,
    /// In milliseconds since 1970.
    at: u64,
    /// Whether it is an event, of which several may tell of one look.
    is_event: bool,
}

/// What is gathered from the files.
#[derive(Default)]
pub(super) struct Gather {
    items: Interner,
    keys: Interner,
    visits: Vec<Vec<u32>>,
    clicks: Vec<Click>,
    /// Other names of products, and the ids that these have.
    aliases: BTreeMap<String, String>,
}

impl Gather {
    pub(super) fn take(
        &mut self,
        opened: Opened,
        file: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<(), BuildError> {
        progress.stage(&format!("reading {}", opened.name), opened.source.length);
        let refused = |found| BuildError::AnotherForm {
            file: opened.name.clone(),
            found,
            expected: EXPECTED,
        };
        match opened.form {
            Form::Table(mark) => {
                let table = Table::new(opened.name, opened.source, &COLUMNS, mark)?;
                self.table(table, file, progress)
            }
            Form::Visits => self.lines(Lines::new(opened.name, opened.source), file, progress),
            Form::Cases => Err(refused(
                "a list of cases, each a prefix, a tabulator and a target",
            )),
            Form::Events => {
                file.form = OrdersForm::Ga4.text().to_owned();
                self.events(Lines::new(opened.name, opened.source), file, progress)
            }
            Form::Baskets => Err(refused("a JSON file of baskets")),
        }
    }

    fn events(
        &mut self,
        mut lines: Lines,
        file: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<(), BuildError> {
        while let Some((line, event)) = ga4::next_look(&mut lines, file, progress)? {
            let Some(session) = event.session() else {
                // Who has not agreed to be measured has neither.
                let what = "The event is left out.";
                file.pass(
                    "events without user_pseudo_id or ga_session_id",
                    what,
                    "events",
                    || format!("line {line}"),
                );
                continue;
            };
            let (Some(item), Some(at)) = (event.first_item(), event.moment()) else {
                file.bad("no item id", line, "items.item_id is empty".to_owned());
                continue;
            };
            if item.len() > MAX_ID {
                let (fault, detail) = too_long(&item);
                file.bad(fault, line, detail);
                continue;
            }
            let item = self.aliases.get(&item).unwrap_or(&item);
            self.clicks.push(Click {
                visit: self.keys.intern(&session)?,
                item: self.items.intern(item)?,
                at,
                is_event: true,
            });
        }
        Ok(())
    }

    fn lines(
        &mut self,
        mut lines: Lines,
        file: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<(), BuildError> {
        while let Some((number, line)) = lines.next(file, progress)? {
            match ids(line) {
                Ok(ids) => {
                    let clicks: Result<Vec<u32>, _> =
                        ids.into_iter().map(|id| self.items.intern(id)).collect();
                    self.visits.push(clicks?);
                }
                Err((fault, detail)) => file.bad(fault, number, detail),
            }
        }
        Ok(())
    }

    fn table(
        &mut self,
        mut table: Table,
        file: &mut FileReport,
        progress: &dyn Progress,
    ) -> Result<(), BuildError> {
        while let Some(fields) = table.next(file, progress)? {
            match check(&fields) {
                Ok(at) => self.clicks.push(Click {
                    visit: self.keys.intern(fields.get(SESSION))?,
                    item: self.items.intern(fields.get(ITEM))?,
                    at,
                    is_event: false,
                }),
                Err((fault, detail)) => file.bad(fault, fields.line, detail),
            }
        }
        Ok(())
    }

    pub(super) fn finish(self, report: &mut Report) -> Result<Sessions, BuildError> {
        let Self {
            items,
            visits: listed,
            mut clicks,
            ..
        } = self;
        // A list of visits has no times, so beside it those of a table count for nothing.
        let dated = listed.is_empty();
        // The sort is stable: clicks of one moment stay as the file has them.
        clicks.sort_by_key(|click| (click.visit, click.at));
        let mut visits: Vec<(u32, Vec<u32>)> =
            listed.into_iter().map(|clicks| (0, clicks)).collect();
        for visit in clicks.chunk_by(|a, b| a.visit == b.visit) {
            let end = visit.last().map_or(0, |click| click.at / 1000);
            let mut items: Vec<u32> = visit.iter().map(|click| click.item).collect();
            if visit.iter().all(|click| click.is_event) {
                // To select an item and to view it are one look.
                items.dedup();
            }
            visits.push((u32::try_from(end).unwrap_or(u32::MAX), items));
        }
        let mut cut = crate::report::Count::new(
            "visits of too many clicks",
            "visits",
            "The first thousand clicks are taken.",
        );
        for (_, clicks) in &mut visits {
            if clicks.len() > MAX_CLICKS {
                cut.add(|| format!("{} clicks", clicks.len()));
                clicks.truncate(MAX_CLICKS);
            }
        }
        report.rules.extend(Some(cut).filter(|cut| cut.count > 0));
        Sessions::new(&items, visits, dated)
    }
}

/// The ids of a line.
pub(super) fn ids(line: &str) -> Result<Vec<&str>, (&'static str, String)> {
    let ids: Vec<&str> = line.split_whitespace().collect();
    match ids.iter().find(|id| id.len() > MAX_ID) {
        Some(id) => Err(too_long(id)),
        None if ids.is_empty() => Err(("no id", "expected at least one".to_owned())),
        None => Ok(ids),
    }
}

fn too_long(id: &str) -> (&'static str, String) {
    let detail = format!("{} bytes, at most {MAX_ID}", id.len());
    ("an id that is too long", detail)
}

/// Checks the ids of a click; its time in milliseconds since 1970.
fn check(fields: &Fields) -> Result<u64, (&'static str, String)> {
    for (column, fault) in [(SESSION, "no session id"), (ITEM, "no item id")] {
        let id = fields.get(column);
        if id.is_empty() {
            let name = COLUMNS[column].name;
            return Err((fault, format!("column \"{name}\" is empty")));
        }
        if id.len() > MAX_ID {
            return Err(too_long(id));
        }
    }
    let text = fields.get(TIME);
    moment(text).ok_or_else(|| {
        let detail = format!("\"{text}\", expected seconds since 1970 or such as 2011-12-09 12:50");
        ("unreadable time", detail)
    })
}

/// Milliseconds since 1970, from seconds, milliseconds or an ISO date, up to the year 2106.
fn moment(text: &str) -> Option<u64> {
    let Ok(number) = text.parse::<f64>() else {
        return date::parse(text).map(|seconds| u64::from(seconds) * 1000);
    };
    let milliseconds = if number < MILLISECONDS_FROM {
        number * 1000.0
    } else {
        number
    };
    let latest = f64::from(u32::MAX) * 1000.0;
    (0.0..=latest)
        .contains(&milliseconds)
        .then_some(milliseconds as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_taken_in_every_common_form() {
        assert_eq!(moment("1592337718.5"), Some(1_592_337_718_500));
        assert_eq!(moment("1592337718500"), Some(1_592_337_718_500));
        assert_eq!(moment("1970-01-02"), Some(86_400_000));
        for text in ["", "yesterday", "NaN", "inf", "-1", "1e300", "9999-01-01"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
