//! `dangol evaluate` on the real data sets, where they are at hand. They may not be passed
//! on, so they are not part of the repository.

#![allow(clippy::unwrap_used)]

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use std::path::PathBuf;

/// A file of the data sets, or a line that says that it is not there.
fn data(name: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = root.join(name);
    if !path.exists() {
        println!("skipped: {name} is not there");
        return None;
    }
    Some(path.to_str().unwrap().to_owned())
}

fn evaluate(train: &str, test: &str, more: &[&str]) -> Value {
    let arguments = [
        &["evaluate", "--json", "--train", train, "--test", test],
        more,
    ]
    .concat();
    let output = cargo_bin_cmd!("dangol").args(arguments).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn serenades_example_is_counted_as_its_authors_count_it() {
    let (Some(train), Some(test)) = (
        data("sessions/serenade/train.txt.zst"),
        data("sessions/serenade/test.txt.zst"),
    ) else {
        return;
    };
    let found = evaluate(&train, &test, &["--protocol", "explore", "--k", "21"]);
    assert_eq!(
        (&found["items"], &found["evaluations"]),
        (&18_009.into(), &931.into())
    );
    assert_eq!(
        (&found["train_units"], &found["test_units"]),
        (&23_753.into(), &302.into())
    );
    let best_sellers = &found["baselines"]["best sellers"];
    assert!(found["hr@21"].as_f64() > best_sellers["hr@21"].as_f64());
}

#[test]
fn ta_fengs_marks_are_those_that_others_measured() {
    let Some(both) = data("purchases/tafeng-dnntsp.json.zst") else {
        return;
    };
    let found = evaluate(&both, &both, &["--k", "10"]);
    assert_eq!(
        (&found["evaluations"], &found["items"]),
        (&1969.into(), &4935.into())
    );
    // Most popular and own frequency, as measured by another program on the same file.
    for (name, expected) in [
        ("best sellers", [0.1025, 0.0974, 0.3047]),
        ("own frequency", [0.1478, 0.1356, 0.4378]),
    ] {
        for (key, expected) in ["recall@10", "ndcg@10", "phr@10"].iter().zip(expected) {
            let value = found["baselines"][name][key].as_f64().unwrap();
            assert!((value - expected).abs() < 0.0002, "{name} {key}: {value}");
        }
    }
}
