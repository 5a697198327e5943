//! All that a greeting may depend on, and what it takes up.

use super::observed::News;
use crate::lifetime::Lifetime;
use crate::page::Words as Searched;
use crate::profile::Profile;
use crate::rules::Situation;
use crate::text::message::{Named, Value};
use crate::text::{Formats, Language};
use crate::time::Now;
use crate::{Node, PageProduct};

/// All that a greeting may depend on.
pub(crate) struct Scene<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) lifetime: Option<Lifetime>,
    pub(crate) language: Language,
    pub(crate) formats: Formats,
    pub(crate) shop: &'a str,
    /// The code of the model's currency, and its digits behind the point.
    pub(crate) currency: (&'a str, u8),
    pub(crate) now: Now,
    /// The product that the page is about.
    pub(crate) product: Option<&'a PageProduct>,
    pub(crate) searched: &'a Searched,
    /// The `utm_` parameters of its address, by their names.
    pub(crate) campaign: &'a Node,
    pub(crate) news: &'a News,
    /// What rules see, where there is one to ask.
    pub(crate) situation: Option<&'a Situation>,
}

/// What is said of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    FirstVisit,
    FirstVisitOfShop,
    Return,
    Missed,
    Continuing,
    HowWas,
    Birthday,
    BirthdaySoon,
    LovedOne,
    LovedOneToday,
    Anniversary,
    PointsLeft,
    PointsReached,
    LowStock,
    PriceFell,
    Delivery,
    DeliveryBy,
    Incident,
    Partner,
    Advertisement,
    Search,
    Season,
    Own,
}

/// What a greeting takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) words: Words,
    /// What stands in the places of its words.
    pub(crate) values: Vec<Named>,
    /// A hash of what it is about; 0 if of nothing in particular.
    pub(crate) about: u64,
    /// Where it leads; empty if nowhere.
    pub(crate) link: String,
}

impl Occasion {
    pub(crate) fn of(words: Words) -> Self {
        Self {
            words,
            values: Vec::new(),
            about: 0,
            link: String::new(),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.values.push((name, value));
        self
    }

    pub(crate) fn text(self, name: &'static str, text: &str) -> Self {
        self.with(name, Value::Text(text.to_owned()))
    }

    pub(crate) fn about(mut self, what: &str) -> Self {
        self.about = crate::profile::hash(what);
        self
    }

    pub(crate) fn link(mut self, url: &str) -> Self {
        if crate::is_safe_url(url) {
            url.clone_into(&mut self.link);
        }
        self
    }
}
