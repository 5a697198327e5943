//! An evaluation as a page for the owner: one file, no scripts, nothing fetched.

use super::words::{self, hundred, percent, range, short, sure};
use dangol_builder::Report;
use dangol_builder::evaluate::score::Scores;
use dangol_builder::evaluate::{Evaluation, Method, Outcome, Scored, Task};
use dangol_collector::chart::{self, Bar, Line};
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use std::error::Error;

const TEMPLATE: &str = include_str!("page.html");

/// What the template is filled with.
#[derive(Serialize)]
struct Page {
    baskets: bool,
    k: usize,
    headline: String,
    beside: String,
    sure: String,
    protocol: &'static str,
    hit_bars: String,
    rank_bars: String,
    length_lines: String,
    lengths: Vec<Length>,
    popularity_bars: String,
    protocols: Vec<Section>,
    repeat: Share,
    explore: Share,
    coverage: String,
    bytes: String,
    file_bytes: String,
    median: usize,
    reads_files: String,
    reads_bytes: String,
    p50: String,
    p99: String,
    data: Vec<(&'static str, String)>,
    tuned: Vec<String>,
}

/// One protocol's table.
#[derive(Serialize)]
struct Section {
    name: &'static str,
    rows: Vec<Row>,
}

/// A method's line in it.
#[derive(Serialize)]
struct Row {
    name: &'static str,
    ours: bool,
    cells: Vec<Cell>,
}

/// A figure with what stands small beside it.
#[derive(Serialize)]
struct Cell {
    value: String,
    interval: String,
}

/// A group of questions.
#[derive(Serialize)]
struct Share {
    questions: usize,
    share: String,
    hits: String,
}

/// One length of visits.
#[derive(Serialize)]
struct Length {
    name: String,
    questions: usize,
    hits: String,
    reciprocal: String,
}

/// The whole page.
pub fn html(evaluation: &Evaluation, report: &Report) -> Result<String, Box<dyn Error>> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_template("page", TEMPLATE)?;
    let page = page(evaluation, report)?;
    Ok(templates.get_template("page")?.render(page)?)
}

fn page(evaluation: &Evaluation, report: &Report) -> Result<Page, Box<dyn Error>> {
    let outcome = evaluation.headline().ok_or("nothing was evaluated")?;
    let dangol = outcome.methods.first().ok_or("nothing was evaluated")?;
    let k = evaluation.settings.k;
    let scored = |method: &Method| method.at.get(&k).map(|found| found.scores);
    let of = scored(dangol).unwrap_or_default();
    let others = outcome.methods.iter().skip(1);
    let best = others.clone().max_by(|a, b| {
        let hits = |method: &Method| scored(method).map_or(0.0, |of| of.hr);
        hits(a).total_cmp(&hits(b))
    });
    let headline = words::headline(evaluation.task, outcome.protocol, of.hr, k);
    let said = others.map(|other| {
        let hits = hundred(scored(other).map_or(0.0, |of| of.hr));
        format!("{}: {hits}", other.name)
    });
    let beside = said.collect::<Vec<_>>().join(", ");
    Ok(Page {
        baskets: evaluation.task == Task::NextBasket,
        k,
        headline,
        beside,
        sure: best.map(|best| sure(best, k)).unwrap_or_default(),
        protocol: outcome.protocol.name(),
        hit_bars: chart::bars(&method_bars(outcome, k, 0))?,
        rank_bars: chart::bars(&method_bars(outcome, k, 1))?,
        length_lines: length_lines(outcome)?,
        lengths: dangol.by_length.iter().map(length).collect(),
        popularity_bars: chart::bars(&popularity_bars(outcome, k))?,
        protocols: evaluation
            .outcomes
            .iter()
            .map(|outcome| section(outcome, k))
            .collect(),
        repeat: share(&dangol.repeat, of.questions),
        explore: share(&dangol.explore, of.questions),
        coverage: percent(dangol.coverage.get(&k).copied().unwrap_or(0.0)),
        bytes: format!("{:.0}", evaluation.weight.per_item()),
        file_bytes: format!("{:.0}", evaluation.weight.files_per_item()),
        median: evaluation.weight.median,
        reads_files: format!("{:.1}", evaluation.reads.files),
        reads_bytes: format!("{:.1}", evaluation.reads.bytes / 1024.0),
        p50: format!("{:.0}", evaluation.latency.p50),
        p99: format!("{:.0}", evaluation.latency.p99),
        data: data(evaluation, report),
        tuned: evaluation.tuned.clone(),
    })
}

