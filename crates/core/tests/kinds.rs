//! What each further kind promises, and what it never shows.

mod fixture;

use dangol_core::{Engine, Kind, Language, Now, PageSignals, Recommendation, Setup};
use fixture::*;

fn buy(engine: &mut Engine, item: &str, at: u64) {
    track(engine, "purchase", item, Now::utc(at));
}

fn at_home(engine: &mut Engine, kind: Kind, at: u64) -> Vec<Recommendation> {
    home(engine, at);
    list(engine, kind, at)
}

#[test]
fn what_is_usually_bought_comes_again_when_it_is_due() {
    let mut engine = engine();
    // A look, so that the card and its interval of ten days are known.
    look(&mut engine, 5, START);
    for step in 0..3 {
        buy(&mut engine, "item-5", START + step * 36 * DAY);
    }
    let last = START + 2 * 36 * DAY;
    let again = |engine: &mut Engine, days: u64| at_home(engine, Kind::BuyAgain, last + days * DAY);
    // Ten days for everybody and 36 twice for this one: (2*10 + 72) / (2 + 2) = 23.
    assert!(again(&mut engine, 17).is_empty(), "not yet: 17 of 23 days");
    let due = again(&mut engine, 20);
    assert_eq!(ids(&due), ["item-5"]);
    assert_eq!(due[0].reason.code, "usually_bought");
    assert_eq!(due[0].reason.text, "You usually buy it every 3 weeks");
    assert!(again(&mut engine, 60).len() == 1, "overdue");
    assert!(again(&mut engine, 200).is_empty(), "given up");
}

#[test]
fn a_habit_of_ones_own_needs_no_word_of_the_model() {
    let mut engine = engine();
    look(&mut engine, 2, START);
    for step in 0..3 {
        buy(&mut engine, "item-2", START + step * 30 * DAY);
    }
    let again = at_home(&mut engine, Kind::BuyAgain, START + 90 * DAY);
    assert_eq!(ids(&again), ["item-2"]);
    assert_eq!(again[0].reason.text, "You usually buy it every 4 weeks");
    // Twice is no habit yet.
    look(&mut engine, 3, START + 91 * DAY);
    for step in [92, 122] {
        buy(&mut engine, "item-3", START + step * DAY);
    }
    let again = at_home(&mut engine, Kind::BuyAgain, START + 152 * DAY);
    assert!(!ids(&again).contains(&"item-3"));
}

#[test]
fn gifts_and_what_is_in_the_basket_are_not_bought_again() {
    let mut engine = engine();
    look(&mut engine, 5, START);
    buy(&mut engine, "item-5", START);
    let day = START + 9 * DAY;
    let due = at_home(&mut engine, Kind::BuyAgain, day);
    assert_eq!(due[0].reason.code, "runs_out");
    assert_eq!(due[0].reason.text, "You bought it 9 days ago");
    track(&mut engine, "add_to_cart", "item-5", Now::utc(day));
    assert!(at_home(&mut engine, Kind::BuyAgain, day).is_empty());
    track(&mut engine, "remove_from_cart", "item-5", Now::utc(day));
    assert_eq!(at_home(&mut engine, Kind::BuyAgain, day).len(), 1);
    engine.mark_gift("item-5", Now::utc(day));
    assert!(at_home(&mut engine, Kind::BuyAgain, day).is_empty());
}

#[test]
fn the_basket_is_completed_by_what_goes_with_all_of_it() {
    let mut engine = engine();
    assert!(at_home(&mut engine, Kind::CompleteTheBasket, START).is_empty());
    for item in [0, 5] {
        look(&mut engine, item, START);
        track(&mut engine, "add_to_cart", &id(item), Now::utc(START));
    }
    let list = at_home(&mut engine, Kind::CompleteTheBasket, START + 1);
    // Item 6 goes with both, 11 with the second, 1 with the first.
    assert_eq!(ids(&list), ["item-6", "item-11", "item-1"]);
    assert!(
        list.iter()
            .all(|card| card.reason.code == "goes_with_basket")
    );
    let from: Vec<&str> = list[0]
        .terms
        .iter()
        .map(|term| term.item_id.as_str())
        .collect();
    assert_eq!(from, ["item-0", "item-5"], "the true terms");
}

