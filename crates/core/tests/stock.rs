//! What is sold out is never shown, and no price that may be wrong.

mod fixture;

use dangol_core::{
    Answer, Choices, Engine, Kind, Language, Now, PageSignals, Part, Query, Recommendation, Setup,
    Snapshot,
};
use dangol_wire::hot::Now::{NoPrice, Price, SoldOut};
use dangol_wire::{Config, Hot, PriceConfig, hot};
use fixture::*;

const NOW: u64 = START + 90 * 60_000;

fn engine_with(prices: PriceConfig) -> Engine {
    Engine::new(Setup {
        entry: Some(entry()),
        config: Config {
            prices,
            ..Config::default()
        },
        ..Setup::new(Language::En, 7)
    })
}

fn with_hot() -> Engine {
    engine_with(PriceConfig {
        hot: true,
        ..PriceConfig::default()
    })
}

/// Delivers what is asked for, the hot file as given.
fn deliver_with(engine: &mut Engine, hot: Option<&Hot>, at: u64) -> Vec<String> {
    let mut asked = Vec::new();
    for request in engine.take_requests() {
        let body = match request.part {
            Part::Hot => hot.map(Hot::encode),
            part => Some(body(part)),
        };
        let _ = engine.receive(request.part, body.as_deref(), Now::utc(at));
        asked.push(request.path);
    }
    asked
}

/// A list on this page, once its files have come.
fn answer(engine: &mut Engine, kind: Kind, hot: Option<&Hot>, at: u64) -> Vec<Recommendation> {
    let query = Query::new(kind, 24);
    let mut answer = engine.recommend(&query, Now::utc(at));
    if answer == Answer::Wait {
        deliver_with(engine, hot, at);
        answer = engine.recommend(&query, Now::utc(at));
    }
    match answer {
        Answer::Ready(list) => list,
        other => panic!("{kind:?}: {other:?}"),
    }
}

fn open(engine: &mut Engine, at: u64) {
    engine.open_page(PageSignals::default(), Now::utc(at));
}

fn prices(list: &[Recommendation]) -> Vec<(&str, Option<u64>)> {
    let list = list.iter();
    list.map(|card| (card.item_id.as_str(), card.price))
        .collect()
}

#[test]
fn a_shop_without_a_hot_file_is_not_asked_for_one() {
    let mut engine = engine_with(PriceConfig::default());
    open(&mut engine, NOW);
    assert!(!engine.awaits_stock());
    engine.recommend(&Query::new(Kind::RecentlyViewed, 6), Now::utc(NOW));
    assert_eq!(engine.take_requests(), []);
}

#[test]
fn every_list_waits_for_the_one_file_and_each_page_asks_once() {
    for kind in Kind::ALL {
        let mut engine = with_hot();
        open(&mut engine, NOW);
        let query = Query::new(kind, 6);
        assert_eq!(
            engine.recommend(&query, Now::utc(NOW)),
            Answer::Wait,
            "{kind:?}"
        );
        let hot = hot(&[]);
        let mut asked = deliver_with(&mut engine, Some(&hot), NOW);
        asked.retain(|path| path == "hot.dgm");
        assert_eq!(asked.len(), 1, "{kind:?}");
        engine.recommend(&query, Now::utc(NOW));
        assert_eq!(engine.take_requests(), []);
        open(&mut engine, NOW + 1);
        engine.recommend(&query, Now::utc(NOW + 1));
        let again = engine.take_requests();
        assert_eq!(again.len(), 1, "{kind:?}: the next page asks anew");
        assert_eq!(again[0].part, Part::Hot);
    }
}

