//! `dangol evaluate` as a person or a script uses it.

#![allow(clippy::unwrap_used)]

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Runs the command and returns code, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = cargo_bin_cmd!("dangol").args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

const TRAIN: &str = "a b c\nb c d\na b d\nc a b\nd a\n";
const TEST: &str = "a b\tc\na\tb\nd\ta\nd\td\n";

/// The object that is printed for the little visits.
fn json(more: &[&str]) -> Value {
    let folder = Folder::new();
    let (train, test) = (folder.put("train.txt", TRAIN), folder.put("test.txt", TEST));
    let mut arguments = vec!["evaluate", "--train", &train, "--test", &test, "--json"];
    arguments.extend(more);
    let (code, printed, errors) = run(&arguments);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(printed.lines().count(), 1);
    serde_json::from_str(&printed).unwrap()
}

fn is_share(value: &Value) -> bool {
    value
        .as_f64()
        .is_some_and(|value| (0.0..=1.0).contains(&value))
}

#[test]
fn the_object_has_the_keys_that_were_promised() {
    let object = json(&[]);
    assert_eq!(object["protocol"], "published");
    for key in ["hr@20", "mrr@20", "ndcg@20", "coverage@20"] {
        assert!(is_share(&object[key]), "{key}: {}", object[key]);
    }
    for key in ["bytes_per_item", "p50_us", "p99_us"] {
        assert!(
            object[key].as_f64().is_some_and(|value| value > 0.0),
            "{key}"
        );
    }
    assert_eq!(
        (&object["items"], &object["evaluations"]),
        (&4.into(), &4.into())
    );
    assert_eq!(object["repeat"]["evaluations"], 1);
    assert_eq!(object["intervals"]["mrr@20"].as_array().unwrap().len(), 2);
    assert!(is_share(&object["baselines"]["best sellers"]["hr@20"]));
    assert!(object["baselines"]["best sellers"]["behind"]["hr@20"].is_array());
    assert!(object.get("hr@21").is_none());
    assert!(
        !object.to_string().contains("null,"),
        "a number that is none"
    );
}

#[test]
fn protocols_differ_as_they_must_and_both_are_told() {
    let (published, explore) = (json(&[]), json(&["--protocol", "explore", "--k", "21"]));
    assert_eq!(explore["protocol"], "explore");
    // The one target that is the item on the page.
    assert_eq!(explore["repeat"]["hr@21"], 0.0);
    assert!(published["hr@20"].as_f64() > explore["hr@20"].as_f64());
    assert_eq!(published["protocols"]["explore"]["hr@20"], explore["hr@20"]);
    assert!(is_share(&explore["hr@21"]) && is_share(&explore["coverage@21"]));
}

#[test]
fn baskets_and_orders_are_told_in_the_same_keys() {
    let folder = Folder::new();
    let baskets = folder.put(
        "baskets.json",
        r#"{"train": {"u": [[1, 2], [1, 3]]}, "test": {"v": [[1], [2, 3]]}}"#,
    );
    let mut orders = "order_id,item_id,title,date,customer_id\n".to_owned();
    for day in 1..=28 {
        orders += &format!("{day},tea,Tea,2011-02-{day:02},k\n{day},cup,Cup,2011-02-{day:02},k\n");
    }
    let orders = folder.put("orders.csv", &orders);
    for source in [
        vec!["--train", &baskets, "--test", &baskets],
        vec!["--orders", &orders, "--hold-out-days", "7"],
    ] {
        let arguments = [&["evaluate", "--json"], source.as_slice()].concat();
        let (code, printed, errors) = run(&arguments);
        assert_eq!((code, errors.as_str()), (0, ""));
        let object: Value = serde_json::from_str(&printed).unwrap();
        for key in [
            "recall@10",
            "ndcg@10",
            "phr@10",
            "hr@20",
            "mrr@20",
            "coverage@20",
        ] {
            assert!(is_share(&object[key]), "{key}: {}", object[key]);
        }
        assert_eq!(object["task"], "next basket");
    }
}

