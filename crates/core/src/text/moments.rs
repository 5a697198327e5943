//! What the moments are called, where the shopper sees those that they stopped.

use crate::dictionary::Words;

/// Code, name in English, name in Korean.
const NAMES: [(&str, Words); 19] = [
    (
        "incident",
        words(
            "Apologies when something went wrong",
            "문제가 생겼을 때의 사과",
        ),
    ),
    ("birthday", words("On your birthday", "생일 인사")),
    (
        "birthday_soon",
        words("Before your birthday", "생일을 앞둔 인사"),
    ),
    ("loved_one", words("Days that you noted", "적어 두신 날")),
    ("delivery", words("Orders on their way", "배송 중인 주문")),
    ("price_fell", words("Prices that fell", "내린 가격")),
    (
        "low_stock",
        words("What is nearly sold out", "얼마 남지 않은 상품"),
    ),
    (
        "anniversary",
        words("A year since your first purchase", "첫 구매 일 년"),
    ),
    (
        "points",
        words("Points to the next gift", "다음 선물까지의 포인트"),
    ),
    ("partner", words("Where you come from", "찾아오신 곳")),
    ("search", words("What you search for", "찾으시는 것")),
    (
        "advertisement",
        words("Coming by an advertisement", "광고를 보고 오신 것"),
    ),
    ("missed_you", words("After a long time", "오랜만의 인사")),
    (
        "how_was",
        words("How was what you bought", "구매하신 것이 어땠는지"),
    ),
    (
        "continuing",
        words("What you looked at last time", "지난번에 보신 것"),
    ),
    ("season", words("The season", "계절 인사")),
    (
        "return_by_name",
        words("Being greeted by name", "이름을 부르는 인사"),
    ),
    (
        "return",
        words("Being greeted again", "다시 오셨을 때의 인사"),
    ),
    ("first_visit", words("The first greeting", "첫 인사")),
];

const fn words(en: &'static str, ko: &'static str) -> Words {
    Words { en, ko }
}

/// What a moment is called; nothing for one of the owner's own.
pub fn moment_name(code: &str) -> Option<Words> {
    let mut names = NAMES.iter();
    names
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name)
}