#[test]
fn what_is_sold_out_is_in_no_list_not_even_a_remembered_one() {
    let mut engine = with_hot();
    for (day, item) in [(0, 5), (0, 2), (36, 5), (72, 5)] {
        let at = START + day * DAY;
        look(&mut engine, item, at);
        deliver_with(&mut engine, None, at);
        track(&mut engine, "purchase", &id(item), Now::utc(at));
    }
    look(&mut engine, 7, START + 95 * DAY);
    deliver_with(&mut engine, None, START + 95 * DAY);
    let at = START + 96 * DAY;
    let all: Vec<String> = (0..ITEMS).map(id).collect();
    let shown_of = |engine: &mut Engine, hot: &Hot| {
        let mut shown: Vec<(Kind, Vec<String>)> = Vec::new();
        for kind in Kind::ALL {
            open(engine, at);
            let list = answer(engine, kind, Some(hot), at);
            shown.push((kind, list.into_iter().map(|card| card.item_id).collect()));
        }
        shown
    };
    let before = shown_of(&mut engine, &hot(&[]));
    let of = |kind: Kind| &before.iter().find(|(of, _)| *of == kind).unwrap().1;
    assert!(of(Kind::BuyAgain).contains(&id(5)), "{before:?}");
    assert!(of(Kind::RecentlyViewed).contains(&id(7)));
    assert!(!of(Kind::ForYou).is_empty() && !of(Kind::Trending).is_empty());
    // Every item in its turn: it leaves every list, the rest stays.
    for gone in &all {
        let after = shown_of(&mut engine, &hot(&[(gone, SoldOut)]));
        for ((kind, with), (_, without)) in before.iter().zip(&after) {
            assert!(!without.contains(gone), "{kind:?} shows {gone}");
            assert!(without.len() + 1 >= with.len().min(4), "{kind:?}");
        }
    }
}

#[test]
fn a_price_is_corrected_in_cards_and_for_the_rules() {
    let changes = hot(&[("item-1", Price(45)), ("item-2", NoPrice)]);
    let mut engine = with_hot();
    look(&mut engine, 0, NOW);
    let list = answer(&mut engine, Kind::Related, Some(&changes), NOW);
    let priced = prices(&list);
    assert!(priced.contains(&("item-1", Some(45))), "{priced:?}");
    assert!(priced.contains(&("item-2", None)), "{priced:?}");
    assert!(priced.contains(&("item-3", Some(103))), "as the model says");

    let config = json(serde_json::json!({
        "prices": {"hot": true},
        "merchandising": [{"only": {"price": [0, 0.5]}}],
    }));
    let (config, rules, troubles) = dangol_core::config::read(&config);
    assert_eq!(troubles, []);
    let mut engine = Engine::new(Setup {
        entry: Some(entry()),
        config,
        rules,
        ..Setup::new(Language::En, 7)
    });
    look(&mut engine, 0, NOW);
    let list = answer(&mut engine, Kind::Related, Some(&changes), NOW);
    assert_eq!(prices(&list), [("item-1", Some(45))]);
}

#[test]
fn a_file_that_cannot_be_used_changes_nothing() {
    let of_another_build = Hot::new(7, 0, 0, &[("item-1", SoldOut)], ["item-1"].into_iter());
    let good = hot(&[("item-1", SoldOut)]).encode();
    let bodies = [
        None,
        Some(of_another_build.encode()),
        Some(good[..good.len() - 1].to_vec()),
        Some(Vec::new()),
    ];
    for body_of_hot in bodies {
        let mut engine = with_hot();
        look(&mut engine, 0, NOW);
        let query = Query::new(Kind::Related, 24);
        engine.recommend(&query, Now::utc(NOW));
        for request in engine.take_requests() {
            let body = match request.part {
                Part::Hot => body_of_hot.clone(),
                part => Some(body(part)),
            };
            let outcome = engine.receive(request.part, body.as_deref(), Now::utc(NOW));
            assert_eq!(outcome.is_err(), request.part == Part::Hot, "it is told");
        }
        let Answer::Ready(list) = engine.recommend(&query, Now::utc(NOW)) else {
            panic!("{body_of_hot:?}");
        };
        assert!(
            prices(&list).contains(&("item-1", Some(101))),
            "{body_of_hot:?}"
        );
    }
}

#[test]
fn a_stale_file_leaves_out_what_is_sold_out_and_shows_no_price() {
    let changes = hot(&[("item-1", SoldOut), ("item-2", Price(45))]);
    for (age, fresh) in [(3600, true), (3601, false)] {
        let at = START + HOUR + age * 1000;
        let mut engine = with_hot();
        look(&mut engine, 0, at);
        let list = answer(&mut engine, Kind::Related, Some(&changes), at);
        assert!(!list.is_empty());
        assert!(!ids(&list).contains(&"item-1"));
        for (item, price) in prices(&list) {
            assert_eq!(price.is_some(), fresh, "{item}");
        }
    }
}