#[test]
fn orders_and_visits_are_judged_by_either_and_baskets_can_be_tuned() {
    let folder = Folder::new();
    let mut orders = "order_id,item_id,title,date,customer_id\n".to_owned();
    let mut visits = "SessionId,ItemId,Time\n".to_owned();
    for day in 1..=28 {
        orders += &format!("{day},tea,Tea,2011-02-{day:02},k\n{day},cup,Cup,2011-02-{day:02},k\n");
        visits +=
            &format!("{day},tea,2011-02-{day:02}T10:00:00\n{day},cup,2011-02-{day:02}T10:01:00\n");
    }
    let (orders, visits) = (
        folder.put("orders.csv", &orders),
        folder.put("visits.csv", &visits),
    );
    for (by, task) in [("orders", "next basket"), ("visits", "next click")] {
        let (code, printed, errors) = run(&[
            "evaluate",
            "--json",
            "--orders",
            &orders,
            "--sessions",
            &visits,
            "--judged-by",
            by,
            "--hold-out-days",
            "7",
            "--tune",
        ]);
        assert_eq!((code, errors.as_str()), (0, ""));
        let object: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(object["task"], task);
        assert!(is_share(&object["hr@20"]), "{object}");
        assert!(!object["tuned"].as_array().unwrap().is_empty());
    }
    let baskets = folder.put(
        "baskets.json",
        r#"{"train": {"u": [[1, 2], [1, 3]]}, "test": {"v": [[1], [2, 3]]}}"#,
    );
    let arguments = [
        "evaluate", "--train", &baskets, "--test", &baskets, "--tune",
    ];
    let (code, printed, errors) = run(&arguments);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        printed.contains("tuned: too few customers to tune on"),
        "{printed}"
    );
}

#[test]
fn the_page_stands_by_itself() {
    let folder = Folder::new();
    let (train, test) = (
        folder.put("<b>train.txt", TRAIN),
        folder.put("test.txt", TEST),
    );
    let html = folder.path("quality.html");
    let arguments = [
        "evaluate",
        "--train",
        &train,
        "--test",
        &test,
        "--tune",
        "--html",
        html.to_str().unwrap(),
    ];
    let (code, printed, errors) = run(&arguments);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        printed.contains("published protocol") && printed.contains("tuned: "),
        "{printed}"
    );
    assert!(printed.contains("best sellers"), "{printed}");
    let page = std::fs::read_to_string(html).unwrap();
    for wrong in [
        "<script", "src=", "href=", "url(", "@import", "NaN", "inf ", "<b>train",
    ] {
        assert!(!page.contains(wrong), "{wrong}");
    }
    // The only address is the name of SVG's own language, which nobody fetches.
    let addresses = page.matches("http").count();
    assert_eq!(
        addresses,
        page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count()
    );
    assert!(
        page.contains("of 100 times, what a visitor clicked next"),
        "{page}"
    );
    assert!(page.contains("prefers-color-scheme:dark") && page.contains("&lt;b&gt;train"));
}

#[test]
fn what_is_asked_wrongly_is_told_in_one_line() {
    let folder = Folder::new();
    let (train, empty) = (folder.put("train.txt", TRAIN), folder.put("empty.txt", ""));
    let one = |arguments: &[&str]| {
        let (code, printed, errors) = run(arguments);
        assert_eq!(
            (code, printed.as_str(), errors.lines().count()),
            (1, "", 1),
            "{errors}"
        );
        errors
    };
    let errors = one(&["evaluate", "--train", &train, "--test", &empty]);
    assert!(errors.contains("empty.txt is empty"), "{errors}");
    let orders = folder.put(
        "orders.csv",
        "order_id,item_id,title,date\n1,a,Tea,2011-12-01\n",
    );
    let errors = one(&["evaluate", "--orders", &orders, "--judged-by", "visits"]);
    assert!(
        errors.contains("--judged-by visits needs --sessions"),
        "{errors}"
    );
    for arguments in [
        vec!["evaluate"],
        vec!["evaluate", "--train", &train],
        vec!["evaluate", "--train", &train, "--test", &train, "--k", "25"],
        vec![
            "evaluate",
            "--train",
            &train,
            "--test",
            &train,
            "--protocol",
            "other",
        ],
        vec!["evaluate", "--orders", &train, "--hold-out-days", "0"],
        vec![
            "evaluate", "--orders", &train, "--train", &train, "--test", &train,
        ],
    ] {
        assert_eq!(run(&arguments).0, 2, "{arguments:?}");
    }
}

#[test]
fn visits_alone_make_a_model() {
    let folder = Folder::new();
    let train = folder.put("train.txt", TRAIN);
    let out = folder.path("model");
    let (code, printed, errors) = run(&[
        "build",
        "--sessions",
        &train,
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(printed.contains("4 items (4 offered)"), "{printed}");
    assert!(out.join("entry.json").exists());
}
