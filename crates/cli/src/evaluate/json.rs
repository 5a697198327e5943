//! An evaluation as one JSON object. The keys are described in `docs/evaluate.md`.

use dangol_builder::Report;
use dangol_builder::evaluate::score::Scores;
use dangol_builder::evaluate::{Evaluation, Method, Outcome, Scored, Task};
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// The object as text.
pub fn object(evaluation: &Evaluation, report: &Report) -> Result<String, serde_json::Error> {
    let k = evaluation.settings.k;
    let mut all = Object::new();
    let mut put = |key: &str, value: Value| {
        all.insert(key.to_owned(), value);
    };
    put("protocol", json!(evaluation.settings.protocol.name()));
    let task = match evaluation.task {
        Task::NextClick => "next click",
        Task::NextBasket => "next basket",
    };
    put("task", json!(task));
    put("k", json!(k));
    let (data, weight) = (&evaluation.data, &evaluation.weight);
    put("items", json!(data.items));
    put("train_units", json!(data.train_units));
    put("train_events", json!(data.train_events));
    put("test_units", json!(data.test_units));
    put("evaluations", json!(data.questions));
    put("unknown_targets", json!(data.unknown_targets));
    put("bytes_per_item", json!(weight.per_item()));
    put("bytes_per_item_files", json!(weight.files_per_item()));
    put("chunks", json!(weight.chunks));
    put("chunk_bytes_median", json!(weight.median));
    put("chunk_bytes_max", json!(weight.largest));
    put("home_bytes", json!(weight.home));
    put("files_per_session", json!(evaluation.reads.files));
    put("bytes_per_session", json!(evaluation.reads.bytes));
    put("p50_us", json!(evaluation.latency.p50));
    put("p99_us", json!(evaluation.latency.p99));
    put("tuned", json!(evaluation.tuned));
    put("files", serde_json::to_value(&report.files)?);
    let both: Object = evaluation
        .outcomes
        .iter()
        .map(|found| (found.protocol.name().to_owned(), outcome(found, k).into()))
        .collect();
    put("protocols", both.into());
    if let Some(headline) = evaluation.headline() {
        all.extend(outcome(headline, k));
    }
    serde_json::to_string(&all)
}

/// Dangol's figures, and the baselines beside them.
fn outcome(outcome: &Outcome, k: usize) -> Object {
    let mut object = Object::new();
    object.insert("target_popularity".into(), outcome.target_popularity.into());
    let mut methods = outcome.methods.iter();
    if let Some(dangol) = methods.next() {
        object.extend(method(dangol, k));
    }
    let baselines: Object = methods
        .map(|baseline| {
            let mut figures = method(baseline, k);
            let behind = bounds(baseline, |scored| &scored.behind);
            figures.insert("behind".into(), behind.into());
            (baseline.name.to_owned(), figures.into())
        })
        .collect();
    object.insert("baselines".into(), baselines.into());
    object
}

fn method(method: &Method, k: usize) -> Object {
    let mut object = Object::new();
    for (length, scored) in &method.at {
        object.extend(scores(&scored.scores, *length));
    }
    for (length, share) in &method.coverage {
        object.insert(format!("coverage@{length}"), json!(share));
    }
    for (length, share) in &method.popularity {
        object.insert(format!("popularity@{length}"), json!(share));
    }
    let intervals = bounds(method, |scored| &scored.intervals);
    object.insert("intervals".into(), intervals.into());
    for (name, of) in [("repeat", &method.repeat), ("explore", &method.explore)] {
        object.insert(name.into(), counted(of, k).into());
    }
    let by_length = method.by_length.iter().map(|(least, most, of)| {
        let mut figures = counted(of, k);
        figures.insert("from".into(), json!(least));
        let most = Some(*most).filter(|most| *most < u32::MAX);
        figures.insert("to".into(), json!(most));
        Value::from(figures)
    });
    object.insert("by_length".into(), by_length.collect());
    object
}

/// Scores with the number of questions behind them.
fn counted(of: &Scores, k: usize) -> Object {
    let mut figures = scores(of, k);
    figures.insert("evaluations".into(), json!(of.questions));
    figures
}

fn scores(of: &Scores, k: usize) -> Object {
    let [hr, mrr, ndcg, recall] = [of.hr, of.mrr, of.ndcg, of.recall];
    // What visits call the hit rate, baskets call PHR.
    let named = [
        ("hr", hr),
        ("mrr", mrr),
        ("ndcg", ndcg),
        ("recall", recall),
        ("phr", hr),
    ];
    named
        .into_iter()
        .map(|(name, value)| (format!("{name}@{k}"), json!(value)))
        .collect()
}

fn bounds(
    method: &Method,
    of: impl Fn(&Scored) -> &[dangol_builder::evaluate::bootstrap::Interval; 4],
) -> Object {
    let mut object = Object::new();
    for (length, scored) in &method.at {
        for (name, interval) in ["hr", "mrr", "ndcg", "recall"].iter().zip(of(scored)) {
            object.insert(
                format!("{name}@{length}"),
                json!([interval.low, interval.high]),
            );
        }
    }
    object
}
