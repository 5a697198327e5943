//! `<dangol-wish>`: a heart that puts an item on the wish list and takes it off.

use crate::dom::{element, shadow};
use dangol_core::Language;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Element;

const STYLE: &str = include_str!("wish.css");

/// Shows the heart in the host's shadow root; calls back when it is pressed. The button stays
/// the same one, so that the focus does.
pub fn show(
    host: &Element,
    language: Language,
    is_wished: bool,
    pressed: impl Fn(&Element) + 'static,
) -> Result<(), JsValue> {
    let known = host.shadow_root();
    let button = match known.and_then(|root| root.query_selector("button").ok().flatten()) {
        Some(button) => button,
        None => {
            let button = element("button", "button", "")?;
            button.set_attribute("type", "button")?;
            let heart = element("span", "heart", "")?;
            heart.set_attribute("aria-hidden", "true")?;
            button.append_child(&heart)?;
            button.append_child(element("span", "label", "")?.as_ref())?;
            let of = host.clone();
            EventListener::new(&button, "click", move |_| pressed(&of)).forget();
            shadow(host, STYLE)?.append_child(&button)?;
            button
        }
    };
    let label = language.heart();
    button.set_attribute("lang", language.tag())?;
    button.set_attribute("aria-pressed", if is_wished { "true" } else { "false" })?;
    if let Some(text) = button.last_element_child() {
        text.set_text_content(Some(label));
    }
    // Of several hearts on a page each says of what it is.
    let title = host.get_attribute("item-title").unwrap_or_default();
    if !title.is_empty() {
        button.set_attribute("aria-label", &[label, ": ", &title].concat())?;
    }
    Ok(())
}
