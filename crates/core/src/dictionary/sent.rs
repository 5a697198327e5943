//! What a report can hold, in words: every field that is sent.

use super::Words;
use dangol_wire::measure::{MEASURES, Measure};

/// Who sees a report.
pub const REPORT_SEEN_BY: Words = Words {
    en: "the shop, at the collector that its settings name: it adds reports up, keeps no single one, and shows no figure of few visitors. What is marked as noised is told so that nobody, the shop included, can be sure of your answer",
    ko: "쇼핑몰이 설정에 적어 둔 수집 서버: 보고를 더하기만 하고 하나씩 보관하지 않으며 방문자가 적은 수치는 보여 주지 않습니다. ‘잡음 섞음’으로 표시된 것은 쇼핑몰을 포함해 누구도 본인의 답을 확신할 수 없게 바꾸어 보냅니다",
};

/// What every report begins with.
pub const HEAD: [(&str, Words); 4] = [
    (
        "site",
        Words {
            en: "which shop it is",
            ko: "어느 쇼핑몰인지",
        },
    ),
    (
        "epoch",
        Words {
            en: "which day is told of",
            ko: "어느 날의 것인지",
        },
    ),
    (
        "hour",
        Words {
            en: "in which hour it was made",
            ko: "몇 시대에 만들어졌는지",
        },
    ),
    (
        "id",
        Words {
            en: "a random number, another one each time, so that a report that arrives twice counts once",
            ko: "두 번 도착해도 한 번만 세기 위한, 매번 새로운 난수",
        },
    ),
];

/// A measure in words.
pub fn words(measure: Measure) -> Words {
    let (en, ko) = match measure {
        Measure::Visitors => ("that there was a visitor", "방문자가 있었다는 것"),
        Measure::Orders => ("how many orders were placed", "주문이 몇 건인지"),
        Measure::OrderValue => ("about how much was bought for", "대략 얼마어치를 샀는지"),
        Measure::Seen => ("how often a list was shown", "목록이 몇 번 보였는지"),
        Measure::Clicked => (
            "how often a product was opened from it",
            "그 목록에서 상품을 몇 번 열었는지",
        ),
        Measure::Added => (
            "how many of those were put into the basket",
            "그 가운데 몇 개를 장바구니에 담았는지",
        ),
        Measure::Bought => ("how many of those were bought", "그 가운데 몇 개를 샀는지"),
        Measure::BoughtValue => ("about how much those cost", "그것이 대략 얼마인지"),
        Measure::Greeted => ("how often a greeting was said", "인사를 몇 번 건넸는지"),
        Measure::Followed => (
            "how often a greeting’s offer was taken up",
            "인사의 제안을 몇 번 받아들였는지",
        ),
        Measure::Less => (
            "how often less of a greeting was asked for",
            "그런 인사를 줄여 달라고 몇 번 하셨는지",
        ),
        Measure::Satisfaction => ("how satisfied the visitor was", "얼마나 만족하셨는지"),
        Measure::ShownMs => (
            "how fast the page’s first list was shown",
            "첫 목록이 얼마나 빨리 보였는지",
        ),
        Measure::Errors => (
            "what went wrong in the program",
            "프로그램에서 무엇이 잘못되었는지",
        ),
        Measure::Version => ("the program’s version", "프로그램의 버전"),
        Measure::Interest => (
            "which category was cared for most (noised)",
            "어느 분류에 관심이 많았는지 (잡음 섞음)",
        ),
        Measure::Lifecycle => (
            "whether the visitor is new, a regular or long away (noised)",
            "처음인지, 단골인지, 오래 안 오셨는지 (잡음 섞음)",
        ),
        Measure::Redeemed => (
            "how many orders had a coupon that was offered",
            "보여 드린 쿠폰을 쓴 주문이 몇 건인지",
        ),
        Measure::Chance => (
            "with what probability an offer was chosen by the program, and whether it was taken up",
            "프로그램이 어떤 확률로 혜택을 골랐는지, 그리고 쓰셨는지",
        ),
        Measure::Freshness => (
            "whether what the visitor told is long unconfirmed (noised)",
            "알려 주신 것이 오래 확인되지 않았는지 (잡음 섞음)",
        ),
        Measure::LessOffer => (
            "how often less of an offer was asked for",
            "어떤 혜택을 그만 보겠다고 몇 번 하셨는지",
        ),
    };
    Words { en, ko }
}

/// Every field that can be sent, by its name in `docs/report-format.md`.
pub fn sent() -> Vec<(&'static str, Words)> {
    let measures = MEASURES.iter();
    let measures = measures.map(|declared| (declared.name, words(declared.measure)));
    HEAD.into_iter().chain(measures).collect()
}
