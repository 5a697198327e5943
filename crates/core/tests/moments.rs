//! Greetings: when each moment is said, that it keeps to its cool-down and limit whatever the
//! order of visits, that the same inputs give the same greeting, and that "less of this" holds.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

#[path = "moments/choice.rs"]
mod choice;
mod fixture;
#[path = "moments/pace.rs"]
mod pace;

use dangol_core::{Engine, Greeting, Language, Now, PageSignals, Setup};
use fixture::*;
use serde_json::{Value, json as j};

fn engine_of(moments: Value, language: Language) -> Engine {
    Engine::new(Setup {
        entry: Some(entry()),
        moments: json(moments),
        ..Setup::new(language, 7)
    })
}

fn tell(engine: &mut Engine, name: &str, told: Value, at: u64) {
    engine.track(name, &json(told), Now::utc(at)).unwrap();
}

fn said(engine: &mut Engine, at: u64) -> Greeting {
    home(engine, at);
    engine.greeting(Now::utc(at)).unwrap()
}

fn code(engine: &mut Engine, at: u64) -> String {
    said(engine, at).code
}

fn come(address: &str) -> PageSignals {
    PageSignals {
        address: address.to_owned(),
        ..PageSignals::default()
    }
}

/// A page of an item that states its price and availability.
fn page_of(item: usize, price: &str, availability: &str) -> PageSignals {
    let product = j!({"@type": "Product", "sku": id(item), "name": format!("Thing {item}"), "offers": {
        "price": price, "priceCurrency": "GBP", "availability": format!("https://schema.org/{availability}")}});
    PageSignals {
        jsonld: vec![json(product)],
        ..come(&format!("/thing/{item}"))
    }
}

#[test]
fn what_was_looked_at_is_taken_up_again_until_it_is_bought() {
    let mut engine = engine();
    look(&mut engine, 2, START);
    look(&mut engine, 4, START + 1);
    let greeting = said(&mut engine, START + DAY);
    assert_eq!(greeting.code, "continuing");
    assert_eq!(
        greeting.text,
        "Good morning. It’s good to see you again. Last time you were looking at “Thing 4”."
    );
    assert_eq!(greeting.link.unwrap().url, "/thing/4");
    engine.set_language(Language::Ko);
    assert_eq!(
        engine.greeting(Now::utc(START + DAY)).unwrap().text,
        "좋은 아침이에요. 다시 찾아 주셔서 고마워요. 지난번에 ‘Thing 4’를 보고 계셨어요."
    );
    engine.set_language(Language::En);
    track(&mut engine, "purchase", &id(4), Now::utc(START + DAY + 1));
    assert_eq!(code(&mut engine, START + DAY + 2), "return");
    // Days after, one asks how it was; once, and not who has said it already.
    assert_eq!(
        said(&mut engine, START + 8 * DAY).text,
        "Good morning. It’s good to see you again. How was the “Thing 4”?"
    );
    assert_eq!(code(&mut engine, START + 20 * DAY), "return");
}

#[test]
fn nobody_is_asked_of_a_gift_or_of_what_they_have_rated() {
    for (is_gift, stars) in [(true, 0), (false, 4), (false, 1)] {
        let mut engine = engine();
        look(&mut engine, 4, START);
        track(&mut engine, "purchase", &id(4), Now::utc(START));
        if is_gift {
            engine.mark_gift(&id(4), Now::utc(START + 1));
        }
        engine.rate(&id(4), stars, Now::utc(START + 1)).unwrap();
        assert_eq!(code(&mut engine, START + 8 * DAY), "return");
    }
}

