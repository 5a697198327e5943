//! Invariant 7: what a released version stored or built stays readable.
//!
//! `tests/frozen/<version>` holds the bytes of each format as that version wrote them.
//! They are never changed. A new version adds a folder: `DANGOL_FREEZE=<version> cargo
//! test -p dangol-core --test frozen`.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::profile::Export;
use dangol_core::{Kind, Now, Part, Reply, Restored};
use dangol_wire::frame::{self, Kind as FileKind};
use dangol_wire::measure::{MEASURES, Measure, Mode, Subject};
use dangol_wire::noise::Epsilon;
use dangol_wire::report::{Count, Histogram, Key, Report};
use dangol_wire::{Attributes, Chunk, Entry, Home, place};
use fixture::*;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/frozen")
}

/// A profile with something of everything.
fn regular() -> (dangol_core::Engine, Device) {
    let mut engine = counting(Default::default());
    agree(&mut engine, START);
    look(&mut engine, 0, START);
    track(&mut engine, "add_to_cart", &id(0), Now::utc(START));
    track(&mut engine, "purchase", &id(3), Now::utc(START));
    engine.mark_gift(&id(3), Now::utc(START));
    let facts = serde_json::json!({
        "name": "미나",
        "birthday": "--05-13",
        "dates": [{"name": "준", "relation": "남편", "date": "1988-02-29"}],
        "sizes": [{"of": "shoes", "size": 240}],
        "dislikes": ["pink"],
    });
    state(&mut engine, facts, START);
    let points = serde_json::json!({"points": 90, "threshold": 100, "reward": "찻잔"});
    engine
        .track("dangol_points", &json(points), Now::utc(START))
        .unwrap();
    assert_eq!(engine.greeting(Now::utc(START)).unwrap().code, "points");
    engine.stop_moment("season", true);
    assert_eq!(engine.offer("top", Now::utc(START)).unwrap().code, "TEN");
    engine.offer_taken("welcome", Now::utc(START));
    engine.stop_offer("welcome", true);
    let gift = json(serde_json::json!({"gift": true}));
    engine.wish(&id(0), &gift, Now::utc(START)).unwrap();
    engine.weigh(vec!["size".into(), "price".into()], Now::utc(START));
    look(&mut engine, 1, START + DAY);
    track(&mut engine, "purchase", &id(4), Now::utc(START + DAY));
    assert_eq!(
        engine.ask(Now::utc(START + DAY)).unwrap().asks.name(),
        "satisfaction"
    );
    engine
        .reply(Reply::Stars(4), Now::utc(START + DAY))
        .unwrap();
    engine.allow_question("rating", false).unwrap();
    let mut device = Device::default();
    device.save(&mut engine, START + DAY);
    (engine, device)
}

fn chunk_number() -> u32 {
    place::chunk_of(&id(0), CHUNKS)
}

/// What is stated of two items.
fn attributes() -> Attributes {
    let pairs = |pairs: &[(&str, &str)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        pairs.collect()
    };
    Attributes {
        build: 0xab,
        number: chunk_number(),
        items: vec![
            (id(0), pairs(&[("color", "red|빨강"), ("size", "12.5 cm")])),
            (
                id(5),
                pairs(&[("size", "12.5 cm"), ("Motif|모티프", "heart")]),
            ),
            (id(7), Vec::new()),
        ],
    }
}

/// A report with something of everything.
fn report() -> Report {
    let mut histogram = Histogram {
        measure: Measure::Interest,
        epsilon: Epsilon::USUAL,
        cells: 30,
        answer: [0; 32],
    };
    for cell in [3, 17, 29] {
        histogram.set(cell);
    }
    let counts = MEASURES.iter().filter(|known| known.mode == Mode::Plain);
    let counts = counts.map(|known| Count {
        key: Key {
            slot: u8::from(known.by_slot),
            arm: u8::from(known.by_arm),
            subject: u32::from(known.subject != Subject::None) * 7,
            cell: (known.cells - 1) as u8,
            ..Key::of(known.measure)
        },
        count: known.max,
    });
    Report {
        site: "gift-shop".parse().unwrap(),
        epoch: 19_675,
        hour: 19_676 * 24 + 7,
        id: *b"frozen sixteen b",
        histogram: Some(histogram),
        counts: counts.collect(),
    }
}

/// A hot file with something of everything.
fn hot() -> dangol_wire::Hot {
    use dangol_wire::hot::Now;
    let ids: Vec<String> = (0..40).map(id).collect();
    let listed = [
        (ids[0].as_str(), Now::SoldOut),
        (ids[7].as_str(), Now::NoPrice),
        (ids[9].as_str(), Now::Price(1_295)),
    ];
    let all = ids.iter().map(String::as_str);
    dangol_wire::Hot::new(0x0123_4567_89ab_cdef, 1_700_000_000, 86_400, &listed, all)
}

