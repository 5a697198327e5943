//! `cargo xtask bench speed`: recommend() for a heavy user, natively and in Chromium through the
//! built package, in shops of 1,000, 10,000 and 100,000 items; and the builder on their orders.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::super::{build, step};
use super::catalogue::{CALLS, Catalogue, Native};
use super::table::markdown;
use crate::process::{self, Spent};
use crate::setup::{browser, npm};
use crate::workspace::Workspace;

/// How many items the shops have.
const ITEMS: [u64; 3] = [1_000, 10_000, 100_000];

/// A line that the browser's bench prints for each kind; times in microseconds.
#[derive(Debug, Clone, Deserialize)]
struct InBrowser {
    kind: String,
    limit: u32,
    first: f64,
    repeat: f64,
    calls: u32,
    p50: f64,
    p99: f64,
    p99_of_pairs: f64,
}

/// Measures everything, then prints the tables.
pub fn run(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    npm::ensure(workspace)?;
    build::run(workspace)?;
    step("compiling the command dangol");
    process::run(
        workspace
            .cargo()
            .args(["build", "--quiet", "--locked", "--profile", "fast"])
            .args(["--package", "dangol-cli"]),
    )?;
    let mut builder = Vec::new();
    for items in ITEMS {
        let catalogue = Catalogue::new(workspace, items);
        builder.push(builder_row(&catalogue, &catalogue.build(workspace)?));
        step("timing recommend() natively");
        let (user, native) = catalogue.native(workspace)?;
        step("timing recommend() in Chromium");
        let printed = process::read(
            workspace
                .command("node")
                .arg("tests/browser/speed.mjs")
                .arg(workspace.dist())
                .arg(catalogue.model())
                .arg(catalogue.profile())
                .arg(&user.page_item)
                .env("CHROME", &browser.chrome),
        )?;
        let in_browser: Vec<InBrowser> = printed
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .context("cannot read what the browser's bench printed")?;
        let calls = in_browser.iter().map(|line| line.calls).min().unwrap_or(0);
        println!(
            "\nrecommend() in a model of {} items, for a profile of {} deeds and {} bytes; \
             microseconds over {CALLS} native calls and {calls} in Chromium after warm-up\n\
             (of pairs: p99 of the faster of each two calls, which a busy machine disturbs less)\n",
            user.items, user.actions, user.bytes
        );
        print!(
            "{}",
            markdown(&KINDS_HEAD, &kind_rows(&native, &in_browser))
        );
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\ndangol build, {cores} processors to work with\n");
    print!("{}", markdown(&BUILDER_HEAD, &builder));
    Ok(())
}

const KINDS_HEAD: [&str; 12] = [
    "kind",
    "asked for",
    "shown",
    "native p50",
    "native p99",
    "of pairs",
    "Chromium first",
    "repeat",
    "p50",
    "p99",
    "of pairs",
    "p50 ratio",
];

/// A row for each kind, native and in the browser side by side.
fn kind_rows(native: &[Native], in_browser: &[InBrowser]) -> Vec<Vec<String>> {
    let rows = native.iter().filter_map(|native| {
        let same = |line: &&InBrowser| line.kind == native.kind && line.limit == native.limit;
        let there = in_browser.iter().find(same)?;
        let time = |time: f64| format!("{time:.0}");
        Some(vec![
            native.kind.clone(),
            native.limit.to_string(),
            native.length.to_string(),
            time(native.p50),
            time(native.p99),
            time(native.p99_of_pairs),
            time(there.first),
            time(there.repeat),
            time(there.p50),
            time(there.p99),
            time(there.p99_of_pairs),
            format!("{:.1}", there.p50 / native.p50),
        ])
    });
    rows.collect()
}

const BUILDER_HEAD: [&str; 5] = [
    "order lines",
    "seconds",
    "lines a second",
    "CPU seconds",
    "peak memory, MiB",
];

fn builder_row(catalogue: &Catalogue, spent: &Spent) -> Vec<String> {
    let unknown = || "not told by this system".to_owned();
    vec![
        catalogue.lines().to_string(),
        format!("{:.1}", spent.seconds),
        format!("{:.0}", catalogue.lines() as f64 / spent.seconds),
        spent
            .processor_seconds
            .map_or_else(unknown, |seconds| format!("{seconds:.1}")),
        spent
            .peak_kib
            .map_or_else(unknown, |kib| (kib / 1024).to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_stands_beside_itself() {
        let native = |kind: &str, limit| Native {
            kind: kind.to_owned(),
            limit,
            length: 5,
            p50: 100.0,
            p99: 200.4,
            p99_of_pairs: 150.0,
        };
        let line = InBrowser {
            kind: "for-you".to_owned(),
            limit: 24,
            first: 900.0,
            repeat: 400.0,
            calls: 2000,
            p50: 350.0,
            p99: 800.0,
            p99_of_pairs: 500.0,
        };
        let native = [
            native("related", 6),
            native("for-you", 6),
            native("for-you", 24),
        ];
        let rows = kind_rows(&native, &[line]);
        let expected = [
            "for-you", "24", "5", "100", "200", "150", "900", "400", "350", "800", "500", "3.5",
        ];
        assert_eq!(rows, [expected.map(str::to_owned).to_vec()]);
    }
}
