//! The command as a person or a script uses it.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Stdio;
use tempfile::TempDir;

const ORDERS: &str = "order_id,item_id,title,date,price\n\
    1,a,Tea,2011-01-01,2.55\n1,b,Cup,2011-01-01,1\n2,a,Tea,2011-01-02,2.55\n2,b,Cup,2011-01-02,1\nbad line\n";

fn dangol() -> Command {
    cargo_bin_cmd!("dangol")
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let orders = folder.path().join("orders.csv");
    std::fs::write(&orders, ORDERS).unwrap();
    (folder, orders)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs the command and returns code, standard output and standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = dangol().args(arguments).output().unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn catalog_then_build() {
    let (folder, orders) = folder();
    let (orders, out) = (orders.to_str().unwrap(), folder.path().join("model"));
    let products = folder.path().join("products.csv");
    let products = products.to_str().unwrap();
    let (code, printed, errors) = run(&["catalog", "--orders", orders, "--out", products]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        printed.contains("wrong number of fields: 1 lines"),
        "{printed}"
    );
    assert_eq!(
        std::fs::read_to_string(products).unwrap(),
        "id,title,price,currency,orders,first_sold,last_sold\n\
         a,Tea,2.55,GBP,2,2011-01-01,2011-01-02\n\
         b,Cup,1.00,GBP,2,2011-01-01,2011-01-02\n"
    );
    let model = out.to_str().unwrap();
    let arguments = [
        "build",
        "--catalog",
        products,
        "--orders",
        orders,
        "--out",
        model,
    ];
    let (code, printed, errors) = run(&arguments);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert_eq!(
        printed,
        std::fs::read_to_string(out.join("report.txt")).unwrap()
    );
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(out.join(name)).unwrap()).unwrap()
    };
    let entry = read("entry.json");
    assert_eq!(
        (entry["items"].as_u64(), entry["currency"].as_str()),
        (Some(2), Some("GBP"))
    );
    let build = entry["build"].as_str().unwrap();
    assert!(out.join(build).join("home.dgm").is_file());
    let report = read("report.json");
    assert_eq!(report["files"][1]["bad"][0]["count"], 1);
    assert_eq!(report["model"]["build"], build);
    assert_eq!(report["kept"]["orders"], 2);
}

#[test]
fn a_build_needs_only_one_of_catalogue_and_orders() {
    let (folder, orders) = folder();
    let feed = folder.path().join("feed.csv");
    std::fs::write(&feed, "id,title,price\na,차,1500 KRW\nb,찻잔,9000 KRW\n").unwrap();
    for (option, file) in [("--catalog", &feed), ("--orders", &orders)] {
        let out = folder.path().join(option);
        let (code, printed, _) = run(&[
            "build",
            option,
            file.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(code, 0, "{printed}");
    }
    let entry = std::fs::read_to_string(folder.path().join("--catalog/entry.json")).unwrap();
    assert!(
        entry.contains("\"currency\":\"KRW\",\"currencyDigits\":0"),
        "{entry}"
    );
}

#[test]
fn bad_input_gives_a_model_or_a_clear_error() {
    const HEAD: &str = "order_id,item_id,title,date,customer_id\n";
    const FEED: &str = "id,title\nx,찻잔 세트\ny,찻잔\nz,Mug\n";
    let one = format!("{HEAD}1,a,Tea,2011-01-01,7\n");
    let repeats = format!("{HEAD}{}", "1,a,Tea,2011-01-01,7\n".repeat(50_000));
    let times = format!("{HEAD}2,a,Tea,2105-12-31,7\n1,b,Cup,1970-01-01,7\n3,a,Tea,2011-01-01,8\n");
    let never = format!("{HEAD}1,a,Tea,never,7\n");
    // Catalogue, orders, visits; the number of items, or what the error says.
    let cases: [(&str, &str, &str, Result<u64, &str>); 15] = [
        (FEED, "", "", Ok(3)),
        ("id,title\nx,Solo\n", "", "", Ok(1)),
        ("id,title\n", "", "", Err("expected at least one product")),
        ("", HEAD, "", Err("expected at least one order line")),
        (FEED, HEAD, "", Err("expected at least one order line")),
        ("", &one, "", Ok(1)),
        ("", &repeats, "", Ok(1)),
        (FEED, &repeats, "", Ok(3)),
        ("", &times, "", Ok(2)),
        (FEED, &one, "", Ok(3)),
        ("", &never, "", Err("unreadable date")),
        ("", "", "a\n", Ok(1)),
        (FEED, "", "q r\nr q\n", Ok(3)),
        (FEED, &one, "x y\nq x a\n", Ok(3)),
        ("", &one, "q r\n", Ok(1)),
    ];
    for (feed, orders, visits, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("model");
        let mut command = dangol();
        command.arg("build").arg("--out").arg(&out);
        for (option, text) in [
            ("--catalog", feed),
            ("--orders", orders),
            ("--sessions", visits),
        ] {
            if !text.is_empty() {
                let path = folder.path().join(option);
                std::fs::write(&path, text).unwrap();
                command.arg(option).arg(path);
            }
        }
        let output = command.output().unwrap();
        let errors = text(&output.stderr);
        match expected {
            Ok(items) => {
                assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""));
                let entry = std::fs::read(out.join("entry.json")).unwrap();
                let entry: serde_json::Value = serde_json::from_slice(&entry).unwrap();
                assert_eq!(entry["items"].as_u64(), Some(items), "{feed} {visits}");
                assert!(!text(&output.stdout).contains("NaN"));
            }
            Err(told) => {
                assert_eq!((output.status.code(), out.exists()), (Some(1), false));
                assert!(
                    errors.contains(told) && errors.lines().count() == 1,
                    "{errors}"
                );
            }
        }
    }
}

