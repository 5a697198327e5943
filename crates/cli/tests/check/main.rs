//! `dangol check` and the published schema of `config.json`.
#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod schema;

use assert_cmd::cargo::cargo_bin_cmd;

/// Checks a configuration; the code, and each line that was said without the file's name.
pub fn check(config: &str) -> (i32, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.json");
    std::fs::write(&file, config).unwrap();
    let output = cargo_bin_cmd!("dangol")
        .arg("check")
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let name = format!("{}:", file.display());
    let lines = said
        .lines()
        .map(|line| line.replace(&name, "").trim().to_owned());
    (output.status.code().unwrap(), lines.collect())
}

/// Asserts what is said of rules, each in a segment of its own line.
fn rules(cases: &[(&str, &str)]) {
    for (rule, expected) in cases {
        let (code, said) = check(&format!("{{\"segments\": {{\n\"s\": {rule}\n}}}}"));
        match *expected {
            "" => assert_eq!((code, said), (0, vec!["nothing is wrong".into()]), "{rule}"),
            expected => assert_eq!(said, [expected], "{rule}"),
        }
    }
}

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for config in [
        "",
        "{\n  \"version\": 1,\n}",
        "{\"a\" 1}",
        "// x\n{}",
        "{\"version\": +1}",
    ] {
        let (code, said) = check(config);
        assert_eq!((code, said.len()), (1, 1), "{config}");
        assert!(said[0].contains("error: no JSON"), "{said:?}");
    }
    assert!(
        check("{\n  \"version\": 1,\n}").1[0].starts_with("3:1")
            || check("{\n  \"version\": 1,\n}").1[0].starts_with("2:")
    );
}

#[test]
fn each_mistake_is_told_with_line_column_field_and_suggestion() {
    let (code, said) = check(
        r#"{
  "version": 1,
  "shopname": {"en": "Plum"},
  "consent": {"tools": ["gogle"], "banner": "yes"},
  "storage": {"encrypt": false}, "storage": {"encrypt": true},
  "segments": {
    "gold": {"==": [{"var": "stated.tier"}, "gold"]},
    "evening": {">=": [{"var": "time.hours"}, 18]},
    "late": {"var": "segments.golden"},
    "sums": {"reduc": [1, 2]}
  },
  "merchandising": [
    {"pin": {"items": ["A"]}, "when": {"var": "segments.evening"}},
    {"pin": {"item": ["A"]}},
    {"boost": {"brand": "B"}, "by": 500, "kinds": ["tending"]},
    {"only": {"category": "C"}, "exclude": {"category": "D"}},
    {"pin": {"items": ["A"]}, "kinds": "buy-again"},
    {"bury": {"price": [5, 1]}, "when": {"and": [true, {"<": [{"var": "basket.valu"}]}]}}
  ]
}"#,
    );
    assert_eq!(code, 1);
    assert_eq!(
        said,
        [
            "3:3: error: shopname: there is no such key; did you mean \"shopName\"?",
            "4:25: error: consent.tools.0: must be one of tcf, gpp, google, shopify; did you mean \"google\"?",
            "4:35: error: consent.banner: must be true or false",
            "5:34: error: storage: is there twice; the last one counts",
            "8:25: error: segments.evening.>=.0.var: there is no variable \"time.hours\"; did you mean \"time.hour\"?",
            "9:14: error: segments.late.var: there is no segment \"golden\" above this; did you mean \"gold\"?",
            "10:5: error: segments.sums: there is no operator \"reduc\"; did you mean \"reduce\"?",
            "14:14: error: merchandising.1.pin.item: there is no such key; did you mean \"items\"?",
            "15:31: error: merchandising.2.by: must not be more than 100",
            "15:52: error: merchandising.2.kinds.0: must be one of for-you, related, bought-together, buy-again, recently-viewed, trending, complete-the-basket, because-you-viewed, new-for-you; did you mean \"trending\"?",
            "16:5: error: merchandising.3: must be one of pin, boost, bury, exclude and only",
            "17:31: error: merchandising.4.kinds: must be others than recently-viewed and buy-again for a pin",
            "18:15: error: merchandising.5.bury.price: must be two numbers, the lower one first",
        ]
    );
}