fn method_bars(outcome: &Outcome, k: usize, metric: usize) -> Vec<Bar> {
    let bar = |(place, method): (usize, &Method)| {
        let Scored {
            scores, intervals, ..
        } = method.at.get(&k)?;
        let value = [scores.hr, scores.mrr][metric.min(1)];
        Some(Bar {
            name: method.name.to_owned(),
            value,
            interval: Some((intervals[metric].low, intervals[metric].high)),
            text: short(value),
            ours: place == 0,
        })
    };
    outcome.methods.iter().enumerate().filter_map(bar).collect()
}

fn popularity_bars(outcome: &Outcome, k: usize) -> Vec<Bar> {
    let bar = |name: &str, value: f64, ours| Bar {
        name: name.to_owned(),
        value,
        interval: None,
        text: percent(value),
        ours,
    };
    let mut bars = vec![bar(
        "what visitors went for",
        outcome.target_popularity,
        false,
    )];
    for (place, method) in outcome.methods.iter().enumerate() {
        let value = method.popularity.get(&k).copied().unwrap_or(0.0);
        bars.push(bar(method.name, value, place == 0));
    }
    bars
}

fn length_lines(outcome: &Outcome) -> Result<String, Box<dyn Error>> {
    let steps: Vec<(u32, u32)> = outcome
        .methods
        .first()
        .map(|dangol| dangol.by_length.iter().map(|(a, b, _)| (*a, *b)).collect())
        .unwrap_or_default();
    let lines: Vec<Line> = outcome
        .methods
        .iter()
        .enumerate()
        .map(|(place, method)| Line {
            values: steps
                .iter()
                .map(|step| {
                    let found = method.by_length.iter().find(|(a, _, _)| *a == step.0);
                    found.map(|(_, _, scores)| scores.hr)
                })
                .collect(),
            ours: place == 0,
        })
        .collect();
    let names: Vec<String> = steps.iter().map(|(a, b)| range(*a, *b)).collect();
    chart::lines(&names, &lines)
}

fn length((least, most, scores): &(u32, u32, Scores)) -> Length {
    Length {
        name: range(*least, *most),
        questions: scores.questions,
        hits: short(scores.hr),
        reciprocal: short(scores.mrr),
    }
}

fn section(outcome: &Outcome, k: usize) -> Section {
    let row = |(place, method): (usize, &Method)| {
        let scored = method.at.get(&k)?;
        let of = &scored.scores;
        let cell = |value: f64, metric: usize| Cell {
            value: short(value),
            interval: format!(
                "{} to {}",
                short(scored.intervals[metric].low),
                short(scored.intervals[metric].high)
            ),
        };
        let mut cells = vec![cell(of.hr, 0), cell(of.mrr, 1), cell(of.ndcg, 2)];
        cells.push(cell(of.recall, 3));
        cells.push(Cell {
            value: percent(method.coverage.get(&k).copied().unwrap_or(0.0)),
            interval: String::new(),
        });
        Some(Row {
            name: method.name,
            ours: place == 0,
            cells,
        })
    };
    Section {
        name: outcome.protocol.name(),
        rows: outcome.methods.iter().enumerate().filter_map(row).collect(),
    }
}

fn share(of: &Scores, all: usize) -> Share {
    Share {
        questions: of.questions,
        share: percent(of.questions as f64 / all.max(1) as f64),
        hits: short(of.hr),
    }
}

fn data(evaluation: &Evaluation, report: &Report) -> Vec<(&'static str, String)> {
    let data = &evaluation.data;
    let files: Vec<&str> = report.files.iter().map(|file| file.name.as_str()).collect();
    let bad: u64 = report
        .files
        .iter()
        .flat_map(|file| &file.bad)
        .map(|count| count.count)
        .sum();
    let (units, asked) = super::table::words(evaluation.task);
    vec![
        ("Files", files.join(", ")),
        ("Lines that could not be used as they are", bad.to_string()),
        ("Items", data.items.to_string()),
        ("Learned from", format!("{} {units}", data.train_units)),
        (
            "Judged by",
            format!("{} {asked} of {} {units}", data.questions, data.test_units),
        ),
        (
            "Of these, items that the model does not know",
            data.unknown_targets.to_string(),
        ),
    ]
}
