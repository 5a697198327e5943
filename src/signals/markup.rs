//! The page's structured data, collected as it is.

use crate::{dom, node};
use dangol_core::{Node, PageSignals, page};
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// The longest JSON-LD block that is read, in UTF-16 units.
const LONGEST: usize = 500_000;

/// Collects the page's structured data. A page without any gives none.
pub fn signals() -> PageSignals {
    let Ok(document) = dom::document() else {
        return PageSignals::default();
    };
    let path = document
        .location()
        .and_then(|location| location.pathname().ok())
        .unwrap_or_default();
    let jsonld = elements("script[type='application/ld+json']")
        .into_iter()
        .filter_map(|script| script.text_content())
        .filter(|text| text.len() <= LONGEST)
        .filter_map(|text| parse(&text))
        .collect();
    let meta = elements("meta[property],meta[name]")
        .into_iter()
        .filter_map(|meta| {
            let name = meta
                .get_attribute("property")
                .or_else(|| meta.get_attribute("name"))?;
            Some((name, meta.get_attribute("content")?))
        })
        .collect();
    PageSignals {
        path,
        jsonld,
        microdata: super::microdata::items(),
        meta,
    }
}

/// Parses JSON-LD; what is not quite JSON is repaired first, what is not JSON at all is
/// passed over.
fn parse(text: &str) -> Option<Node> {
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
