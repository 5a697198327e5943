//! The list as a letter to oneself, and the words around it.

use crate::corner;
use crate::fixture::*;
use dangol_core::corner::letter::{Letter, Sender};
use dangol_core::profile::DayOfYear;
use dangol_core::text::{Particle, particle_after};
use dangol_core::{Engine, Language, Node, Now};
use proptest::prelude::*;

fn sender() -> Sender<'static> {
    Sender {
        origin: "https://shop.example",
        page: "/account.html",
        shop: "Plum",
        day: |_, day: DayOfYear| day.to_string(),
    }
}

fn letter(engine: &Engine, language: Language) -> Option<Letter> {
    Letter::of(&corner(engine, START + 21 * DAY), &sender(), language)
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn it_says_what_stands_in_the_corner_with_addresses_that_hold_elsewhere() {
    let mut engine = engine();
    agree(&mut engine, START);
    assert_eq!(letter(&engine, Language::En), None);
    for day in [0, 10, 20] {
        look(&mut engine, 1, START + day * DAY);
        track(&mut engine, "purchase", &id(1), Now::utc(START + day * DAY));
    }
    look(&mut engine, 0, START + 20 * DAY);
    engine
        .wish(&id(0), &Node::Null, Now::utc(START + 20 * DAY))
        .unwrap();
    let told = json(serde_json::json!({"title": "Lamp & shade", "url": "//cdn.example/lamp?a=1"}));
    engine
        .wish("lamp", &told, Now::utc(START + 20 * DAY))
        .unwrap();
    let facts = serde_json::json!({"birthday": "1990-05-13", "dates": [{"name": "Jun", "date": "--12-20"}]});
    state(&mut engine, facts, START);
    let written = letter(&engine, Language::En).unwrap();
    assert_eq!(written.subject, "My list at Plum");
    assert_eq!(
        written.text(),
        "Wish list\n- Lamp & shade\nhttps://cdn.example/lamp?a=1\n- Thing 0\nhttps://shop.example/thing/0\n\
         \nWhat you usually buy\n- Thing 1\nhttps://shop.example/thing/1\n\
         \nDates to remember\n- Jun: 2023-12-20\n- My birthday: 2024-05-13\n"
    );
    let mailto = written.mailto();
    let body = mailto
        .strip_prefix("mailto:?subject=My%20list%20at%20Plum&body=")
        .unwrap();
    assert_eq!(unescaped(body), written.text().replace('\n', "\r\n"));
    let korean = letter(&engine, Language::Ko).unwrap();
    assert!(unescaped(&korean.mailto()).contains("- 내 생일: 2024-05-13"));
}

#[test]
fn a_long_letter_fits_an_address_and_says_what_it_leaves_out() {
    let mut engine = engine();
    agree(&mut engine, START);
    for number in 0..50 {
        let told = json(
            serde_json::json!({"title": format!("아주 긴 이름의 상품 {number}"), "url": format!("/p/{number}")}),
        );
        engine
            .wish(&format!("w{number}"), &told, Now::utc(START))
            .unwrap();
    }
    for language in [Language::En, Language::Ko] {
        let written = letter(&engine, language).unwrap();
        let mailto = written.mailto();
        assert!(mailto.len() <= 1_900 && mailto.is_ascii());
        let body = unescaped(&mailto);
        let held = body.matches("- ").count();
        assert!(held > 5 && held < 50);
        assert!(body.contains(&format!("{}", 50 - held)), "{body}");
        assert_eq!(written.text().matches("- ").count(), 50);
    }
}

proptest! {
    #[test]
    fn sentences_have_the_particle_of_their_title(title in "[가-힣a-zA-Z0-9]{1,12}( [가-힣a-z0-9)]{1,6})?") {
        let object = particle_after(&title, Particle::EulReul);
        let ko = Language::Ko;
        prop_assert_eq!(ko.in_the_basket(&title), format!("‘{title}’{object} 장바구니에 담았어요."));
        prop_assert_eq!(ko.off_the_list(&title), format!("‘{title}’{object} 찜 목록에서 뺐어요."));
    }

    #[test]
    fn no_title_leaves_the_address(title in "\\PC{1,80}") {
        let mut engine = engine();
        agree(&mut engine, START);
        let told = json(serde_json::json!({"title": title}));
        engine.wish("w", &told, Now::utc(START)).unwrap();
        let mailto = letter(&engine, Language::En).unwrap().mailto();
        prop_assert_eq!(mailto.matches(['?', '&', '#']).count(), 2);
        prop_assert!(mailto.len() <= 1_900 && !mailto.contains([' ', '"', '\r', '\n']));
    }
}
