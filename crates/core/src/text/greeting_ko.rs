//! Greetings in Korean.

use super::AroundGreeting;
use crate::greeting::{PartOfDay, Words};

pub(super) fn hello(part: PartOfDay, name: Option<&str>) -> String {
    let hello = match part {
        PartOfDay::Morning => "좋은 아침이에요",
        PartOfDay::Afternoon | PartOfDay::Night => "안녕하세요",
        PartOfDay::Evening => "좋은 저녁이에요",
    };
    match name {
        Some(name) => [name, "님, ", hello].concat(),
        None => hello.to_owned(),
    }
}

pub(super) fn words(words: Words) -> (&'static str, &'static str) {
    match words {
        Words::FirstVisit => (
            "{$hello}. 처음 뵙겠습니다, 반가워요.",
            "이 기기에는 지난 방문의 기억이 없어요.",
        ),
        Words::FirstVisitOfShop => (
            "{$hello}. {$shop}에 오신 것을 환영해요.",
            "이 기기에는 지난 방문의 기억이 없어요.",
        ),
        Words::Return => (
            "{$hello}. 다시 찾아 주셔서 고마워요.",
            ".input {$days :number} .match $days 0 {{오늘 앞서 방문하신 것을 이 기기가 기억해요.}} 1 {{어제 방문하신 것을 이 기기가 기억해요.}} * {{{$days}일 전에 방문하신 것을 이 기기가 기억해요.}}",
        ),
        Words::Missed => (
            "{$hello}. 오랜만이에요, 그동안 뵙고 싶었어요.",
            "여러 번 구매하신 뒤로 한동안 뜸하셨던 것을 이 기기가 기억해요.",
        ),
        Words::Continuing => (
            "{$hello}. 다시 찾아 주셔서 고마워요. 지난번에 ‘{$title}’{$title :dangol:particle form=을} 보고 계셨어요.",
            "지난 방문에서 보신 것을 이 기기가 기억해요.",
        ),
        Words::HowWas => (
            "{$hello}. 다시 찾아 주셔서 고마워요. ‘{$title}’{$title :dangol:particle form=은} 어떠셨어요?",
            "며칠 전에 여기서 구매하신 것을 이 기기가 기억해요.",
        ),
        Words::Birthday => ("{$hello}. 생일을 축하드려요!", "생일은 직접 알려 주셨어요."),
        Words::BirthdaySoon => (
            "{$hello}. 곧 생일이시네요, 미리 축하드려요.",
            "생일은 직접 알려 주셨어요.",
        ),
        Words::LovedOne => (
            "{$hello}. 적어 두신 {$who}의 날이 다가와요: {$day}.",
            "이 날은 직접 알려 주셨어요.",
        ),
        Words::LovedOneToday => (
            "{$hello}. 오늘은 적어 두신 {$who}의 날이에요.",
            "이 날은 직접 알려 주셨어요.",
        ),
        Words::Anniversary => (
            "{$hello}. 여기서 처음 구매하신 지 일 년이 되었어요. 고맙습니다.",
            "여기서 처음 구매하신 것을 이 기기가 기억해요.",
        ),
        Words::PointsLeft => (
            "{$hello}. {$left}점만 더 모으시면 {$reward}{$reward :dangol:particle form=을} 드려요.",
            "포인트는 이 쇼핑몰이 이 페이지에 알려 준 거예요.",
        ),
        Words::PointsReached => (
            "{$hello}. 모으신 포인트로 {$reward}{$reward :dangol:particle form=을} 받으실 수 있어요.",
            "포인트는 이 쇼핑몰이 이 페이지에 알려 준 거예요.",
        ),
        Words::LowStock => (
            "{$hello}. 전에 보신 ‘{$title}’{$title :dangol:particle form=이} 얼마 남지 않았어요.",
            "얼마 남지 않았다고 이 페이지에 적혀 있고, 전에 보신 것을 이 기기가 기억해요.",
        ),
        Words::PriceFell => (
            "{$hello}. 지난번에 보신 뒤로 ‘{$title}’ 가격이 {$before}에서 {$price}{$price :dangol:particle form=으로} 내렸어요.",
            "지금 가격은 이 페이지에 적혀 있고, 전에 적혀 있던 가격은 이 기기가 기억해요.",
        ),
        Words::Delivery => (
            "{$hello}. 주문하신 상품이 가고 있어요.",
            "주문하신 것은 이 쇼핑몰이 이 페이지에 알려 준 거예요.",
        ),
        Words::DeliveryBy => (
            "{$hello}. 주문하신 상품이 가고 있어요. {$day} 도착 예정이에요.",
            "주문하신 것은 이 쇼핑몰이 이 페이지에 알려 준 거예요.",
        ),
        Words::Incident => (
            "{$hello}. 죄송합니다. {$what} {$offer}",
            "고객님께 해당하는 일이라고 이 쇼핑몰이 이 페이지에 알려 주었어요.",
        ),
        Words::Partner => (
            "{$hello}. {$partner}에서 오신 것을 환영해요.",
            "어디서 오셨는지 이 페이지의 주소에 적혀 있어요. 저장하지 않아요.",
        ),
        Words::Advertisement => (
            "{$hello}. 광고를 보고 찾아 주셔서 고마워요.",
            "광고로 오신 것이 이 페이지의 주소에 적혀 있어요. 저장하지 않아요.",
        ),
        Words::Search => (
            "{$hello}. ‘{$words}’{$words :dangol:particle form=을} 찾고 계시네요. 어울리는 것을 골라 볼게요.",
            "검색하신 말은 이 페이지와 함께 왔어요. 저장하지 않아요.",
        ),
        Words::Season => (
            ".input {$season :string} .match $season new-year {{{$hello}. 새해 복 많이 받으세요!}} year-end {{{$hello}. 따뜻한 연말 보내세요.}} spring {{{$hello}. 봄이 왔어요, 반가워요.}} summer {{{$hello}. 여름이 왔어요, 반가워요.}} autumn {{{$hello}. 가을이 왔어요, 반가워요.}} * {{{$hello}. 겨울이 왔어요, 따뜻하게 둘러보세요.}}",
            "이 기기의 달력을 따랐어요.",
        ),
        Words::Own => ("", "이런 날에 이 가게가 건네는 인사예요."),
    }
}

pub(super) const AROUND: AroundGreeting = AroundGreeting {
    told_name: " 이름은 직접 알려 주셨어요.",
    gift: "선물",
    look_again: "다시 보기",
    say_opinion: "의견 남기기",
    gift_ideas: "선물 고르기",
    follow: "배송 보기",
    take_up: "받기",
    more: "더 보기",
    less: "이런 인사 그만",
    less_note: "이런 인사 그만: 다시는 이렇게 인사하지 않기",
    stopped: "이런 인사는 더 하지 않을게요. 개인정보 페이지에서 다시 켤 수 있어요.",
    privacy_page: "개인정보 페이지로",
};
