//! What is recommended, what never is, and why.

mod fixture;

use dangol_core::{Answer, Kind, Language, Now, Part, Query};
use fixture::*;

#[test]
fn related_are_the_rows_neighbours_nearest_first() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    let related = list(&mut engine, Kind::Related, START);
    assert_eq!(ids(&related), ["item-1", "item-2", "item-3", "item-4"]);
    assert!(related.is_sorted_by(|a, b| a.score >= b.score));
    assert_eq!(related[0].reason.code, "related_to_page");
    let together = list(&mut engine, Kind::BoughtTogether, START);
    assert_eq!(ids(&together), ["item-6", "item-1"]);
    assert_eq!(together[0].reason.code, "bought_together");
}

#[test]
fn for_you_are_neighbours_of_what_was_seen_and_nothing_that_was_seen() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    look(&mut engine, 1, START + HOUR);
    home(&mut engine, START + DAY);
    let for_you = list(&mut engine, Kind::ForYou, START + DAY);
    assert!(!ids(&for_you).contains(&"item-0") && !ids(&for_you).contains(&"item-1"));
    assert_eq!(for_you[0].item_id, "item-2", "a neighbour of both");
    assert_eq!(for_you[0].reason.code, "because_viewed");
    assert_eq!(for_you[0].reason.text, "Because you looked at “Thing 1”");
    let sum: f32 = for_you[0].terms.iter().map(|term| term.weight).sum();
    assert!(
        (sum - for_you[0].score).abs() < 1e-5,
        "the terms are the score"
    );
    let personal = for_you
        .iter()
        .take_while(|card| card.reason.code == "because_viewed")
        .count();
    assert!(personal >= 5);
    assert!(
        for_you[personal..]
            .iter()
            .all(|card| card.reason.code == "trending")
    );
}

#[test]
fn a_new_visitor_is_shown_what_is_trending() {
    let mut engine = engine();
    home(&mut engine, START);
    let for_you = list(&mut engine, Kind::ForYou, START);
    assert_eq!(ids(&for_you)[..3], ["item-11", "item-10", "item-9"]);
    assert_eq!(for_you[0].reason.code, "trending");
    assert_eq!(list(&mut engine, Kind::Trending, START).len(), ITEMS);
    assert!(list(&mut engine, Kind::RecentlyViewed, START).is_empty());
}

#[test]
fn recently_viewed_is_newest_first_and_each_once() {
    let mut engine = engine();
    for (step, item) in [3, 4, 3, 5].into_iter().enumerate() {
        look(&mut engine, item, START + step as u64 * HOUR);
    }
    home(&mut engine, START + DAY);
    let recent = list(&mut engine, Kind::RecentlyViewed, START + DAY);
    assert_eq!(ids(&recent), ["item-5", "item-3", "item-4"]);
    assert_eq!(recent[0].reason.text, "You looked at this yesterday");
}

#[test]
fn what_is_in_the_basket_is_never_shown_and_leads_to_what_goes_with_it() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    track(&mut engine, "add_to_cart", "item-0", Now::utc(START));
    look(&mut engine, 11, START + 1);
    assert!(!ids(&list(&mut engine, Kind::Related, START + 1)).contains(&"item-0"));
    home(&mut engine, START + 2);
    let beside = list(&mut engine, Kind::BoughtTogether, START + 2);
    assert_eq!(ids(&beside), ["item-6", "item-1"]);
    assert_eq!(beside[0].reason.text, "Goes with “Thing 0” in your basket");

    track(
        &mut engine,
        "remove_from_cart",
        "item-0",
        Now::utc(START + 3),
    );
    assert!(list(&mut engine, Kind::BoughtTogether, START + 3).is_empty());
    look(&mut engine, 11, START + 4);
    assert!(ids(&list(&mut engine, Kind::Related, START + 4)).contains(&"item-0"));
}

#[test]
fn what_was_bought_comes_back_only_when_it_runs_out() {
    let mut engine = engine();
    for item in [1, 5] {
        track(&mut engine, "purchase", &id(item), Now::utc(START));
    }
    let offered = |engine: &mut dangol_core::Engine, days: u64, item: &str| {
        home(engine, START + days * DAY);
        ids(&list(engine, Kind::Trending, START + days * DAY)).contains(&item)
    };
    assert!(!offered(&mut engine, 1, "item-1") && !offered(&mut engine, 1, "item-5"));
    assert!(!offered(&mut engine, 7, "item-5"));
    assert!(
        offered(&mut engine, 8, "item-5"),
        "due at 80 % of its ten days"
    );
    assert!(
        !offered(&mut engine, 700, "item-1"),
        "bought once, for good"
    );
}

#[test]
fn a_gift_says_nothing_of_the_giver() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    track(&mut engine, "purchase", "item-0", Now::utc(START));
    home(&mut engine, START + 40 * DAY);
    assert_eq!(
        list(&mut engine, Kind::ForYou, START + 40 * DAY)[0]
            .reason
            .code,
        "because_bought"
    );
    engine.mark_gift("item-0", Now::utc(START + 40 * DAY));
    let for_you = list(&mut engine, Kind::ForYou, START + 40 * DAY);
    assert!(for_you.iter().all(|card| card.reason.code == "trending"));
    assert!(
        ids(&for_you).contains(&"item-0"),
        "the giver does not have it"
    );
}

