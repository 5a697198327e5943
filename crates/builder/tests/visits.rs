//! Files of visits, cases and baskets: their forms, and what is wrong with them.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;
use dangol_builder::model::Weight;
use dangol_builder::read::cases::Cases;
use dangol_builder::read::{baskets, sessions};
use dangol_builder::sessions::Sessions;
use dangol_builder::{BuildError, Options, Report, Silent, bare};

fn read(text: impl AsRef<[u8]>) -> Result<(Sessions, Report), BuildError> {
    let folder = Folder::new();
    let mut report = Report::default();
    let path = folder.put("train.txt", text);
    let sessions = sessions::read(&[path], &mut report, &Silent)?;
    Ok((sessions, report))
}

fn cases(text: impl AsRef<[u8]>) -> Result<(Cases, Report), BuildError> {
    let folder = Folder::new();
    let mut report = Report::default();
    let cases = Cases::read(&folder.put("test.txt", text), &mut report, &Silent)?;
    Ok((cases, report))
}

fn texts(sessions: &Sessions) -> Vec<String> {
    let text = |clicks: &[u32]| {
        let ids: Vec<&str> = clicks
            .iter()
            .map(|item| sessions.ids()[*item as usize].as_str())
            .collect();
        ids.join(" ")
    };
    sessions.iter().map(text).collect()
}

fn message<T>(result: Result<T, BuildError>) -> String {
    result.err().unwrap().to_string()
}

#[test]
fn a_line_is_a_visit() {
    let (sessions, report) = read("10 9 10\n\n7\r\n a-b  ünïq \n").unwrap();
    assert_eq!(texts(&sessions), ["10 9 10", "7", "a-b ünïq"]);
    assert_eq!(sessions.ids(), ["10", "7", "9", "a-b", "ünïq"]);
    assert!(!sessions.dated);
    assert_eq!((report.files[0].lines, report.files[0].bad.len()), (3, 0));
}

#[test]
fn a_table_is_sorted_by_time_whatever_its_marks_and_names() {
    let expected = ["c", "a b a"];
    for text in [
        "SessionId\tItemId\tTime\n1\ta\t30.5\n2\tc\t20\n1\ta\t50\n1\tb\t40\n",
        "session_id,item_id,timestamp\n1,a,1970-01-01 00:00:30\n2,c,1970-01-01 00:00:20\n1,a,1970-01-01 00:00:50\n1,b,1970-01-01 00:00:40\n",
        "Time;Session ID;Item ID;Device\n30;1;a;x\n20;2;c;x\n50;1;a;x\n40;1;b;x\n",
        "\u{feff}visit item time\n1 a 30\n2 c 20\n1 a 50\n1 b 40\n",
    ] {
        // The last one has no name that is a sure sign of a header, but both columns.
        let (sessions, _) = read(text).unwrap();
        assert_eq!(texts(&sessions), expected, "{text}");
        assert!(sessions.dated);
        assert_eq!((sessions.end(0), sessions.end(1)), (20, 50));
    }
    // Milliseconds, and one moment for all: the file's own order.
    let text = "SessionId,ItemId,Time\n1,b,1592337718000\n1,a,1592337718000\n";
    let (sessions, _) = read(text).unwrap();
    assert_eq!(
        (texts(&sessions), sessions.end(0)),
        (vec!["b a".to_owned()], 1_592_337_718)
    );
}

#[test]
fn rows_of_visits_fit_into_their_bytes_whatever_the_ids_are() {
    for id in [
        |item: usize| format!("{}", 1000 + item),
        |item: usize| format!("sku-{:06}", item * item),
        |item: usize| format!("{:x}-{item}", item * 7919 % 4093),
    ] {
        let visit = |at: usize| {
            let looks = (0..6).map(|step| id((at * 31 + step * step * 17) % 300));
            looks.collect::<Vec<_>>().join(" ")
        };
        let lines: Vec<String> = (0..900).map(visit).collect();
        let (sessions, _) = read(lines.join("\n")).unwrap();
        let weigh = |bytes: f64| {
            let mut options = Options::default();
            options.model.visited_bytes = bytes;
            options.train.session.epochs = 1;
            let model = bare::of_sessions(&sessions, &options, &Silent).unwrap();
            Weight::of(&model.files).unwrap().per_item()
        };
        let (few, many) = (weigh(30.0), weigh(40.0));
        assert!((20.0..=30.0).contains(&few), "{few}: {}", id(1));
        assert!((few..=40.0).contains(&many), "{many}: {}", id(1));
    }
}

#[test]
fn bad_lines_are_counted_and_the_rest_is_used() {
    let long = "x".repeat(257);
    let text = format!(
        "SessionId,ItemId,Time\n1,a,10\n1,a\n,a,10\n1,,10\n1,b,soon\n1,b,-5\n1,{long},10\n1,b,4102444800\n"
    );
    let (sessions, report) = read(text).unwrap();
    // A date in the far future is a date all the same.
    assert_eq!(texts(&sessions), ["a b"]);
    let counts: Vec<(&str, u64)> = report.files[0]
        .bad
        .iter()
        .map(|count| (count.name.as_str(), count.count))
        .collect();
    let expected = [
        ("wrong number of fields", 1),
        ("no session id", 1),
        ("no item id", 1),
        ("unreadable time", 2),
        ("an id that is too long", 1),
    ];
    assert_eq!(counts, expected);
    assert!(report.files[0].bad[3].examples[0].contains("line 6: \"soon\""));
    let huge = format!("a b\n{}\nc d\n", "x ".repeat(600_000));
    let (sessions, report) = read(huge).unwrap();
    assert_eq!(texts(&sessions), ["a b", "c d"]);
    assert_eq!(report.files[0].bad[0].name, "a line that is too long");
}