#[test]
fn stated_days_are_told_of_in_time_without_their_year() {
    let facts = |facts: Value, days: u64| {
        let mut engine = engine();
        home(&mut engine, START);
        state(&mut engine, facts, START);
        said(&mut engine, START + days * DAY)
    };
    // START is the 14th of November.
    let birthday = facts(j!({"birthday": "1990-11-17"}), 3);
    assert_eq!(birthday.code, "birthday");
    assert_eq!(birthday.text, "Good morning, and happy birthday!");
    let soon = facts(j!({"birthday": "1990-11-17"}), 1);
    assert_eq!(soon.code, "birthday_soon");
    assert!(!soon.text.contains("1990") && !soon.reason.text.contains("1990"));
    assert_eq!(facts(j!({"birthday": "--11-30"}), 1).code, "return");
    let dates = j!({"dates": [
        {"name": "Jun", "relation": "husband", "date": "1988-11-25"},
        {"name": "Mother", "date": "--01-10"}]});
    let near = facts(dates.clone(), 2);
    assert_eq!(near.code, "loved_one");
    assert_eq!(
        near.text,
        "Good morning. --11-25 is the day you noted for Jun (husband)."
    );
    assert_eq!(
        facts(dates.clone(), 11).text,
        "Good morning. Today is the day you noted for Jun (husband)."
    );
    // Over the year's end.
    assert!(facts(dates.clone(), 50).text.contains("Mother"));
    assert_eq!(facts(dates, 20).code, "return");
    // The 29th of February of 2024, and the 1st of March of 2025.
    for days in [107, 473] {
        assert_eq!(facts(j!({"birthday": "--02-29"}), days).code, "birthday");
    }
}

#[test]
fn a_year_after_the_first_purchase_is_a_day_to_give_thanks() {
    let mut engine = engine();
    look(&mut engine, 4, START);
    track(&mut engine, "purchase", &id(4), Now::utc(START));
    assert_eq!(code(&mut engine, START + 364 * DAY), "return");
    assert_eq!(code(&mut engine, START + 367 * DAY), "anniversary");
    // In a later year the first purchase may have been forgotten: nothing is claimed.
    assert_eq!(code(&mut engine, START + 731 * DAY), "return");
}

#[test]
fn what_the_shop_states_is_said_to_those_it_concerns() {
    let mut engine = engine();
    home(&mut engine, START);
    tell(
        &mut engine,
        "dangol_points",
        j!({"points": 480, "threshold": 500, "reward": "a tea towel"}),
        START,
    );
    assert_eq!(
        said(&mut engine, START + DAY).text,
        "Good morning. 20 more points and a tea towel is yours."
    );
    tell(
        &mut engine,
        "dangol_points",
        j!({"points": 100, "threshold": 500}),
        START + DAY,
    );
    assert_eq!(
        code(&mut engine, START + 9 * DAY),
        "return",
        "it is far away"
    );
    tell(
        &mut engine,
        "dangol_points",
        j!({"points": 499, "threshold": 500}),
        START + 9 * DAY,
    );
    assert_eq!(
        said(&mut engine, START + 10 * DAY).text,
        "Good morning. One more point and a gift is yours."
    );

    let way = j!({"state": "under_way", "expected": "2023-11-29", "url": "/orders/7"});
    tell(&mut engine, "dangol_delivery", way, START + 12 * DAY);
    let delivery = said(&mut engine, START + 13 * DAY);
    assert_eq!(
        delivery.text,
        "Good morning. Your order is on its way and expected on 2023-11-29."
    );
    assert_eq!(delivery.link.unwrap().url, "/orders/7");
    tell(
        &mut engine,
        "dangol_delivery",
        j!({"state": "delivered"}),
        START + 13 * DAY,
    );
    assert_eq!(code(&mut engine, START + 15 * DAY), "return");

    let incident = j!({"id": "A1", "what": "your parcel was late.", "offer": "The postage is back.", "url": "javascript:x"});
    tell(&mut engine, "dangol_incident", incident, START + 15 * DAY);
    let sorry = said(&mut engine, START + 16 * DAY);
    assert_eq!(
        sorry.text,
        "Good morning. We are sorry: your parcel was late. The postage is back."
    );
    assert_eq!(sorry.link, None, "no script can be linked to");
    tell(
        &mut engine,
        "dangol_incident",
        j!({"id": "A1", "over": true}),
        START + 16 * DAY,
    );
    tell(
        &mut engine,
        "dangol_points",
        j!({"points": 0, "threshold": 0}),
        START + 16 * DAY,
    );
    assert_eq!(code(&mut engine, START + 20 * DAY), "return");
}

#[test]
fn statements_that_are_none_are_refused() {
    let mut engine = engine();
    home(&mut engine, START);
    for (name, told) in [
        ("dangol_points", j!({"points": 3})),
        ("dangol_points", j!({"points": -1, "threshold": 5})),
        ("dangol_delivery", j!({"state": "soon"})),
        ("dangol_incident", j!({"id": "1"})),
    ] {
        let outcome = engine.track(name, &json(told), Now::utc(START));
        assert!(outcome.is_err(), "{name}");
    }
    assert_eq!(engine.export().profile.shop, Default::default());
}

