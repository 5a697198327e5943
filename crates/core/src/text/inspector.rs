//! The words of the inspector, for the site's owner.

use super::Language;
use crate::inspect::{Cause, Outcome, Paced, Silence, Who};

/// The words of the inspector.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct InspectorWords {
    pub title: &'static str,
    pub close: &'static str,
    pub to_side: &'static str,
    pub to_bottom: &'static str,
    pub larger: &'static str,
    pub smaller: &'static str,
    pub yourself: &'static str,
    pub trying: &'static str,
    pub trying_note: &'static str,
    pub back: &'static str,
    pub try_as: &'static str,
    pub who: &'static str,
    pub at: &'static str,
    pub consent: &'static str,
    pub go: &'static str,
    pub file: &'static str,
    pub file_wanted: &'static str,
    pub file_bad_profile: &'static str,
    pub lists: &'static str,
    pub no_lists: &'static str,
    pub greetings: &'static str,
    pub no_greetings: &'static str,
    pub waits: &'static str,
    pub failed: &'static str,
    pub nothing_shown: &'static str,
    pub withheld: &'static str,
    pub rules: &'static str,
    pub no_rules: &'static str,
    pub always: &'static str,
    pub acts: &'static str,
    pub acts_not: &'static str,
    pub touched: &'static str,
    pub shown: &'static str,
    pub not_shown: &'static str,
    pub more: &'static str,
    pub score: &'static str,
    pub from: &'static str,
    pub wanted: &'static str,
    pub nothing: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub wrong: &'static str,
    pub priority: &'static str,
    pub none: &'static str,
    pub name: &'static str,
    pub value: &'static str,
    pub granted: &'static str,
    pub denied: &'static str,
    pub unanswered: &'static str,
    pub waits_for_tool: &'static str,
    pub guest: &'static str,
    pub paused: &'static str,
    pub counted: &'static str,
    pub file_asked: &'static str,
    pub file_here: &'static str,
    pub file_bad: &'static str,
    /// By code, in the order of the sections; a section whose code is not here is called by it.
    pub sections: &'static [(&'static str, &'static str)],
    /// What the answers on consent mean, by their names in the address.
    pub consents: &'static [(&'static str, &'static str)],
}

impl InspectorWords {
    /// The heading of a section.
    pub fn section(&self, code: &'static str) -> &'static str {
        of(self.sections, code)
    }

    /// What an answer on consent means.
    pub fn consent(&self, name: &'static str) -> &'static str {
        of(self.consents, name)
    }
}

fn of(words: &[(&'static str, &'static str)], code: &'static str) -> &'static str {
    let known = words.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, text)| text)
}

impl Language {
    /// The words of the inspector.
    pub fn inspector(self) -> &'static InspectorWords {
        match self {
            Self::En => &EN,
            Self::Ko => &KO,
        }
    }