#[test]
fn a_build_can_be_tuned_where_there_is_something_to_tune_on() {
    let (folder, orders) = folder();
    let out = folder.path().join("model");
    let (orders, out) = (orders.to_str().unwrap(), out.to_str().unwrap());
    let (code, printed, _) = run(&["build", "--orders", orders, "--tune", "--out", out]);
    assert_eq!(code, 0);
    assert!(
        printed.contains("tuned: too few orders to tune on"),
        "{printed}"
    );
    let (code, _, errors) = run(&["build", "--catalog", "feed.csv", "--tune", "--out", out]);
    assert_eq!(code, 2, "{errors}");
}

#[test]
fn what_goes_wrong_is_one_line_and_code_1() {
    let (folder, _) = folder();
    let out = folder.path().join("model");
    let wrong = folder.path().join("wrong.csv");
    std::fs::write(&wrong, "order_id,date\n1,2011-01-01\n").unwrap();
    let wrong = wrong.to_str().unwrap();
    for (arguments, expected) in [
        (
            vec!["build", "--orders", wrong, "--out"],
            "wrong.csv, line 1: the column \"item_id\" is missing",
        ),
        (
            vec!["build", "--orders", "no\nsuch.csv", "--out"],
            "no such.csv cannot be opened",
        ),
        (
            vec!["catalog", "--orders", wrong, "--out"],
            "the column \"item_id\" is missing",
        ),
        (
            vec!["serve", "--listen", "127.0.0.1:0", "--site"],
            "is not a folder that can be read",
        ),
    ] {
        let arguments = [arguments.as_slice(), &[out.to_str().unwrap()]].concat();
        let (code, printed, errors) = run(&arguments);
        assert_eq!((code, printed.as_str()), (1, ""), "{errors}");
        assert!(
            errors.starts_with("error: ") && errors.contains(expected),
            "{errors}"
        );
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
    assert!(!out.exists(), "nothing is written by what goes wrong");
}

#[test]
fn how_it_is_asked_wrongly_is_code_2() {
    for arguments in [
        vec![],
        vec!["nothing"],
        vec!["build"],
        vec!["build", "--out", "x"],
        vec!["catalog", "--out", "x"],
        vec!["serve", "--site", ".", "--listen", "nowhere"],
    ] {
        let (code, ..) = run(&arguments);
        assert_eq!(code, 2, "{arguments:?}");
    }
}

#[test]
fn help_has_examples_and_version_a_number() {
    let (code, version, _) = run(&["--version"]);
    assert_eq!(
        (code, version),
        (0, format!("dangol {}\n", env!("CARGO_PKG_VERSION")))
    );
    for arguments in [
        vec!["--help"],
        vec!["build", "--help"],
        vec!["catalog", "--help"],
        vec!["serve", "--help"],
    ] {
        let (code, help, _) = run(&arguments);
        assert_eq!(code, 0);
        assert!(
            help.contains("Example") && help.contains("dangol "),
            "{help}"
        );
    }
}

#[cfg(unix)]
#[test]
fn serve_says_where_answers_and_stops_when_asked() {
    let (folder, _) = folder();
    let site = folder.path().to_str().unwrap();
    let mut server = std::process::Command::new(dangol().get_program())
        .args(["serve", "--site", site, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(server.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let address = first.trim().strip_prefix("listening on http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(b"GET /orders.csv HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with(ORDERS), "{answer}");
    let asked = std::process::Command::new("kill")
        .arg(server.id().to_string())
        .status();
    assert!(asked.unwrap().success());
    assert!(
        server.wait().unwrap().success(),
        "SIGTERM is a wish, not an error"
    );
}
