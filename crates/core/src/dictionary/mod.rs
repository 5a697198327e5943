//! The data dictionary: every field that is kept, what it is, what for, how long, and who
//! sees it. The docs (`docs/data-dictionary.md`) and the privacy page are made from it, and
//! a test compares it with what is really written (invariant 4).

mod sent;

pub use sent::{HEAD, REPORT_SEEN_BY, sent, words};

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
    /// To ask, and not too often.
    Ask,
    /// To keep to what the shopper agreed to.
    Consent,
    /// To choose among the shop's offers, and not to show one too often.
    Offer,
    /// To tell the shop, in sums over many, what helps.
    Count,
    /// To show what was sent, and to send it once.
    Account,
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
                en: "to ask whether it still holds or how it was, and not too often",
                ko: "아직 맞는지, 어떠셨는지 여쭙되 너무 자주 여쭙지 않기 위해",
            },
            Self::Consent => Words {
                en: "to keep to what you agreed to",
                ko: "동의하신 범위를 지키기 위해",
            },
            Self::Offer => Words {
                en: "to choose among the shop’s offers, and not to show you one too often",
                ko: "혜택을 고르고, 같은 것을 너무 자주 보여 드리지 않기 위해",
            },
            Self::Count => Words {
                en: "to tell the shop, in sums over many visitors, what helps; only if you agreed to be counted",
                ko: "무엇이 도움이 되는지 여러 방문자의 합계로 쇼핑몰에 알리기 위해, 집계에 동의하신 경우에만",
            },
            Self::Account => Words {
                en: "to send each report once, and to show you what was sent",
                ko: "보고를 한 번만 보내고, 보낸 것을 보여 드리기 위해",
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
    /// Until no cool-down of a greeting asks for it any more.
    Said,
    /// What was offered.
    Offered,
    /// Until no limit on questions asks for it any more.
    Asked,
    /// What the shop stated, until it states otherwise.
    Shop,
    /// As long as a guest visits.
    Guest,
    /// As long as it is on the wish list.
    Wishes,
    /// As long as the consent.
    Consent,
    /// Until the day's report is made.
    Day,
    /// For the openings of products.
    Openings,
    /// As long as the profile, also while the shopper is not counted.
    Ledger,
    /// Reports that wait, and reports that were sent.
    Reports,
    /// Until it was not weighed for long.
    Weighed,
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
            Self::Said => Words {
                en: "at most 400 days, 300 greetings",
                ko: "최대 400일, 인사 300건",
            },
            Self::Offered => Words {
                en: "730 days after it was last shown, taken up or used; 200 offers",
                ko: "마지막으로 보여 드리거나 쓰신 뒤 730일, 혜택 200건",
            },
            Self::Asked => Words {
                en: "91 days, the last of each kind 400 days, 60 questions at most",
                ko: "91일, 종류마다 마지막 것은 400일, 많아도 60건",
            },
            Self::Shop => Words {
                en: "until the shop states otherwise; points 90 days, a delivery 21, an incident 30",
                ko: "쇼핑몰이 다르게 알릴 때까지, 포인트 90일, 배송 21일, 사고 30일",
            },
            Self::Guest => Words {
                en: "until you say that it is you again, or half an hour after the guest’s last event",
                ko: "본인이 돌아왔다고 하시거나 손님의 마지막 움직임 뒤 30분까지",
            },
            Self::Wishes => Words {
                en: "until you take it off or buy it; 50 at most",
                ko: "빼거나 구매하실 때까지, 많아도 50개",
            },
            Self::Consent => Words {
                en: "until you withdraw it",
                ko: "철회하실 때까지",
            },
            Self::Day => Words {
                en: "until a report is made of the day, on your next visit on another day; 28 days at most, or until you do not want to be counted",
                ko: "다른 날 다시 오셔서 그날의 보고가 만들어질 때까지, 길어도 28일, 또는 집계를 원하지 않으실 때까지",
            },
            Self::Openings => Words {
                en: "7 days, 24 products at most, or until you do not want to be counted",
                ko: "7일, 많아도 상품 24개, 또는 집계를 원하지 않으실 때까지",
            },
            Self::Ledger => Words {
                en: "as long as the profile: it only ever holds reports back",
                ko: "프로필이 있는 동안, 보고를 줄이는 데에만 쓰임",
            },
            Self::Reports => Words {
                en: "the last seven of each, what waits 28 days at most; or until you do not want to be counted",
                ko: "각각 마지막 일곱 건, 기다리는 것은 길어도 28일, 또는 집계를 원하지 않으실 때까지",
            },
            Self::Weighed => Words {
                en: "400 days since you last put it first, 12 attributes; or until you take it back",
                ko: "마지막으로 앞에 두신 뒤 400일, 항목 12개, 또는 거두어들이실 때까지",
            },
        }
    }
}

