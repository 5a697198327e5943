//! The words of questions.

use super::Language;

/// The words of questions.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct AskingWords {
    /// In the place of the shop's name, where it is not known.
    pub(crate) this_shop: &'static str,
    pub(crate) satisfaction: &'static str,
    pub(crate) put_right: &'static str,
    pub(crate) rating: &'static str,
    pub(crate) name: &'static str,
    pub(crate) date: &'static str,
    pub(crate) like: &'static str,
    pub(crate) stays: &'static str,
    pub(crate) rated: &'static str,
    pub(crate) counted: &'static str,
    /// What each number of stars is called.
    pub stars: [&'static str; 5],
    pub worst: &'static str,
    pub best: &'static str,
    pub send: &'static str,
    pub holds: &'static str,
    pub taken_back: &'static str,
    pub later: &'static str,
    pub stop: &'static str,
    pub never: &'static str,
    pub thanks: &'static str,
    pub left: &'static str,
    pub stopped: &'static str,
    /// On the privacy page.
    pub unwanted: &'static str,
    pub unwanted_note: &'static str,
    /// The kinds of questions, as the privacy page names them.
    pub kinds: [&'static str; 3],
    pub any: &'static str,
    pub answered: &'static str,
}

impl Language {
    /// The words of questions.
    pub fn asking(self) -> &'static AskingWords {
        match self {
            Self::En => &EN,
            Self::Ko => &KO,
        }
    }
}

const EN: AskingWords = AskingWords {
    this_shop: "this shop",
    satisfaction: "How satisfied are you with {$shop}?",
    put_right: "Something went wrong with your order. How satisfied are you with how we put it right?",
    rating: "How do you like “{$title}”?",
    name: "May we still call you {$fact}?",
    date: "You noted a day for {$fact}. Is it still right?",
    like: "You told us that you like this: {$fact}. Do you still?",
    stays: "Your answer stays on this device.",
    rated: "Your answer stays on this device. What we suggest to you goes by it.",
    counted: "Your answer stays on this device. It is also counted without your name, because you agreed to be counted.",
    stars: ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"],
    worst: "not at all",
    best: "very much",
    send: "Answer",
    holds: "Yes, still right",
    taken_back: "No, forget it",
    later: "Not now",
    stop: "Do not ask this again",
    never: "Never ask me anything",
    thanks: "Thank you.",
    left: "All right, not now.",
    stopped: "We will not ask again. The privacy page can allow it again.",
    unwanted: "What you do not want to be asked",
    unwanted_note: "You can be asked again, if you like.",
    kinds: [
        "How satisfied you are",
        "How you like what you bought",
        "Whether what you told us is still right",
    ],
    any: "Anything at all",
    answered: "How satisfied you last said to be",
};

const KO: AskingWords = AskingWords {
    this_shop: "이 가게",
    satisfaction: "{$shop}에 얼마나 만족하세요?",
    put_right: "주문에 문제가 있었어요. 저희가 해결해 드린 것에 얼마나 만족하세요?",
    rating: "‘{$title}’{$title :dangol:particle form=은} 마음에 드세요?",
    name: "아직 {$fact}님이라고 불러 드리면 될까요?",
    date: "{$fact}의 날을 적어 두셨어요. 아직 맞나요?",
    like: "좋아하신다고 알려 주신 것이에요: {$fact}. 지금도 그러세요?",
    stays: "답은 이 기기에만 남아요.",
    rated: "답은 이 기기에만 남고, 추천에 쓰여요.",
    counted: "답은 이 기기에 남아요. 집계에 동의하셔서 이름 없이 횟수로도 세요.",
    stars: ["별 1개", "별 2개", "별 3개", "별 4개", "별 5개"],
    worst: "전혀 아니에요",
    best: "아주 좋아요",
    send: "답하기",
    holds: "네, 맞아요",
    taken_back: "아니요, 잊어 주세요",
    later: "나중에요",
    stop: "이 질문 그만",
    never: "아무것도 묻지 않기",
    thanks: "고맙습니다.",
    left: "네, 다음에 여쭐게요.",
    stopped: "더 여쭙지 않을게요. 개인정보 페이지에서 다시 켤 수 있어요.",
    unwanted: "받지 않으시는 질문",
    unwanted_note: "원하시면 다시 여쭐 수 있어요.",
    kinds: [
        "얼마나 만족하시는지",
        "구매하신 것이 마음에 드시는지",
        "알려 주신 것이 아직 맞는지",
    ],
    any: "모든 질문",
    answered: "마지막으로 답하신 만족도",
};
