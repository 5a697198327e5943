//! As whom the owner tries the shop: what the engine itself remembers of such lives.

use crate::fixture::*;
use dangol_core::inspect::Who;
use dangol_core::{Engine, Language, Merged, Now, Setup};

/// The constants of the CDNOW sample.
fn engine_of_shop(language: Language) -> Engine {
    let lifetime = dangol_wire::LifetimeNumbers {
        r: 0.243,
        alpha: 4.414,
        a: 0.793,
        b: 2.426,
    };
    let entry = dangol_wire::Entry {
        lifetime: Some(lifetime),
        ..entry()
    };
    Engine::new(Setup {
        entry: Some(entry),
        ..Setup::new(language, 7)
    })
}

/// What the device would remember of somebody, and the engine of the page that they open.
fn become_one(who: Who, language: Language, now: Now) -> (Vec<u8>, Engine) {
    let mut maker = engine_of_shop(language);
    agree(&mut maker, now.at);
    maker.want_things();
    deliver(&mut maker, now);
    for visit in &maker.persona(who, now).visits {
        maker.live(visit);
        deliver(&mut maker, visit.at);
    }
    let Merged::Put(record) = maker.merge(None, None, now) else {
        panic!("{who:?} is not remembered");
    };
    let mut engine = engine_of_shop(language);
    let reading = engine.begin_reading();
    let (consent, profile) = (record.consent(), record.profile());
    engine.restore(reading, Some(consent), Some(profile), now);
    engine.open_page(Default::default(), now);
    (record.profile().to_vec(), engine)
}

#[test]
fn each_is_who_they_are_said_to_be() {
    for at in [START, START + 107 * DAY, START + 200 * DAY + 9 * HOUR] {
        let now = Now::utc(at);
        let said = |who, language| {
            let mut engine = become_one(who, language, now).1;
            let told = engine.situation(now);
            let lifecycle = told.data().get("segments").get("lifecycle").text();
            (engine.greeting(now).unwrap().code, lifecycle.unwrap())
        };
        let owned = |code: &str, lifecycle: &str| (code.to_owned(), lifecycle.to_owned());
        for language in [Language::En, Language::Ko] {
            assert_eq!(said(Who::FirstVisit, language), owned("first_visit", "new"));
            assert_eq!(
                said(Who::LapsedBirthday, language),
                owned("birthday", "lapsed")
            );
            let (_, lifecycle) = said(Who::Regular, language);
            assert_eq!(lifecycle, "regular");
            let (_, lifecycle) = said(Who::Baker, language);
            assert_eq!(lifecycle, "active");
        }
        let (_, mut lapsed) = become_one(Who::LapsedBirthday, Language::En, now);
        assert_eq!(
            lapsed.greeting_among("missed_you", now).unwrap().code,
            "missed_you"
        );
        assert!(
            become_one(Who::Baker, Language::En, now)
                .1
                .overview()
                .basket
                .len()
                >= 4
        );
        let (_, regular) = become_one(Who::Regular, Language::Ko, now);
        assert_eq!(regular.overview().name.as_deref(), Some("민아"));
    }
}

#[test]
fn they_are_the_same_each_time() {
    let now = Now::utc(START);
    for who in Who::ALL {
        let (first, _) = become_one(who, Language::En, now);
        assert_eq!(first, become_one(who, Language::En, now).0, "{who:?}");
    }
}

#[test]
fn a_shop_without_a_model_has_visitors_all_the_same() {
    let mut engine = Engine::new(Setup::new(Language::En, 7));
    let now = Now::utc(START);
    for who in Who::ALL {
        for visit in &engine.persona(who, now).visits {
            assert!(visit.events.is_empty());
            engine.live(visit);
        }
    }
}