/// Who can see what is kept: the same for every field, for none is sent as it is.
pub const SEEN_BY: Words = Words {
    en: "you, and the scripts of this shop’s own site; what is sent is listed by itself",
    ko: "본인과 이 쇼핑몰 사이트의 스크립트, 전송되는 것은 따로 적혀 있음",
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
    "shelf.cards[][].priceBuild", Show, Named, "a mark of the shop’s files in which the price was read; 0 for the product’s page", "가격을 읽은 상점 파일의 표시. 상품 페이지에서 읽었으면 0";
    "shelf.cards[][].priceDay", Show, Named, "for which day the price was stated", "가격이 며칠 자인지";
    "shelf.cards[][].seenPrice", Greet, Named, "the price on its page when you were last there", "마지막으로 보셨을 때 그 페이지의 가격";
    "shelf.cards[][].againDays", Recommend, Named, "after how many days people buy it again", "사람들이 며칠 만에 다시 사는지";
    "shelf.rows[][]", Recommend, Named, "a product you met", "만나신 상품";
    "shelf.rows[][].at", Recommend, Named, "when you last met it", "마지막으로 만나신 시각";
    "shelf.rows[][].related[][]", Recommend, Named, "what is chosen by those who choose it, and how often", "그 상품을 고른 사람들이 함께 고르는 상품과 그 정도";
    "shelf.rows[][].next[][]", Recommend, Named, "what its buyers order next, and how often", "그 상품을 산 사람들이 다음에 주문하는 상품과 그 정도";
    "shelf.rows[][].own", Recommend, Named, "how often it is bought again", "다시 구매하는 정도";
    "shelf.rows[][].together[][]", Recommend, Named, "what is bought together with it, and how often", "그 상품과 함께 사는 상품과 그 정도";
    "paused", AsStated, Profile, "whether nothing new is to be remembered for now", "지금은 새로 기억하지 말라고 하셨는지";
    "greetings.said[].moment", Greet, Said, "which greeting was said", "건넨 인사";
    "greetings.said[].about", Greet, Said, "a hash of the product or date that it was about", "그 인사가 다룬 상품이나 날짜의 해시";
    "greetings.said[].at", Greet, Said, "when", "언제인지";
    "greetings.stopped[]", AsStated, Stated, "greetings that you do not want", "원하지 않으시는 인사";
    "offers[].campaign", Offer, Offered, "an offer of the shop’s that was shown to you", "보여 드린 혜택";
    "offers[].shown", Offer, Offered, "in how many visits it was shown", "몇 번의 방문에서 보여 드렸는지";
    "offers[].clicked", Offer, Offered, "in how many of these you took it up", "그 가운데 몇 번 쓰려고 하셨는지";
    "offers[].redeemed", Offer, Offered, "in how many orders its code was used", "그 쿠폰을 몇 번의 주문에 쓰셨는지";
    "offers[].at[]", Offer, Offered, "when it was shown: in the last seven days, and the last time", "보여 드린 시각: 지난 7일, 그리고 마지막";
    "offers[].clickedAt", Offer, Offered, "when you last took it up", "마지막으로 쓰려고 하신 시각";
    "offers[].redeemedAt", Offer, Offered, "when its code was last used", "쿠폰을 마지막으로 쓰신 시각";
    "offers[].order", CountOnce, Offered, "a hash of the number of that order", "그 주문 번호의 해시";
    "offers[].chance", Count, Offered, "how likely it was that this one was chosen, as tried out on this device", "이 혜택이 골라질 가능성을 이 기기에서 시험해 본 값";
    "offers[].code", Offer, Offered, "a hash of a code that the shop gave you for it", "쇼핑몰이 드린 쿠폰 번호의 해시";
    "offers[].stopped", AsStated, Stated, "whether you do not want to see it again", "다시 보지 않겠다고 하셨는지";
    "questions.posed[].asks", Ask, Asked, "what you were asked: how satisfied you are, how you like something, whether something still holds", "여쭌 것: 얼마나 만족하시는지, 마음에 드시는지, 아직 맞는지";
    "questions.posed[].about", Ask, Asked, "a hash of the product or of what you told that it was about", "그 질문이 다룬 상품이나 알려 주신 것의 해시";
    "questions.posed[].at", Ask, Asked, "when", "언제인지";
    "questions.posed[].visit", Ask, Asked, "on which of your visits", "몇 번째 방문이었는지";
    "questions.posed[].outcome", Ask, Asked, "whether you answered, did not want to, or said nothing", "답하셨는지, 원하지 않으셨는지, 그냥 두셨는지";
    "questions.posed[].stars", Greet, Asked, "how satisfied you said to be, in stars", "얼마나 만족하신다고 하셨는지, 별의 수";
    "questions.stopped[]", AsStated, Stated, "what you do not want to be asked", "받지 않으시는 질문";
    "questions.never", AsStated, Stated, "whether you do not want to be asked anything", "아무것도 묻지 말라고 하셨는지";
    "shop.loyalty.points", Greet, Shop, "your points, as the shop stated them", "쇼핑몰이 알린 포인트";
    "shop.loyalty.threshold", Greet, Shop, "how many the next gift takes", "다음 선물에 필요한 포인트";
    "shop.loyalty.reward", Greet, Shop, "that gift", "그 선물";
    "shop.loyalty.at", Greet, Shop, "when that was stated", "알린 시각";
    "shop.delivery.expected.year", Greet, Shop, "when an order under way is expected: the year", "배송 중인 주문의 도착 예정일: 해";
    "shop.delivery.expected.month", Greet, Shop, "its month", "그 달";
    "shop.delivery.expected.day", Greet, Shop, "its day", "그 날";
    "shop.delivery.url", Greet, Shop, "where to follow it", "배송을 볼 수 있는 곳";
    "shop.delivery.at", Greet, Shop, "when that was stated", "알린 시각";
    "shop.incident.id", Greet, Shop, "a hash of the number of what went wrong with an order", "주문에 생긴 문제의 번호의 해시";
    "shop.incident.what", Greet, Shop, "what the shop apologises for", "쇼핑몰이 사과하는 일";
    "shop.incident.offer", Greet, Shop, "what it offers for that", "그에 대해 드리는 것";
    "shop.incident.url", Greet, Shop, "where to take it up", "그것을 받는 곳";
    "shop.incident.at", Greet, Shop, "when that was stated", "알린 시각";
    "guest", AsStated, Guest, "while somebody else uses the device: when they were last seen", "다른 분이 이 기기를 쓰시는 동안, 그분이 마지막으로 보인 시각";
    "tally.day", Count, Day, "the day that is being counted", "세고 있는 날";
    "tally.counts[].measure", Count, Day, "what was counted: one of the measures below", "무엇을 세었는지: 아래 항목 가운데 하나";
    "tally.counts[].slot", Count, Day, "in which slot of the page", "페이지의 어느 자리인지";
    "tally.counts[].arm", Count, Day, "in which arm of an experiment", "실험의 어느 쪽인지";
    "tally.counts[].subject", Count, Day, "for which experiment, campaign, greeting or version: a number", "어느 실험, 캠페인, 인사, 버전인지 나타내는 수";
    "tally.counts[].cell", Count, Day, "in which step of time or kind of error", "시간의 어느 단계인지, 어느 오류인지";
    "tally.counts[].sum", Count, Day, "how often, or how much", "몇 번인지, 얼마인지";
    "tally.clicks[].item", Count, Openings, "a product that you opened from a slot; it is not sent", "추천 자리에서 여신 상품, 전송되지 않음";
    "tally.clicks[].slot", Count, Openings, "from which slot", "어느 자리에서 여셨는지";
    "tally.clicks[].campaign", Count, Openings, "in which campaign: a number", "어느 캠페인인지 나타내는 수";
    "tally.clicks[].at", Count, Openings, "when", "언제인지";
    "tally.lot", Count, Profile, "a random number that decides which version of the page you see where the shop compares two; it is not sent", "쇼핑몰이 두 가지를 비교할 때 어느 쪽을 보실지 정하는 난수, 전송되지 않음";
    "tally.year", Account, Ledger, "the year of the privacy budget", "개인정보 예산의 해";
    "tally.spent", Account, Ledger, "how much of it is spent", "그 가운데 쓴 양";
    "tally.told", Account, Ledger, "the last day of which a report was made", "마지막으로 보고가 만들어진 날";
    "tally.waiting[].bytes[]", Account, Reports, "a report that waits to be sent", "보내기를 기다리는 보고";
    "tally.waiting[].tries", Account, Reports, "how often it was tried", "몇 번 보내 보았는지";
    "tally.waiting[].after", Account, Reports, "when it may be tried again", "언제 다시 보낼 수 있는지";
    "tally.sent[].bytes[]", Account, Reports, "a report that was sent", "보낸 보고";
    "tally.sent[].at", Account, Reports, "when it was sent", "보낸 시각";
    "wishes[].item", AsStated, Wishes, "a product on your wish list", "찜 목록에 있는 상품";
    "wishes[].at", AsStated, Wishes, "when you put it there", "찜하신 시각";
    "wishes[].gift", Recommend, Wishes, "whether it is for someone else", "다른 사람에게 줄 것인지";
    "weighed[].attribute", Recommend, Weighed, "what you put first when choosing between products: price, size and the like", "상품을 고를 때 앞에 두신 항목: 가격, 크기 등";
    "weighed[].weight", Recommend, Weighed, "how much, in earlier visits", "지난 방문들에서 얼마나 그러셨는지";
    "weighed[].fresh", Recommend, Weighed, "how much, in the visit in which you last did", "마지막으로 그러신 방문에서 얼마나 그러셨는지";
    "weighed[].at", Recommend, Weighed, "when you last did", "마지막으로 그러신 시각";
    "consent.personalize", Consent, Consent, "your answer on being remembered, and when you gave it", "기억해도 되는지에 대한 답과 그 시각";
    "consent.measure", Consent, Consent, "your answer on being counted, and when you gave it", "집계에 포함해도 되는지에 대한 답과 그 시각";
}
