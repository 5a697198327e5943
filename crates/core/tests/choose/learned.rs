//! Which products a page offers to choose between, and what is learned of how the shopper does.

use crate::fixture::*;
use crate::texts;
use dangol_core::{Choices, Engine, Now, Part};

fn ready(engine: &mut Engine, ids: &[String], limit: usize) -> Vec<String> {
    engine.choices(ids, limit, Now::utc(START));
    deliver(engine, Now::utc(START));
    match engine.choices(ids, limit, Now::utc(START)) {
        Choices::Ready(cards) => cards.into_iter().map(|card| card.id).collect(),
        other => panic!("{other:?}"),
    }
}

/// Opens an item's page as its markup states it.
fn open(engine: &mut Engine, item: usize, at: u64) {
    let product = serde_json::json!({
        "@type": "Product", "sku": id(item), "name": "On the page",
        "offers": {"price": "7.50", "priceCurrency": "GBP"},
    });
    let signals = dangol_core::PageSignals {
        jsonld: vec![json(product)],
        ..Default::default()
    };
    engine.open_page(signals, Now::utc(at));
}

#[test]
fn the_pages_product_stands_beside_its_nearest_alternatives() {
    let mut engine = engine();
    open(&mut engine, 3, START);
    // Items 4 and 5 are related and of its category; 6 and 7 are related and of another.
    assert_eq!(
        ready(&mut engine, &[], 4),
        texts(&["item-3", "item-4", "item-5"])
    );
    assert_eq!(ready(&mut engine, &[], 2), texts(&["item-3", "item-4"]));
    let Choices::Ready(cards) = engine.choices(&[], 4, Now::utc(START)) else {
        panic!()
    };
    assert_eq!(cards[0].price, Some(750), "the page's price is newer");
    assert_eq!(cards[0].title, "Thing 3");
    // Of item 5 all that is related is of another category: one of it is better than none.
    open(&mut engine, 5, START);
    assert_eq!(ready(&mut engine, &[], 4), texts(&["item-5", "item-6"]));
}

#[test]
fn products_are_named_by_their_ids_and_strangers_left_out() {
    let mut engine = engine();
    home(&mut engine, START);
    let ids = texts(&["item-7", "item-1", "stranger", "item-2"]);
    assert_eq!(engine.choices(&ids, 4, Now::utc(START)), Choices::Wait);
    assert_eq!(
        ready(&mut engine, &ids, 2),
        texts(&["item-7", "item-1", "item-2"])
    );
    assert_eq!(
        engine.choices(&[], 4, Now::utc(START)),
        Choices::Ready(Vec::new()),
        "no product, no ids"
    );
    let many: Vec<String> = (0..12).map(id).collect();
    assert_eq!(ready(&mut engine, &many, 6).len(), 6);
}

#[test]
fn a_missing_file_is_told_from_nothing_to_choose() {
    let mut engine = engine();
    home(&mut engine, START);
    let ids = texts(&["item-7", "item-1"]);
    engine.choices(&ids, 4, Now::utc(START));
    for request in engine.take_requests() {
        assert!(matches!(request.part, Part::Chunk(_)));
        let _ = engine.receive(request.part, None, Now::utc(START));
    }
    assert_eq!(engine.choices(&ids, 4, Now::utc(START)), Choices::Failed);
}

#[test]
fn which_files_are_needed_depends_on_the_page_alone() {
    let mut paths = Vec::new();
    for history in [false, true] {
        let mut engine = engine();
        agree(&mut engine, START);
        if history {
            for item in 0..ITEMS {
                look(&mut engine, item, START);
                track(&mut engine, "purchase", &id(item), Now::utc(START));
            }
            engine.weigh(texts(&["size"]), Now::utc(START));
            let mut device = Device::default();
            device.save(&mut engine, START);
            engine = fixture_engine();
            device.restore(&mut engine, START + DAY);
        }
        open(&mut engine, 3, START + DAY);
        engine.choices(&[], 6, Now::utc(START));
        let mut asked = deliver(&mut engine, Now::utc(START + DAY));
        engine.choices(&texts(&["item-1", "item-9"]), 6, Now::utc(START));
        asked.extend(deliver(&mut engine, Now::utc(START + DAY)));
        paths.push((asked, ready(&mut engine, &[], 6)));
    }
    assert_eq!(paths[0], paths[1]);
}

fn fixture_engine() -> Engine {
    crate::fixture::engine()
}

