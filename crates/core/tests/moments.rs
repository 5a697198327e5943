//! Greetings: when each moment is said, that it keeps to its cool-down and limit whatever the
//! order of visits, that the same inputs give the same greeting, and that "less of this" holds.

#![allow(clippy::unwrap_used, reason = "a test may stop there")]

mod fixture;

use dangol_core::{Engine, Greeting, Language, Now, PageSignals, Setup};
use fixture::*;
use proptest::prelude::*;
use serde_json::{Value, json as j};
use std::collections::BTreeMap;

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

#[test]
fn one_greeting_stays_on_its_page_and_through_its_visit() {
    let mut engine = engine();
    look(&mut engine, 2, START);
    let at = START + DAY;
    let first = said(&mut engine, at);
    assert_eq!(first.code, "continuing");
    // Something more urgent is stated while one reads: this page stays as it is.
    tell(
        &mut engine,
        "dangol_incident",
        j!({"id": "1", "what": "late."}),
        at,
    );
    assert_eq!(engine.greeting(Now::utc(at)).unwrap(), first);
    // The next page says it, and goes on saying it, and no other after it.
    for page in 1..4 {
        assert_eq!(code(&mut engine, at + page), "incident");
    }
}

#[test]
fn less_of_this_holds_until_it_is_taken_back() {
    let mut engine = engine();
    let mut device = Device::default();
    look(&mut engine, 2, START);
    agree(&mut engine, START);
    assert_eq!(code(&mut engine, START + DAY), "continuing");
    engine.stop_moment("continuing", true);
    assert_eq!(
        engine.greeting(Now::utc(START + DAY)).unwrap().code,
        "return"
    );
    device.save(&mut engine, START + DAY);
    for day in 2..20 {
        let mut next = fixture::engine();
        device.restore(&mut next, START + day * DAY);
        assert_eq!(code(&mut next, START + day * DAY), "return");
        assert_eq!(next.overview().stopped_greetings, ["continuing"]);
        device.save(&mut next, START + day * DAY);
    }
    // Another tab's page has not heard of it, and does not undo it.
    device.save(&mut engine, START + 20 * DAY);
    let mut next = fixture::engine();
    device.restore(&mut next, START + 21 * DAY);
    assert_eq!(code(&mut next, START + 21 * DAY), "return");
    next.stop_moment("continuing", false);
    assert_eq!(code(&mut next, START + 22 * DAY), "continuing");
    // Who wants none at all gets none.
    for moment in ["continuing", "return", "return_by_name", "first_visit"] {
        next.stop_moment(moment, true);
    }
    home(&mut next, START + 23 * DAY);
    assert_eq!(next.greeting(Now::utc(START + 23 * DAY)), None);
}

#[test]
fn the_owner_decides_and_hears_what_is_wrong() {
    let moments = j!({
        "continuing": {"off": true},
        "return": {"text": {"en": "Ah, {$name}! Come in.", "ko": "{$hello}!"}, "priority": 15},
        "points": {"coolDownDays": 1000, "perWeek": "often", "colour": "red"},
        "soup": {
            "when": {"time_between": ["09:00", "11:00"]}, "priority": 60, "coolDownDays": 0, "perWeek": 7,
            "text": {"en": "{$hello}. There is hot soup."}, "link": "/soup"},
        "broken": {"when": {"nonsense": 1}, "text": {"en": "x"}},
        "bad_text": {"when": true, "text": {"en": "{$secret}"}},
        "nothing": {},
    });
    let mut engine = engine_of(moments, Language::En);
    let mut troubles = engine.moments_troubles().to_vec();
    troubles.sort();
    assert_eq!(
        troubles,
        [
            "moments.bad_text.text: en: it asks for a value that is not there",
            "moments.bad_text: there is no such moment; one of your own needs when and text",
            "moments.broken.when: there is no operator \"nonsense\"",
            "moments.broken: there is no such moment; one of your own needs when and text",
            "moments.nothing: there is no such moment; one of your own needs when and text",
            "moments.points.colour: there is no such setting",
            "moments.points.coolDownDays: must be a whole number from 0 to 400",
            "moments.points.perWeek: must be a whole number from 0 to 7",
        ]
    );
    let soup = said(&mut engine, START);
    assert_eq!(
        (soup.code.as_str(), soup.text.as_str()),
        ("soup", "Good morning. There is hot soup.")
    );
    assert_eq!(soup.reason.code, "own");
    assert_eq!(soup.link.unwrap().url, "/soup");
    look(&mut engine, 2, START + 5 * HOUR);
    // It cannot be said without a name: then the built-in text is.
    assert_eq!(
        said(&mut engine, START + DAY + 5 * HOUR).text,
        "Good afternoon. It’s good to see you again."
    );
    // In Korean the owner has no text for the soup: it is not said.
    engine.set_language(Language::Ko);
    assert_eq!(said(&mut engine, START + 2 * DAY).text, "좋은 아침이에요!");
}

