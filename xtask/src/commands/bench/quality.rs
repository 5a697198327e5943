//! `cargo xtask bench quality`: every figure of quality that the docs name, by `dangol evaluate`,
//! beside the marks. What needs the data sets beside the repository is skipped where they are not.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::super::step;
use super::table::markdown;
use crate::process;
use crate::workspace::Workspace;

/// Where the data are.
#[derive(clap::Args, Default)]
pub struct Arguments {
    /// The folder of the data sets, if it is not ../shared/data
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

/// One call of `dangol evaluate`.
struct Run {
    name: &'static str,
    /// Files are below the folder of data; those of `--orders` below the repository.
    arguments: &'static [(&'static str, &'static str)],
    figures: &'static [Figure],
}

/// A figure of its answer, with the mark that it is to reach.
struct Figure {
    protocol: &'static str,
    key: &'static str,
    mark: Option<f64>,
}

const fn figure(protocol: &'static str, key: &'static str, mark: f64) -> Figure {
    let mark = Some(mark);
    Figure {
        protocol,
        key,
        mark,
    }
}

const fn told(protocol: &'static str, key: &'static str) -> Figure {
    Figure {
        protocol,
        key,
        mark: None,
    }
}

/// The largest that rows and ids may be, in bytes an item.
const BYTES: Figure = figure("", "bytes_per_item", 40.0);

const RUNS: [Run; 5] = [
    Run {
        name: "Diginetica",
        arguments: &[
            ("--train", "sessions/diginetica/train_sessions.txt.zst"),
            ("--test", "sessions/diginetica/test_prefix_target.txt.zst"),
        ],
        figures: &[
            figure("published", "hr@20", 0.530),
            figure("published", "mrr@20", 0.193),
            figure("explore", "hr@20", 0.455),
            figure("explore", "mrr@20", 0.155),
            BYTES,
        ],
    },
    Run {
        name: "Yoochoose 1/64",
        arguments: &[
            ("--train", "sessions/yoochoose1_64/train_sessions.txt.zst"),
            (
                "--test",
                "sessions/yoochoose1_64/test_prefix_target.txt.zst",
            ),
        ],
        figures: &[
            figure("published", "hr@20", 0.710),
            figure("published", "mrr@20", 0.310),
            figure("explore", "hr@20", 0.575),
            figure("explore", "mrr@20", 0.230),
            BYTES,
        ],
    },
    Run {
        name: "Serenade's example set",
        arguments: &[
            ("--train", "sessions/serenade/train.txt.zst"),
            ("--test", "sessions/serenade/test.txt.zst"),
            ("--k", "21"),
        ],
        figures: &[
            told("published", "hr@21"),
            told("published", "mrr@21"),
            figure("explore", "hr@21", 0.680),
            figure("explore", "mrr@21", 0.341),
            BYTES,
        ],
    },
    Run {
        name: "Ta-Feng",
        arguments: &[
            ("--train", "purchases/tafeng-dnntsp.json.zst"),
            ("--test", "purchases/tafeng-dnntsp.json.zst"),
        ],
        figures: &[
            figure("published", "recall@10", 0.176),
            figure("published", "ndcg@10", 0.152),
            figure("published", "phr@10", 0.479),
            told("", "bytes_per_item"),
        ],
    },
    Run {
        name: "gift shop, last four weeks",
        arguments: &[("--orders", "www/shop/data/transactions.csv.zst")],
        figures: &[
            told("published", "recall@10"),
            told("published", "ndcg@10"),
            told("published", "phr@10"),
            told("explore", "recall@10"),
            told("explore", "ndcg@10"),
            told("explore", "phr@10"),
            told("", "bytes_per_item"),
        ],
    },
];

/// Where the customers of CDnow are, and what Fader, Hardie and Lee (2005), table 2, have.
const CDNOW: &str = "purchases/CDNOW_sample.txt.zst";
const PUBLISHED: [(&str, f64); 5] = [
    ("r", 0.243),
    ("alpha", 4.414),
    ("a", 0.793),
    ("b", 2.426),
    ("log_likelihood", -9582.4),
];

/// Evaluates what is there and prints one table.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let data = match &arguments.data {
        Some(folder) => folder.clone(),
        None => workspace.at("../shared/data"),
    };
    step("compiling the command dangol");
    process::run(
        workspace
            .cargo()
            .args(["build", "--quiet", "--locked", "--profile", "fast"])
            .args(["--package", "dangol-cli"]),
    )?;
    let mut rows = Vec::new();
    let mut skipped = Vec::new();
    for run in &RUNS {
        let arguments = run.arguments.iter().map(|(option, value)| {
            let value = match *option {
                "--orders" => workspace.at(value),
                "--k" => PathBuf::from(value),
                _ => data.join(value),
            };
            (option, value)
        });
        let arguments: Vec<_> = arguments.collect();
        let is_there = |(option, value): &(&&str, PathBuf)| **option == "--k" || value.is_file();
        if !arguments.iter().all(is_there) {
            skipped.push(run.name);
            continue;
        }
        step(&format!("evaluating: {}", run.name));
        let mut command = workspace.command(workspace.dangol());
        command.args(["evaluate", "--json"]);
        for (option, value) in arguments {
            command.arg(option).arg(value);
        }
        let answer = serde_json::from_str(&process::read(&mut command)?)
            .with_context(|| format!("cannot read the evaluation of {}", run.name))?;
        rows.extend(
            run.figures
                .iter()
                .map(|figure| row(run.name, figure, &answer)),
        );
    }
    match lifetime(workspace, &data.join(CDNOW))? {
        Some(found) => rows.extend(found),
        None => skipped.push("CDNOW sample"),
    }
    println!();
    print!("{}", markdown(&HEAD, &rows));
    if !skipped.is_empty() {
        println!(
            "\nskipped: {}; there are no such files in {}",
            skipped.join(", "),
            data.display()
        );
    }
    Ok(())
}

