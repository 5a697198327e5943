//! What a visitor looks for, as far as this page's address and its referrer tell.
//!
//! Search words are the query parameters that searches use, on this site or on the one
//! that led here; the words of the two paths (`/kitchen/mugs`) count less. They are
//! known to the shop's server already, and are forgotten with the page.

use super::{may_mention, mentions, plain, text_of};
use crate::Node;
use crate::profile::CardView;

/// Names of the query parameters that hold search words.
const SEARCH: [&str; 10] = [
    "q",
    "query",
    "search",
    "s",
    "k",
    "keyword",
    "keywords",
    "text",
    "search_query",
    "utm_term",
];

/// What paths consist of besides words that mean something, in the form of [`plain`].
const NO_WORDS: [&str; 13] = [
    "html",
    "htm",
    "php",
    "aspx",
    "index",
    "shop",
    "store",
    "category",
    "categorie",
    "collection",
    "product",
    "search",
    "page",
];

/// The most words that are looked at.
const MOST: usize = 8;

/// The longest value of a campaign's parameter, in bytes.
const LONGEST: usize = 200;

/// What a word of a path counts beside a search word.
const PATH: f32 = 0.4;

/// Words with what they count, and the search words as they were typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Words {
    /// In the form of [`plain`], each with its weight.
    pub(crate) words: Vec<(String, f32)>,
    /// As typed; empty if nothing was searched for.
    pub(crate) typed: String,
}

impl Words {
    /// Adds the words of a text, as far as there is room.
    fn add(&mut self, text: &str, weight: f32) {
        for word in plain(text) {
            let known = self.words.iter().any(|(known, _)| *known == word);
            if !known && self.words.len() < MOST && !NO_WORDS.contains(&word.as_str()) {
                self.words.push((word, weight));
            }
        }
    }

    /// How well a card fits, from 0 to 1.
    pub(crate) fn fit(&self, card: &CardView) -> f32 {
        let total: f32 = self.words.iter().map(|(_, weight)| weight).sum();
        if total <= 0.0 {
            return 0.0;
        }
        let words: Vec<&str> = self.words.iter().map(|(word, _)| word.as_str()).collect();
        if !may_mention(card, &words) {
            return 0.0;
        }
        let text = text_of(card);
        let met = (self.words.iter())
            .filter(|(word, _)| mentions(&text, word))
            .map(|(_, weight)| weight);
        met.sum::<f32>() / total
    }
}

/// The words of a search that the page tells of.
pub(crate) fn search(term: &str) -> Words {
    let mut words = Words::default();
    words.add(term, 1.0);
    words.typed = crate::page::cut(term.trim().to_owned(), 60);
    words
}

/// Of the addresses that led here, nearest first.
pub(super) fn words(addresses: &[&str]) -> Words {
    let searched = addresses.iter().find_map(|address| searched(address));
    let mut words = searched.as_deref().map(search).unwrap_or_default();
    for address in addresses {
        let path = crate::url::path(crate::url::from_root(address));
        words.add(&decode(path), PATH);
    }
    words
}

/// What led here: `utm_` parameters by their names, and the referrer's host, if it is not
/// the site's own.
pub(super) fn campaign(location: &str, address: &str, referrer: &str, host: &str) -> Node {
    let mut told = Vec::new();
    let query = if location.is_empty() {
        address
    } else {
        location
    };
    for key in ["source", "medium", "campaign", "term", "content"] {
        let of_key =
            |name: &str, value: &str| name.strip_prefix("utm_") == Some(key) && !value.is_empty();
        if let Some(value) = parameter(query, of_key) {
            told.push((key.to_owned(), Node::Text(super::cut(value, LONGEST))));
        }
    }
    let from = referrer.split_once("//").map_or("", |(_, rest)| rest);
    let from = from.split(['/', '?', '#']).next().unwrap_or("");
    if !from.is_empty() && from != host {
        told.push(("referrer".to_owned(), Node::Text(from.to_owned())));
    }
    Node::Map(told)
}

/// The value of the first search parameter of an address.
fn searched(address: &str) -> Option<String> {
    let is_search = |name: &str| SEARCH.iter().any(|known| name.eq_ignore_ascii_case(known));
    parameter(address, |name, value| {
        is_search(name) && !plain(value).is_empty()
    })
}

/// The value of the first parameter of an address that is the one, by its name and value.
fn parameter(address: &str, is_it: impl Fn(&str, &str) -> bool) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let query = query.split('#').next()?;
    query.split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let value = decode(value);
        is_it(name, &value).then_some(value)
    })
}

/// Undoes percent-encoding, and `+` for a space.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| byte.and_then(|byte| (byte as char).to_digit(16));
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut ahead = rest.clone();
                match (hex(ahead.next()), hex(ahead.next())) {
                    (Some(high), Some(low)) => {
                        rest = ahead;
                        (high << 4 | low) as u8
                    }
                    _ => byte,
                }
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card<'a>(title: &'a str, category: &'a str) -> CardView<'a> {
        CardView {
            title,
            category,
            ..CardView::default()
        }
    }

    #[test]
    fn search_words_come_from_the_address_then_from_the_referrer() {
        let here = words(&[
            "/search",
            "/search?page=2&q=red+mugs%20caf%C3%A9",
            "https://other.example/?q=lamps",
        ]);
        assert_eq!(here.typed, "red mugs café");
        let found: Vec<&str> = here.words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(found, ["red", "mug", "café"]);
        let from = words(&[
            "/",
            "https://search.example/find?query=%EB%A8%B8%EA%B7%B8%EC%BB%B5",
        ]);
        assert_eq!(from.typed, "머그컵");
        assert_eq!(words(&["/", ""]).typed, "");
        assert_eq!(words(&["/?q=%zzz%"]).typed, "%zzz%");
    }

    #[test]
    fn paths_count_less_and_furniture_not_at_all() {
        let here = words(&["", "/collections/for-the-kitchen-and/mugs.html"]);
        assert_eq!(here.typed, "");
        let found: Vec<&str> = here.words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(found, ["kitchen", "mug"]);
    }

    #[test]
    fn a_card_fits_by_the_words_that_it_has() {
        let words = search("red mugs");
        assert_eq!(words.fit(&card("RED RETROSPOT MUG", "")), 1.0);
        assert_eq!(words.fit(&card("BLUE MUG", "")), 0.5);
        assert_eq!(words.fit(&card("PAINTED TRAY", "Mugs")), 0.5);
        assert_eq!(words.fit(&card("TRAY", "")), 0.0);
        assert_eq!(words.fit(&card("(RED) CAFÉ-MUG", "")), 1.0);
        assert_eq!(words.fit(&card("COVERED SMUG TRAY", "")), 0.0);
        assert_eq!(search("머그컵").fit(&card("빨간 머그컵", "")), 1.0);
        assert_eq!(search("").fit(&card("TRAY", "")), 0.0);
        let joined = search("mugs and spoons");
        assert_eq!(joined.fit(&card("SPOONS & MUGS", "")), 1.0);
        assert_eq!(joined.fit(&card("SALT AND PEPPER", "")), 0.0);
    }
}
