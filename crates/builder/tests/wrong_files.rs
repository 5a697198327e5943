//! A wrong file stops the build and says which file, where, and what was expected.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Folder, UCI};
use dangol_builder::build::{self, Input};
use dangol_builder::{Options, Report, Silent};
use std::io::Write as _;
use std::path::PathBuf;

fn error_of(catalogue: Option<PathBuf>, orders: Vec<PathBuf>, options: &Options) -> String {
    let input = Input {
        catalogue,
        orders,
        sessions: Vec::new(),
        aggregates: None,
    };
    match build::model(&input, options, &mut Report::default(), &Silent) {
        Ok(_) => panic!("this should not have become a model"),
        Err(error) => error.to_string(),
    }
}

/// What is in the file, and what the error says after the file's name.
const ORDERS: [(&[u8], &str); 13] = [
    (
        b"",
        "is empty; expected a first line that names the columns \"order_id\", \"item_id\", \"date\"",
    ),
    (b"\xef\xbb\xbf", "is empty"),
    (
        b"order_id,item_id,date\n",
        "has a header in line 1 and no line after it; expected at least one order line",
    ),
    (
        b"order_id,date\n1,2011-01-01\n",
        "line 1: the column \"item_id\" is missing; expected it under one of the names \"itemid\", \"stockcode\"",
    ),
    (
        b"order_id,Invoice No,item_id,date\n1,1,2,2011-01-01\n",
        "line 1: the columns \"order_id\" and \"Invoice No\" both mean \"order_id\"",
    ),
    (
        "order_id,item_id,title,date\n1,a,단골 단골 단골 단골 단골 단골 단골 단골 단골 단골,2011-01-01\n2,b,Caf\u{1}\n".as_bytes(),
        "line 3, column \"title\": byte 0xe9 is not UTF-8; the rest of the file is",
    ),
    (b"PK\x03\x04......", "is a ZIP archive or an Excel workbook"),
    (
        b"order_id,item_id,date\n1,a,later\n2,b,soon\n",
        "not one of its 2 lines can be read; the first is line 2: unreadable date, \"later\", expected such as 2011-12-09 12:50",
    ),
    (
        b"order_id,item_id,date\n1,a,12/1/2010 8:26\n2,b,3/1/2010 9:00\n",
        "line 2, column \"date\": \"12/1/2010 8:26\" can be read in two ways, and no other line tells which; expected --dates day-first or --dates month-first",
    ),
    (
        b"order_id;item_id;date;price\n1;a;2010-12-01;1.234\n",
        "line 2, column \"price\": \"1.234\" can be read in two ways, and no other line tells which; expected --decimal point or --decimal comma",
    ),
    (
        b"{\"orders\": []}",
        "is JSON without GA4's \"event_name\"",
    ),
    (
        b"\x1f\x8b\x08\0\0\0\0\0broken",
        "cannot be read after line 0",
    ),
    (b"\x28\xb5\x2f\xfdbroken", "cannot be read after line 0"),
];

#[test]
fn wrong_order_files_are_named() {
    let folder = Folder::new();
    for (number, (bytes, expected)) in ORDERS.iter().enumerate() {
        let name = format!("orders{number}.csv");
        // A stray byte, which no text of Rust's can hold.
        let bytes: Vec<u8> = bytes
            .iter()
            .map(|it| if *it == 1 { 0xe9 } else { *it })
            .collect();
        let path = folder.put(&name, bytes);
        let error = error_of(None, vec![path], &Options::default());
        assert!(error.contains(&name), "{error}");
        assert!(error.contains(expected), "{error}\n  lacks {expected}");
    }
}

#[test]
fn an_open_quote_does_not_swallow_the_file() {
    let folder = Folder::new();
    let lines = "1,a,Tea,2011-01-01\n".repeat(300);
    let text =
        format!("order_id,item_id,title,date\n1,a,Tea,2011-01-01\n2,b,\"Cup,2011-01-01\n{lines}");
    let error = error_of(
        None,
        vec![folder.put("open.csv", text)],
        &Options::default(),
    );
    assert!(
        error.contains("open.csv, line 3: a quoted field begins here"),
        "{error}"
    );
}

