//! Korean.

use super::particle::{Particle, with_particle};
use super::{BannerWords, PrivacyWords, Span};
use crate::Kind;
use crate::reason::Ground;

pub(super) fn reason(ground: Ground, title: &str, days: u64) -> String {
    let quoted = |particle| {
        let with = with_particle(title, particle);
        let (_, suffix) = with.split_at(title.len());
        format!("‘{title}’{suffix}")
    };
    match ground {
        Ground::Viewed => format!("{} 보셔서 골랐어요", quoted(Particle::EulReul)),
        Ground::InBasket => format!("장바구니의 {} 잘 어울려요", quoted(Particle::GwaWa)),
        Ground::Bought => format!("{} 구매하셔서 골랐어요", quoted(Particle::EulReul)),
        Ground::RelatedToPage => "이 상품을 고른 분들이 함께 찾아요".into(),
        Ground::TogetherWithPage => "이 상품과 함께 많이 구매해요".into(),
        Ground::Trending => "요즘 많이 찾는 상품이에요".into(),
        Ground::SeenBefore => match days {
            0 => "오늘 보신 상품이에요".into(),
            1 => "어제 보신 상품이에요".into(),
            _ => format!("{days}일 전에 보신 상품이에요"),
        },
        Ground::Liked => format!("{} 좋아하셔서 골랐어요", quoted(Particle::EulReul)),
        Ground::Wished => format!("{} 찜하셔서 골랐어요", quoted(Particle::EulReul)),
        Ground::UsuallyBought => format!("보통 {}마다 구매하세요", span(days)),
        Ground::RunsOut | Ground::BoughtBefore => format!("{} 전에 구매하셨어요", span(days)),
        Ground::Searched if title.is_empty() => "찾으시는 것에 어울려요".into(),
        Ground::Searched => format!("찾으신 ‘{title}’에 어울려요"),
        Ground::New => "새로 들어온 상품이에요".into(),
        Ground::Shop => "가게에서 추천하는 상품이에요".into(),
    }
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ForYou => "고객님을 위한 추천",
        Kind::Related => "함께 찾는 상품",
        Kind::BoughtTogether => "함께 구매하는 상품",
        Kind::RecentlyViewed => "최근 본 상품",
        Kind::Trending => "요즘 인기 상품",
        Kind::BuyAgain => "다시 구매하기",
        Kind::CompleteTheBasket => "장바구니와 어울리는 상품",
        Kind::BecauseYouViewed => "보신 상품과 비슷한 상품",
        Kind::NewForYou => "고객님을 위한 새 상품",
    }
}

fn span(days: u64) -> String {
    match super::span(days) {
        Span::Days(days) => format!("{days}일"),
        Span::Weeks(weeks) => format!("{weeks}주"),
        Span::Months(months) => format!("{months}개월"),
    }
}