#[test]
fn without_a_hot_file_old_prices_are_not_shown() {
    let days = |max_age_days| PriceConfig {
        hot: false,
        max_age_days,
    };
    for (settings, age, shown) in [
        (PriceConfig::default(), 7, true),
        (PriceConfig::default(), 8, false),
        (days(30), 30, true),
        (days(30), 31, false),
        (days(0), 4000, true),
    ] {
        let at = START + age * DAY;
        let mut engine = engine_with(settings.clone());
        look(&mut engine, 0, at);
        let list = answer(&mut engine, Kind::Related, None, at);
        assert!(!list.is_empty());
        let all = list.iter().all(|card| card.price.is_some() == shown);
        assert!(all, "{settings:?} after {age} days: {:?}", prices(&list));
        // What was remembered of it is as old as the model.
        home(&mut engine, at);
        let list = answer(&mut engine, Kind::ForYou, None, at);
        assert!(!list.is_empty() && list.iter().all(|card| card.price.is_some() == shown));
    }
}

#[test]
fn a_remembered_price_of_another_build_is_not_confirmed_by_this_ones_file() {
    let mut before = with_hot();
    agree(&mut before, START);
    look(&mut before, 0, START);
    let mut device = Device::default();
    device.save(&mut before, START);
    let mut newer = entry();
    newer.build = "00000000000000cd".into();
    for (entry, shown) in [(entry(), true), (newer, false)] {
        let build = entry.build_number().unwrap();
        let mut engine = Engine::new(Setup {
            entry: Some(entry),
            config: Config {
                prices: PriceConfig {
                    hot: true,
                    ..PriceConfig::default()
                },
                ..Config::default()
            },
            ..Setup::new(Language::En, 7)
        });
        device.restore(&mut engine, NOW);
        open(&mut engine, NOW);
        assert!(engine.awaits_stock());
        let ids: Vec<String> = (0..ITEMS).map(id).collect();
        let changes: [(&str, hot::Now); 1] = [("item-2", Price(45))];
        let all = ids.iter().map(String::as_str);
        let file = Hot::new(build, NOW / 1000, 3600, &changes, all);
        deliver_with(&mut engine, Some(&file), NOW);
        let list = answer(&mut engine, Kind::ForYou, Some(&file), NOW);
        let price = |item: &str| prices(&list).iter().find(|(id, _)| *id == item).unwrap().1;
        assert_eq!(price("item-1").is_some(), shown);
        assert_eq!(price("item-2"), Some(45), "what the file names is sure");
    }
}

#[test]
fn neither_choosing_nor_the_corner_shows_what_is_sold_out_or_a_wrong_price() {
    let changes = hot(&[("item-1", SoldOut), ("item-2", Price(45))]);
    let mut engine = with_hot();
    look(&mut engine, 0, NOW);
    assert_eq!(engine.choices(&[], 4, Now::utc(NOW)), Choices::Wait);
    deliver_with(&mut engine, Some(&changes), NOW);
    let Choices::Ready(cards) = engine.choices(&[], 4, Now::utc(NOW)) else {
        panic!("everything is here");
    };
    let cards: Vec<(&str, Option<u64>)> = cards
        .iter()
        .map(|card| (card.id.as_str(), card.price))
        .collect();
    assert!(cards.contains(&("item-2", Some(45))), "{cards:?}");
    assert!(!cards.iter().any(|(id, _)| *id == "item-1"), "{cards:?}");

    for item in ["item-1", "item-2"] {
        let told = json(serde_json::json!({}));
        engine.wish(item, &told, Now::utc(NOW)).unwrap();
    }
    let entry = entry();
    let corner = Snapshot::read(&engine.snapshot())
        .unwrap()
        .corner(&dangol_core::corner::Around {
            entry: Some(&entry),
            offered: &[],
            language: Language::En,
            now: Now::utc(NOW),
        });
    let wishes = corner.wishes.iter();
    let wishes: Vec<_> = wishes
        .map(|wish| (wish.thing.item.as_str(), wish.thing.price))
        .collect();
    assert_eq!(wishes, [("item-2", Some(45)), ("item-1", None)]);
}
