//! Invariant 2: what is requested depends on the page and the queries alone; and what
//! holds after any history of events.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::profile::Deed;
use dangol_core::{Answer, Engine, Kind, Now, Query};
use fixture::*;
use proptest::prelude::*;

/// Something that can happen.
#[derive(Debug, Clone)]
enum Step {
    Open,
    Event(&'static str, usize),
    Cart(Vec<usize>),
    Gift(usize),
    Name(String),
    Rate(usize, u8),
    Dislike(&'static str),
    Deliver,
    Ask(Kind, Option<usize>),
    Consent(Option<bool>),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let names = prop_oneof![
        Just("view_item"),
        Just("add_to_cart"),
        Just("remove_from_cart"),
        Just("purchase"),
        Just("refund"),
    ];
    prop_oneof![
        2 => Just(Step::Open),
        6 => (names, 0..ITEMS).prop_map(|(name, item)| Step::Event(name, item)),
        1 => proptest::collection::vec(0..ITEMS, 0..4).prop_map(Step::Cart),
        1 => (0..ITEMS).prop_map(Step::Gift),
        1 => ".{0,60}".prop_map(Step::Name),
        1 => (0..ITEMS, 0u8..=5).prop_map(|(item, stars)| Step::Rate(item, stars)),
        1 => prop_oneof![Just("low"), Just("thing 3"), Just("")].prop_map(Step::Dislike),
        3 => Just(Step::Deliver),
        3 => (0..Kind::ALL.len(), proptest::option::of(0..ITEMS)).prop_map(|(kind, item)| Step::Ask(Kind::ALL[kind], item)),
        1 => proptest::option::of(any::<bool>()).prop_map(Step::Consent),
        2 => (0..40 * DAY).prop_map(Step::Wait),
    ]
}

fn run(engine: &mut Engine, steps: &[Step], mut at: u64) -> (Vec<String>, u64) {
    let mut requested = Vec::new();
    for step in steps {
        let now = Now::utc(at);
        match step {
            Step::Open => engine.open_page(Default::default(), now),
            Step::Event(name, item) => track(engine, name, &id(*item), now),
            Step::Cart(items) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| serde_json::json!({"item_id": id(*item)}))
                    .collect();
                let cart = json(serde_json::json!({ "items": items }));
                engine.track("view_cart", &cart, now).unwrap();
            }
            Step::Gift(item) => engine.mark_gift(&id(*item), now),
            Step::Name(name) => engine.state_name(name, now),
            Step::Rate(item, stars) => engine.rate(&id(*item), *stars, now).unwrap(),
            Step::Dislike(word) => {
                state(engine, serde_json::json!({"dislikes": word}), now.at);
            }
            Step::Deliver => requested.extend(deliver(engine, now)),
            Step::Ask(kind, item) => {
                let mut query = Query::new(*kind, 6);
                query.item = item.map(id);
                engine.recommend(&query, now);
            }
            Step::Consent(personalize) => {
                let request = dangol_core::ConsentRequest {
                    personalize: *personalize,
                    measure: None,
                };
                engine.set_consent(request, now);
            }
            Step::Wait(time) => at += time,
        }
        at += 1000;
    }
    (requested, at)
}

proptest! {
    #[test]
    fn requests_tell_nothing_of_the_profile(
        history in proptest::collection::vec(step(), 0..60),
        page in proptest::collection::vec(step(), 1..30),
    ) {
        let mut regular = engine();
        let (_, at) = run(&mut regular, &history, START);
        let export = regular.export();

        let mut requested = Vec::new();
        for known in [false, true] {
            let mut engine = engine();
            agree(&mut engine, at);
            if known {
                engine.import(export.clone(), Now::utc(at)).unwrap();
            }
            engine.open_page(Default::default(), Now::utc(at));
            let mut steps = page.clone();
            steps.push(Step::Deliver);
            requested.push(run(&mut engine, &steps, at).0);
        }
        prop_assert_eq!(&requested[0], &requested[1]);
    }

    #[test]
    fn nothing_that_must_not_be_shown_ever_is(history in proptest::collection::vec(step(), 0..80)) {
        let mut engine = engine();
        let (_, at) = run(&mut engine, &history, START);
        let now = Now::utc(at);
        deliver(&mut engine, now);
        for kind in Kind::ALL {
            let query = Query::new(kind, 6);
            engine.recommend(&query, now);
            deliver(&mut engine, now);
            // A file that comes ages the basket.
            let overview = engine.overview();
            let Answer::Ready(list) = engine.recommend(&query, now) else {
                continue;
            };
            prop_assert!(list.len() <= 6);
            for card in &list {
                prop_assert!(!overview.basket.contains(&card.item_id), "{:?} in the basket", kind);
                let of_item = overview.items.iter().filter(|item| item.item_id == card.item_id);
                let mut bought: Vec<u64> = of_item
                    .clone()
                    .filter(|item| item.deed == Deed::Bought && !item.gift)
                    .map(|item| now.day_of(item.at))
                    .collect();
                bought.dedup();
                // Item 5 runs out, and so does what was bought on three days.
                let may_come_again = card.item_id == "item-5" || bought.len() > 2;
                prop_assert!(bought.is_empty() || may_come_again, "{:?} bought", kind);
                if kind != Kind::RecentlyViewed {
                    let word = of_item.clone().find(|item| item.deed == Deed::Rated);
                    prop_assert!(word.is_none_or(|item| item.quantity > 2), "{:?} unwanted", kind);
                    let low = card.item_id[5..].parse::<usize>().unwrap() < 6;
                    let disliked = low && overview.dislikes.contains(&"low".to_owned());
                    prop_assert!(kind == Kind::BuyAgain || !disliked, "{:?} disliked", kind);
                }
                let on_page = engine.page_product().is_some_and(|page| page.id == card.item_id);
                prop_assert!(!on_page, "{:?} on the page", kind);
                prop_assert!(card.score.is_finite() && card.score >= 0.0);
                prop_assert!(!card.reason.text.is_empty() && !card.terms.is_empty());
            }
            let mut ids = ids(&list);
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), list.len(), "each once");
        }
    }

    #[test]
    fn the_same_history_gives_the_same_answers(history in proptest::collection::vec(step(), 0..50)) {
        let mut answers = Vec::new();
        for _ in 0..2 {
            let mut engine = engine();
            let (requested, at) = run(&mut engine, &history, START);
            let lists: Vec<Answer> = Kind::ALL
                .iter()
                .map(|kind| engine.recommend(&Query::new(*kind, 12), Now::utc(at)))
                .collect();
            answers.push((requested, engine.export(), lists));
        }
        prop_assert!(answers[0] == answers[1]);
    }
}
