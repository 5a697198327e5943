//! An evaluation as text for a terminal.

use dangol_builder::evaluate::bootstrap::Interval;
use dangol_builder::evaluate::{Evaluation, Method, Outcome, Task};
use std::fmt::Write as _;

/// The whole text.
pub fn text(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    let data = &evaluation.data;
    let (units, asked) = words(evaluation.task);
    // Writing into a String cannot fail: it only grows.
    let _ = writeln!(
        out,
        "\n{} {asked} to foretell, of {} {units}; {} of them are items that the model does not know\n\
         learned from {} {units} with {} items",
        data.questions, data.test_units, data.unknown_targets, data.train_units, data.items
    );
    for line in &evaluation.tuned {
        let _ = writeln!(out, "tuned: {line}");
    }
    let chosen = evaluation.settings.protocol;
    let (first, second): (Vec<&Outcome>, Vec<&Outcome>) = evaluation
        .outcomes
        .iter()
        .partition(|outcome| outcome.protocol == chosen);
    for outcome in first.into_iter().chain(second) {
        put_outcome(&mut out, evaluation, outcome);
    }
    let weight = &evaluation.weight;
    let _ = writeln!(
        out,
        "\nrows and ids: {:.1} bytes an item (brotli); files as served: {:.1} bytes an item, \
         {} chunks of {} bytes (median; largest {}), home {} bytes\n\
         fetched on average by one of the {units}: {:.1} files, {:.0} bytes\n\
         recommend(), native: p50 {:.1} us, p99 {:.1} us",
        weight.per_item(),
        weight.files_per_item(),
        weight.chunks,
        weight.median,
        weight.largest,
        weight.home,
        evaluation.reads.files,
        evaluation.reads.bytes,
        evaluation.latency.p50,
        evaluation.latency.p99,
    );
    out
}

/// What the units are called, and what is foretold of them.
pub fn words(task: Task) -> (&'static str, &'static str) {
    match task {
        Task::NextClick => ("visits", "clicks"),
        Task::NextBasket => ("customers", "baskets"),
    }
}

fn put_outcome(out: &mut String, evaluation: &Evaluation, outcome: &Outcome) {
    let mut lengths = vec![evaluation.settings.k];
    if evaluation.task == Task::NextBasket && lengths[0] != 10 {
        lengths.insert(0, 10);
    }
    for k in lengths {
        let _ = writeln!(
            out,
            "\n{} protocol, lists of {k}, 95 % intervals\n{:24} {:21} {:21} {:21} {:21} {:>8} {:>10}",
            outcome.protocol.name(),
            "",
            match evaluation.task {
                Task::NextClick => "HR",
                Task::NextBasket => "HR (PHR)",
            },
            "MRR",
            "NDCG",
            "recall",
            "coverage",
            "popularity"
        );
        for method in &outcome.methods {
            put_method(out, method, k);
        }
    }
    let _ = writeln!(
        out,
        "{:90} {:>30.3}",
        "  what was to be foretold", outcome.target_popularity
    );
    if let Some(dangol) = outcome.methods.first() {
        for (name, of) in [
            ("met before (repeat)", &dangol.repeat),
            ("new to the visitor (explore)", &dangol.explore),
        ]
        .into_iter()
        .filter(|(_, of)| of.questions > 0)
        {
            let _ = writeln!(
                out,
                "  {name}: {} with such a target, HR {:.4}, MRR {:.4}, recall {:.4}",
                of.questions, of.hr, of.mrr, of.recall
            );
        }
    }
}

fn put_method(out: &mut String, method: &Method, k: usize) {
    let Some(scored) = method.at.get(&k) else {
        return;
    };
    let of = &scored.scores;
    let values = [of.hr, of.mrr, of.ndcg, of.recall];
    let cells: Vec<String> = values
        .iter()
        .zip(&scored.intervals)
        .map(|(value, Interval { low, high })| {
            format!("{:21}", format!("{value:.4} [{low:.3}, {high:.3}]"))
        })
        .collect();
    let share = |of: &std::collections::BTreeMap<usize, f64>| of.get(&k).copied().unwrap_or(0.0);
    let _ = writeln!(
        out,
        "  {:22} {} {:>8.3} {:>10.3}",
        method.name,
        cells.join(" "),
        share(&method.coverage),
        share(&method.popularity)
    );
}
