//! The data dictionary: every field that is kept, what it is, what for, how long, and who
//! sees it. The docs (`docs/data-dictionary.md`) and the privacy page are made from it, and
//! a test compares it with what is really written (invariant 4).

use crate::Language;

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Korean.
    pub ko: &'static str,
}

impl Words {
    /// The text in a language.
    pub fn of(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Ko => self.ko,
        }
    }
}

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To choose what is shown, and to say why.
    Recommend,
    /// To greet.
    Greet,
    /// To show what was remembered: cards with title, picture and price.
    Show,
    /// To count a deed once.
    CountOnce,
    /// To do what the shopper stated.
    AsStated,
    /// To ask about stale facts, and not too often.
    Ask,
    /// To keep to what the shopper agreed to.
    Consent,
}

impl Purpose {
    /// The purpose in words.
    pub fn words(self) -> Words {
        match self {
            Self::Recommend => Words {
                en: "to choose what is shown to you, and to say why",
                ko: "무엇을 보여 드릴지 고르고 그 이유를 말씀드리기 위해",
            },
            Self::Greet => Words {
                en: "to greet you",
                ko: "인사를 건네기 위해",
            },
            Self::Show => Words {
                en: "to show you the product",
                ko: "상품을 보여 드리기 위해",
            },
            Self::CountOnce => Words {
                en: "to count the same thing only once",
                ko: "같은 일을 한 번만 세기 위해",
            },
            Self::AsStated => Words {
                en: "to serve you as you said",
                ko: "말씀하신 대로 모시기 위해",
            },
            Self::Ask => Words {
                en: "to ask whether it still holds, and not too often",
                ko: "아직 맞는지 여쭙되 너무 자주 여쭙지 않기 위해",
            },
            Self::Consent => Words {
                en: "to keep to what you agreed to",
                ko: "동의하신 범위를 지키기 위해",
            },
        }
    }
}

/// For how long a field is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// As long as the profile.
    Profile,
    /// Looks and basket additions; purchases and ratings.
    Deeds,
    /// As long as the basket is used.
    Basket,
    /// As long as something names the item.
    Named,
    /// Until it is taken back.
    Stated,
    /// As long as a guest visits.
    Guest,
    /// As long as the consent.
    Consent,
}

impl Retention {
    /// The retention in words.
    pub fn words(self) -> Words {
        match self {
            Self::Profile => Words {
                en: "as long as the profile",
                ko: "프로필이 있는 동안",
            },
            Self::Deeds => Words {
                en: "looks and basket 90 days; purchases and ratings 730 days; 400 in all",
                ko: "둘러보기와 장바구니는 90일, 구매와 별점은 730일, 모두 합해 400건",
            },
            Self::Basket => Words {
                en: "90 days since the basket last changed",
                ko: "장바구니가 마지막으로 바뀐 뒤 90일",
            },
            Self::Named => Words {
                en: "as long as one of the above names the product; neighbours of 64 products, of bought ones what is ordered next of 256",
                ko: "위의 기록에 그 상품이 있는 동안, 이웃 상품은 64개, 구매하신 상품의 다음 주문은 256개 상품까지",
            },
            Self::Stated => Words {
                en: "until you take it back",
                ko: "거두어들이실 때까지",
            },
            Self::Guest => Words {
                en: "until you say that it is you again, or half an hour after the guest’s last event",
                ko: "본인이 돌아왔다고 하시거나 손님의 마지막 움직임 뒤 30분까지",
            },
            Self::Consent => Words {
                en: "until you withdraw it",
                ko: "철회하실 때까지",
            },
        }
    }
}

/// Who can see what is kept: the same for every field, for nothing is sent.
pub const SEEN_BY: Words = Words {
    en: "you, and the scripts of this shop’s own site; it is not sent",
    ko: "본인과 이 쇼핑몰 사이트의 스크립트, 전송되지 않음",
};

/// A field that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its place in the export; `[]` for every element of a list. Those that begin with
    /// `consent` are kept beside the profile.
    pub path: &'static str,
    /// What it is.
    pub what: Words,
    /// What for.
    pub purpose: Purpose,
    /// For how long.
    pub kept: Retention,
}

macro_rules! fields {
    ($($path:literal, $purpose:ident, $kept:ident, $en:literal, $ko:literal;)*) => {
        /// Every field that is kept.
        pub const FIELDS: &[Field] = &[$(Field {
            path: $path,
            what: Words { en: $en, ko: $ko },
            purpose: Purpose::$purpose,
            kept: Retention::$kept,
        }),*];
    };
}

