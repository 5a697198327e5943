//! Bytes that nobody's device would send: the report decoder and what stands behind it, under
//! mutations that know where a report's fields are. The same each time.
//!
//! `DANGOL_FUZZ=10000000 cargo test -p dangol-collector --test decoder --release` for many;
//! `cargo xtask fuzz` lets coverage guide it.

#![allow(clippy::unwrap_used)]

mod check;

use check::check;
use dangol_core::report::mechanism::answer;
use dangol_wire::measure::{MEASURES, Measure, Mode, SLOTS, Subject};
use dangol_wire::noise::Epsilon;
use dangol_wire::report::{Count, Key, MAX_ENTRIES, REPORT_BYTES, Report};

/// Where the fields of a report begin; one after the last.
const FIELDS: [usize; 11] = [0, 4, 5, 21, 23, 27, 43, 44, 46, 48, 80];

/// Where the entries begin, and the bytes of one.
const ENTRIES: usize = 81;
const ENTRY: usize = 9;

/// Random numbers, the same each time (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// A report as a device may make it.
fn honest(random: &mut Random) -> Vec<u8> {
    let mut counts: Vec<Count> = (0..random.below(MAX_ENTRIES + 1))
        .filter_map(|_| {
            let declared = &MEASURES[random.below(MEASURES.len())];
            let subject = match declared.subject {
                Subject::None => 0,
                _ => 1 + (random.next() as u32 >> 1),
            };
            let key = Key {
                measure: declared.measure,
                slot: if declared.by_slot {
                    1 + random.below(SLOTS.len() - 1) as u8
                } else {
                    0
                },
                arm: if declared.by_arm {
                    random.below(8) as u8
                } else {
                    0
                },
                subject,
                cell: random.below(declared.cells.into()) as u8,
            };
            let count = 1 + random.below(declared.max.into()) as u8;
            (declared.mode == Mode::Plain).then_some(Count { key, count })
        })
        .collect();
    counts.sort_by_key(|count| count.key);
    counts.dedup_by_key(|count| count.key);
    let draw = |random: &mut Random| (random.next() >> 32) as u32;
    let histogram = match random.below(3) {
        0 => None,
        which => {
            let (measure, cells) = match which {
                1 => (Measure::Interest, 2 + random.below(127) as u16),
                _ => (Measure::Lifecycle, 6),
            };
            let cell = random.below(cells.into()) as u16;
            let epsilons: Vec<Epsilon> = Epsilon::all().collect();
            let epsilon = epsilons[random.below(epsilons.len())];
            Some(answer(measure, cell, cells, epsilon, &mut || draw(random)).unwrap())
        }
    };
    let epoch = random.next() as u16 >> 1;
    Report {
        site: ["a", "shop", "0123456789abcdef"][random.below(3)]
            .parse()
            .unwrap(),
        epoch,
        hour: (u32::from(epoch) + 1) * 24 + random.below(1000) as u32,
        id: std::array::from_fn(|_| random.next() as u8),
        histogram,
        counts,
    }
    .encode()
}

/// Changes a report in one of the ways in which something could go wrong.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let at = random
        .below(bytes.len().max(1))
        .min(bytes.len().saturating_sub(1));
    let telling = [
        0,
        1,
        0x7f,
        0x80,
        0xff,
        MAX_ENTRIES as u8,
        MAX_ENTRIES as u8 + 1,
    ];
    match random.below(12) {
        _ if bytes.len() < REPORT_BYTES => bytes.resize(REPORT_BYTES, 0),
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = random.next() as u8,
        2 => bytes[at] = telling[random.below(telling.len())],
        3 => bytes[at] = bytes[at].wrapping_add(1),
        // A whole field of another report, or of nothing.
        4 | 5 => {
            let field = random.below(FIELDS.len() - 1);
            let place = FIELDS[field]..FIELDS[field + 1];
            match random.below(3) {
                0 => bytes[place].fill(0),
                1 => bytes[place].fill(0xff),
                _ => bytes[place.clone()].copy_from_slice(&other[place]),
            }
        }
        // Entries: one more or fewer is announced, one is doubled, two change places, or one
        // comes out of another report.
        6 => bytes[80] = bytes[80].wrapping_add([1, 0xff][random.below(2)]),
        7 | 8 => {
            let place = |random: &mut Random| ENTRIES + ENTRY * random.below(MAX_ENTRIES);
            let (from, to) = (place(random), place(random));
            let entry = match random.below(2) {
                0 => bytes[from..from + ENTRY].to_vec(),
                _ => other[from..from + ENTRY].to_vec(),
            };
            bytes[to..to + ENTRY].copy_from_slice(&entry);
        }
        9 => {
            let end = random.below(REPORT_BYTES + 1);
            let rest = other[end..].to_vec();
            bytes.truncate(end);
            bytes.extend(rest);
        }
        10 => bytes.truncate(at),
        _ => bytes.resize(REPORT_BYTES + random.below(64), random.next() as u8),
    }
}

#[test]
fn no_mutation_gets_past_the_decoder_or_stops_it() {
    let rounds: u64 =
        std::env::var("DANGOL_FUZZ").map_or(150_000, |rounds| rounds.parse().unwrap());
    let mut random = Random(6);
    let corpus: Vec<Vec<u8>> = (0..256).map(|_| honest(&mut random)).collect();
    let (mut taken, mut refused) = (0_u64, 0_u64);
    for _ in 0..rounds {
        let mut bytes = corpus[random.below(corpus.len())].clone();
        for _ in 0..1 + random.below(3) {
            let other = &corpus[random.below(corpus.len())];
            mutate(&mut bytes, other, &mut random);
        }
        match check(&bytes) {
            true => taken += 1,
            false => refused += 1,
        }
    }
    // Mutations that always, or never, leave a report would test one half only.
    assert!(
        taken > rounds / 50 && refused > rounds / 10,
        "{taken} {refused}"
    );
}

/// `cargo xtask fuzz` begins with these, kept in the folder that `DANGOL_CORPUS` names: from
/// nothing, no fuzzer comes upon 1,024 bytes that begin as a report does.
#[test]
fn honest_reports_are_taken() {
    let mut random = Random(8);
    let folder = std::env::var_os("DANGOL_CORPUS").map(std::path::PathBuf::from);
    for number in 0..256 {
        let report = honest(&mut random);
        assert!(check(&report));
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(folder.join(format!("honest-{number}")), report).unwrap();
        }
    }
}

#[test]
fn any_bytes_of_any_length_are_answered() {
    let mut random = Random(7);
    for length in (0..64).chain([REPORT_BYTES - 1, REPORT_BYTES, REPORT_BYTES + 1, 1 << 16]) {
        for _ in 0..20 {
            let mut bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
            check(&bytes);
            let head = b"DGLR\x01";
            let known = head.len().min(bytes.len());
            bytes[..known].copy_from_slice(&head[..known]);
            check(&bytes);
        }
    }
}
