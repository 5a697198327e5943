//! The table of the moments in `docs/moments.md` is what is said, and what is never said is
//! looked for in all texts. Where the table is old, the test prints the new one.

use super::moment::BUILT_IN;
use super::{PartOfDay, Words};
use crate::profile::DayOfYear;
use crate::text::message::{self, Named, Speech, Value};
use crate::text::{Formats, Language, moment_name};

/// What must hold, and the words that are said then.
const MOMENTS: [(&str, &str, &[Words]); 19] = [
    (
        "incident",
        "the shop stated an incident within 30 days (`dangol_incident`), to those to whom it stated it; again in another visit while it is not over",
        &[Words::Incident],
    ),
    (
        "birthday",
        "the stated birthday is today",
        &[Words::Birthday],
    ),
    (
        "loved_one",
        "the nearest stated date comes within 14 days, or is today",
        &[Words::LovedOne, Words::LovedOneToday],
    ),
    (
        "delivery",
        "the shop stated an order under way (`dangol_delivery`), up to 21 days",
        &[Words::DeliveryBy, Words::Delivery],
    ),
    (
        "price_fell",
        "on a product’s page that was opened in an earlier visit: its markup states a price lower by 3 % or more than it did then, and it was not bought",
        &[Words::PriceFell],
    ),
    (
        "low_stock",
        "on such a page: its markup states `LimitedAvailability`",
        &[Words::LowStock],
    ),
    (
        "birthday_soon",
        "the stated birthday comes within 7 days",
        &[Words::BirthdaySoon],
    ),
    (
        "anniversary",
        "the first purchase was a year ago, for a week; only where no earlier one can have been forgotten",
        &[Words::Anniversary],
    ),
    (
        "points",
        "the shop stated points (`dangol_points`), and at most a quarter is missing to the next gift",
        &[Words::PointsLeft, Words::PointsReached],
    ),
    (
        "partner",
        "`utm_source` is a partner whom the owner names",
        &[Words::Partner],
    ),
    (
        "search",
        "the page’s address, its referrer or its `search` event has search words",
        &[Words::Search],
    ),
    (
        "advertisement",
        "`utm_medium` is `cpc`, `ppc`, `cpm`, `display`, `banner`, `retargeting` or begins with `paid`",
        &[Words::Advertisement],
    ),
    (
        "missed_you",
        "see [javascript.md](javascript.md#dangolgreeting)",
        &[Words::Missed],
    ),
    (
        "how_was",
        "bought 5 to 30 days ago, not rated, no gift; each product once",
        &[Words::HowWas],
    ),
    (
        "continuing",
        "what was looked at last in an earlier visit, within 30 days: not bought, not in the basket, no gift, not rated 1 or 2",
        &[Words::Continuing],
    ),
    (
        "season",
        "1 to 7 January, 22 to 31 December; where the owner says on which half of the earth, the first 14 days of March, June, September and December",
        &[Words::Season],
    ),
    (
        "return_by_name",
        "an earlier visit is remembered, and a name",
        &[Words::Return],
    ),
    (
        "return",
        "an earlier visit is remembered, and no name",
        &[Words::Return],
    ),
    (
        "first_visit",
        "no earlier visit is remembered",
        &[Words::FirstVisitOfShop, Words::FirstVisit],
    ),
];

fn values(language: Language, named: bool) -> Vec<Named> {
    let (en, text) = (language == Language::En, |text: &str| {
        Value::Text(text.into())
    });
    let pick = |one, other| text(if en { one } else { other });
    let day = DayOfYear {
        year: 0,
        month: 5,
        day: 13,
    };
    vec![
        (
            "hello",
            text(&language.hello(PartOfDay::Morning, named.then_some("Mina"))),
        ),
        ("shop", text("Plum & Linnet")),
        ("title", text("Regency Cakestand 3 Tier")),
        ("days", Value::Number(3)),
        ("who", pick("Jin (sister)", "진 (언니)")),
        ("day", Value::Day(day)),
        ("reward", pick("a linen tea towel", "린넨 행주")),
        ("left", Value::Number(20)),
        ("price", Value::Price(956)),
        ("before", Value::Price(1275)),
        ("what", pick("your parcel came late.", "배송이 늦었어요.")),
        (
            "offer",
            pick("The postage is back.", "배송비를 돌려드렸어요."),
        ),
        ("partner", pick("Paran", "파란")),
        ("words", text("teapot")),
        ("season", text("spring")),
    ]
}

fn speech(language: Language) -> Speech<'static> {
    Speech {
        language,
        formats: Formats::default(),
        currency: ("GBP", 2),
    }
}

fn example(words: &[Words], language: Language, named: bool) -> String {
    let say = |words: &Words| {
        let (text, _) = language.greeting(*words);
        speech(language)
            .say(text, &values(language, named))
            .unwrap()
    };
    words.iter().map(say).collect::<Vec<_>>().join(" / ")
}

#[test]
fn the_docs_have_every_moment_as_it_is_said() {
    let docs = include_str!("../../../../docs/moments.md");
    let mut table = String::from(
        "\n| code | when | cool-down, days | visits a week | priority | English | Korean |\n|---|---|---|---|---|---|---|\n",
    );
    for ((_, code, priority, cool_down, week), (of, when, words)) in BUILT_IN.iter().zip(MOMENTS) {
        assert_eq!(*code, of);
        assert!(
            moment_name(code).is_some(),
            "{code} has a name on the privacy page"
        );
        let named = *code == "return_by_name";
        let (en, ko) = (
            example(words, Language::En, named),
            example(words, Language::Ko, named),
        );
        table +=
            &format!("| `{code}` | {when} | {cool_down} | {week} | {priority} | {en} | {ko} |\n");
    }
    let (_, rest) = docs.split_once("<!-- moments -->").unwrap();
    let (written, _) = rest.split_once("<!-- end -->").unwrap();
    assert_eq!(written, table, "docs/moments.md is to have:\n{table}");
}

#[test]
fn every_text_can_be_said_and_says_nothing_that_is_never_said() {
    let never = [
        "health",
        "sick",
        " ill",
        "pregnan",
        "diet",
        "weight",
        "doctor",
        "household",
        "husband",
        "wife",
        "child",
        "alone",
        "probab",
        "%",
        "chance",
        "lifetime",
        "o’clock",
        "minute",
        "hour",
        "건강",
        "아프",
        "임신",
        "다이어트",
        "몸무게",
        "가족",
        "식구",
        "남편",
        "아내",
        "혼자",
        "확률",
        "시간",
        "분 전",
        "시에",
    ];
    for (_, _, of) in MOMENTS {
        for words in of {
            for language in [Language::En, Language::Ko] {
                let (text, why) = language.greeting(*words);
                for said in [text, why] {
                    let names: Vec<&str> = values(language, true)
                        .iter()
                        .map(|(name, _)| *name)
                        .collect();
                    assert_eq!(message::check(said, &names), Ok(()), "{said}");
                    for word in never {
                        assert!(!said.contains(word), "{word:?} in {said:?}");
                    }
                }
            }
        }
    }
}