#[test]
fn a_file_that_is_cut_short_says_after_which_line() {
    let folder = Folder::new();
    let line = "1,10,RED CUP,2,2011-01-01 10:00,2.55,7,UK\n";
    let text = format!("{UCI}{}", line.repeat(20_000));
    let packed = zstd::encode_all(text.as_bytes(), 3).unwrap();
    let path = folder.put("cut.csv.zst", &packed[..packed.len() - 9]);
    let error = error_of(None, vec![path], &Options::default());
    assert!(
        error.contains("cut.csv.zst cannot be read after line"),
        "{error}"
    );
}

#[test]
fn wrong_catalogues_are_named() {
    let folder = Folder::new();
    for (text, expected) in [
        (
            "",
            "is empty; expected a first line that names the columns \"id\", \"title\"",
        ),
        ("id,title\n", "expected at least one product"),
        ("id,price\n1,2.55 GBP\n", "the column \"title\" is missing"),
        (
            "id,title,link\n1,Tea,javascript:alert(1)\n",
            "a link that is neither http(s) nor relative",
        ),
    ] {
        let path = folder.put("feed.csv", text);
        let error = error_of(Some(path), Vec::new(), &Options::default());
        assert!(
            error.contains("feed.csv") && error.contains(expected),
            "{error}"
        );
    }
}

#[test]
fn missing_files_folders_and_nothing_at_all() {
    let folder = Folder::new();
    let missing = error_of(None, vec![folder.path("none.csv")], &Options::default());
    assert!(missing.contains("none.csv cannot be opened"), "{missing}");
    let is_folder = error_of(None, vec![folder.0.path().to_owned()], &Options::default());
    assert!(is_folder.contains("cannot be opened"), "{is_folder}");
    let nothing = error_of(None, Vec::new(), &Options::default());
    assert!(
        nothing.contains("neither a catalogue nor a file of orders or visits was given"),
        "{nothing}"
    );
    let fees = folder.put(
        "fees.csv",
        format!("{UCI}1,POST,POSTAGE,1,2011-01-01,18,7,UK\n"),
    );
    let cleaned = error_of(None, vec![fees], &Options::default());
    assert!(
        cleaned.contains("of 1 lines, cleaning has left none"),
        "{cleaned}"
    );
}

#[test]
fn options_that_cannot_be_are_refused() {
    for (currency, template, expected) in [
        (
            "pounds",
            "/p/{id}",
            "the option --currency is \"pounds\"; expected an ISO 4217 code",
        ),
        (
            "GBP",
            "/p/",
            "the option --url-template is \"/p/\"; expected a link that holds {id}",
        ),
        (
            "GBP",
            "javascript:{id}",
            "expected a link that is http(s) or relative",
        ),
    ] {
        let options = Options {
            currency: currency.to_owned(),
            url_template: template.to_owned(),
            ..Options::default()
        };
        let error = error_of(None, Vec::new(), &options);
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn the_same_orders_open_however_they_are_packed() {
    let folder = Folder::new();
    let text = format!(
        "{UCI}1,10,CAF\u{c9} CUP,2,2011-01-01 10:00,2.55,7,UK\n1,20,TEA,2,2011-01-01 10:00,2.55,7,UK\n"
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let files = [
        folder.put("plain.csv", &text),
        folder.put("bom.csv", format!("\u{feff}{text}")),
        folder.put("crlf.csv", text.replace('\n', "\r\n")),
        folder.put("packed.csv.gz", gzip.finish().unwrap()),
        folder.put(
            "packed.csv.zst",
            zstd::encode_all(text.as_bytes(), 3).unwrap(),
        ),
        folder.put(
            "misnamed.csv",
            zstd::encode_all(text.as_bytes(), 3).unwrap(),
        ),
    ];
    let builds: Vec<String> = files
        .into_iter()
        .map(|path| {
            let input = Input {
                catalogue: None,
                orders: vec![path],
                sessions: Vec::new(),
                aggregates: None,
            };
            let model = build::model(&input, &Options::default(), &mut Report::default(), &Silent);
            model.unwrap().files.entry.build
        })
        .collect();
    assert!(builds.iter().all(|build| build == &builds[0]), "{builds:?}");
}
