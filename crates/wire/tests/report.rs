//! The bytes of a report: what goes comes back, and nothing else is read.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

use dangol_wire::measure::{LIFECYCLE, MEASURES, Measure, Mode, SLOTS, Subject};
use dangol_wire::noise::{Epsilon, Mechanism, Noise};
use dangol_wire::report::{Count, Histogram, Key, MAX_ENTRIES, REPORT_BYTES, Report};
use dangol_wire::{MAX_INTERESTS, ReportConfig, Site, WireError};
use proptest::prelude::*;

fn key() -> impl Strategy<Value = Key> {
    let plain = MEASURES
        .iter()
        .filter(|declared| declared.mode == Mode::Plain);
    let plain: Vec<_> = plain.collect();
    (
        proptest::sample::select(plain),
        1..SLOTS.len() as u8,
        0u8..=7,
        any::<u32>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(declared, slot, arm, subject, cell)| Key {
            measure: declared.measure,
            slot: if declared.by_slot { slot } else { 0 },
            arm: if declared.by_arm { arm } else { 0 },
            subject: match declared.subject {
                Subject::None => 0,
                Subject::Experiment | Subject::Campaign => subject,
                Subject::Moment | Subject::Version => subject.max(1),
            },
            cell: cell.index(declared.cells.into()) as u8,
        })
}

fn histogram() -> impl Strategy<Value = Histogram> {
    let epsilons: Vec<Epsilon> = Epsilon::all().collect();
    let bits = any::<[u8; 32]>();
    (
        proptest::sample::select(epsilons),
        any::<bool>(),
        2u16..=128,
        bits,
    )
        .prop_map(|(epsilon, interest, cells, bits)| {
            let (measure, cells) = match interest {
                true => (Measure::Interest, cells),
                false => (Measure::Lifecycle, LIFECYCLE.len() as u16),
            };
            let mut histogram = Histogram {
                measure,
                epsilon,
                cells,
                answer: [0; 32],
            };
            match Noise::of(cells, epsilon).unwrap().mechanism {
                Mechanism::Direct => histogram.set(u16::from(bits[0]) % cells),
                Mechanism::Unary => (0..cells)
                    .filter(|cell| bits[usize::from(cell / 8)] >> (cell % 8) & 1 == 1)
                    .for_each(|cell| histogram.set(cell)),
            }
            histogram
        })
}

prop_compose! {
    fn report()(site in "[a-z0-9-]{1,16}", epoch in any::<u16>(), later in 24u32..100_000, id in any::<[u8; 16]>(),
        histogram in proptest::option::of(histogram()), keys in proptest::collection::btree_set(key(), 0..=MAX_ENTRIES), counts in any::<[u8; MAX_ENTRIES]>()) -> Report {
        let counts = keys.into_iter().zip(counts).map(|(key, count)| Count { key, count: 1 + count % key.measure.max() });
        Report { site: site.parse().unwrap(), epoch, hour: u32::from(epoch) * 24 + later, id, histogram, counts: counts.collect() }
    }
}

