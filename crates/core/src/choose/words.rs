//! A verdict in words, in the shopper's language.

use super::attribute::{label, spoken};
use super::comparison::Comparison;
use super::verdict::{Because, Place, Placed, Verdict};
use super::{Strategy, words_en, words_ko};
use crate::text::Language;

/// A reason: a stable code and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Stable; see `docs/choose.md`.
    pub code: &'static str,
    /// In the shopper's language.
    pub text: String,
}

/// What a sentence is about.
pub(super) struct About<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) verdict: &'a Verdict,
    pub(super) language: Language,
}

impl Verdict {
    /// What came of it, in one or two sentences.
    pub fn words(&self, comparison: &Comparison, strategy: Strategy, language: Language) -> Said {
        let about = About {
            comparison,
            verdict: self,
            language,
        };
        let best: Vec<&Placed> = self.of(Place::Best).collect();
        let code = match best.len() {
            _ if self.is_undecided() => "undecided",
            0 => "none",
            1 => "one",
            _ => "several",
        };
        let mut text = match language {
            Language::En => words_en::outcome(&about, strategy, &best),
            Language::Ko => words_ko::outcome(&about, strategy, &best),
        };
        for more in [about.passed_over(), about.unstated()]
            .into_iter()
            .flatten()
        {
            text.push(' ');
            text.push_str(&more);
        }
        Said { code, text }
    }

    /// Why a product is where it is.
    pub fn because(&self, comparison: &Comparison, placed: &Placed, language: Language) -> Said {
        let about = About {
            comparison,
            verdict: self,
            language,
        };
        Said {
            code: code(&placed.because),
            text: about.clause(placed),
        }
    }
}

fn code(because: &Because) -> &'static str {
    use super::aspect::Failing;
    match because {
        Because::Undecided => "undecided",
        Because::Leads { .. } => "leads",
        Because::Behind { .. } => "behind",
        Because::Stays => "stays",
        Because::Excels { .. } => "excels",
        Because::ExcelsInNothing => "excels_in_nothing",
        Because::Points(_) => "points",
        Because::Fails { failing, .. } => match failing {
            Failing::NotStated => "not_stated",
            Failing::TooMuch => "too_much",
            Failing::TooLittle => "too_little",
            Failing::NotWanted => "not_wanted",
            Failing::Unwanted => "unwanted",
        },
    }
}

impl About<'_> {
    pub(super) fn clause(&self, placed: &Placed) -> String {
        match self.language {
            Language::En => words_en::clause(self, placed),
            Language::Ko => words_ko::clause(self, placed),
        }
    }

    /// The name of an aspect's attribute, as it is kept.
    pub(super) fn name(&self, aspect: usize) -> &str {
        let attribute = self.verdict.aspects[aspect].attribute;
        &self.comparison.attributes[attribute].name
    }

    pub(super) fn label(&self, aspect: usize) -> &str {
        label(self.name(aspect), self.language)
    }

    /// The value of a product in an aspect, as it is written; empty where it is not stated.
    pub(super) fn value(&self, product: usize, aspect: usize) -> &str {
        let attribute = self.verdict.aspects[aspect].attribute;
        let value = self.comparison.value(product, attribute);
        value.map_or("", |value| spoken(&value.shown, self.language))
    }

    pub(super) fn title(&self, product: usize) -> &str {
        &self.comparison.products[product].title
    }

    fn passed_over(&self) -> Option<String> {
        let labels: Vec<&str> = (self.verdict.passed_over.iter())
            .map(|aspect| self.label(*aspect))
            .collect();
        if labels.is_empty() {
            return None;
        }
        Some(match self.language {
            Language::En => words_en::passed_over(&labels),
            Language::Ko => words_ko::passed_over(&labels),
        })
    }

    /// What is not stated of the best. What all of several lack is said once.
    fn unstated(&self) -> Option<String> {
        let mut labels: Vec<&str> = Vec::new();
        for (_, aspect) in &self.verdict.unstated {
            let label = self.label(*aspect);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        if labels.is_empty() {
            return None;
        }
        Some(match self.language {
            Language::En => words_en::unstated(&labels),
            Language::Ko => words_ko::unstated(&labels),
        })
    }
}

impl Language {
    /// The words around a choice.
    pub fn choosing(self) -> &'static ChooseWords {
        match self {
            Self::En => &words_en::WORDS,
            Self::Ko => &words_ko::WORDS,
        }
    }

    /// That the shopper weighed these before, by the names that are kept.
    pub fn usually_weighed(self, names: &[String]) -> String {
        let labels: Vec<&str> = names.iter().map(|name| label(name, self)).collect();
        match self {
            Self::En => words_en::usual(&labels),
            Self::Ko => words_ko::usual(&labels),
        }
    }

    /// What the fold says that holds so many products.
    pub fn compares(self, count: usize) -> String {
        match self {
            Self::En => format!("Help me choose between {count} products"),
            Self::Ko => format!("상품 {count}개 비교하며 고르기"),
        }
    }
}

/// The words around a choice.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is named by what it says")]
pub struct ChooseWords {
    pub how: &'static str,
    /// The strategies in everyday words, each with what it does, in the order of
    /// [`Strategy::ALL`].
    pub ways: [(&'static str, &'static str); 5],
    pub matters: &'static str,
    pub matters_ordered: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub better: &'static str,
    pub any: &'static str,
    pub less: &'static str,
    pub more: &'static str,
    pub better_class: &'static str,
    pub near: &'static str,
    pub near_what: &'static str,
    pub at_most: &'static str,
    pub at_least: &'static str,
    pub wanted: &'static str,
    pub unwanted: &'static str,
    pub counts: &'static str,
    /// From nothing to very much.
    pub weights: [&'static str; 5],
    pub table: &'static str,
    pub attribute: &'static str,
    pub not_stated: &'static str,
    pub best: &'static str,
    pub out: &'static str,
    pub start_again: &'static str,
    pub private: &'static str,
}
