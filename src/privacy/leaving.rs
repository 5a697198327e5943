//! Take it along, bring it back, erase it.

use super::pen::Pen;
use super::wish::Wish;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

/// The buttons at the end of the page.
pub fn buttons(pen: Pen, section: &Element, asks_erase: bool) -> Result<(), JsValue> {
    let words = pen.words;
    pen.heading(section, words.yours)?;
    pen.add(section, "p", "note", words.yours_note)?;
    let buttons = pen.add(section, "div", "buttons", "")?;
    pen.button(&buttons, "export", (words.export, ""), Wish::Export)?;
    pen.button(&buttons, "along", (words.along, ""), Wish::Along)?;
    import(pen, &buttons)?;
    pen.button(&buttons, "guest", (words.guest, ""), Wish::Guest(true))?;
    erase(pen, &buttons, asks_erase)
}

/// The field is the button: a browser opens its own dialog for it only.
fn import(pen: Pen, buttons: &Element) -> Result<(), JsValue> {
    let label = pen.add(buttons, "label", "button file", pen.words.import)?;
    let field: HtmlInputElement = pen.add(&label, "input", "", "")?.unchecked_into();
    field.set_attribute("type", "file")?;
    field.set_attribute("id", "import")?;
    field.set_attribute("accept", "application/json,.json")?;
    let chosen = field.clone();
    EventListener::new(&field, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            super::wish::grant(Wish::Import(file));
            // The same file can be chosen again.
            chosen.set_value("");
        }
    })
    .forget();
    Ok(())
}

/// Erasing asks once more, in the page and not in a dialog. The way back takes the place
/// of the first button and the confirmation has a row of its own, so that a double click
/// erases nothing.
fn erase(pen: Pen, parent: &Element, asks_erase: bool) -> Result<(), JsValue> {
    let words = pen.words;
    let danger = |button: Element| button.set_attribute("part", "button danger");
    if asks_erase {
        pen.button(parent, "erase", (words.erase_keep, ""), Wish::Keep)?;
        let row = crate::dom::element("div", "buttons", "")?;
        let confirm = (words.erase_confirm, "");
        danger(pen.button(&row, "erase-all", confirm, Wish::Erase)?)?;
        parent.after_with_node_1(&row)
    } else {
        danger(pen.button(parent, "erase", (words.erase, ""), Wish::AskErase)?)
    }
}
