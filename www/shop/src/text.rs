//! The words of the shop's own pages, in English and Korean.
//!
//! Both languages are in every page and the style sheet shows one, by `html[lang]`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::Error;

/// One text in both languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Both {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

/// All texts by their keys.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<String, Both>);

impl Texts {
    /// The texts that the shop carries in itself.
    pub fn load() -> Result<Self, Error> {
        serde_json::from_str(include_str!("../templates/text.json")).map_err(Error::Text)
    }

    /// The text under a key.
    pub fn get(&self, key: &str) -> Option<&Both> {
        self.0.get(key)
    }
}

impl Both {
    /// The two as markup of which the style sheet shows one.
    pub fn markup(&self) -> String {
        both_markup(&self.en, &self.ko)
    }

    /// With `{name}` replaced by a value in both.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let name = format!("{{{name}}}");
        Self {
            en: self.en.replace(&name, value),
            ko: self.ko.replace(&name, value),
        }
    }
}

/// English and Korean side by side, escaped.
pub fn both_markup(en: &str, ko: &str) -> String {
    format!(
        "<span class=\"en\" lang=\"en\">{}</span><span class=\"ko\" lang=\"ko\">{}</span>",
        escaped(en),
        escaped(ko)
    )
}

/// Text for HTML, in content and in quoted attributes.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}