#[test]
fn a_purchase_told_twice_is_one_and_a_refund_takes_it_back() {
    let mut engine = engine();
    let now = Now::utc(START);
    let order = json(
        serde_json::json!({"transaction_id": "T1", "items": [{"item_id": "item-1"}, {"item_id": "item-2"}]}),
    );
    engine.track("purchase", &order, now).unwrap();
    engine.track("purchase", &order, now).unwrap();
    let bought = |engine: &dangol_core::Engine| engine.overview().items.len();
    assert_eq!(bought(&engine), 2);
    let one = json(serde_json::json!({"transaction_id": "T1", "items": [{"item_id": "item-1"}]}));
    engine.track("refund", &one, now).unwrap();
    assert_eq!(bought(&engine), 1);
    let whole = json(serde_json::json!({"transaction_id": "T1"}));
    engine.track("refund", &whole, now).unwrap();
    assert_eq!(bought(&engine), 0);
}

#[test]
fn a_missing_or_damaged_file_fails_only_what_needs_it() {
    let mut engine = engine();
    let now = Now::utc(START);
    engine.open_page(Default::default(), now);
    track(&mut engine, "view_item", "item-0", now);
    let related = Query::new(Kind::Related, 6);
    assert_eq!(engine.recommend(&related, now), Answer::Wait);
    let [request] = engine.take_requests().try_into().unwrap();
    let mut damaged = body(request.part);
    damaged.truncate(damaged.len() / 2);
    assert!(engine.receive(request.part, Some(&damaged), now).is_err());
    assert_eq!(engine.recommend(&related, now), Answer::Failed);
    assert_eq!(list(&mut engine, Kind::Trending, START).len(), ITEMS - 1);

    // The next page may try again, and a file that belongs elsewhere is no good either.
    engine.open_page(Default::default(), now);
    track(&mut engine, "view_item", "item-0", now);
    let [request] = engine.take_requests().try_into().unwrap();
    let Part::Chunk(number) = request.part else {
        panic!()
    };
    let other = body(Part::Chunk((number + 1) % CHUNKS));
    assert!(engine.receive(request.part, Some(&other), now).is_err());
    assert!(engine.receive(Part::Home, None, now).is_err());
    assert_eq!(engine.recommend(&related, now), Answer::Failed);
}

#[test]
fn without_a_model_pages_are_still_remembered() {
    let mut engine = dangol_core::Engine::new(dangol_core::Setup::new(Language::Ko, 1));
    let now = Now::utc(START);
    for item in ["a", "b"] {
        engine.open_page(Default::default(), now);
        let signals = dangol_core::PageSignals {
            address: format!("/detail?no={item}"),
            jsonld: vec![json(
                serde_json::json!({"@type": "Product", "sku": item, "name": format!("찻잔 {item}")}),
            )],
            ..Default::default()
        };
        assert!(engine.notice(signals, now));
    }
    assert_eq!(
        engine.recommend(&Query::new(Kind::Related, 6), now),
        Answer::Failed
    );
    let recent = list(&mut engine, Kind::RecentlyViewed, START);
    assert_eq!(ids(&recent), ["a"]);
    assert_eq!(
        (recent[0].title.as_str(), recent[0].url.as_str()),
        ("찻잔 a", "/detail?no=a")
    );
    assert_eq!(recent[0].reason.text, "오늘 보신 상품이에요");
    assert!(engine.take_requests().is_empty());
}

/// What a page of a shop states about its product.
fn stated(address: &str, product: serde_json::Value) -> dangol_core::PageSignals {
    dangol_core::PageSignals {
        address: address.to_owned(),
        jsonld: vec![json(product)],
        ..Default::default()
    }
}

#[test]
fn markup_of_the_page_before_is_not_taken_for_the_new_ones() {
    let mut engine = engine();
    let now = Now::utc(START);
    let old =
        || serde_json::json!({"@type": "Product", "sku": "item-0", "name": "Old", "url": "/0"});
    let new = || serde_json::json!({"@type": "Product", "sku": "item-1", "name": "New"});
    engine.open_page(stated("/0", old()), now);
    // The router has changed the address, the markup follows later.
    engine.open_page(stated("/1", old()), now);
    assert!(engine.page_product().is_none());
    assert!(!engine.notice(stated("/1", old()), now));
    assert!(engine.notice(stated("/1", new()), now));
    assert_eq!(engine.page_product().unwrap().id, "item-1");
    // The same without a stated url: the old markup must not be read as the new page's.
    let silent = || serde_json::json!({"@type": "Product", "sku": "item-2", "name": "Silent"});
    engine.open_page(stated("/2", silent()), now);
    engine.open_page(stated("/3", silent()), now);
    assert!(engine.page_product().is_none());
    engine.open_page(stated("/4", serde_json::json!({})), now);
    engine.open_page(stated("/2", silent()), now);
    assert_eq!(engine.page_product().unwrap().id, "item-2", "visited again");
    engine.open_page(stated("/2?variant=red", silent()), now);
    assert_eq!(
        engine.page_product().unwrap().id,
        "item-2",
        "only the query changed"
    );
    // Back again, and the markup says that it is there.
    engine.open_page(stated("/0", old()), now);
    assert_eq!(engine.page_product().unwrap().id, "item-0");
}