#[rustfmt::skip]
fields! {
    "visits.count", Greet, Profile, "how many visits there were", "방문 횟수";
    "visits.first", Greet, Profile, "when the first visit began", "첫 방문 시각";
    "visits.started", Greet, Profile, "when this visit began", "이번 방문이 시작된 시각";
    "visits.last", Greet, Profile, "when you were last seen", "마지막으로 오신 시각";
    "visits.previous", Greet, Profile, "when the visit before this one ended", "지난 방문이 끝난 시각";
    "visits.seed", Recommend, Profile, "a random number that makes each visit’s lists a little different", "방문마다 목록을 조금씩 다르게 하는 난수";
    "actions[].deed", Recommend, Deeds, "what was done: looked at, put into the basket, bought, rated", "한 일: 둘러봄, 장바구니에 담음, 구매, 별점";
    "actions[].item", Recommend, Deeds, "with which product", "어떤 상품인지";
    "actions[].at", Recommend, Deeds, "when", "언제인지";
    "actions[].quantity", Recommend, Deeds, "how many; the stars of a rating", "몇 개인지, 별점이면 별의 수";
    "actions[].order", CountOnce, Deeds, "a hash of the order’s number", "주문 번호의 해시";
    "actions[].gift", Recommend, Deeds, "whether you said that it was for someone else", "다른 사람에게 줄 선물이라고 하셨는지";
    "basket[].item", Recommend, Basket, "what is in the basket", "장바구니에 있는 상품";
    "basket[].quantity", Recommend, Basket, "how many", "몇 개인지";
    "basketAt", Recommend, Basket, "when the basket last changed", "장바구니가 마지막으로 바뀐 시각";
    "facts.said[].topic", AsStated, Stated, "what you told about: name, birthday, dates, sizes, likes, dislikes, diet, interests", "알려 주신 것의 종류: 이름, 생일, 기념일, 치수, 좋아하는 것, 원하지 않는 것, 식단, 관심사";
    "facts.said[].text", AsStated, Stated, "what you told", "알려 주신 내용";
    "facts.said[].about", AsStated, Stated, "whom or what it is about", "누구의 것인지, 무엇의 것인지";
    "facts.said[].day.year", AsStated, Stated, "the year, if you told it", "알려 주셨다면 그 해";
    "facts.said[].day.month", AsStated, Stated, "the month", "그 달";
    "facts.said[].day.day", AsStated, Stated, "the day", "그 날";
    "facts.said[].at", Ask, Stated, "when you last confirmed it", "마지막으로 확인해 주신 시각";
    "facts.stated[][]", Ask, Stated, "when you last told or took back something of each kind", "종류마다 마지막으로 알려 주시거나 거두신 시각";
    "facts.asked.topic", Ask, Stated, "what you were last asked about: its kind", "마지막으로 여쭌 것의 종류";
    "facts.asked.text", Ask, Stated, "what you were last asked about", "마지막으로 여쭌 내용";
    "facts.asked.about", Ask, Stated, "whom or what that is about", "그것이 누구의 것인지, 무엇의 것인지";
    "facts.asked.day.year", Ask, Stated, "its year", "그 해";
    "facts.asked.day.month", Ask, Stated, "its month", "그 달";
    "facts.asked.day.day", Ask, Stated, "its day", "그 날";
    "facts.asked.at", Ask, Stated, "when you were asked", "여쭌 시각";
    "shelf.cards[][]", Show, Named, "the product’s number", "상품 번호";
    "shelf.cards[][].title", Show, Named, "its title", "상품 이름";
    "shelf.cards[][].url", Show, Named, "its page", "상품 페이지";
    "shelf.cards[][].image", Show, Named, "its picture’s address", "상품 그림의 주소";
    "shelf.cards[][].category", Recommend, Named, "its category", "상품 분류";
    "shelf.cards[][].brand", Recommend, Named, "its brand", "상표";
    "shelf.cards[][].group", Recommend, Named, "what its variants have in common", "같은 상품의 다른 종류를 묶는 번호";
    "shelf.cards[][].price", Show, Named, "its price", "가격";
    "shelf.cards[][].againDays", Recommend, Named, "after how many days people buy it again", "사람들이 며칠 만에 다시 사는지";
    "shelf.rows[][]", Recommend, Named, "a product you met", "만나신 상품";
    "shelf.rows[][].at", Recommend, Named, "when you last met it", "마지막으로 만나신 시각";
    "shelf.rows[][].related[][]", Recommend, Named, "what is chosen by those who choose it, and how often", "그 상품을 고른 사람들이 함께 고르는 상품과 그 정도";
    "shelf.rows[][].next[][]", Recommend, Named, "what its buyers order next, and how often", "그 상품을 산 사람들이 다음에 주문하는 상품과 그 정도";
    "shelf.rows[][].own", Recommend, Named, "how often it is bought again", "다시 구매하는 정도";
    "shelf.rows[][].together[][]", Recommend, Named, "what is bought together with it, and how often", "그 상품과 함께 사는 상품과 그 정도";
    "paused", AsStated, Profile, "whether nothing new is to be remembered for now", "지금은 새로 기억하지 말라고 하셨는지";
    "guest", AsStated, Guest, "while somebody else uses the device: when they were last seen", "다른 분이 이 기기를 쓰시는 동안, 그분이 마지막으로 보인 시각";
    "consent.personalize", Consent, Consent, "your answer on being remembered, and when you gave it", "기억해도 되는지에 대한 답과 그 시각";
    "consent.measure", Consent, Consent, "your answer on being counted, and when you gave it", "집계에 포함해도 되는지에 대한 답과 그 시각";
}
