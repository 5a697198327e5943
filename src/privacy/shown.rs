//! What would be shown now, and why.

use super::app::App;
use super::pen::Pen;
use super::wish::Wish;
use crate::dom::{object, set_url};
use crate::node;
use dangol_core::Node;
use wasm_bindgen::JsValue;
use web_sys::Element;

const COUNT: u32 = 6;

/// What would be shown now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    item: String,
    title: String,
    url: String,
    reason: String,
}

/// Asks the page's wasm. What cannot be had is left out.
pub async fn ask(app: &App) -> Vec<Shown> {
    let query = object(&[("kind", "for-you".into()), ("limit", COUNT.into())]);
    let Ok(list) = app.recommend(&query).await else {
        return Vec::new();
    };
    let text = |node: &Node, key: &str| node.get(key).text().unwrap_or_default();
    (node::from_js(&list).items().iter())
        .map(|card| Shown {
            item: text(card, "itemId"),
            title: text(card, "title"),
            url: text(card, "url"),
            reason: text(card.get("reason"), "text"),
        })
        .collect()
}

/// The list, with the reason of each, and a way to be shown it no more.
pub fn shown(pen: Pen, section: &Element, shown: &[Shown]) -> Result<(), JsValue> {
    if shown.is_empty() {
        return Ok(());
    }
    pen.heading(section, pen.words.why)?;
    pen.add(section, "p", "note", pen.words.why_note)?;
    let list = pen.list(section, "items")?;
    for card in shown {
        let row = pen.add(&list, "li", "item", "")?;
        let link = pen.foreign(&row, "a", "item-title", &card.title)?;
        set_url(&link, "href", &card.url)?;
        pen.add(&row, "span", "note", &card.reason)?;
        let text = (pen.words.never, card.title.as_str());
        let id = format!("never-{}", card.item);
        pen.button(&row, &id, text, Wish::Never(card.item.clone()))?;
    }
    Ok(())
}
