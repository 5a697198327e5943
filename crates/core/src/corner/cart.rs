//! How something is put into the basket: by the shop's own means, as its owner names them in
//! `addToCart` of `config.json`.

use crate::{Node, is_safe_url};

/// The longest name of an event or of a function.
const NAME: usize = 100;
/// The most fields of a form.
const FIELDS: usize = 20;
/// Functions that run what they are given, and ways to reach such: an id must never be code.
const NEVER: [&str; 13] = [
    "eval",
    "execScript",
    "Function",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "constructor",
    "prototype",
    "__proto__",
    "document",
    "location",
    "navigation",
    "open",
];

/// How something is put into the basket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddToCart {
    /// An event of this name on the page's window, or else in its `dataLayer`.
    Event(String),
    /// A form is sent, with these fields, by POST.
    Form {
        /// Its address, with places.
        url: String,
        /// Names and values, with places.
        fields: Vec<(String, String)>,
    },
    /// An address is opened, by GET.
    Link(String),
    /// A function of the page's is called: the names that lead to it from the window.
    Call(Vec<String>),
}

impl AddToCart {
    /// Reads the owner's word.
    ///
    /// # Errors
    /// Where what is wrong is, and a sentence on it.
    pub fn read(node: &Node) -> Result<Self, (&'static str, &'static str)> {
        let Node::Map(entries) = node else {
            return Err(("", "must be an object"));
        };
        let text = |key: &str| match node.get(key) {
            Node::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        };
        let known = ["event", "form", "link", "call"];
        let mut ways = entries
            .iter()
            .filter(|(key, _)| known.contains(&key.as_str()));
        let way = ways.next().map(|(key, _)| key.as_str());
        if ways.next().is_some() {
            return Err((
                "",
                "must have one of event, form, link and call, not several",
            ));
        }
        let stated = way.and_then(&text).unwrap_or_default();
        match way {
            Some("event") => is_event(&stated)
                .then_some(Self::Event(stated))
                .ok_or(("event", "must be a name of letters, digits, _, -, . and :")),
            Some("form") => {
                let fields = read_fields(node.get("fields"))?;
                let has_id = |text: &str| text.contains("{id}");
                check_url(&stated).map_err(|what| ("form", what))?;
                if !has_id(&stated) && !fields.iter().any(|(_, value)| has_id(value)) {
                    return Err((
                        "form",
                        "{id} must be in its address or in one of its fields",
                    ));
                }
                Ok(Self::Form {
                    url: stated,
                    fields,
                })
            }
            Some("link") => {
                check_url(&stated).map_err(|what| ("link", what))?;
                match stated.contains("{id}") {
                    true => Ok(Self::Link(stated)),
                    false => Err(("link", "{id} must be in it")),
                }
            }
            Some("call") => {
                let path = stated.strip_prefix("window.").unwrap_or(&stated);
                let names: Vec<String> = path.split('.').map(str::to_owned).collect();
                let is_sound = stated.len() <= NAME && names.iter().all(|name| is_name(name));
                if !is_sound {
                    return Err((
                        "call",
                        "must be the path of a function, such as shop.cart.add",
                    ));
                }
                if names.iter().any(|name| NEVER.contains(&name.as_str())) {
                    return Err(("call", "must not be a function that runs what it is given"));
                }
                Ok(Self::Call(names))
            }
            _ => Err(("", "must have one of event, form, link and call")),
        }
    }

    /// The address for so many of an item, where one is sent or opened.
    pub fn url(&self, item: &str, quantity: u32) -> Option<String> {
        match self {
            Self::Form { url, .. } | Self::Link(url) => Some(fill(url, &escaped(item), quantity)),
            Self::Event(_) | Self::Call(_) => None,
        }
    }

    /// The fields of the form, for its body.
    pub fn body(&self, item: &str, quantity: u32) -> String {
        let Self::Form { fields, .. } = self else {
            return String::new();
        };
        let pairs = fields.iter().map(|(name, value)| {
            let value = fill(value, item, quantity);
            [&escaped(name), "=", &escaped(&value)].concat()
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

fn read_fields(node: &Node) -> Result<Vec<(String, String)>, (&'static str, &'static str)> {
    let wrong = ("fields", "must be names with texts, 20 at most");
    let entries = match node {
        Node::Null => return Ok(Vec::new()),
        Node::Map(entries) if entries.len() <= FIELDS => entries,
        _ => return Err(wrong),
    };
    let fields = entries.iter().map(|(name, value)| match value {
        Node::Text(value) => Ok((name.clone(), value.clone())),
        _ => Err(wrong),
    });
    fields.collect()
}

/// An address that an owner wrote. The item must not choose the host.
fn check_url(url: &str) -> Result<(), &'static str> {
    let unplaced = url.replace("{id}", "").replace("{quantity}", "");
    let is_web = is_safe_url(url) && is_safe_url(&unplaced);
    if !is_web
        || unplaced
            .chars()
            .any(|letter| letter.is_control() || letter == ' ')
    {
        return Err("must be an address of the shop: a path, or one with https:");
    }
    if unplaced.contains(['{', '}']) {
        return Err("the only places in it are {id} and {quantity}");
    }
    let host = match url.split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => {
            rest.split(['/', '?', '#']).next().unwrap_or_default()
        }
        _ => "",
    };
    match host.contains('{') {
        true => Err("a place must not be in its host"),
        false => Ok(()),
    }
}

fn is_event(name: &str) -> bool {
    let is_letter =
        |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':');
    !name.is_empty() && name.len() <= NAME && name.chars().all(is_letter)
}

fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let is_first = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '$');
    letters.next().is_some_and(is_first)
        && letters.all(|letter| is_first(letter) || letter.is_ascii_digit())
}

fn fill(template: &str, item: &str, quantity: u32) -> String {
    // The quantity first: an id may spell a place.
    let filled = template.replace("{quantity}", &quantity.to_string());
    filled.replace("{id}", item)
}

/// A text as a part of an address: RFC 3986 2.3 stays, all else is percent-encoded.
pub(super) fn escaped(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(byte.into());
        } else {
            escaped.push('%');
            for digit in [byte >> 4, byte & 15] {
                escaped.push(DIGITS[usize::from(digit)].into());
            }
        }
    }
    escaped
}