#[test]
fn a_visit_without_end_is_cut() {
    let (sessions, report) = read("a b ".repeat(1500)).unwrap();
    assert_eq!((sessions.len(), sessions.clicks()), (1, 1000));
    assert_eq!(report.rules[0].name, "visits of too many clicks");
}

#[test]
fn compressed_files_are_read_as_they_are() {
    let (sessions, _) = read(zstd::encode_all(&b"a b\nc d\n"[..], 3).unwrap()).unwrap();
    assert_eq!(texts(&sessions), ["a b", "c d"]);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, b"a b\tc\n").unwrap();
    assert_eq!(cases(gzip.finish().unwrap()).unwrap().0.len(), 1);
}

#[test]
fn wrong_files_are_refused_by_name_and_line() {
    for (text, expected) in [
        (&b""[..], "train.txt is empty; expected visits"),
        (b" \n\n", "train.txt is empty"),
        (b"1 2\t3\n", "is a list of cases"),
        (b"{\"train\": {}}", "is a JSON file of baskets"),
        (
            b"SessionId,ItemId,Time\n",
            "has a header in line 1 and no line after it",
        ),
        (
            b"SessionId,Item,Clock\n1,a,3\n",
            "the column \"Time\" is missing",
        ),
        (
            b"user,item_id,time\n1,a,3\n",
            "the column \"SessionId\" is missing",
        ),
        (
            b"SessionId,ItemId,Time\n1,a,never\n",
            "not one of its 1 lines can be read",
        ),
        (
            "a b\n단골단골단골단골단골단골단골단골단골단골\nc \u{1}\n".as_bytes(),
            "line 3, column \"1\": byte 0xe9 is not UTF-8",
        ),
        (b"PK\x03\x04", "a ZIP archive"),
    ] {
        // A stray byte, which no text of Rust's can hold.
        let text: Vec<u8> = text
            .iter()
            .map(|it| if *it == 1 { 0xe9 } else { *it })
            .collect();
        let error = message(read(text));
        assert!(
            error.contains("train.txt") && error.contains(expected),
            "{error}"
        );
    }
    let folder = Folder::new();
    let nowhere = [folder.path("nowhere.txt")];
    let error = message(sessions::read(&nowhere, &mut Report::default(), &Silent));
    assert!(error.contains("nowhere.txt cannot be opened"), "{error}");
}

#[test]
fn shrinking_and_growing_prefixes_are_one_visit() {
    let (cases, _) = cases("a b c\td\na b\tc\na\tb\na\tb\nx\ty\nx y\tz\nq r\ts\n").unwrap();
    assert_eq!(texts(&cases.visits), ["a b c d", "a b", "x y z", "q r s"]);
    assert_eq!(cases.first, [1, 1, 1, 2]);
    assert_eq!(cases.len(), 3 + 1 + 2 + 1);
}

#[test]
fn wrong_cases_are_counted_or_refused() {
    let (found, report) = cases("a\tb\nc d\n\te\nf\tg h\ni\t\n").unwrap();
    assert_eq!(texts(&found.visits), ["a b"]);
    let names: Vec<&str> = report.files[0]
        .bad
        .iter()
        .map(|count| count.name.as_str())
        .collect();
    let expected = [
        "no target",
        "no usable prefix",
        "more than one target",
        "no usable target",
    ];
    assert_eq!(names, expected);
    for (text, expected) in [
        ("", "is empty; expected test cases"),
        ("a\t\n", "not one of its 1 lines can be read"),
        (
            "a\nb\n",
            "leaves nothing to be foretold: no visit in it has a second click",
        ),
        (
            "SessionId,ItemId,Time\n1,a,3\n2,b,4\n",
            "leaves nothing to be foretold",
        ),
        ("{}", "is a JSON file of baskets"),
    ] {
        let error = message(cases(text));
        assert!(
            error.contains("test.txt") && error.contains(expected),
            "{error}"
        );
    }
}

#[test]
fn every_click_of_a_test_table_but_the_first_is_a_target() {
    let (cases, _) = cases("SessionId,ItemId,Time\n1,b,2\n1,a,1\n2,c,9\n1,a,3\n").unwrap();
    assert_eq!(texts(&cases.visits), ["a b a", "c"]);
    assert_eq!((cases.first.as_slice(), cases.len()), (&[1, 1][..], 2));
}

#[test]
fn baskets_are_json_with_numbers_or_texts() {
    let folder = Folder::new();
    let split = |text: &str| {
        let path = folder.put("baskets.json", text);
        baskets::read(&path, &path, &mut Report::default())
    };
    let found = split(
        r#"{"train": {"u": [[1, "b"], [], [2]]}, "validate": {"v": [["b"]]},
            "test": {"w": [[1], [7, 7]], "x": [[3]], "y": []}}"#,
    );
    let found = found.unwrap();
    assert_eq!(
        found.train,
        [vec![vec!["1", "b"], vec!["2"]], vec![vec!["b"]]]
    );
    assert_eq!(
        found.test,
        [vec![vec!["1"], vec!["7", "7"]], vec![vec!["3"]]]
    );
    for (text, expected) in [
        ("[1]", "no JSON object"),
        ("{\"train\": 3}", "line 1"),
        ("{\n\"train\": {\"u\": [[1.5]]}}", "line 2"),
        ("{\"training\": {}}", "unknown field"),
        ("{\"train\": {\"u\": [[1]]}", "line 1"),
        ("{}", "no customer under \"train\""),
        (
            "{\"train\": {\"u\": [[1]]}, \"test\": {\"v\": [[1]]}}",
            "no customer with two baskets",
        ),
    ] {
        let error = message(split(text));
        assert!(
            error.contains("baskets.json") && error.contains(expected),
            "{error}"
        );
    }
}