#[test]
fn a_price_has_fallen_only_where_the_page_said_another_before() {
    let mut engine = engine();
    let now = Now::utc;
    let news = |engine: &mut Engine, at: u64, page: PageSignals| {
        engine.open_page(page, now(at));
        let only = "price_fell low_stock";
        engine.greeting_among(only, now(at)).map(|said| said.text)
    };
    let first = news(&mut engine, START, page_of(2, "12.00", "InStock"));
    assert_eq!(first, None);
    assert_eq!(
        news(&mut engine, START + 1, page_of(2, "9.00", "InStock")),
        None,
        "the same visit"
    );
    let later = START + 2 * DAY;
    assert_eq!(
        news(&mut engine, later, page_of(2, "9.50", "InStock")),
        None,
        "it rose"
    );
    let fell = news(&mut engine, later + DAY, page_of(2, "7.00", "InStock"));
    assert_eq!(
        fell.unwrap(),
        "Good morning. “Thing 2” costs less than when you last looked: 7.00 GBP instead of 9.50 GBP."
    );
    // What the model says of an item is no price that was seen.
    look(&mut engine, 3, later + DAY);
    assert_eq!(
        news(&mut engine, later + 3 * DAY, page_of(3, "0.50", "InStock")),
        None
    );
    // Few are left of what was looked at before, and of nothing else.
    let few = news(
        &mut engine,
        later + 5 * DAY,
        page_of(2, "7.00", "LimitedAvailability"),
    );
    assert!(
        few.unwrap()
            .starts_with("Good morning. Only a few are left of what you")
    );
    assert_eq!(
        news(
            &mut engine,
            later + 9 * DAY,
            page_of(7, "7.00", "LimitedAvailability")
        ),
        None
    );
}

#[test]
fn where_one_comes_from_is_said_on_this_page_and_kept_nowhere() {
    let partners = j!({"partner": {"names": {"Paran": {"en": "Paran", "ko": "파란"}}}});
    for (address, expected, text) in [
        (
            "/?utm_source=paran",
            "partner",
            "Good morning, and welcome from Paran.",
        ),
        (
            "/?utm_source=<b>&utm_medium=cpc",
            "advertisement",
            "Good morning, and welcome. It’s good that our advertisement brought you here.",
        ),
        (
            "/?utm_source=evil",
            "first_visit",
            "Good morning, and welcome.",
        ),
        (
            "/?q=red+mugs",
            "search",
            "Good morning. You are looking for “red mugs”: let us see what fits.",
        ),
    ] {
        let mut engine = engine_of(partners.clone(), Language::En);
        engine.open_page(come(address), Now::utc(START));
        let greeting = engine.greeting(Now::utc(START)).unwrap();
        assert_eq!(
            (greeting.code.as_str(), greeting.text.as_str()),
            (expected, text)
        );
        let kept = serde_json::to_string(&engine.export()).unwrap();
        for word in ["paran", "Paran", "evil", "mugs", "cpc"] {
            assert!(!kept.contains(word), "{word} in {kept}");
        }
    }
}

#[test]
fn seasons_are_those_of_the_owners_half_of_the_earth() {
    let season = |hemisphere: Value, day: u64| {
        let mut engine = engine_of(hemisphere, Language::En);
        said(&mut engine, START + day * DAY).text
    };
    let north = j!({"season": {"hemisphere": "north"}});
    let south = j!({"season": {"hemisphere": "south"}});
    // Days from the 14th of November: the 5th of December, the 2nd of January, the 3rd of March.
    assert!(season(north.clone(), 21).contains("Winter"));
    assert!(season(south.clone(), 21).contains("Summer"));
    assert!(
        season(j!({}), 21).contains("welcome"),
        "not said where it is not known"
    );
    assert!(season(j!({}), 41).contains("warm end of the year"));
    assert!(season(south.clone(), 49).contains("happy new year"));
    assert!(season(north, 110).contains("Spring"));
    assert!(season(south, 110).contains("Autumn"));
}