pub(super) const PRIVACY: PrivacyWords = PrivacyWords {
    heading: "이 가게가 기억하는 것",
    promise: "기억은 이 기기의 이 브라우저에만 저장되고 이 가게의 페이지에서만 쓰여요. 그중 아무것도 누구에게도 보내지 않아요. 아래에서 동의하신 경우에만 센 횟수를 보내요.",
    nothing_kept: "저장된 것이 없어요. 지금 보시는 것은 이 페이지를 떠나면 잊혀요.",
    kept: "이 기기에 저장된 것:",
    nothing_sent: "고객님에 관해 아무것도 보내지 않아요. 전에 동의하셔서 보낸 보고가 있더라도 누구의 것인지 알 수 없어요.",
    personalize: "이 기기에서 나를 기억하기",
    personalize_note: "나에게 맞는 인사와 추천을 위해서예요. 끄면 모든 기억이 바로 지워져요.",
    measure: "익명 집계 나누기",
    measure_note: "무엇이 도움이 되는지 많은 방문자의 합계로만 가게가 알게 돼요. 하루에 많아야 한 건의 짧은 보고를 보내고, 이 페이지에서 보실 수 있어요. 기억하기를 켜신 동안에만, 이 가게가 집계를 하는 경우에만 보내요.",
    name: "어떻게 불러 드릴까요?",
    name_note: "여기서 인사할 때만 써요. 비워 두면 이름 없이 인사해요.",
    save: "저장",
    visits: "방문 횟수",
    first_visit: "첫 방문",
    last_visit: "마지막 방문",
    size: "크기",
    viewed: "봄",
    added: "담음",
    bought: "구매",
    gift: "선물",
    mark_gift: "선물이었어요",
    unmark_gift: "제가 쓰려고 샀어요",
    rated: "별점",
    told: "직접 알려 주신 것",
    likes: "좋아하는 것",
    dislikes: "원하지 않는 것",
    take_back: "없던 일로 하기",
    nothing_yet: "아직 없어요.",
    export: "가져가기",
    erase: "모두 지우기",
    erase_confirm: "네, 모두 지울게요",
    erase_keep: "아니요, 그대로 둘게요",
    erased: "모두 지웠어요.",
    saved: "저장했어요.",
    pause: "지금은 새로 기억하지 않기",
    pause_note: "이미 기억한 것은 남아 쓰이고, 지금부터 보거나 사시는 것은 더하지 않아요.",
    guest: "저는 다른 사람이에요",
    guest_note: "지금은 손님이 이 기기를 쓰고 있어요. 주인에 관한 것은 보여 드리지도 쓰지도 않고, 이번 방문은 아무것도 남기지 않아요. 30분 동안 움직임이 없으면 저절로 끝나요.",
    guest_back: "다시 저예요",
    guest_came: "이제 손님으로 둘러보세요.",
    guest_left: "다시 오셨네요.",
    question: "아직 맞나요?",
    still_right: "네, 맞아요",
    no_longer: "아니요, 잊어 주세요",
    tell_more: "원하시면 더 알려 주세요",
    tell_what: "무엇에 관한 건가요?",
    tell_text: "무엇, 또는 누구의 것",
    tell_about: "관계, 또는 무엇의 치수",
    tell_date: "날짜",
    tell_add: "더하기",
    birthday: "생일",
    dates: "기억할 날",
    sizes: "치수",
    diet: "식단",
    interests: "관심사",
    not_told: "적어 두지 못했어요. 날짜가 맞나요?",
    tastes: "관심을 보이신 것",
    tastes_note: "여기서 보고, 담고, 사신 것을 센 거예요. 선물은 세지 않아요.",
    forget: "잊기",
    forget_visit: "이 방문 잊기",
    forgotten: "잊었어요.",
    timeline: "여기서 하신 일",
    more: "더 보기",
    earlier: "이전 방문",
    correct: "바로잡기",
    never: "다시는 추천하지 않기",
    why: "지금 추천해 드릴 것과 그 이유",
    why_note: "이 페이지에 있는 기억으로 이 브라우저에서 계산했어요.",
    dictionary: "저장되는 모든 항목과 그 목적",
    whole: "저장된 것 전부, 있는 그대로",
    yours: "모두 고객님의 것이에요",
    yours_note: "다른 브라우저나 기기로 가져가거나, 다시 가져오거나, 모두 지울 수 있어요.",
    import: "파일 가져오기",
    imported: "가져왔어요.",
    not_imported: "가져올 수 있는 프로필 파일이 아니에요.",
    along: "다른 기기로",
    along_note: "링크나 그림을 가진 사람은 그 안의 내용을 읽을 수 있으니 다른 사람에게 주지 마세요. 서버를 거치지 않고 모두 링크 안에 들어 있어요.",
    along_link: "다른 기기에서 이 링크를 여세요",
    along_picture: "또는 그 기기의 카메라로 비추세요. 그림에는 가장 중요한 것, 알려 주신 것과 최근에 사신 것이 들어 있어요.",
    along_alt: "프로필이 담긴 QR 코드",
    copy: "링크 복사",
    copied: "복사했어요.",
    not_copied: "복사하지 못했어요. 링크를 선택해 직접 복사해 주세요.",
    no_link: "이 페이지는 HTTPS가 아니라서 링크를 만들 수 없어요.",
    arrived: "이 링크로 프로필이 함께 왔어요.",
    arrived_note: "가져오면 여기 있는 기억에 더하고, 이 기기에서 기억하게 돼요.",
    arrived_yes: "가져오기",
    arrived_no: "아니요, 그냥 둘게요",
    unwanted: "원하지 않으시는 인사",
    unwanted_note: "‘이런 인사 그만’을 누르신 것들이에요.",
    allow_again: "다시 켜기",
    offered: "보여 드린 혜택",
    offered_note: "이 기기에서 골랐어요. 이름은 가게가 붙인 것이에요.",
    offered_shown: "보여 드린 방문",
    offered_taken: "쓰려고 하신 횟수",
    offered_redeemed: "주문에 쓰신 횟수",
    offered_stopped: "원하지 않음",
    stop_offer: "다시 보지 않기",
    blocked: "이 브라우저에서는 아무것도 저장할 수 없어요.",
    elsewhere: "켜지지 않았어요. 이 가게의 동의 설정이나 브라우저의 개인정보 신호가 거절했거나 아직 답하지 않았어요. 그 답이 먼저예요.",
};

pub(super) const BANNER: BannerWords = BannerWords {
    question: "이 기기에서 나를 기억해도 될까요?",
    note: "여기서 보고 사신 것은 이 브라우저에만 남고 누구에게도 보내지 않아요. 나에게 맞는 추천에 쓰여요. 언제든 보고, 고치고, 지울 수 있어요.",
    yes: "네, 기억해 주세요",
    no: "아니요, 기억하지 마세요",
    more: "무엇을 기억하는지 보기",
};