#[test]
fn what_is_put_first_is_learned_for_the_next_visit_and_fades() {
    let mut engine = engine();
    agree(&mut engine, START);
    home(&mut engine, START);
    engine.weigh(texts(&["price", "size"]), Now::utc(START));
    // The last word of a visit counts.
    engine.weigh(texts(&["size", "price"]), Now::utc(START + 1000));
    assert!(
        engine.usually_weighed().is_empty(),
        "it is no news on this visit"
    );
    let mut device = Device::default();
    assert!(device.save(&mut engine, START + 2000));

    let mut later = fixture_engine();
    device.restore(&mut later, START + DAY);
    home(&mut later, START + DAY);
    assert_eq!(later.usually_weighed(), ["size", "price"]);
    assert_eq!(later.overview().weighed, ["size", "price"]);
    // Three visits of something else outweigh it.
    for visit in 2..5 {
        home(&mut later, START + visit * DAY);
        later.weigh(texts(&["color"]), Now::utc(START + visit * DAY));
    }
    home(&mut later, START + 6 * DAY);
    assert_eq!(later.usually_weighed()[0], "color");
    // It is taken back by its name, and ages.
    later.unweigh("color");
    assert!(!later.usually_weighed().contains(&"color".to_owned()));
    home(&mut later, START + 500 * DAY);
    assert!(later.usually_weighed().is_empty(), "after 400 days");
}

#[test]
fn nothing_is_learned_during_a_pause_or_kept_without_a_grant() {
    let mut engine = engine();
    home(&mut engine, START);
    engine.weigh(texts(&["size"]), Now::utc(START));
    assert!(!engine.wants_saving(), "nobody has agreed");

    agree(&mut engine, START);
    engine.pause(true);
    engine.weigh(texts(&["price"]), Now::utc(START));
    engine.weigh(texts(&[""]), Now::utc(START));
    engine.weigh(vec!["x".repeat(500)], Now::utc(START));
    let names: Vec<String> = engine.overview().weighed;
    assert_eq!(names, ["size"]);
}

#[test]
fn an_export_takes_it_along_within_bounds() {
    let mut engine = engine();
    agree(&mut engine, START);
    home(&mut engine, START);
    let many: Vec<String> = (0..40).map(|at| format!("attribute {at}")).collect();
    engine.weigh(many, Now::utc(START));
    let mut export = engine.export();
    assert_eq!(export.profile.weighed.len(), 12);
    export.profile.weighed[0].weight = u32::MAX;
    export.profile.weighed[1].attribute = "x".repeat(1000);
    export.profile.weighed[2].at = START + 900 * DAY;
    let mut other = fixture_engine();
    agree(&mut other, START);
    other.weigh(texts(&["attribute 3"]), Now::utc(START));
    other.import(export, Now::utc(START)).unwrap();
    let weighed = other.export().profile.weighed;
    assert_eq!(weighed.len(), 11);
    assert!(
        weighed
            .iter()
            .all(|one| one.weight <= 32 && one.at <= START)
    );

    let forget = serde_json::json!({"from": START, "to": START + 1000});
    other.forget_some(&json(forget), Now::utc(START)).unwrap();
    assert!(other.overview().weighed.is_empty(), "with the visit");
}

#[test]
fn two_tabs_add_up() {
    let mut one = engine();
    agree(&mut one, START);
    home(&mut one, START);
    let mut device = Device::default();
    device.save(&mut one, START);
    let mut two = fixture_engine();
    device.restore(&mut two, START);
    home(&mut two, START);
    one.weigh(texts(&["size"]), Now::utc(START + 1000));
    two.weigh(texts(&["price"]), Now::utc(START + 2000));
    device.save(&mut one, START + 3000);
    device.save(&mut two, START + 4000);
    let mut later = fixture_engine();
    device.restore(&mut later, START + DAY);
    home(&mut later, START + DAY);
    assert!(later.usually_weighed().contains(&"price".to_owned()));
}

#[test]
fn what_is_taken_back_in_the_same_visit_was_never_put_first() {
    let mut engine = engine();
    agree(&mut engine, START);
    home(&mut engine, START);
    engine.weigh(texts(&["price", "size"]), Now::utc(START));
    home(&mut engine, START + DAY);
    engine.weigh(texts(&["glaze"]), Now::utc(START + DAY));
    engine.weigh(Vec::new(), Now::utc(START + DAY + 1));
    assert_eq!(engine.usually_weighed(), texts(&["price", "size"]));
    home(&mut engine, START + 2 * DAY);
    let before = engine.export().profile.weighed;
    // Another visit in which nothing is put first takes nothing away.
    engine.weigh(Vec::new(), Now::utc(START + 2 * DAY));
    assert_eq!(engine.export().profile.weighed, before);
}
