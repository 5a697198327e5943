//! `cargo xtask bench rules`: what 500 rules, 200 campaigns and what they are told take at the
//! beginning of a visit, natively and in Chromium through the built package, in one run.
//!
//! What is timed is named in [`ASKED`] and made by `crates/core/examples/rules_time.rs`.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::super::{build, step};
use super::catalogue::example;
use super::table::markdown;
use crate::process;
use crate::setup::{browser, npm};
use crate::workspace::Workspace;

/// What is timed, in the order of the table: the first is what the others are compared with.
const ASKED: [&str; 4] = ["neither", "rules", "campaigns", "both"];

/// The mark for both, in microseconds (issue 5: 500 rules and 200 campaigns).
const MARK: f64 = 2000.0;

/// A line that either bench prints; times in microseconds.
#[derive(Debug, Clone, Deserialize)]
struct Timed {
    what: String,
    calls: u32,
    p50: f64,
    p99: f64,
    p99_of_pairs: f64,
}

/// Measures, then prints the table.
pub fn run(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    npm::ensure(workspace)?;
    build::run(workspace)?;
    let folder = workspace.target.join("bench/rules");
    step("timing 500 rules and 200 campaigns natively");
    let native = read(&process::read(
        example(workspace, "dangol-core", "rules_time").arg(&folder),
    )?)?;
    step("timing 500 rules and 200 campaigns in Chromium");
    let in_browser = read(&process::read(
        workspace
            .command("node")
            .arg("tests/browser/rules-speed.mjs")
            .arg(workspace.dist())
            .arg(&folder)
            .args(ASKED)
            .env("CHROME", &browser.chrome),
    )?)?;
    let calls = |timed: &[Timed]| timed.iter().map(|line| line.calls).min().unwrap_or(0);
    println!(
        "\na list of recently-viewed and an offer at the beginning of a visit, with 500 rules on the \
         list and 200 campaigns for the offer, for a profile of 400 deeds; microseconds over {} native calls and {} in Chromium after warm-up\n\
         (of pairs: p99 of the faster of each two calls, which a busy machine disturbs less; the \
         mark is {MARK:.0} in Chromium)\n",
        calls(&native),
        calls(&in_browser)
    );
    print!("{}", markdown(&HEAD, &rows(&native, &in_browser)));
    Ok(())
}

fn read(printed: &str) -> Result<Vec<Timed>> {
    let lines = printed.lines().map(serde_json::from_str);
    lines
        .collect::<Result<_, _>>()
        .context("cannot read what the bench printed")
}

const HEAD: [&str; 8] = [
    "with",
    "native p50",
    "p99",
    "of pairs",
    "Chromium p50",
    "p99",
    "of pairs",
    "p50 ratio",
];

/// A row for each that was asked, and one for what the others take more than the first.
fn rows(native: &[Timed], in_browser: &[Timed]) -> Vec<Vec<String>> {
    let find = |timed: &[Timed], what: &str| timed.iter().find(|line| line.what == what).cloned();
    let both = |what: &str| Some((find(native, what)?, find(in_browser, what)?));
    let mut rows = Vec::new();
    let first = both(ASKED[0]);
    for what in ASKED {
        let Some((here, there)) = both(what) else {
            continue;
        };
        rows.push(row(what, &here, &there));
        if let Some((no, none)) = first.as_ref().filter(|_| what != ASKED[0]) {
            rows.push(row(
                &format!("{what}, less {}", ASKED[0]),
                &less(&here, no),
                &less(&there, none),
            ));
        }
    }
    rows
}

fn less(timed: &Timed, none: &Timed) -> Timed {
    Timed {
        p50: timed.p50 - none.p50,
        p99: timed.p99 - none.p99,
        p99_of_pairs: timed.p99_of_pairs - none.p99_of_pairs,
        ..timed.clone()
    }
}

fn row(what: &str, native: &Timed, in_browser: &Timed) -> Vec<String> {
    let mut row = vec![what.to_owned()];
    for timed in [native, in_browser] {
        let times = [timed.p50, timed.p99, timed.p99_of_pairs];
        row.extend(times.map(|time| format!("{time:.0}")));
    }
    row.push(format!("{:.1}", in_browser.p50 / native.p50));
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rules_take_more_stands_below_what_they_take() {
        let timed = |what: &str, p50: f64| Timed {
            what: what.to_owned(),
            calls: 10,
            p50,
            p99: 2.0 * p50,
            p99_of_pairs: 1.5 * p50,
        };
        let native = [timed("neither", 10.0), timed("rules", 110.0)];
        let in_browser = [timed("neither", 30.0), timed("rules", 330.0)];
        let rows = rows(&native, &in_browser);
        let less = "rules, less neither";
        let expected = [
            ["neither", "10", "20", "15", "30", "60", "45", "3.0"],
            ["rules", "110", "220", "165", "330", "660", "495", "3.0"],
            [less, "100", "200", "150", "300", "600", "450", "3.0"],
        ];
        assert_eq!(rows, expected.map(|row| row.map(str::to_owned).to_vec()));
    }
}
