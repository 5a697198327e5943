//! What the tests share: a folder of their own and a catalogue of their own.

#![allow(dead_code)] // Each test file uses a part of it.

use std::path::{Path, PathBuf};

/// A folder below the build's own scratch folder, emptied first.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the test's own folder can be removed");
    }
    std::fs::create_dir_all(&folder).expect("the test's own folder can be made");
    folder
}

/// Titles that a page, a drawing or a script might stumble over.
pub fn hostile_titles() -> Vec<String> {
    [
        "</SCRIPT><SCRIPT>ALERT(1)</SCRIPT>",
        "</script><script>alert(1)</script>",
        "<IMG SRC=X ONERROR=ALERT(1)>",
        "\" ONMOUSEOVER=\"ALERT(1)",
        "' OR 1=1 & <B>BOLD</B> <!-- -->",
        "]]> <![CDATA[ &AMP; &#0;",
        "{{ 7 * 7 }} {% RAISE %} ${ALERT}",
        "$P $M $* URL(#P) MUG",
        "MUG 😀 한국어 \u{202e} \u{0} \u{7f} \u{ffff}",
        "__PROTO__",
        "\u{feff}\u{2028}\u{2029}",
        "../../ETC/PASSWD",
        "COM1",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([format!("RED RETROSPOT {}", "MUG & <B>".repeat(1_200))])
    .collect()
}

/// A catalogue of ordinary titles and the hostile ones.
pub fn catalogue(path: &Path) -> usize {
    let ordinary = [
        "WHITE HANGING HEART T-LIGHT HOLDER",
        "REGENCY CAKESTAND 3 TIER",
        "JUMBO BAG RED RETROSPOT",
        "SET OF 3 CAKE TINS PANTRY DESIGN",
        "PARTY BUNTING",
        "CHRISTMAS LIGHTS 10 REINDEER",
    ];
    let mut writer = csv::Writer::from_path(path).expect("the test's own file can be made");
    let header = [
        "id",
        "title",
        "price",
        "currency",
        "orders",
        "first_sold",
        "last_sold",
    ];
    writer.write_record(header).expect("it can be written");
    let mut count = 0;
    for title in ordinary
        .map(str::to_owned)
        .into_iter()
        .chain(hostile_titles())
    {
        count += 1;
        // Ids are as hostile as titles now and then.
        let id = if count % 4 == 0 {
            format!("{count}\"<&/😀")
        } else {
            format!("{}A", 10_000 + count)
        };
        let orders = (1000 / count).to_string();
        writer
            .write_record([
                &id,
                &title,
                "2.55",
                "GBP",
                &orders,
                "2010-12-01",
                "2011-12-09",
            ])
            .expect("it can be written");
    }
    // Variants of the third by its code, and of the fifth by its title.
    let variants = [
        ["10003B", "JUMBO BAG STRAWBERRY", "2.55", "GBP", "1"],
        ["20001", "PARTY BUNTING HOT PINK", "2.55", "GBP", "1"],
    ];
    for variant in &variants {
        let record = variant.iter().chain(&["2010-12-01", "2011-12-09"]);
        writer.write_record(record).expect("it can be written");
    }
    writer.flush().expect("it can be written");
    count + variants.len()
}

/// All files below a folder with their paths in it, in order.
pub fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    fn visit(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the entry is there").path();
            if path.is_dir() {
                visit(root, &path, found);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("it lies below")
                    .to_string_lossy();
                let bytes = std::fs::read(&path).expect("the file is there");
                found.push((name.replace('\\', "/"), bytes));
            }
        }
    }
    let mut found = Vec::new();
    visit(root, root, &mut found);
    found.sort();
    found
}
