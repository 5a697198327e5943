//! Histories and catalogues at the edge of what can be: a model or a clear error, no NaN.

#![allow(clippy::unwrap_used)]

mod common;

use common::{model, rule};
use dangol_builder::build::Model;
use dangol_wire::frame::{Kind, unpack};
use dangol_wire::{Chunk, Home};

const PLAIN: &str = "order_id,item_id,title,date,customer_id\n";

/// The decoded chunk that holds an item, after checking that all files decode.
fn chunk_of(model: &Model, id: &str) -> Chunk {
    Home::decode(&unpack(&model.files.home, Kind::Home).unwrap()).unwrap();
    let rows = model.trained.related.iter().chain(&model.trained.together);
    assert!(
        rows.flatten()
            .all(|(_, weight)| *weight > 0.0 && *weight <= 1.0)
    );
    model
        .files
        .chunks
        .iter()
        .map(|file| Chunk::decode(&unpack(file, Kind::Chunk).unwrap()).unwrap())
        .find(|chunk| chunk.position(id).is_some())
        .unwrap()
}

/// The ids of an item's related neighbours, as the widget would read them.
fn related(model: &Model, id: &str) -> Vec<String> {
    let chunk = chunk_of(model, id);
    let row = &chunk.items[chunk.position(id).unwrap()].related;
    let cards = row
        .neighbours
        .iter()
        .map(|near| &chunk.cards[usize::from(near.card)]);
    cards.map(|card| card.id.clone()).collect()
}

#[test]
fn one_item_has_no_neighbour() {
    let (model, _) = model(None, &[&format!("{PLAIN}1,a,Tea,2011-01-01,7\n")]).unwrap();
    assert_eq!(model.files.entry.items, 1);
    assert!(related(&model, "a").is_empty());
    assert_eq!(model.trained.trending.len(), 1);
}

#[test]
fn one_customer_who_buys_again() {
    let lines: String = (1..=9)
        .map(|week| {
            format!(
                "{week},a,Tea,2011-01-{:02},7\n{week},b,Cup,2011-01-{:02},7\n",
                week * 3,
                week * 3
            )
        })
        .collect();
    let (model, _) = model(None, &[&format!("{PLAIN}{lines}")]).unwrap();
    assert_eq!(related(&model, "a"), ["b"]);
    // One buyer is no evidence.
    assert_eq!(model.trained.again_days, [0, 0]);
}

#[test]
fn what_runs_out_is_bought_again_after_the_median() {
    let mut lines = String::new();
    for customer in 0..8 {
        for visit in 0..4 {
            let day = 1 + visit * 7;
            lines += &format!("{customer}-{visit},tea,Tea,2011-01-{day:02},{customer}\n");
        }
        lines += &format!("{customer}-0,pot,Teapot,2011-01-01,{customer}\n");
    }
    let (model, _) = model(None, &[&format!("{PLAIN}{lines}")]).unwrap();
    assert_eq!(model.trained.again_days, [0, 7]);
    let chunk = chunk_of(&model, "tea");
    assert_eq!(chunk.cards[chunk.position("tea").unwrap()].again_days, 7);
}

#[test]
fn a_million_repeats_of_one_line() {
    let text = format!("{PLAIN}{}", "1,a,Tea,2011-01-01,7\n".repeat(1_000_000));
    let (model, report) = model(None, &[&text]).unwrap();
    assert_eq!(rule(&report, "repeated lines of one order").count, 999_999);
    assert_eq!(model.files.entry.items, 1);
}

#[test]
fn a_catalogue_without_orders_works_from_its_words() {
    let feed = "id,title,link,price,product_type,availability\n\
                1,Red tea cup,/p/1,2.55 GBP,Home > Cups,in_stock\n\
                2,Blue tea cup,/p/2,2.55 GBP,Home > Cups,in_stock\n\
                3,Garden chair,/p/3,20 GBP,Garden,in_stock\n\
                4,Green tea cup,/p/4,2.55 GBP,Home > Cups,out_of_stock\n";
    let (model, report) = model(Some(feed), &[]).unwrap();
    assert_eq!(model.trained.related[0][0].0, 1, "the other cup first");
    assert_eq!(related(&model, "1"), ["2", "3"], "then what is left");
    assert_eq!(
        related(&model, "4"),
        ["1", "2", "3"],
        "sold out, yet its page shows others"
    );
    assert!(
        !related(&model, "3").is_empty(),
        "no word in common, yet not empty"
    );
    assert_eq!(model.files.entry.as_of, "");
    assert!(model.trained.fresh.is_empty());
    // Nothing sold: the home page has a cup, the chair, and another cup, and says so softly.
    let home = Home::decode(&unpack(&model.files.home, Kind::Home).unwrap()).unwrap();
    let shown: Vec<(&str, u8)> = home
        .trending
        .iter()
        .map(|listed| {
            (
                home.cards[usize::from(listed.card)].id.as_str(),
                listed.level,
            )
        })
        .collect();
    assert_eq!(shown, [("1", 26), ("3", 17), ("2", 9)]);
    let card = &chunk_of(&model, "1").cards;
    let card = card.iter().find(|card| card.id == "1").unwrap();
    assert_eq!((card.category.as_str(), card.price), ("Cups", Some(255)));
    assert_eq!(
        rule(&report, "products of the catalogue that no order has").count,
        4
    );
}