#[test]
fn an_import_brings_along_what_was_stopped_and_nothing_out_of_bounds() {
    let mut engine = engine();
    agree(&mut engine, START);
    look(&mut engine, 2, START);
    engine.stop_moment("points", true);
    tell(
        &mut engine,
        "dangol_incident",
        j!({"id": "1", "what": "late."}),
        START,
    );
    assert_eq!(code(&mut engine, START + DAY), "incident");
    let mut export = serde_json::to_value(engine.export()).unwrap();
    export["profile"]["greetings"]["said"][0]["at"] = j!(START * 2);
    export["profile"]["shop"]["incident"]["url"] = j!("javascript:alert(1)");
    let mut other = fixture::engine();
    agree(&mut other, START + DAY);
    other.stop_moment("season", true);
    other
        .import(
            serde_json::from_value(export).unwrap(),
            Now::utc(START + DAY),
        )
        .unwrap();
    let profile = other.export().profile;
    assert_eq!(profile.greetings.stopped, ["season", "points"]);
    assert!(profile.greetings.said[0].at <= START + DAY);
    assert_eq!(profile.shop.incident, None);
}

/// What a simulated shopper does on a visit.
#[derive(Debug, Clone)]
enum Deed {
    Look(usize),
    Buy(usize),
    Points(u64),
    Late(u8),
    Way(bool),
    Campaign(u8),
    Nothing,
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..ITEMS).prop_map(Deed::Look),
        (0..ITEMS).prop_map(Deed::Buy),
        (0u64..120).prop_map(Deed::Points),
        (0u8..4).prop_map(Deed::Late),
        any::<bool>().prop_map(Deed::Way),
        (0u8..3).prop_map(Deed::Campaign),
        Just(Deed::Nothing),
    ]
}

fn act(engine: &mut Engine, deed: &Deed, at: u64) {
    match deed {
        Deed::Look(item) => drop(look(engine, *item, at)),
        Deed::Buy(item) => {
            look(engine, *item, at);
            track(engine, "purchase", &id(*item), Now::utc(at));
        }
        Deed::Points(points) => {
            tell(
                engine,
                "dangol_points",
                j!({"points": points, "threshold": 100}),
                at,
            );
        }
        Deed::Late(which) => {
            let told = j!({"id": format!("{which}"), "what": "late.", "over": *which == 0});
            tell(engine, "dangol_incident", told, at);
        }
        Deed::Way(on) => {
            let state = if *on { "under_way" } else { "delivered" };
            tell(engine, "dangol_delivery", j!({"state": state}), at);
        }
        Deed::Campaign(which) => {
            let address =
                ["/?q=mug", "/?utm_medium=cpc", "/?utm_source=paran"][usize::from(*which)];
            engine.open_page(come(address), Now::utc(at));
        }
        Deed::Nothing => {}
    }
}

