//! What trends where the page stands comes before what trends elsewhere.

#![allow(clippy::unwrap_used)]

mod fixture;

use dangol_core::{Answer, Kind, Now, PageSignals, Part, Query};
use fixture::*;

/// A page at this address, of nothing that its markup names.
fn page(engine: &mut dangol_core::Engine, address: &str) {
    let signals = PageSignals {
        address: address.into(),
        host: "shop.example".into(),
        ..PageSignals::default()
    };
    engine.open_page(signals, Now::utc(START));
}

#[test]
fn on_a_products_page_its_category_trends_first_and_elsewhere_the_shops_order_holds() {
    let mut engine = engine();
    home(&mut engine, START);
    let shop = list(&mut engine, Kind::Trending, START);
    assert_eq!(ids(&shop)[..3], ["item-11", "item-10", "item-9"]);
    // The first six items are of the category "low", and are the last of the shop's list.
    look(&mut engine, 0, START);
    let here = list(&mut engine, Kind::Trending, START);
    assert_eq!(ids(&here)[..3], ["item-5", "item-4", "item-3"]);
    assert!(here.is_sorted_by(|a, b| a.score >= b.score));
    assert!(here.iter().all(|card| card.reason.code == "trending"));
    let there: Vec<&str> = ids(&here)
        .into_iter()
        .filter(|id| ids(&shop)[..6].contains(id))
        .collect();
    assert_eq!(there.len(), 6, "the rest of the shop follows");
    look(&mut engine, 8, START);
    let other = list(&mut engine, Kind::Trending, START);
    assert_eq!(ids(&other)[..2], ["item-11", "item-10"]);
}

#[test]
fn a_page_of_no_product_is_known_by_its_address() {
    let mut engine = engine();
    page(&mut engine, "/low.html");
    let here = list(&mut engine, Kind::Trending, START);
    assert_eq!(ids(&here)[0], "item-5");
    page(&mut engine, "/about.html");
    let nothing = list(&mut engine, Kind::Trending, START);
    assert_eq!(ids(&nothing)[0], "item-11", "no word of it names anything");
}

#[test]
fn the_list_waits_for_the_file_of_the_page_and_does_without_one_that_is_missing() {
    let mut engine = engine();
    let now = Now::utc(START);
    engine.open_page(Default::default(), now);
    // No file at hand has its card.
    track(&mut engine, "view_item", "item-99", now);
    let query = Query::new(Kind::Trending, 24);
    engine.recommend(&query, now);
    let requests = engine.take_requests();
    let home = requests.iter().find(|request| request.part == Part::Home);
    engine
        .receive(home.unwrap().part, Some(&body(Part::Home)), now)
        .unwrap();
    assert_eq!(engine.recommend(&query, now), Answer::Wait);
    for request in requests.iter().filter(|request| request.part != Part::Home) {
        let _ = engine.receive(request.part, None, now);
    }
    let Answer::Ready(list) = engine.recommend(&query, now) else {
        panic!("the list fails with the file of a product");
    };
    assert_eq!(list[0].item_id, "item-11");
}