#[test]
fn because_you_viewed_speaks_of_one_item_and_not_of_the_page() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    look(&mut engine, 6, START + HOUR);
    let on_page = list(&mut engine, Kind::BecauseYouViewed, START + HOUR);
    assert_eq!(ids(&on_page), ["item-1", "item-2", "item-3", "item-4"]);
    assert!(
        on_page
            .iter()
            .all(|card| card.reason.text == "Because you looked at “Thing 0”")
    );
    let at_home = at_home(&mut engine, Kind::BecauseYouViewed, START + DAY);
    assert_eq!(ids(&at_home), ["item-7", "item-8", "item-9", "item-10"]);
    assert!(
        at_home
            .iter()
            .all(|card| card.terms.len() == 1 && card.terms[0].item_id == "item-6")
    );
}

#[test]
fn new_things_come_in_the_order_of_taste() {
    let mut stranger = engine();
    let new = at_home(&mut stranger, Kind::NewForYou, START);
    assert_eq!(ids(&new), ["item-3", "item-9"]);
    assert_eq!(new[0].reason.code, "new_in_shop");

    let mut regular = engine();
    for item in [7, 8, 10] {
        look(&mut regular, item, START);
    }
    let new = at_home(&mut regular, Kind::NewForYou, START + DAY);
    assert_eq!(
        ids(&new),
        ["item-9", "item-3"],
        "of the category that they look at"
    );
    look(&mut regular, 9, START + DAY);
    let new = at_home(&mut regular, Kind::NewForYou, START + DAY + HOUR);
    assert_eq!(ids(&new), ["item-3"], "never what was lately looked at");
}

#[test]
fn a_bad_rating_hides_an_item_and_what_is_near_it_falls() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    let now = START + 7 * DAY;
    look(&mut engine, 4, now);
    let before = at_home(&mut engine, Kind::ForYou, now + DAY);
    assert_eq!(before[0].item_id, "item-5", "nearest to the last look");
    engine.rate("item-4", 1, Now::utc(now + DAY)).unwrap();
    let after = list(&mut engine, Kind::ForYou, now + DAY);
    assert_eq!(after[0].item_id, "item-1", "nearest to the other one");
    assert!(
        after
            .iter()
            .all(|card| card.terms[0].code != "because_liked")
    );
    look(&mut engine, 3, now + DAY);
    assert!(!ids(&list(&mut engine, Kind::Related, now + DAY)).contains(&"item-4"));
    engine.rate("item-4", 0, Now::utc(now + DAY)).unwrap();
    assert!(ids(&list(&mut engine, Kind::Related, now + DAY)).contains(&"item-4"));
    assert!(engine.rate("item-4", 6, Now::utc(START)).is_err());
    assert!(engine.rate("", 3, Now::utc(START)).is_err());
}

#[test]
fn what_is_liked_speaks_for_its_neighbours() {
    let mut engine = engine();
    look(&mut engine, 0, START);
    look(&mut engine, 6, START + 1);
    engine.rate("item-0", 5, Now::utc(START)).unwrap();
    let list = at_home(&mut engine, Kind::ForYou, START + DAY);
    assert_eq!(list[0].item_id, "item-1");
    assert_eq!(list[0].reason.text, "Because you like “Thing 0”");
}

#[test]
fn stated_dislikes_are_never_shown_and_likes_come_first() {
    let mut engine = engine();
    state(&mut engine, serde_json::json!({"likes": ["LOW"]}), START);
    let liked = at_home(&mut engine, Kind::NewForYou, START);
    assert_eq!(ids(&liked), ["item-3", "item-9"]);
    state(&mut engine, serde_json::json!({"dislikes": ["low"]}), START);
    for kind in [Kind::NewForYou, Kind::Trending, Kind::ForYou] {
        let shown = at_home(&mut engine, kind, START);
        assert!(!shown.is_empty());
        // Items 0 to 5 are of the category "low".
        assert!(
            shown
                .iter()
                .all(|card| card.item_id[5..].parse::<u32>().unwrap() > 5)
        );
    }
    let overview = engine.overview();
    assert_eq!(
        (overview.likes, overview.dislikes),
        (vec!["LOW".into()], vec!["low".into()])
    );
}

