//! The real orders of the gift shop: what each rule counts, and what the model holds.

#![allow(clippy::unwrap_used)]

mod common;

use dangol_builder::build::{self, Input, Model};
use dangol_builder::model::folder;
use dangol_builder::{Options, Report, Silent};
use dangol_wire::frame::{Kind, unpack};
use dangol_wire::{Chunk, Home, place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

/// Built once for all tests.
static BUILT: LazyLock<(Model, Report)> = LazyLock::new(build_it);

fn build_it() -> (Model, Report) {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../www/shop/data/transactions.csv.zst");
    let input = Input {
        catalogue: None,
        orders: vec![path],
        sessions: Vec::new(),
        aggregates: None,
    };
    let mut report = Report::default();
    let model = build::model(&input, &Options::default(), &mut report, &Silent).unwrap();
    (model, report)
}

#[test]
fn every_rule_counts_what_it_counted() {
    let report = &BUILT.1;
    assert_eq!(report.files[0].lines, 541_909);
    assert!(report.files[0].bad.is_empty());
    let counts: Vec<(&str, u64)> = report
        .rules
        .iter()
        .map(|count| (count.name.as_str(), count.count))
        .collect();
    let expected = [
        ("dates far from all others", 0),
        ("codes that differ only by case", 1876),
        ("fees, postage and other lines that are no products", 3037),
        ("purchases that were cancelled", 2834),
        ("cancellations with their purchase", 2834),
        ("cancellations without a purchase", 5869),
        ("stock-take notes and test entries", 622),
        ("missing descriptions without a price", 1444),
        ("missing descriptions", 0),
        ("returns and stock adjustments", 15),
        ("prices that are not above zero", 413),
        ("prices far from the product's median", 1),
        ("one product with several descriptions", 204),
        ("repeated lines of one order", 5176),
    ];
    assert_eq!(counts, expected);
    let kept = &report.kept;
    assert_eq!(kept.lines, 519_664);
    assert_eq!(
        (kept.orders, kept.customers, kept.products),
        (19_642, 4323, 3792)
    );
    assert_eq!(
        (kept.first_day.as_str(), kept.last_day.as_str()),
        ("2010-12-01", "2011-12-09")
    );
    // What was read is what is kept and what left, line by line.
    let touched_only = ["codes that differ only by case", "missing descriptions"];
    let left: u64 = report
        .rules
        .iter()
        .filter(|count| count.unit == "lines" && !touched_only.contains(&count.name.as_str()))
        .map(|count| count.count)
        .sum();
    assert_eq!(kept.lines + left, 541_909);
}

#[test]
fn no_fee_and_no_note_is_left() {
    for (id, product) in &BUILT.0.catalogue.products {
        let title = product.title.to_lowercase();
        assert!(!title.is_empty() && !title.contains('?'), "{id}: {title}");
        for word in [
            "postage",
            "manual",
            "damage",
            "thrown",
            "adjust",
            "voucher",
            "day carriage",
        ] {
            assert!(!title.contains(word), "{id}: {title}");
        }
        assert!(
            product
                .price
                .is_some_and(|price| (1..100_000).contains(&price)),
            "{id}"
        );
    }
}

#[test]
fn every_file_decodes_and_every_row_is_sane() {
    let model = &BUILT.0;
    let entry = &model.files.entry;
    entry.check().unwrap();
    assert_eq!((entry.items, entry.as_of.as_str()), (3792, "2011-12-09"));
    assert_eq!((entry.currency.as_str(), entry.currency_digits), ("GBP", 2));
    let build = entry.build_number().unwrap();
    let mut seen = BTreeSet::new();
    for (number, file) in (0u32..).zip(&model.files.chunks) {
        let chunk = Chunk::decode(&unpack(file, Kind::Chunk).unwrap()).unwrap();
        assert_eq!((chunk.build, chunk.number), (build, number));
        let ids: BTreeSet<&str> = chunk.cards.iter().map(|card| card.id.as_str()).collect();
        assert_eq!(
            ids.len(),
            chunk.cards.len(),
            "a card twice in chunk {number}"
        );
        for (own, item) in chunk.items.iter().enumerate() {
            let card = &chunk.cards[own];
            assert_eq!(place::chunk_of(&card.id, entry.chunks), number);
            assert!(seen.insert(card.id.clone()), "{} twice", card.id);
            assert_eq!(item.related.neighbours.len(), 20, "{}", card.id);
            for row in [&item.related, &item.together] {
                assert!(
                    row.neighbours
                        .iter()
                        .all(|near| usize::from(near.card) != own)
                );
                assert!(
                    row.weights(4)
                        .all(|(_, weight)| weight > 0.0 && weight <= 1.0)
                );
            }
        }
        for card in &chunk.cards {
            let product = &model.catalogue.products[&card.id];
            assert_eq!((&card.title, card.price), (&product.title, product.price));
            assert_eq!(card.url, format!("/product/{}", card.id));
        }
    }
    assert_eq!(seen.len(), 3792);
    let home = Home::decode(&unpack(&model.files.home, Kind::Home).unwrap()).unwrap();
    assert_eq!(
        (home.build, home.trending.len(), home.new.len()),
        (build, 24, 24)
    );
    assert_eq!((home.trending[0].level, home.new[0].level), (255, 255));
}

#[test]
fn a_product_page_is_small() {
    let model = BUILT.1.model.as_ref().unwrap();
    assert!(model.chunk_bytes_median <= 6 << 10, "{model:?}");
    assert!(model.chunk_bytes_max <= 11 << 10, "{model:?}");
    assert!(model.home_bytes <= 2 << 10, "{model:?}");
}

#[test]
fn neighbours_are_what_a_shopkeeper_would_name() {
    let model = &BUILT.0;
    let ids: Vec<&String> = model.catalogue.products.keys().collect();
    let together = |id: &str| -> Vec<&str> {
        let item = ids.iter().position(|other| *other == id).unwrap();
        let row = &model.trained.together[item];
        row.iter()
            .take(3)
            .map(|(other, _)| ids[*other as usize].as_str())
            .collect()
    };
    // The regency cake stand goes with the regency teacups: roses, green, pink.
    assert_eq!(together("22423"), ["22699", "22697", "22698"]);
    // The white hanging heart goes with the red one.
    assert_eq!(together("85123A")[0], "21733");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let again = build_it();
    assert_eq!(again.0.files, BUILT.0.files);
    assert_eq!(again.1, BUILT.1);
}

#[test]
fn what_is_written_is_what_was_made() {
    let out = common::Folder::new();
    let (model, report) = &*BUILT;
    folder::write(out.0.path(), &model.files, report).unwrap();
    let build = &model.files.entry.build;
    let names: BTreeMap<String, u64> = std::fs::read_dir(out.path(build))
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (
                entry.file_name().into_string().unwrap(),
                entry.metadata().unwrap().len(),
            )
        })
        .collect();
    let summary = report.model.as_ref().unwrap();
    assert_eq!(names.len() as u64, summary.chunks + 1);
    assert_eq!(names.values().sum::<u64>(), summary.bytes);
    let text = std::fs::read_to_string(out.path("report.txt")).unwrap();
    assert!(
        text.contains("transactions.csv.zst: 541909 lines"),
        "{text}"
    );
    assert!(
        !text.contains(env!("CARGO_MANIFEST_DIR")),
        "a path of this machine"
    );
}