fn freeze(version: &str) {
    let folder = folder().join(version);
    std::fs::create_dir_all(&folder).unwrap();
    let (engine, device) = regular();
    let chunk = body(Part::Chunk(chunk_number()));
    for (name, bytes) in [
        ("consent.bin", device.consent.unwrap()),
        ("profile.bin", device.profile.unwrap()),
        (
            "export.json",
            serde_json::to_vec_pretty(&engine.export()).unwrap(),
        ),
        ("entry.json", serde_json::to_vec_pretty(&entry()).unwrap()),
        ("home.dgm", frame::pack(FileKind::Home, &body(Part::Home))),
        ("chunk.dgm", frame::pack(FileKind::Chunk, &chunk)),
        (
            "attributes.dgm",
            frame::pack(FileKind::Attributes, &attributes().encode()),
        ),
        ("report.bin", report().encode()),
        ("hot.dgm", frame::pack(FileKind::Hot, &hot().encode())),
    ] {
        let path = folder.join(name);
        assert!(!path.exists(), "{} is frozen", path.display());
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn every_released_version_is_still_read() {
    if let Ok(version) = std::env::var("DANGOL_FREEZE") {
        freeze(&version);
    }
    let mut versions = 0;
    for version in std::fs::read_dir(folder()).unwrap() {
        let folder = version.unwrap().path();
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        versions += 1;

        assert_eq!(Report::decode(&read("report.bin")), Ok(report()));
        let changes = frame::unpack(&read("hot.dgm"), FileKind::Hot).unwrap();
        assert_eq!(dangol_wire::Hot::decode(&changes), Ok(hot()));
        let entry: Entry = serde_json::from_slice(&read("entry.json")).unwrap();
        assert_eq!(entry.check(), Ok(()));
        assert_eq!(entry, fixture::entry());
        let home = frame::unpack(&read("home.dgm"), FileKind::Home).unwrap();
        assert_eq!(Home::decode(&home), Home::decode(&body(Part::Home)));
        let packed = frame::unpack(&read("attributes.dgm"), FileKind::Attributes).unwrap();
        assert_eq!(Attributes::decode(&packed), Ok(attributes()));
        let chunk = frame::unpack(&read("chunk.dgm"), FileKind::Chunk).unwrap();
        let chunk = Chunk::decode(&chunk).unwrap();
        assert_eq!(
            Ok(&chunk),
            Chunk::decode(&body(Part::Chunk(chunk_number()))).as_ref()
        );
        let position = chunk.position(&id(0)).unwrap();
        let nearest = chunk.items[position]
            .related
            .weights(chunk.related_bits)
            .map(|(_, weight)| weight);
        assert!((nearest.fold(0.0, f32::max) - 1.0).abs() < 0.01);

        let device = Device {
            consent: Some(read("consent.bin")),
            profile: Some(read("profile.bin")),
            set_aside: None,
        };
        let mut engine = engine();
        assert_eq!(
            device.restore(&mut engine, START + 2 * DAY),
            Restored::Profile
        );
        let overview = engine.overview();
        assert_eq!(overview.name.as_deref(), Some("미나"));
        assert_eq!(overview.facts.len(), 5);
        assert_eq!(overview.facts[2].date, "1988-02-29");
        assert_eq!(overview.visits, 2);
        assert_eq!(overview.basket, [id(0)]);
        assert_eq!(overview.stopped_greetings, ["season"]);
        assert_eq!(overview.stopped_questions, ["rating"]);
        assert_eq!(overview.satisfaction.map(|said| said.stars), Some(4));
        assert_eq!(overview.weighed, ["size", "price"]);
        assert_eq!(engine.export().profile.greetings.said[0].moment, "points");
        let gifts: Vec<_> = overview.items.iter().filter(|item| item.gift).collect();
        assert_eq!(gifts.len(), 1);
        let offered = &overview.offers[0];
        assert_eq!(
            (offered.id.as_str(), offered.shown, offered.taken),
            ("welcome", 1, 1)
        );
        assert!(offered.stopped);
        home_page_is_personal(&mut engine);

        let export: Export = serde_json::from_slice(&read("export.json")).unwrap();
        let mut engine = fixture::engine();
        agree(&mut engine, START + 2 * DAY);
        engine.import(export, Now::utc(START + 2 * DAY)).unwrap();
        home_page_is_personal(&mut engine);
    }
    assert!(versions > 0, "there is a frozen version");
}

fn home_page_is_personal(engine: &mut dangol_core::Engine) {
    home(engine, START + 2 * DAY);
    let for_you = list(engine, Kind::ForYou, START + 2 * DAY);
    assert_eq!(for_you[0].item_id, "item-2");
    let recent = list(engine, Kind::RecentlyViewed, START + 2 * DAY);
    assert_eq!(ids(&recent), ["item-1"]);
}