    /// As whom the owner tries the shop.
    pub fn who(self, who: Who) -> &'static str {
        let (en, ko) = match who {
            Who::Me => ("yourself, as a copy", "나 (복사본으로)"),
            Who::FirstVisit => ("somebody here for the first time", "처음 온 사람"),
            Who::Regular => ("a regular, here every other week", "2주마다 오는 단골"),
            Who::LapsedBirthday => (
                "a lapsed customer, back on their birthday",
                "오랜만에, 생일날 돌아온 고객",
            ),
            Who::Baker => (
                "a baker with a full basket",
                "장바구니를 채운 베이킹 애호가",
            ),
            Who::File => ("a profile from a file", "파일에 담긴 프로필"),
        };
        self.either(en, ko)
    }

    /// Why a candidate is not shown.
    pub fn cause(self, cause: Cause) -> String {
        let (en, ko) = match cause {
            Cause::OnPage => ("it is what the page is about", "이 페이지의 상품입니다"),
            Cause::ShownElsewhere => ("another slot shows it", "다른 자리에 이미 있습니다"),
            Cause::InBasket => ("in the basket", "장바구니에 있습니다"),
            Cause::SeenLately => (
                "looked at in the last 30 days",
                "최근 30일 안에 본 상품입니다",
            ),
            Cause::SoldOut => ("it is sold out", "품절입니다"),
            Cause::NoCard => ("its card is not known here", "상품 정보를 아직 모릅니다"),
            Cause::Unwanted => ("turned down by the shopper", "고객이 원하지 않습니다"),
            Cause::Disliked => (
                "of a kind that the shopper dislikes",
                "고객이 싫어하는 종류입니다",
            ),
            Cause::Owned => (
                "owned, and does not run out yet",
                "이미 있고 아직 떨어질 때가 아닙니다",
            ),
            Cause::Excluded(place) | Cause::NotAmong(place) => {
                let rule = ["merchandising.", &place.to_string()].concat();
                return match (self, cause) {
                    (Self::En, Cause::Excluded(_)) => [&rule, " excludes it"].concat(),
                    (Self::En, _) => [&rule, " wants only others"].concat(),
                    (Self::Ko, Cause::Excluded(_)) => [&rule, " 규칙이 뺐습니다"].concat(),
                    (Self::Ko, _) => [&rule, " 규칙이 다른 것만 보입니다"].concat(),
                };
            }
            Cause::NothingFor => ("nothing speaks for it", "추천할 까닭이 없습니다"),
            Cause::Behind => ("others are better", "더 나은 것이 있습니다"),
            Cause::Variant => (
                "a variant of one in the list",
                "목록에 다른 옵션이 있습니다",
            ),
            Cause::Category => (
                "its category has its share of the list",
                "이 분류는 이미 충분히 있습니다",
            ),
            Cause::Alike => (
                "too much like what is in the list",
                "목록에 있는 것과 너무 비슷합니다",
            ),
        };
        self.either(en, ko).to_owned()
    }

    /// What came of a moment.
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        let (en, ko) = match outcome {
            Outcome::Won => ("greets", "인사합니다"),
            Outcome::Outranked => (
                "holds, but another one greets",
                "맞지만 다른 인사가 앞섭니다",
            ),
            Outcome::NotAsked => (
                "holds, but this element does not ask for it",
                "맞지만 이 요소가 원하지 않습니다",
            ),
            Outcome::Silent(Silence::Off) => ("switched off", "꺼져 있습니다"),
            Outcome::Silent(Silence::Stopped) => (
                "the shopper wants less of this",
                "고객이 그만 보기로 했습니다",
            ),
            Outcome::Silent(Silence::NoOccasion) => ("does not hold", "조건에 맞지 않습니다"),
            Outcome::Silent(Silence::Paced(Paced::CoolDown)) => {
                ("cools down since it was said", "다시 말할 때가 아닙니다")
            }
            Outcome::Silent(Silence::Paced(Paced::Once)) => {
                ("was said of this already", "이미 말했습니다")
            }
            Outcome::Silent(Silence::Paced(Paced::PerWeek)) => {
                ("said often enough this week", "이번 주에 충분히 말했습니다")
            }
            Outcome::Silent(Silence::Rule) => (
                "the owner’s condition does not hold",
                "운영자의 조건에 맞지 않습니다",
            ),
            Outcome::Silent(Silence::NoWords) => {
                ("its text cannot be said", "문장을 만들 수 없습니다")
            }
        };
        self.either(en, ko)
    }

    /// How many of how many that were considered are shown.
    pub fn shown_of(self, shown: usize, considered: usize) -> String {
        let (shown, considered) = (shown.to_string(), considered.to_string());
        match self {
            Self::En => [&shown, " of ", &considered].concat(),
            Self::Ko => [&considered, "개 중 ", &shown, "개"].concat(),
        }
    }

    /// How long a moment rests.
    pub fn cool_down(self, days: u32) -> String {
        let number = days.to_string();
        match (self, days) {
            (Self::En, 1) => "rests 1 day".to_owned(),
            (Self::En, _) => ["rests ", &number, " days"].concat(),
            (Self::Ko, _) => [&number, "일 쉼"].concat(),
        }
    }

    /// How often a moment may greet.
    pub fn per_week(self, times: u32) -> String {
        match self {
            Self::En => [&times.to_string(), " a week"].concat(),
            Self::Ko => ["한 주에 ", &times.to_string(), "번까지"].concat(),
        }
    }

    /// When a moment last greeted.
    pub fn said_ago(self, days: u64) -> String {
        let number = days.to_string();
        match (self, days) {
            (Self::En, 0) => "said today".to_owned(),
            (Self::En, 1) => "said yesterday".to_owned(),
            (Self::En, _) => ["said ", &number, " days ago"].concat(),
            (Self::Ko, 0) => "오늘 말함".to_owned(),
            (Self::Ko, _) => [&number, "일 전에 말함"].concat(),
        }
    }

    pub(super) fn either(self, en: &'static str, ko: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Ko => ko,
        }
    }
}

