//! What is said, in the languages that Dangol speaks.

mod asking;
mod corner;
mod en;
mod formats;
mod greeting_en;
mod greeting_ko;
#[cfg(feature = "inspect")]
mod inspector;
mod ko;
pub(crate) mod message;
mod moments;
mod offers;
mod particle;
mod reports;
#[cfg(feature = "inspect")]
mod standing;
mod weighed;

pub use asking::AskingWords;
pub use corner::CornerWords;
pub use formats::Formats;
#[cfg(feature = "inspect")]
pub use inspector::InspectorWords;
pub use moments::moment_name;
pub use offers::OfferWords;
pub use particle::{Particle, particle_after, with_particle};
pub use reports::ReportWords;
pub use weighed::WeighedWords;

use crate::greeting::{PartOfDay, Words};
use crate::reason::Ground;

/// A language that Dangol speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English, also for every language that is not spoken.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Language {
    /// From a BCP 47 tag such as `ko-KR`.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or("");
        if primary.eq_ignore_ascii_case("ko") {
            Self::Ko
        } else {
            Self::En
        }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// Chooses the text of this language.
    pub fn pick(self, text: &dangol_wire::LocalText) -> &str {
        let (first, second) = match self {
            Self::En => (&text.en, &text.ko),
            Self::Ko => (&text.ko, &text.en),
        };
        if first.is_empty() { second } else { first }
    }

    pub(crate) fn reason(self, ground: Ground, title: &str, days: u64) -> String {
        match self {
            Self::En => en::reason(ground, title, days),
            Self::Ko => ko::reason(ground, title, days),
        }
    }

    /// What a greeting says, and why, as texts of [`message`].
    pub(crate) fn greeting(self, words: Words) -> (&'static str, &'static str) {
        match self {
            Self::En => greeting_en::words(words),
            Self::Ko => greeting_ko::words(words),
        }
    }

    /// How a greeting begins, without its point.
    pub(crate) fn hello(self, part: PartOfDay, name: Option<&str>) -> String {
        match self {
            Self::En => greeting_en::hello(part, name),
            Self::Ko => greeting_ko::hello(part, name),
        }
    }

    /// The words around a greeting.
    pub fn around_greeting(self) -> &'static AroundGreeting {
        match self {
            Self::En => &greeting_en::AROUND,
            Self::Ko => &greeting_ko::AROUND,
        }
    }

    /// The plural category of a whole number, as CLDR has it and `Intl.PluralRules` says.
    fn plural(self, number: u64) -> &'static str {
        match (self, number) {
            (Self::En, 1) => "one",
            _ => "other",
        }
    }

    /// What a list is called, for those who hear it.
    pub fn kind(self, kind: crate::Kind) -> &'static str {
        match self {
            Self::En => en::kind(kind),
            Self::Ko => ko::kind(kind),
        }
    }

    /// The words of the banner.
    pub fn banner(self) -> &'static BannerWords {
        match self {
            Self::En => &en::BANNER,
            Self::Ko => &ko::BANNER,
        }
    }

    /// The words of the privacy page.
    pub fn privacy(self) -> &'static PrivacyWords {
        match self {
            Self::En => &en::PRIVACY,
            Self::Ko => &ko::PRIVACY,
        }
    }
}

/// A time as people say it.
enum Span {
    Days(u64),
    Weeks(u64),
    Months(u64),
}

/// In the largest unit of which there are at least two, rounded.
fn span(days: u64) -> Span {
    match days {
        0..14 => Span::Days(days.max(1)),
        14..75 => Span::Weeks((days + 3) / 7),
        _ => Span::Months((days + 15) / 30),
    }
}

/// The words of the privacy page.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct PrivacyWords {
    pub heading: &'static str,
    pub promise: &'static str,
    pub nothing_kept: &'static str,
    pub kept: &'static str,
    pub nothing_sent: &'static str,
    pub personalize: &'static str,
    pub personalize_note: &'static str,
    pub measure: &'static str,
    pub measure_note: &'static str,
    pub name: &'static str,
    pub name_note: &'static str,
    pub save: &'static str,
    pub visits: &'static str,
    pub first_visit: &'static str,
    pub last_visit: &'static str,
    pub size: &'static str,
    pub viewed: &'static str,
    pub added: &'static str,
    pub bought: &'static str,
    pub gift: &'static str,
    pub mark_gift: &'static str,
    pub unmark_gift: &'static str,
    pub rated: &'static str,
    pub told: &'static str,
    pub likes: &'static str,
    pub dislikes: &'static str,
    pub take_back: &'static str,
    pub nothing_yet: &'static str,
    pub export: &'static str,
    pub erase: &'static str,
    pub erase_confirm: &'static str,
    pub erase_keep: &'static str,
    pub erased: &'static str,
    pub saved: &'static str,
    pub pause: &'static str,
    pub pause_note: &'static str,
    pub guest: &'static str,
    pub guest_note: &'static str,
    pub guest_back: &'static str,
    pub guest_came: &'static str,
    pub guest_left: &'static str,
    pub question: &'static str,
    pub still_right: &'static str,
    pub no_longer: &'static str,
    pub tell_more: &'static str,
    pub tell_what: &'static str,
    pub tell_text: &'static str,
    pub tell_about: &'static str,
    pub tell_date: &'static str,
    pub tell_add: &'static str,
    pub birthday: &'static str,
    pub dates: &'static str,
    pub sizes: &'static str,
    pub diet: &'static str,
    pub interests: &'static str,
    pub not_told: &'static str,
    pub tastes: &'static str,
    pub tastes_note: &'static str,
    pub forget: &'static str,
    pub forget_visit: &'static str,
    pub forgotten: &'static str,
    pub timeline: &'static str,
    pub more: &'static str,
    pub earlier: &'static str,
    pub correct: &'static str,
    pub never: &'static str,
    pub why: &'static str,
    pub why_note: &'static str,
    pub dictionary: &'static str,
    pub whole: &'static str,
    pub yours: &'static str,
    pub yours_note: &'static str,
    pub import: &'static str,
    pub imported: &'static str,
    pub not_imported: &'static str,
    pub along: &'static str,
    pub along_note: &'static str,
    pub along_link: &'static str,
    pub along_picture: &'static str,
    pub along_alt: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub no_link: &'static str,
    pub arrived: &'static str,
    pub arrived_note: &'static str,
    pub arrived_yes: &'static str,
    pub arrived_no: &'static str,
    pub unwanted: &'static str,
    pub unwanted_note: &'static str,
    pub allow_again: &'static str,
    pub offered: &'static str,
    pub offered_note: &'static str,
    pub offered_shown: &'static str,
    pub offered_taken: &'static str,
    pub offered_redeemed: &'static str,
    pub offered_stopped: &'static str,
    pub stop_offer: &'static str,
    pub blocked: &'static str,
    pub elsewhere: &'static str,
}

/// The words of the banner, which asks whether a profile may be kept.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct BannerWords {
    pub question: &'static str,
    pub note: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub more: &'static str,
}

/// The words around a greeting.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct AroundGreeting {
    /// After the reason, where the greeting has the name.
    pub(crate) told_name: &'static str,
    /// What the gift is called whose name is not known.
    pub(crate) gift: &'static str,
    pub look_again: &'static str,
    pub say_opinion: &'static str,
    pub gift_ideas: &'static str,
    pub follow: &'static str,
    pub take_up: &'static str,
    pub more: &'static str,
    pub less: &'static str,
    pub less_note: &'static str,
    pub stopped: &'static str,
    pub privacy_page: &'static str,
}