#[test]
fn a_searcher_is_shown_what_fits_and_told_so() {
    let mut engine = engine();
    let signals = PageSignals {
        address: "/".into(),
        referrer: "https://shop.example/find?q=thing+low".into(),
        ..PageSignals::default()
    };
    engine.open_page(signals, Now::utc(START));
    let fits = list(&mut engine, Kind::ForYou, START);
    let low = |card: &Recommendation| card.item_id[5..].parse::<u32>().unwrap() < 6;
    assert!(fits[..6].iter().all(low), "both words");
    assert_eq!(fits[0].reason.code, "fits_search");
    assert_eq!(fits[0].reason.text, "Fits your search for “thing low”");
    // The words are of this page alone.
    let next = at_home(&mut engine, Kind::ForYou, START + 1);
    assert_eq!(next[0].reason.code, "trending");

    let term = json(serde_json::json!({"search_term": "low"}));
    engine
        .track("view_search_results", &term, Now::utc(START + 2))
        .unwrap();
    assert_eq!(
        list(&mut engine, Kind::ForYou, START + 2)[0].reason.code,
        "fits_search"
    );
    let none = json(serde_json::json!({}));
    assert!(engine.track("search", &none, Now::utc(START + 3)).is_err());
}

#[test]
fn ratings_and_tastes_are_kept_exported_and_merged() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 2, START);
    engine.rate("item-2", 4, Now::utc(START)).unwrap();
    assert_eq!((engine.rating("item-2"), engine.rating("item-3")), (4, 0));
    state(&mut engine, serde_json::json!({"likes": ["tea"]}), START);
    let mut device = Device::default();
    assert!(device.save(&mut engine, START));
    let mut next = fixture::engine();
    device.restore(&mut next, START + DAY);
    let rated = next.overview().items.into_iter().next().unwrap();
    assert_eq!((rated.title.as_str(), rated.quantity), ("Thing 2", 4));
    assert_eq!(next.overview().likes, ["tea"]);

    let mut other = fixture::engine();
    agree(&mut other, START);
    other.rate("item-2", 1, Now::utc(START + 5)).unwrap();
    other.import(next.export(), Now::utc(START + DAY)).unwrap();
    assert_eq!(
        other.overview().items[0].quantity,
        1,
        "the later word counts"
    );
    assert_eq!(other.overview().likes, ["tea"]);

    let mut forged = next.export();
    for action in &mut forged.profile.actions {
        action.item = "item-7".into();
        action.quantity = 6;
    }
    other.import(forged, Now::utc(START + DAY)).unwrap();
    let taken: Vec<_> = (other.overview().items.into_iter())
        .filter(|item| item.item_id == "item-7")
        .map(|item| item.quantity)
        .collect();
    assert_eq!(taken, [6], "six looks may be, six stars cannot");
}

#[test]
fn a_list_stays_while_one_reads_and_changes_with_the_next_visit() {
    // Three items of which the neighbours are equally near, but for chance.
    let visit = |seed: u32| {
        let mut engine = Engine::new(Setup {
            entry: Some(entry()),
            ..Setup::new(Language::En, seed)
        });
        for item in [0, 4, 8] {
            look(&mut engine, item, START);
        }
        let first = at_home(&mut engine, Kind::ForYou, START + DAY);
        let later = list(&mut engine, Kind::ForYou, START + DAY + 20 * 60_000);
        assert_eq!(ids(&first), ids(&later), "while one reads");
        ids(&first).join(" ")
    };
    let lists: std::collections::BTreeSet<String> = (1..20).map(visit).collect();
    assert!(lists.len() > 3, "{lists:?}");
    assert!(visit(0) == visit(0));
}
