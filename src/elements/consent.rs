//! `<dangol-consent>`: the question whether a profile may be kept, with two equal answers.
//!
//! It is a region of the page and no dialog: it takes no focus, covers nothing that it
//! does not have to, and everything can be done without answering.

use crate::dom::{element, set_url, shadow};
use dangol_core::Language;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Element;

const STYLE: &str = include_str!("consent.css");

/// Shows the question in the host's shadow root; calls back with the answer.
pub fn show(
    host: &Element,
    language: Language,
    privacy_page: &str,
    on_answer: impl Fn(bool) + Clone + 'static,
) -> Result<(), JsValue> {
    let words = language.banner();
    let section = element("section", "banner", "")?;
    section.set_attribute("lang", language.tag())?;
    section.set_attribute("aria-labelledby", "ask")?;
    let heading = element("h2", "heading", words.question)?;
    heading.set_attribute("id", "ask")?;
    section.append_child(&heading)?;
    section.append_child(element("p", "note", words.note)?.as_ref())?;
    let row = element("div", "buttons", "")?;
    for (text, yes) in [(words.no, false), (words.yes, true)] {
        let button = element("button", "button", text)?;
        button.set_attribute("type", "button")?;
        let answer = on_answer.clone();
        EventListener::new(&button, "click", move |_| answer(yes)).forget();
        row.append_child(&button)?;
    }
    section.append_child(&row)?;
    if !privacy_page.is_empty() {
        let more = element("a", "more", words.more)?;
        set_url(&more, "href", privacy_page)?;
        section.append_child(&more)?;
    }
    shadow(host, STYLE)?.append_child(&section)?;
    Ok(())
}
