//! A campaign, as the site owner wants it.

use crate::profile::Allowance;
use crate::rules::{Rule, Target};
use crate::text::Language;
use dangol_wire::{LocalText, measure};

/// A campaign.
#[derive(Debug, Clone)]
pub(crate) struct Campaign {
    pub(crate) id: String,
    /// Its place in the configuration, from 0 on.
    pub(crate) at: usize,
    /// The place on the page for which it competes.
    pub(crate) place: String,
    /// Those of the highest priority compete, of all that may be shown.
    pub(crate) priority: u32,
    pub(crate) allowance: Allowance,
    /// The first and the last day, as [`crate::Now::day`] numbers them.
    pub(crate) days: (i64, i64),
    pub(crate) when: Option<Rule>,
    /// What it is about, for who cares for that.
    pub(crate) about: Option<Target>,
    /// What is expected of it before anything is known: so many taken up, so many not.
    pub(crate) prior: (f64, f64),
    /// From how many in a thousand it is withheld.
    pub(crate) holdout: u16,
    /// The code, where it is everybody's.
    pub(crate) code: String,
    /// Where the shop's server hands out a code.
    pub(crate) hand_out: String,
    /// The page's own field for a code, as a selector.
    pub(crate) field: String,
    /// The button beside it.
    pub(crate) press: String,
    /// Where it leads; of a code with `{code}` in it, where that is used.
    pub(crate) link: String,
    pub(crate) image: String,
    /// The partner whose offer it is.
    pub(crate) partner: LocalText,
    /// Title, body and button in each language.
    pub(crate) title: LocalText,
    pub(crate) body: LocalText,
    pub(crate) button: LocalText,
    /// Why it is shown, in the owner's words.
    pub(crate) why: LocalText,
}

impl Campaign {
    /// One that says nothing yet.
    pub(super) fn new(at: usize) -> Self {
        Self {
            id: String::new(),
            at,
            place: String::new(),
            priority: 50,
            allowance: Allowance {
                cool_down: 0,
                per_week: u32::MAX,
                per_shopper: u32::MAX,
                once: false,
            },
            days: (i64::MIN, i64::MAX),
            when: None,
            about: None,
            // One in twenty: what banners and coupons at a good place get.
            prior: (1.0, 19.0),
            holdout: 0,
            code: String::new(),
            hand_out: String::new(),
            field: String::new(),
            press: String::new(),
            link: String::new(),
            image: String::new(),
            partner: LocalText::default(),
            title: LocalText::default(),
            body: LocalText::default(),
            button: LocalText::default(),
            why: LocalText::default(),
        }
    }

    /// Its number in reports.
    pub(crate) fn subject(&self) -> u32 {
        measure::subject(&self.id)
    }

    /// Whether it has a code, or can get one.
    pub(crate) fn is_coupon(&self) -> bool {
        !self.code.is_empty() || !self.hand_out.is_empty()
    }

    /// What it is, for programs.
    pub(super) fn kind(&self) -> &'static str {
        match () {
            () if self.is_coupon() => "coupon",
            () if self.partner != LocalText::default() => "partner",
            () if !self.image.is_empty() => "banner",
            () => "link",
        }
    }

    /// Title, body and button, all in one language: the shopper's, where it has a title.
    pub(super) fn text(&self, language: Language) -> [&str; 3] {
        let all = [&self.title, &self.body, &self.button];
        let is_korean = match language {
            Language::En => self.title.en.is_empty(),
            Language::Ko => !self.title.ko.is_empty(),
        };
        all.map(|text| if is_korean { &text.ko } else { &text.en }.as_str())
    }

    /// What the button says where the owner says nothing.
    pub(super) fn button(&self, language: Language) -> &'static str {
        let words = language.offer();
        match () {
            () if !self.is_coupon() => words.more,
            () if !self.hand_out.is_empty() => words.fetch,
            () if self.field.is_empty() && !self.link.contains("{code}") => words.copy,
            () => words.apply,
        }
    }
}
