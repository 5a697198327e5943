//! The words around an offer.

use super::Language;
use serde::Serialize;

/// The words around an offer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct OfferWords {
    #[serde(skip)]
    pub(crate) more: &'static str,
    #[serde(skip)]
    pub(crate) apply: &'static str,
    #[serde(skip)]
    pub(crate) copy: &'static str,
    #[serde(skip)]
    pub(crate) fetch: &'static str,
    #[serde(skip)]
    pub(crate) on_device: &'static str,
    #[serde(skip)]
    pub(crate) fits_taste: &'static str,
    #[serde(skip)]
    pub(crate) of_partner: &'static str,
    pub label: &'static str,
    pub code: &'static str,
    pub partner: &'static str,
    pub applied: &'static str,
    pub copied: &'static str,
    pub by_hand: &'static str,
    pub asking: &'static str,
    pub no_code: &'static str,
    pub less: &'static str,
    pub less_note: &'static str,
    pub stopped: &'static str,
}

impl Language {
    /// The words around an offer.
    pub fn offer(self) -> &'static OfferWords {
        match self {
            Self::En => &EN,
            Self::Ko => &KO,
        }
    }
}

const EN: OfferWords = OfferWords {
    more: "Have a look",
    apply: "Use this code",
    copy: "Copy the code",
    fetch: "Get my code",
    on_device: "One of this shop’s offers, chosen on this device.",
    fits_taste: "Chosen on this device, because it fits what you like here.",
    of_partner: "Chosen on this device; our partner is told nothing.",
    label: "Offer",
    code: "Code",
    partner: "Offer of our partner",
    applied: "The code is in the coupon field. The shop checks it now.",
    copied: "Copied. Enter it in your basket.",
    by_hand: "It could not be copied. Enter the code in your basket.",
    asking: "Asking the shop for your code…",
    no_code: "The shop gave no code just now. Please try again later.",
    less: "Less of this",
    less_note: "Less of this: do not show me this offer again",
    stopped: "Understood. You will not see this offer again.",
};

const KO: OfferWords = OfferWords {
    more: "보러 가기",
    apply: "쿠폰 쓰기",
    copy: "쿠폰 번호 복사",
    fetch: "쿠폰 받기",
    on_device: "이 기기에서 고른 이 가게의 혜택이에요.",
    fits_taste: "여기서 좋아하시는 것에 맞아, 이 기기에서 골랐어요.",
    of_partner: "이 기기에서 골랐고, 제휴사에는 아무것도 알리지 않아요.",
    label: "혜택",
    code: "쿠폰 번호",
    partner: "제휴사 혜택",
    applied: "쿠폰 번호를 쿠폰 칸에 넣었어요. 이제 가게에서 확인해요.",
    copied: "복사했어요. 장바구니에서 넣어 주세요.",
    by_hand: "복사하지 못했어요. 장바구니에서 번호를 직접 넣어 주세요.",
    asking: "가게에 쿠폰을 요청하고 있어요…",
    no_code: "지금은 쿠폰을 받지 못했어요. 잠시 뒤 다시 시도해 주세요.",
    less: "이런 혜택 그만 보기",
    less_note: "이런 혜택 그만 보기: 이 혜택을 다시 보여 주지 마세요",
    stopped: "알겠어요. 이 혜택은 다시 보여 드리지 않을게요.",
};