#[test]
fn prices_in_another_currency_are_passed_over() {
    let mut engine = engine();
    let now = Now::utc(START);
    for (currency, price) in [("USD", None), ("GBP", Some(999)), ("gbp", Some(999))] {
        let product = serde_json::json!({
            "@type": "Product", "sku": "x", "name": "X", "image": "x.svg",
            "offers": {"price": "9.99", "priceCurrency": currency}
        });
        engine.open_page(stated("/shop/x.html", product), now);
        let page = engine.page_product().unwrap();
        assert_eq!(page.price, price, "{currency}");
        assert_eq!(page.image, "/shop/x.svg");
        engine = fixture::engine();
    }
}

#[test]
fn what_the_model_says_today_comes_before_what_was_remembered() {
    let mut engine = engine();
    let now = Now::utc(START);
    let old = serde_json::json!({"@type": "Product", "sku": "item-3", "name": "Old name", "offers": {"price": "1.00"}});
    engine.open_page(stated("/3", old), now);
    home(&mut engine, START + DAY);
    list(&mut engine, Kind::Trending, START + DAY);
    let recent = list(&mut engine, Kind::RecentlyViewed, START + DAY);
    assert_eq!(
        (recent[0].title.as_str(), recent[0].price),
        ("Thing 3", Some(103))
    );
}

#[test]
fn scores_fall_through_the_whole_list_and_why_repeats_what_was_shown() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    home(&mut engine, START + 60 * DAY);
    let for_you = list(&mut engine, Kind::ForYou, START + 60 * DAY);
    assert!(for_you.is_sorted_by(|a, b| a.score >= b.score));
    let trending = list(&mut engine, Kind::Trending, START + 60 * DAY);
    engine.shown(&trending);
    let why = engine.why(&trending[0].item_id, Now::utc(START + 60 * DAY));
    assert_eq!(why.as_ref(), Some(&trending[0].reason));
}

#[test]
fn no_flood_drops_a_purchase() {
    let mut engine = engine();
    let now = Now::utc(START);
    let mut refused = 0;
    for number in 0..200 {
        let view = json(serde_json::json!({"items": [{"item_id": format!("v{number}")}]}));
        refused += usize::from(engine.track("view_item", &view, now).is_err());
        track(&mut engine, "purchase", &format!("p{number}"), now);
    }
    assert!(refused > 100);
    let bought = engine
        .overview()
        .items
        .iter()
        .filter(|item| item.item_id.starts_with('p'))
        .count();
    assert_eq!(bought, 200);
}

#[test]
fn quantities_are_numbers_of_things() {
    let mut engine = engine();
    let now = Now::utc(START);
    let cart = json(serde_json::json!({"items": [
        {"item_id": "none", "quantity": 0}, {"item_id": "some", "quantity": "3"}, {"item_id": "one"}
    ]}));
    engine.track("view_cart", &cart, now).unwrap();
    let basket = &engine.export().profile.basket;
    let lines: Vec<_> = basket
        .iter()
        .map(|line| (line.item.as_str(), line.quantity))
        .collect();
    assert_eq!(lines, [("some", 3), ("one", 1)]);
}

#[test]
fn greetings_know_the_visit_the_name_and_the_hour() {
    let mut engine = engine();
    home(&mut engine, START);
    let at = |at: u64| Now::utc(at);
    assert_eq!(
        engine.greeting(at(START)).unwrap().text,
        "Good morning, and welcome."
    );
    home(&mut engine, START + HOUR / 4);
    assert_eq!(
        engine.greeting(at(START + HOUR / 4)).unwrap().code,
        "first_visit",
        "the same visit"
    );
    home(&mut engine, START + 9 * HOUR);
    let evening = engine.greeting(at(START + 9 * HOUR)).unwrap();
    assert_eq!(evening.text, "Good evening. It’s good to see you again.");
    assert_eq!(
        evening.reason.text,
        "This device remembers an earlier visit today."
    );
    engine.state_name("  Ada\u{7}  ", at(START + 9 * HOUR));
    home(&mut engine, START + 3 * DAY);
    let named = engine.greeting(at(START + 3 * DAY)).unwrap();
    assert_eq!(named.text, "Good morning, Ada. It’s good to see you again.");
    assert_eq!(named.code, "return_by_name");
    engine.set_language(Language::Ko);
    let korean = engine
        .greeting(Now {
            offset_minutes: 540,
            ..at(START + 3 * DAY)
        })
        .unwrap();
    assert_eq!(
        korean.text,
        "Ada님, 좋은 저녁이에요. 다시 찾아 주셔서 고마워요."
    );
    engine.state_name("", at(START + 3 * DAY));
    assert_eq!(engine.greeting(at(START + 3 * DAY)).unwrap().code, "return");
}
