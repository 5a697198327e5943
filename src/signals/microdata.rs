//! Microdata, as trees in JSON-LD's form.
//!
//! After "Extracting JSON" of the HTML standard's microdata chapter, without `itemref`.

use super::markup::elements;
use dangol_core::Node;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlAnchorElement, HtmlImageElement};

const DEPTH: usize = 8;

/// The top-level items of the page.
pub fn items() -> Vec<Node> {
    elements("[itemscope][itemtype]:not([itemprop])")
        .iter()
        .map(|element| item(element, DEPTH))
        .collect()
}

fn item(element: &Element, depth: usize) -> Node {
    let mut entries: Vec<(String, Node)> = Vec::new();
    if let Some(types) = element.get_attribute("itemtype") {
        let types = types.split_ascii_whitespace();
        let types = types.map(|name| Node::Text(name.to_owned())).collect();
        entries.push(("@type".to_owned(), Node::List(types)));
    }
    collect(element, depth, &mut entries);
    Node::Map(entries)
}

fn collect(element: &Element, depth: usize, entries: &mut Vec<(String, Node)>) {
    let children = element.children();
    for index in 0..children.length() {
        let Some(child) = children.item(index) else {
            continue;
        };
        let is_item = child.has_attribute("itemscope");
        if let Some(names) = child.get_attribute("itemprop") {
            let value = match (is_item, depth) {
                (true, 0) => Node::Null,
                (true, _) => item(&child, depth - 1),
                (false, _) => Node::Text(value(&child)),
            };
            for name in names.split_ascii_whitespace() {
                add(entries, name, value.clone());
            }
        }
        if !is_item {
            collect(&child, depth, entries);
        }
    }
}

fn add(entries: &mut Vec<(String, Node)>, name: &str, value: Node) {
    match entries.iter_mut().find(|(known, _)| known == name) {
        None => entries.push((name.to_owned(), value)),
        Some((_, Node::List(values))) => values.push(value),
        Some((_, known)) => *known = Node::List(vec![std::mem::take(known), value]),
    }
}

/// The value of a property, by its element.
fn value(element: &Element) -> String {
    if let Some(content) = element.get_attribute("content") {
        return content;
    }
    if let Some(image) = element.dyn_ref::<HtmlImageElement>() {
        return image.src();
    }
    if let Some(link) = element.dyn_ref::<HtmlAnchorElement>() {
        return link.href();
    }
    ["href", "datetime", "value"]
        .iter()
        .find_map(|name| element.get_attribute(name))
        .unwrap_or_else(|| element.text_content().unwrap_or_default())
}