#[test]
fn what_the_catalogue_does_not_know_or_cannot_sell_is_never_recommended() {
    let feed = "id,title,link,price,availability\n\
                a,Tea,/a,1 GBP,in_stock\nb,Cup,/b,1 GBP,out of stock\nc,Pot,/c,1 GBP,in stock\n";
    let mut lines = String::new();
    for order in 0..20 {
        for item in ["a", "b", "c", "z"] {
            lines += &format!("{order},{item},,2011-01-01,{order}\n");
        }
    }
    let (model, report) = model(Some(feed), &[&format!("{PLAIN}{lines}")]).unwrap();
    assert_eq!(related(&model, "a"), ["c"]);
    assert_eq!(model.trained.trending.len(), 2);
    let unlisted = rule(&report, "products of orders that are not in the catalogue");
    assert_eq!((unlisted.count, unlisted.examples[0].as_str()), (1, "z"));
}

#[test]
fn dates_out_of_order_far_apart_and_in_the_future() {
    let text = format!(
        "{PLAIN}1,a,Tea,2099-12-31,7\n1,b,Cup,2099-12-31,7\n2,a,Tea,1970-01-01,7\n\
         2,b,Cup,1970-01-01,7\n3,a,Tea,2105-01-01,8\n3,c,Pot,2011-01-01,8\n"
    );
    let (model, _) = model(None, &[&text]).unwrap();
    assert_eq!(model.files.entry.as_of, "2105-01-01");
    assert!(related(&model, "a").contains(&"b".to_owned()));
}

#[test]
fn an_order_of_everything() {
    let lines: String = (0..3000)
        .map(|item| format!("1,i{item},Thing {item},2011-01-01,7\n"))
        .collect();
    let (model, _) = model(None, &[&format!("{PLAIN}{lines}")]).unwrap();
    assert_eq!(model.files.entry.items, 3000);
    assert!(model.trained.related.iter().all(|row| !row.is_empty()));
}

#[test]
fn texts_that_are_too_long_and_links_that_are_not_allowed() {
    let feed = format!(
        "id,title,link,image_link,price,availability\n\
         1,{},/1,/1.svg,1 GBP,in_stock\n\
         2,Cup,/2,{},1 GBP,in_stock\n\
         3,Pot,{},,1 GBP,in_stock\n\
         4,Can,javascript:alert(1),,1 GBP,in_stock\n\
         5,Jar,/5,data:image/png;base64,1 GBP,in_stock\n\
         6,Mug,/6,,1 USD,in_stock\n\
         7,Bag,/7,,dear,maybe\n\
         1,Tea,/1,,1 GBP,in_stock\n",
        "단".repeat(10_000),
        "i".repeat(3000),
        "l".repeat(3000),
    );
    let (model, report) = model(Some(&feed), &[]).unwrap();
    let ids: Vec<&String> = model.catalogue.products.keys().collect();
    assert_eq!(ids, ["1", "2", "5", "6", "7"]);
    assert_eq!(model.catalogue.products["1"].title.chars().count(), 300);
    assert_eq!(model.catalogue.products["2"].image, "");
    assert_eq!(model.catalogue.products["5"].image, "");
    assert_eq!(model.catalogue.products["6"].price, None);
    let faults: Vec<(&str, u64)> = report.files[0]
        .bad
        .iter()
        .map(|count| (count.name.as_str(), count.count))
        .collect();
    let expected = [
        ("a picture's link that is too long", 1),
        ("a link that is too long", 1),
        ("a link that is neither http(s) nor relative", 1),
        ("a picture's link that is neither http(s) nor relative", 1),
        ("unreadable price", 1),
        ("unknown availability", 1),
        ("an id for the second time", 1),
        ("a price that cannot be shown", 1),
    ];
    let sorted = |list: &[(&'static str, u64)]| {
        list.iter()
            .copied()
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(
        faults
            .iter()
            .copied()
            .collect::<std::collections::BTreeSet<_>>(),
        sorted(&expected)
    );
    assert_eq!(rule(&report, "titles that are too long").count, 1);
}

#[test]
fn ids_with_anything_in_them() {
    let text = format!(
        "{PLAIN}1,__proto__,Tea,2011-01-01,7\n1,\"a\"\"b\",Cup,2011-01-01,7\n1,🍵,Pot,2011-01-01,7\n1,../x,Can,2011-01-01,7\n"
    );
    let (model, _) = model(None, &[&text]).unwrap();
    let chunk = chunk_of(&model, "🍵");
    let card = &chunk.cards[chunk.position("🍵").unwrap()];
    assert_eq!(card.url, "/product/%F0%9F%8D%B5");
    assert_eq!(related(&model, "__proto__").len(), 3);
}

#[test]
fn several_files_are_one_history() {
    let one = format!("{PLAIN}1,a,Tea,2011-01-01,7\n1,b,Cup,2011-01-01,7\n");
    let two = format!("{PLAIN}2,a,Tea,2011-01-02,8\nbad\n2,c,Pot,2011-01-02,8\n");
    let (model, report) = model(None, &[&one, &two]).unwrap();
    assert_eq!(model.files.entry.items, 3);
    assert_eq!((report.files[0].lines, report.files[1].lines), (2, 3));
    assert_eq!(
        report.files[1].bad[0].examples,
        ["line 3: 1 fields, expected 5"]
    );
}
