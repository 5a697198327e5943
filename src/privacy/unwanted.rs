//! The greetings that the shopper does not want, each with a button to allow it again.

use super::pen::Pen;
use super::wish::Wish;
use dangol_core::text::moment_name;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows them, if there are any.
pub fn unwanted(pen: Pen, section: &Element, stopped: &[String]) -> Result<(), JsValue> {
    if stopped.is_empty() {
        return Ok(());
    }
    pen.heading(section, pen.words.unwanted)?;
    pen.add(section, "p", "note", pen.words.unwanted_note)?;
    let list = pen.list(section, "items")?;
    for code in stopped {
        let row = pen.add(&list, "li", "item", "")?;
        // One of the owner's own has no name but its code.
        let name = moment_name(code).map_or(code.as_str(), |name| name.of(pen.language));
        pen.add(&row, "span", "item-title", name)?;
        let wish = Wish::Allow(false, code.clone());
        let text = (pen.words.allow_again, name);
        pen.button(&row, &["allow-", code].concat(), text, wish)?;
    }
    Ok(())
}