/// Plays visits, each of two pages, and says what was said when, once a visit.
fn play(visits: &[(u64, Deed)], language: Language) -> Vec<(u64, Greeting)> {
    let config = j!({
        "partner": {"names": {"paran": {"en": "Paran"}}}, "season": {"hemisphere": "north"},
        "own": {"when": {">": [{"count": ["viewed", {}, 30]}, 2]}, "priority": 55,
            "coolDownDays": 2, "perWeek": 2, "text": {"en": "{$hello}!", "ko": "{$hello}!"}}});
    let mut engine = engine_of(config, language);
    assert!(engine.moments_troubles().is_empty());
    let facts = j!({
        "birthday": "1971-03-10", "dates": [{"name": "Jun", "date": "1973-07-01"}],
        "sizes": [{"of": "secretshoes", "size": "471"}], "diet": ["secretly vegan"],
        "interests": ["secret debts"], "likes": ["secret tea"], "dislikes": ["secret pink"]});
    let mut heard = Vec::new();
    let mut at = START;
    home(&mut engine, at);
    state(&mut engine, facts, at);
    for (gap, deed) in visits {
        at += HOUR + gap;
        // The address of a campaign is that of the page on which it is greeted.
        if !matches!(deed, Deed::Campaign(_)) {
            home(&mut engine, at);
        }
        act(&mut engine, deed, at);
        let first = engine.greeting(Now::utc(at)).unwrap();
        for said in [&first.text, &first.reason.text] {
            for never in ["secret", "471", "197", "%", ":0", ":3", "item-"] {
                assert!(!said.contains(never), "{said}");
            }
        }
        heard.push((at, first.clone()));
        assert_eq!(
            engine.greeting(Now::utc(at)).unwrap(),
            first,
            "the same page"
        );
    }
    heard
}

/// The cool-down in days and the limit a week of each moment that has them.
fn paces() -> BTreeMap<&'static str, (u64, usize)> {
    BTreeMap::from([
        ("incident", (2, 2)),
        ("birthday", (300, 1)),
        ("loved_one", (6, 1)),
        ("delivery", (1, 3)),
        ("birthday_soon", (300, 1)),
        ("anniversary", (300, 1)),
        ("points", (7, 1)),
        ("partner", (1, 3)),
        ("search", (1, 3)),
        ("advertisement", (1, 3)),
        ("missed_you", (30, 1)),
        ("how_was", (7, 1)),
        ("continuing", (1, 3)),
        ("season", (60, 1)),
        ("own", (2, 2)),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn cool_downs_and_limits_hold_over_years(
        // Hours, days and weeks between visits: over two years with 150 of them.
        visits in prop::collection::vec(
            (prop_oneof![0..6 * HOUR, 0..3 * DAY, 0..20 * DAY], deeds()), 60..150)
    ) {
        let heard = play(&visits, Language::En);
        for (code, (days, week)) in paces() {
            let times: Vec<u64> = heard.iter()
                .filter(|(_, greeting)| greeting.code == code)
                .map(|(at, _)| *at)
                .collect();
            for pair in times.windows(2) {
                prop_assert!(pair[1] - pair[0] >= days * DAY, "{code} {pair:?}");
            }
            for (at, time) in times.iter().enumerate() {
                let within = times[at..].iter().filter(|later| **later - time < 7 * DAY);
                prop_assert!(within.count() <= week, "{code}");
            }
        }
    }

    #[test]
    fn the_same_visits_are_greeted_alike(
        visits in prop::collection::vec((0..9 * DAY, deeds()), 1..40),
        korean in any::<bool>(),
    ) {
        let language = if korean { Language::Ko } else { Language::En };
        prop_assert_eq!(play(&visits, language), play(&visits, language));
    }

    #[test]
    fn no_owners_word_stops_a_greeting(text in ".{0,80}", key in "[a-zA-Z]{1,12}", value in any::<i64>()) {
        let own = j!({"when": true, "text": {"en": &text, "ko": &text}});
        let config = j!({"own": own, "return": {&key: value}, key.as_str(): &text, "points": [value]});
        let mut engine = engine_of(config, Language::En);
        let greeting = said(&mut engine, START);
        prop_assert!(!greeting.text.is_empty());
    }
}