const EN: InspectorWords = InspectorWords {
    title: "Dangol inspector",
    close: "Fold",
    to_side: "To the side",
    to_bottom: "To the bottom",
    larger: "Larger",
    smaller: "Smaller",
    yourself: "You, as this device knows you",
    trying: "Trying as",
    trying_note: "Nothing of this is kept, counted or sent. What this device knows of you is untouched.",
    back: "Back to yourself",
    try_as: "Try as somebody else",
    who: "Who",
    at: "Date and time",
    consent: "Consent",
    go: "Try",
    file: "Profile file",
    file_wanted: "Choose a file that “Take your data along” on the privacy page saved. It is read in this page only.",
    file_bad_profile: "This file is no profile that can be read.",
    lists: "Recommendations",
    no_lists: "This page has no <dangol-recs>.",
    greetings: "Greetings",
    no_greetings: "This page has no <dangol-greeting>.",
    waits: "waits for a file",
    failed: "a file is missing",
    nothing_shown: "shows nothing",
    withheld: "withheld from this shopper, to measure what it is good for",
    rules: "Merchandising rules on this list",
    no_rules: "No rule of yours is about this list.",
    always: "always acts",
    acts: "acts",
    acts_not: "does not act",
    touched: "items moved or removed",
    shown: "Shown",
    not_shown: "Not shown",
    more: "more that are not shown",
    score: "score",
    from: "from",
    wanted: "wanted",
    nothing: "nothing",
    yes: "holds",
    no: "does not hold",
    wrong: "wrong",
    priority: "priority",
    none: "None.",
    name: "Name",
    value: "Value",
    granted: "granted",
    denied: "declined",
    unanswered: "unanswered",
    waits_for_tool: "waits for a consent tool",
    guest: "a guest visits: nothing of the visit is kept",
    paused: "the shopper paused remembering",
    counted: "counts for reports",
    file_asked: "on its way",
    file_here: "here",
    file_bad: "missing or damaged",
    sections: &[
        ("offers", "Offers"),
        ("questions", "Questions"),
        ("segments", "Segments"),
        ("situation", "What rules are told"),
        ("consent", "Consent"),
        ("files", "Model files"),
    ],
    consents: &[
        ("personalize", "remember me"),
        ("all", "remember me, and count me"),
        ("unanswered", "not answered yet"),
        ("none", "declined"),
    ],
};

const KO: InspectorWords = InspectorWords {
    title: "단골 살펴보기",
    close: "접기",
    to_side: "옆으로",
    to_bottom: "아래로",
    larger: "크게",
    smaller: "작게",
    yourself: "이 기기가 아는 나",
    trying: "다른 사람이 되어 보는 중:",
    trying_note: "저장하지도, 집계하지도, 보내지도 않습니다. 이 기기가 아는 나는 그대로 있습니다.",
    back: "나로 돌아가기",
    try_as: "다른 사람이 되어 보기",
    who: "누구",
    at: "날짜와 시각",
    consent: "동의",
    go: "되어 보기",
    file: "프로필 파일",
    file_wanted: "개인정보 페이지에서 내려받은 프로필 파일을 고르세요. 이 페이지에서만 읽습니다.",
    file_bad_profile: "읽을 수 있는 프로필 파일이 아닙니다.",
    lists: "추천",
    no_lists: "이 페이지에는 <dangol-recs>가 없습니다.",
    greetings: "인사",
    no_greetings: "이 페이지에는 <dangol-greeting>이 없습니다.",
    waits: "파일을 기다립니다",
    failed: "파일이 없습니다",
    nothing_shown: "보이는 것이 없습니다",
    withheld: "효과를 재려고 이 고객에게는 보이지 않습니다",
    rules: "이 목록에 대한 진열 규칙",
    no_rules: "이 목록에 대한 규칙이 없습니다.",
    always: "늘 적용됩니다",
    acts: "적용됩니다",
    acts_not: "적용되지 않습니다",
    touched: "개를 옮기거나 뺐습니다",
    shown: "보임",
    not_shown: "보이지 않음",
    more: "개가 더 있습니다",
    score: "점수",
    from: "근거",
    wanted: "필요",
    nothing: "없음",
    yes: "맞음",
    no: "맞지 않음",
    wrong: "잘못됨",
    priority: "우선순위",
    none: "없습니다.",
    name: "이름",
    value: "값",
    granted: "동의함",
    denied: "거절함",
    unanswered: "답하지 않음",
    waits_for_tool: "동의 도구를 기다립니다",
    guest: "손님이 쓰는 중이라 아무것도 남기지 않습니다",
    paused: "고객이 기억하기를 멈추었습니다",
    counted: "보고서에 집계합니다",
    file_asked: "오는 중",
    file_here: "있음",
    file_bad: "없거나 깨짐",
    sections: &[
        ("offers", "혜택"),
        ("questions", "묻는 말"),
        ("segments", "고객군"),
        ("situation", "규칙이 아는 것"),
        ("consent", "동의"),
        ("files", "모델 파일"),
    ],
    consents: &[
        ("personalize", "기억해도 됨"),
        ("all", "기억하고 집계해도 됨"),
        ("unanswered", "아직 답하지 않음"),
        ("none", "거절함"),
    ],
};
