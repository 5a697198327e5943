//! What the shopper usually weighs when choosing, each with a button to forget it.

use super::pen::Pen;
use super::wish::Wish;
use dangol_core::choose::label;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows it, if anything was weighed.
pub fn weighed(pen: Pen, section: &Element, weighed: &[String]) -> Result<(), JsValue> {
    if weighed.is_empty() {
        return Ok(());
    }
    let words = pen.language.weighed();
    pen.heading(section, words.heading)?;
    pen.add(section, "p", "note", words.note)?;
    let list = pen.list(section, "items")?;
    for name in weighed {
        let row = pen.add(&list, "li", "item", "")?;
        let label = label(name, pen.language);
        pen.foreign(&row, "span", "item-title", label)?;
        let wish = Wish::Unweigh(name.clone());
        let text = (words.forget, label);
        pen.button(&row, &["unweigh-", name].concat(), text, wish)?;
    }
    Ok(())
}
