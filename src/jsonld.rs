//! The page's JSON-LD, as it is.

use crate::{dom, node};
use dangol_core::{Node, page};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// The longest JSON-LD block that is read, in UTF-16 units.
pub const LONGEST: usize = 500_000;

/// Every JSON-LD block of the page that can be parsed.
pub fn blocks() -> Vec<Node> {
    elements("script[type='application/ld+json']")
        .into_iter()
        .filter_map(|script| script.text_content())
        .filter(|text| text.encode_utf16().count() <= LONGEST)
        .filter_map(|text| parse(&text))
        .collect()
}

/// Parses JSON-LD; what is not quite JSON is repaired first, what is not JSON at all is
/// passed over.
pub fn parse(text: &str) -> Option<Node> {
    let value = js_sys::JSON::parse(text)
        .or_else(|_| js_sys::JSON::parse(&page::repair(text)))
        .ok()?;
    Some(node::from_js(&value))
}

/// All elements that match a selector.
pub fn elements(selector: &str) -> Vec<Element> {
    let list = dom::document().and_then(|document| document.query_selector_all(selector));
    list.map_or_else(
        |_| Vec::new(),
        |list| {
            (0..list.length())
                .filter_map(|index| list.item(index)?.dyn_into().ok())
                .collect()
        },
    )
}
