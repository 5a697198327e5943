//! Why each kind of list shows what it shows: the sentence in both languages, the term of the
//! score that it is true of, and that `why` repeats it.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::{Engine, Kind, Language, Now, Recommendation, Setup};
use fixture::*;

/// What leads to a list of a kind, the page on which it is shown, and what it says in English and
/// Korean, with the code.
struct Case {
    kind: Kind,
    prepare: fn(&mut Engine),
    /// Days after what led to it.
    days: u64,
    /// The item of the page; none at home.
    page: Option<usize>,
    code: &'static str,
    says: [&'static str; 2],
}

fn buy(engine: &mut Engine) {
    look(engine, 5, START);
    track(engine, "purchase", &id(5), Now::utc(START));
}

fn fill_basket(engine: &mut Engine) {
    look(engine, 5, START);
    track(engine, "add_to_cart", &id(5), Now::utc(START));
}

fn look_once(engine: &mut Engine) {
    look(engine, 0, START);
}

const CASES: [Case; 9] = [
    Case {
        kind: Kind::BuyAgain,
        prepare: buy,
        days: 9,
        page: None,
        code: "runs_out",
        says: ["You bought it 9 days ago", "9일 전에 구매하셨어요"],
    },
    Case {
        kind: Kind::CompleteTheBasket,
        prepare: fill_basket,
        days: 0,
        page: None,
        code: "goes_with_basket",
        says: [
            "Goes with “Thing 5” in your basket",
            "장바구니의 ‘Thing 5’와 잘 어울려요",
        ],
    },
    Case {
        kind: Kind::ForYou,
        prepare: look_once,
        days: 1,
        page: None,
        code: "because_viewed",
        says: [
            "Because you looked at “Thing 0”",
            "‘Thing 0’을 보셔서 골랐어요",
        ],
    },
    Case {
        kind: Kind::BecauseYouViewed,
        prepare: look_once,
        days: 1,
        page: None,
        code: "because_viewed",
        says: [
            "Because you looked at “Thing 0”",
            "‘Thing 0’을 보셔서 골랐어요",
        ],
    },
    Case {
        kind: Kind::Related,
        prepare: |_| {},
        days: 0,
        page: Some(2),
        code: "related_to_page",
        says: [
            "Often chosen by those who choose this",
            "이 상품을 고른 분들이 함께 찾아요",
        ],
    },
    Case {
        kind: Kind::BoughtTogether,
        prepare: |_| {},
        days: 0,
        page: Some(2),
        code: "bought_together",
        says: [
            "Often bought together with this",
            "이 상품과 함께 많이 구매해요",
        ],
    },
    Case {
        kind: Kind::NewForYou,
        prepare: |_| {},
        days: 0,
        page: None,
        code: "new_in_shop",
        says: ["New in the shop", "새로 들어온 상품이에요"],
    },
    Case {
        kind: Kind::RecentlyViewed,
        prepare: look_once,
        days: 3,
        page: None,
        code: "viewed_before",
        says: ["You looked at this 3 days ago", "3일 전에 보신 상품이에요"],
    },
    Case {
        kind: Kind::Trending,
        prepare: |_| {},
        days: 0,
        page: None,
        code: "trending",
        says: ["Popular in the shop lately", "요즘 많이 찾는 상품이에요"],
    },
];

#[test]
fn each_kind_says_in_both_languages_why_and_why_repeats_it() {
    assert_eq!(CASES.map(|case| case.kind.name()).len(), Kind::ALL.len());
    for kind in Kind::ALL {
        assert!(CASES.iter().any(|case| case.kind == kind), "{kind:?}");
    }
    for case in CASES {
        for (language, says) in [Language::En, Language::Ko].into_iter().zip(case.says) {
            let mut engine = Engine::new(Setup {
                entry: Some(entry()),
                ..Setup::new(language, 7)
            });
            (case.prepare)(&mut engine);
            let at = START + case.days * DAY;
            match case.page {
                Some(item) => drop(look(&mut engine, item, at)),
                None => home(&mut engine, at),
            }
            let cards = list(&mut engine, case.kind, at);
            assert!(!cards.is_empty(), "{:?}", case.kind);
            // "For you" is filled up by what is popular, which says so.
            let own = |card: &&Recommendation| card.reason.code != "trending";
            let is_filled = case.kind == Kind::ForYou;
            let own: Vec<_> = cards
                .iter()
                .filter(|card| !is_filled || own(card))
                .collect();
            assert_eq!(own[0].item_id, cards[0].item_id, "its own come first");
            for card in own {
                let reason = &card.reason;
                assert_eq!((reason.code, reason.text.as_str()), (case.code, says));
                // It is the largest term of the score that the sentence is of.
                let largest = card
                    .terms
                    .iter()
                    .max_by(|a, b| a.weight.total_cmp(&b.weight));
                assert_eq!(largest.unwrap().code, case.code, "{:?}", case.kind);
            }
            engine.shown(&cards);
            for card in &cards {
                let why = engine.why(&card.item_id, Now::utc(at));
                assert_eq!(why.as_ref(), Some(&card.reason), "{:?}", case.kind);
            }
            // On another page it is not what was said there.
            home(&mut engine, at);
            list(&mut engine, Kind::Trending, at);
            let elsewhere = engine.why(&cards[0].item_id, Now::utc(at)).unwrap();
            if case.page.is_some() {
                assert_ne!(
                    elsewhere.code, case.code,
                    "the page was about another thing"
                );
            }
        }
    }
    let mut engine = engine();
    home(&mut engine, START);
    assert_eq!(engine.why("nothing", Now::utc(START)), None);
}

#[test]
fn before_anything_is_shown_the_most_personal_kind_answers() {
    let mut engine = engine();
    fill_basket(&mut engine);
    look(&mut engine, 0, START + 1);
    home(&mut engine, START + 2);
    let basket = list(&mut engine, Kind::CompleteTheBasket, START + 2);
    let for_you = list(&mut engine, Kind::ForYou, START + 2);
    let trending = list(&mut engine, Kind::Trending, START + 2);
    let now = Now::utc(START + 2);
    let both = for_you
        .iter()
        .find(|card| ids(&basket).contains(&card.item_id.as_str()));
    let both = both.expect("one is in both").item_id.clone();
    assert_eq!(engine.why(&both, now).unwrap().code, "goes_with_basket");
    // What was looked at is in "recently viewed".
    let looked_at = vec!["item-0", "item-5"];
    let own = for_you.iter().filter(|card| card.reason.code != "trending");
    let own = own.map(|card| card.item_id.as_str()).collect();
    let personal = [ids(&basket), own, looked_at].concat();
    let other = ids(&trending)
        .into_iter()
        .find(|item| !personal.contains(item));
    let other = other.expect("something is only popular");
    assert_eq!(engine.why(other, now).unwrap().code, "trending");
}
