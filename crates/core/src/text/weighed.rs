//! The words of what is weighed, on the privacy page.

use super::Language;

/// The words of what is weighed.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct WeighedWords {
    pub heading: &'static str,
    pub note: &'static str,
    pub forget: &'static str,
}

impl Language {
    /// The words of what is weighed.
    pub fn weighed(self) -> &'static WeighedWords {
        match self {
            Self::En => &WeighedWords {
                heading: "What you weigh when choosing",
                note: "Learned from what you put first under “Help me choose”. It only decides what stands first there.",
                forget: "Forget",
            },
            Self::Ko => &WeighedWords {
                heading: "고를 때 중요하게 보시는 것",
                note: "‘비교하며 고르기’에서 앞에 두신 것으로 알게 되었어요. 거기서 무엇을 앞에 둘지에만 써요.",
                forget: "잊기",
            },
        }
    }
}
