//! `dangol init` and `dangol hot`, as who sets a shop up uses them.

#![allow(clippy::unwrap_used)]

use assert_cmd::cargo::cargo_bin_cmd;
use std::path::Path;
use tempfile::TempDir;

const FEED: &str = "<rss xmlns:g='http://base.google.com/ns/1.0'><channel>\
    <item><g:id>a</g:id><title>Tea</title><g:link>/a</g:link><g:price>2,50 EUR</g:price></item>\
    <item><g:id>b</g:id><title>Cup</title><g:link>/b</g:link><g:price>1.250,00 EUR</g:price></item></channel></rss>";
const ORDERS: &str = "Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n\
    #1,m@x.example,paid,EUR,2023-05-01 10:00:00 +0900,1,Tea,2.50,a\n#1,m@x.example,,,2023-05-01 10:00:00 +0900,1,Cup,12.50,b\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("feed.xml"), FEED).unwrap();
    std::fs::write(folder.path().join("orders_export.csv"), ORDERS).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "buy milk\n").unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str], answers: &str) -> (i32, String, String) {
    let mut command = cargo_bin_cmd!("dangol");
    let output = command
        .current_dir(folder)
        .args(arguments)
        .write_stdin(answers)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn init_guesses_builds_checks_and_prints_the_tag() {
    let folder = folder();
    let (code, printed, errors) = run(folder.path(), &["init", "--yes", "--name", "Harbour"], "");
    assert_eq!((code, errors.as_str()), (0, ""), "{printed}");
    for expected in [
        "./feed.xml",
        "./orders_export.csv",
        "read as a feed in XML",
        "read as Shopify's orders",
        "config.json: nothing is wrong",
        "<script async src=\"/dangol/dangol.js\" data-config=\"/dangol/config.json\"></script>",
    ] {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
    assert!(!printed.contains("notes.txt"), "{printed}");
    let read =
        |name: &str| std::fs::read_to_string(folder.path().join("site/dangol").join(name)).unwrap();
    assert!(read("config.json").contains("\"en\": \"Harbour\""));
    assert!(read("model/entry.json").contains("\"currency\":\"EUR\""));

    let (code, _, errors) = run(folder.path(), &["init", "--yes"], "");
    assert_eq!(code, 1);
    assert!(
        errors.contains("config.json is there already; --force writes over it"),
        "{errors}"
    );
    let (code, ..) = run(folder.path(), &["init", "--yes", "--force"], "");
    assert_eq!(code, 0);
}

#[test]
fn init_asks_five_questions() {
    let folder = folder();
    let (code, printed, errors) = run(folder.path(), &["init"], "\n-\nMina's\nKRW\nshop\n");
    assert_eq!((code, errors.as_str()), (0, ""), "{printed}");
    for number in 1..=5 {
        assert!(printed.contains(&format!("{number}/5 ")), "{printed}");
    }
    assert!(folder.path().join("shop/dangol/model/entry.json").is_file());
    let (code, _, errors) = run(folder.path(), &["init"], "");
    assert_eq!(code, 1);
    assert!(
        errors.contains("no answer; expected one, or --yes"),
        "{errors}"
    );
    let (code, _, errors) = run(folder.path(), &["init", "--yes", "--currency", "euro"], "");
    assert_eq!(code, 1);
    assert!(errors.contains("\"EURO\" is no currency"), "{errors}");
    let empty = tempfile::tempdir().unwrap();
    let (code, _, errors) = run(empty.path(), &["init", "--yes"], "");
    assert_eq!(code, 1);
    assert!(
        errors.contains("expected --catalog or --orders"),
        "{errors}"
    );
}

#[test]
fn hot_lists_what_has_changed() {
    let folder = folder();
    let (code, ..) = run(folder.path(), &["init", "--yes"], "");
    assert_eq!(code, 0);
    let now = "id,title,price,availability\na,Tea,\"2,50 EUR\",out of stock\nb,Cup,\"999,00 EUR\",in stock\n";
    std::fs::write(folder.path().join("now.csv"), now).unwrap();
    let arguments = ["hot", "--catalog", "now.csv", "--out", "site/dangol/model"];
    let (code, printed, errors) = run(folder.path(), &arguments, "");
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        printed.contains("of 2 items 1 are sold out") && printed.contains("1 have another price"),
        "{printed}"
    );
    assert!(folder.path().join("site/dangol/model/hot.dgm").is_file());
    let (code, _, errors) = run(
        folder.path(),
        &["hot", "--catalog", "now.csv", "--out", "nowhere"],
        "",
    );
    assert_eq!(code, 1);
    assert!(errors.contains("entry.json cannot be opened"), "{errors}");
}

#[test]
fn a_mapping_and_a_rate_are_given_as_options() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("feed.csv"), "id;title;Netto;Brutto\n1;Tea;1,00 USD;2,00 USD\n2;Cup;1,00 EUR;2,00 EUR\n3;Pot;1,00 EUR;3,00 EUR\n").unwrap();
    let arguments = [
        "build",
        "--catalog",
        "feed.csv",
        "--out",
        "model",
        "--map",
        "price=Brutto",
        "--rate",
        "USD=0.5",
    ];
    let (code, printed, errors) = run(folder.path(), &arguments, "");
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(printed.contains("price from \"Brutto\""), "{printed}");
    assert!(
        printed.contains("a price in another currency, converted: 1 lines"),
        "{printed}"
    );
    for (option, value) in [
        ("--rate", "USD=free"),
        ("--map", "price"),
        ("--dates", "sometimes"),
    ] {
        let (code, _, errors) = run(
            folder.path(),
            &[
                "build",
                "--catalog",
                "feed.csv",
                "--out",
                "m",
                option,
                value,
            ],
            "",
        );
        assert_eq!(code, 2, "{errors}");
    }
}
