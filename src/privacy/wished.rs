//! The wish list, each wish with a button to take it off.

use super::pen::Pen;
use super::wish::Wish;
use crate::dom::set_url;
use dangol_core::Overview;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows it, if there is anything on it.
pub fn wished(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    if overview.wishes.is_empty() {
        return Ok(());
    }
    let words = pen.language.corner();
    pen.heading(section, words.wishes)?;
    let list = pen.list(section, "items")?;
    for wish in &overview.wishes {
        let row = pen.add(&list, "li", "item", "")?;
        let link = pen.foreign(&row, "a", "item-title", &wish.title)?;
        set_url(&link, "href", &wish.url)?;
        let since = pen.date(wish.at);
        let note = match wish.gift {
            true => [&since, " · ", words.for_other].concat(),
            false => since,
        };
        pen.add(&row, "span", "note", &note)?;
        let unwish = Wish::Unwish(wish.item_id.clone());
        let text = (words.take_off, wish.title.as_str());
        let id = ["unwish-", &wish.item_id].concat();
        pen.button(&row, &id, text, unwish)?;
    }
    Ok(())
}
