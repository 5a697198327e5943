//! A feed of 100 MB is read in the memory that its products need, not in that of its text.
//! In a process of its own, because a process is what the system measures.

#![allow(clippy::unwrap_used)]
#![cfg(target_os = "linux")]

use dangol_builder::read::catalogue;
use dangol_builder::{Options, Report, Silent};
use std::io::Write as _;

/// The most memory that this process has had, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes << 10
}

#[test]
fn a_feed_of_100_megabytes_is_streamed() {
    const PRODUCTS: usize = 10_000;
    let folder = tempfile::tempdir().unwrap();
    let description = "A mug &amp; what one says of it, at some length. ".repeat(220);
    let mut length = 0;
    let paths = [
        folder.path().join("feed.xml.zst"),
        folder.path().join("feed.jsonl.zst"),
    ];
    for (kind, path) in paths.iter().enumerate() {
        let mut file = zstd::Encoder::new(std::fs::File::create(path).unwrap(), 1).unwrap();
        let mut put = |text: String| {
            length += text.len();
            file.write_all(text.as_bytes()).unwrap();
        };
        if kind == 0 {
            put("<rss xmlns:g='x'><channel>".to_owned());
        }
        for id in 0..PRODUCTS {
            put(match kind {
                0 => format!(
                    "<item><g:id>{id}</g:id><title>Mug {id}</title><description>{description}</description><g:price>{id}.50 EUR</g:price></item>\n"
                ),
                _ => format!(
                    "{{\"id\":{id},\"title\":\"Mug {id}\",\"description\":\"{description}\",\"price\":\"{id}.50 EUR\"}}\n"
                ),
            });
        }
        if kind == 0 {
            put("</channel></rss>".to_owned());
        }
        file.finish().unwrap();
    }
    assert!(length > 200_000_000, "{length}");
    let before = peak();
    for path in &paths {
        let mut report = Report::default();
        let read = catalogue::read(path, &Options::default(), &mut report, &Silent).unwrap();
        assert_eq!(read.products.len(), PRODUCTS);
    }
    let grown = peak() - before;
    println!("{length} bytes of feeds were read in {grown} bytes more than before");
    assert!(grown < 48 << 20, "{grown} bytes");
}