const HEAD: [&str; 6] = ["data", "protocol", "figure", "measured", "mark", "met"];

fn row(name: &str, figure: &Figure, answer: &Value) -> Vec<String> {
    let of = match figure.protocol {
        "" => answer,
        protocol => &answer["protocols"][protocol],
    };
    let is_size = figure.key == BYTES.key;
    let number = |number: f64| match is_size {
        true => format!("{number:.1}"),
        false => format!("{number:.4}"),
    };
    let measured = of[figure.key].as_f64();
    let met = figure.mark.zip(measured).map(|(mark, measured)| {
        let met = if is_size {
            measured <= mark
        } else {
            measured >= mark
        };
        if met { "yes" } else { "no" }
    });
    let key = figure.key.replace('_', " ");
    vec![
        name.to_owned(),
        figure.protocol.to_owned(),
        key,
        measured.map_or_else(|| "not told".to_owned(), number),
        figure.mark.map(number).unwrap_or_default(),
        met.unwrap_or_default().to_owned(),
    ]
}

/// The lifetime model on the sample that its authors published figures of.
fn lifetime(workspace: &Workspace, sample: &Path) -> Result<Option<Vec<Vec<String>>>> {
    if !sample.is_file() {
        return Ok(None);
    }
    step("fitting BG/NBD to the CDNOW sample");
    let printed = process::read(
        workspace
            .cargo()
            .args(["run", "--quiet", "--locked", "--profile", "fast"])
            .args(["--package", "dangol-builder", "--example", "cdnow", "--"])
            .arg(sample),
    )?;
    let fit: Value = serde_json::from_str(&printed).context("cannot read the fit to CDNOW")?;
    Ok(Some(PUBLISHED.map(|mark| fitted(&fit, mark)).to_vec()))
}

fn fitted(fit: &Value, (key, published): (&str, f64)) -> Vec<String> {
    let digits = if published < 0.0 { 1 } else { 3 };
    let number = |number: f64| format!("{number:.digits$}");
    let found = fit[key]
        .as_f64()
        .map_or_else(|| "not told".to_owned(), number);
    let met = if found == number(published) {
        "yes"
    } else {
        "no"
    };
    vec![
        "CDNOW sample, BG/NBD".to_owned(),
        String::new(),
        key.replace('_', "-"),
        found,
        number(published),
        met.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_figure_is_held_against_its_mark() {
        let answer = json!({
            "bytes_per_item": 41.26,
            "protocols": {"explore": {"hr@20": 0.4551}},
        });
        let cells = |figure: &Figure| row("set", figure, &answer)[2..].join(" ");
        let explore = |mark| cells(&figure("explore", "hr@20", mark));
        assert_eq!(explore(0.455), "hr@20 0.4551 0.4550 yes");
        assert_eq!(explore(0.456), "hr@20 0.4551 0.4560 no");
        assert_eq!(cells(&told("explore", "hr@20")), "hr@20 0.4551  ");
        assert_eq!(cells(&BYTES), "bytes per item 41.3 40.0 no");
        assert_eq!(
            cells(&figure("published", "hr@20", 0.5)),
            "hr@20 not told 0.5000 "
        );
    }

    #[test]
    fn a_fit_is_met_to_the_published_digits() {
        let fit = json!({"alpha": 4.4136, "b": 2.43, "log_likelihood": -9582.43});
        assert_eq!(
            fitted(&fit, ("alpha", 4.414))[3..].join(" "),
            "4.414 4.414 yes"
        );
        assert_eq!(fitted(&fit, ("b", 2.426))[3..].join(" "), "2.430 2.426 no");
        let likelihood = fitted(&fit, ("log_likelihood", -9582.4));
        assert_eq!(
            likelihood[2..].join(" "),
            "log-likelihood -9582.4 -9582.4 yes"
        );
    }

    #[test]
    fn every_run_names_figures_and_files() {
        for run in &RUNS {
            assert!(!run.figures.is_empty() && !run.arguments.is_empty());
            for (option, value) in run.arguments {
                assert!(option.starts_with("--") && !value.starts_with('/'));
            }
        }
    }
}