proptest! {
    #[test]
    fn a_report_comes_back_as_it_went_and_has_always_one_size(report in report()) {
        let bytes = report.encode();
        prop_assert_eq!(bytes.len(), REPORT_BYTES);
        prop_assert_eq!(Report::decode(&bytes), Ok(report));
    }

    /// What is read is the only spelling of what it says: nothing can hide beside it.
    #[test]
    fn whatever_is_read_is_written_the_same(report in report(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = report.encode();
        let at = at.index(REPORT_BYTES);
        bytes[at] = byte;
        if let Ok(read) = Report::decode(&bytes) {
            prop_assert_eq!(read.encode(), bytes);
        }
    }

    #[test]
    fn no_bytes_panic_the_decoder(mut bytes in proptest::collection::vec(any::<u8>(), REPORT_BYTES), good in report(), keep in 0usize..REPORT_BYTES) {
        let _ = Report::decode(&bytes);
        bytes[..keep].copy_from_slice(&good.encode()[..keep]);
        if let Ok(read) = Report::decode(&bytes) {
            prop_assert_eq!(read.encode(), bytes);
        }
    }

    #[test]
    fn another_size_is_refused(report in report(), size in 0usize..3000) {
        let mut bytes = report.encode();
        bytes.resize(size, 0);
        prop_assert_eq!(Report::decode(&bytes).is_ok(), size == REPORT_BYTES);
    }

    #[test]
    fn what_cannot_be_told_is_clipped_and_left_out(report in report(), key in key(), counts in proptest::collection::vec(any::<u8>(), 200)) {
        let too_many = counts.iter().enumerate().map(|(at, count)| Count {
            key: Key { measure: Measure::Greeted, slot: 0, arm: 0, subject: 1 + at as u32 / 2, cell: 0 },
            count: *count,
        });
        let mut report = report;
        report.counts.push(Count { key, count: 0 });
        report.counts.extend(too_many);
        let read = Report::decode(&report.encode()).unwrap();
        prop_assert!(read.counts.len() <= MAX_ENTRIES);
    }
}

/// A report with two entries and an answer.
fn some() -> Report {
    let seen = Key {
        slot: 1,
        ..Key::of(Measure::Seen)
    };
    let mut histogram = Histogram {
        measure: Measure::Lifecycle,
        epsilon: Epsilon::USUAL,
        cells: 6,
        answer: [0; 32],
    };
    histogram.set(3);
    Report {
        site: "gift-shop".parse().unwrap(),
        epoch: 20_000,
        hour: 20_001 * 24 + 9,
        id: *b"0123456789abcdef",
        histogram: Some(histogram),
        counts: vec![
            Count {
                key: Key::of(Measure::Visitors),
                count: 1,
            },
            Count {
                key: seen,
                count: 12,
            },
        ],
    }
}

#[test]
fn each_fault_is_refused_by_its_name() {
    let malformed = |what| WireError::Malformed { what };
    let faults: [(usize, &[u8], WireError); 26] = [
        (0, b"X", WireError::NotThisFile { expected: "report" }),
        (
            4,
            &[2],
            WireError::UnknownVersion {
                what: "report",
                found: 2,
                known: 1,
            },
        ),
        (
            4,
            &[0],
            WireError::UnknownVersion {
                what: "report",
                found: 0,
                known: 1,
            },
        ),
        (5, b"G", malformed("site")),
        (5, &[0], malformed("site")),
        (20, b"x", malformed("site")),
        // Made on the day that it tells of.
        (23, &(20_000u32 * 24 + 23).to_be_bytes(), malformed("hour")),
        (43, &[0], malformed("histogram")),
        (43, &[4], malformed("mode")),
        (43, &[99], malformed("measure")),
        (44, &[0, 1], malformed("epsilon")),
        (46, &[0, 7], malformed("domain")),
        (46, &[1, 0], malformed("domain")),
        (48, &[0], malformed("answer")),
        (48, &[0b0011_0000], malformed("answer")),
        (48, &[0b0000_0001], malformed("answer")),
        (80, &[1], malformed("padding")),
        (80, &[3], malformed("measure")),
        (80, &[105], WireError::TooLarge { what: "entries" }),
        (81, &[4, 1], malformed("order of entries")),
        (82, &[1], malformed("slot")),
        (83, &[8], malformed("arm")),
        (88, &[1], malformed("cell")),
        (89, &[2], malformed("count")),
        (89, &[0], malformed("count")),
        (1023, &[1], malformed("padding")),
    ];
    assert_eq!(Report::decode(&some().encode()), Ok(some()));
    for (at, bytes, expected) in faults {
        let mut report = some().encode();
        report[at..at + bytes.len()].copy_from_slice(bytes);
        if bytes == [4, 1] {
            // The second entry again, and a third that is the same.
            report[84..90].copy_from_slice(&[0, 0, 0, 0, 0, 12]);
        }
        assert_eq!(Report::decode(&report), Err(expected), "{at}");
    }
    for (size, expected) in [
        (REPORT_BYTES - 1, WireError::CutShort { what: "report" }),
        (REPORT_BYTES + 1, WireError::TooLarge { what: "report" }),
        (0, WireError::CutShort { what: "report" }),
    ] {
        let mut report = some().encode();
        report.resize(size, 0);
        assert_eq!(Report::decode(&report), Err(expected));
    }
}

#[test]
fn the_bytes_are_those_of_the_docs() {
    let bytes = some().encode();
    let mut expected = b"DGLR\x01gift-shop\0\0\0\0\0\0\0\x4e\x20\x00\x07\x53\x21".to_vec();
    expected.extend(b"0123456789abcdef");
    expected.extend([17, 0x07, 0xd0, 0, 6, 0b0001_0000]);
    expected.resize(80, 0);
    expected.extend([2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 4, 1, 0, 0, 0, 0, 0, 0, 12]);
    expected.resize(REPORT_BYTES, 0);
    assert_eq!(bytes, expected);
}

#[test]
fn sites_are_short_and_plain() {
    for good in ["a", "gift-shop", "0123456789abcdef"] {
        assert_eq!(good.parse::<Site>().unwrap().as_str(), good);
    }
    for bad in ["", "Gift", "a b", "a\0b", "0123456789abcdefg", "단골"] {
        assert!(bad.parse::<Site>().is_err(), "{bad}");
    }
}

#[test]
fn a_configuration_of_reports_is_checked_where_there_is_an_address() {
    let good = ReportConfig {
        url: "/v1/report".to_owned(),
        site: "gift-shop".to_owned(),
        interests: vec![String::new(); MAX_INTERESTS],
        epsilon: 0,
    };
    assert_eq!(good.check(), Ok(()));
    assert_eq!(good.epsilon(), Ok(Epsilon::USUAL));
    assert_eq!(good.interest_cells(), Measure::Interest.declared().cells);
    assert_eq!(ReportConfig::default().check(), Ok(()));
    assert_eq!(ReportConfig::default().interest_cells(), 0);
    let mut no_site = good.clone();
    no_site.site.clear();
    let mut odd_epsilon = good.clone();
    odd_epsilon.epsilon = 1;
    let mut too_many = good;
    too_many.interests.push(String::new());
    for bad in [no_site, odd_epsilon, too_many] {
        assert!(bad.check().is_err(), "{bad:?}");
    }
}

/// `DANGOL_WRITE_DOCS=1 cargo test -p dangol-wire --test report` writes the docs anew.
#[test]
fn the_docs_list_every_declared_measure() {
    let mut table = String::new();
    let mut line = |cells: [&str; 10]| table.extend(["| ", &cells.join(" | "), " |\n"]);
    line([
        "code",
        "name",
        "mode",
        "unit",
        "each slot",
        "each arm",
        "subject",
        "cells",
        "clip",
        "shown from, and what for",
    ]);
    line(["---"; 10]);
    for declared in MEASURES {
        let yes = |yes| if yes { "yes" } else { "" };
        let subject = match declared.subject {
            Subject::None => String::new(),
            other => format!("{other:?}").to_lowercase(),
        };
        line([
            &declared.measure.code().to_string(),
            &format!("`{}`", declared.name),
            &format!("`{}`", declared.mode.name()),
            &format!("{:?}", declared.unit).to_lowercase(),
            yes(declared.by_slot),
            yes(declared.by_arm),
            &subject,
            &declared.cells.to_string(),
            &declared.max.to_string(),
            &format!("{} reports. {}", declared.threshold, declared.purpose),
        ]);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/report-format.md");
    let docs = std::fs::read_to_string(path).unwrap();
    let marks = ["<!-- measures -->\n", "<!-- end -->"];
    let (before, rest) = docs.split_once(marks[0]).unwrap();
    let (found, after) = rest.split_once(marks[1]).unwrap();
    if std::env::var_os("DANGOL_WRITE_DOCS").is_some() {
        std::fs::write(path, [before, marks[0], &table, marks[1], after].concat()).unwrap();
        return;
    }
    assert_eq!(found, table, "DANGOL_WRITE_DOCS=1 writes it anew");
}