#[test]
fn what_is_wrong_of_the_corner_is_told_with_its_place() {
    let (code, said) = check(
        r#"{
  "addToCart": {"link": "javascript:add('{id}')"},
  "corner": {"listPage": "https://elsewhere.example/"}
}"#,
    );
    assert_eq!(code, 1);
    assert_eq!(
        said,
        [
            "2:17: error: addToCart.link: must be an address of the shop: a path, or one with https:",
            "3:14: error: corner.listPage: must be a path of this site, such as /wishes.html",
        ]
    );
    let (_, said) = check(r#"{"addToCart": {"events": "add"}, "corner": {}}"#);
    assert_eq!(
        said,
        ["1:16: error: addToCart.events: there is no such key; did you mean \"event\"?",]
    );
}

#[test]
fn rules_that_never_or_always_hold_are_told() {
    let never = "2:1: warning: segments.s: can never hold";
    let always = "2:1: warning: segments.s: always holds";
    rules(&[
        (r#"{"<": [{"var": "time.hour"}, 0]}"#, never),
        (r#"{">": [{"var": "time.hour"}, 23]}"#, never),
        (r#"{"<=": [{"var": "time.hour"}, 23]}"#, always),
        (r#"{"==": [{"var": "time.weekday"}, 0]}"#, never),
        (r#"{">=": [{"count": ["viewed", {}, 30]}, 401]}"#, never),
        (r#"{"==": [{"var": "segments.lifecycle"}, "gone"]}"#, never),
        (
            r#"{"in": [{"var": "segments.lifecycle"}, ["lost", "gone"]]}"#,
            never,
        ),
        (
            r#"{"and": [{">": [{"var": "basket.value"}, 50]}, {"<": [{"var": "basket.value"}, 40]}]}"#,
            never,
        ),
        (
            r#"{"and": [{"==": [{"var": "stated.points"}, 5]}, {">": [{"var": "stated.points"}, 5]}]}"#,
            never,
        ),
        (r#"{"<": [50, {"var": "basket.value"}, 40]}"#, never),
        (
            r#"{"or": [{"<": [{"var": "basket.lines"}, 0]}, {"==": [1, 2]}]}"#,
            never,
        ),
        (r#"{"!": {"var": "time.month"}}"#, never),
        (r#"{"and": [{"var": "profile.named"}, false]}"#, never),
        (r#"{"or": [{"var": "profile.named"}, true]}"#, always),
        ("true", always),
        (
            r#"{"/": [1, 0]}"#,
            "2:1: warning: segments.s: can never hold: / of what is not a number",
        ),
        // What may be is not told, nor what might go wrong.
        (r#"{"<": [{"var": "time.hour"}, 1]}"#, ""),
        (r#"{"==": [{"var": "segments.lifecycle"}, "lapsed"]}"#, ""),
        (r#"{"<=": [{"var": "profile.daysSinceOrder"}, 0]}"#, ""),
        (
            r#"{">": [{"var": ["profile.daysSinceOrder", 9999]}, 800]}"#,
            "",
        ),
        (
            r#"{"or": [{"+": [{"var": "stated.points"}, 1]}, true]}"#,
            "",
        ),
        (
            r#"{"and": [{">=": [{"var": "basket.value"}, 50]}, {"<=": [{"var": "basket.value"}, 50]}]}"#,
            "",
        ),
        (
            r#"{"some": [{"var": "facts.dates"}, {"<=": [{"var": "in"}, 7]}]}"#,
            "",
        ),
        (r#"{"date_between": ["12-01", "12-24"]}"#, ""),
        (r#"{"var": "facts.dates.0.in"}"#, ""),
        (r#"{"!": {"missing": "page.product"}}"#, ""),
        (r#"{"==": [{"var": "page.product.id"}, "A"]}"#, ""),
    ]);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let output = cargo_bin_cmd!("dangol")
        .args(["check", "nowhere.json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("nowhere.json")
    );
}
