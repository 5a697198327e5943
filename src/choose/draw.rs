//! What all parts are drawn with.

use crate::dom::element;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlSelectElement};

/// A new element at the end of another.
pub fn add(parent: &Element, tag: &str, part: &str, text: &str) -> Result<Element, JsValue> {
    let child = element(tag, part, text)?;
    parent.append_child(&child)?;
    Ok(child)
}

/// A text of the shop's own, in whatever language that is.
pub fn foreign(parent: &Element, tag: &str, part: &str, text: &str) -> Result<Element, JsValue> {
    let child = add(parent, tag, part, text)?;
    child.set_attribute("lang", "")?;
    Ok(child)
}

/// What is done when something is heard. Boxed: a function for each would be kilobytes.
pub type Heard = Box<dyn Fn()>;

/// Listens as long as the element lives.
pub fn on(element: &Element, event: &'static str, heard: Heard) {
    EventListener::new(element, event, move |_| heard()).forget();
}

/// A button, with what is heard instead of its text.
pub fn button(
    parent: &Element,
    (id, part): (&str, &str),
    (text, heard): (&str, &str),
    pressed: Heard,
) -> Result<Element, JsValue> {
    let button = add(parent, "button", part, text)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("id", id)?;
    if !heard.is_empty() {
        button.set_attribute("aria-label", heard)?;
    }
    on(&button, "click", pressed);
    Ok(button)
}

/// A choice of one among several: `(value, text)`, some under a heading.
pub fn select(
    parent: &Element,
    (id, label, heard): (&str, &str, &str),
    groups: &[(&str, Vec<(String, String)>)],
    chosen: &str,
    change: Box<dyn Fn(String)>,
) -> Result<(), JsValue> {
    let field = add(parent, "label", "field", "")?;
    add(&field, "span", "field-name", label)?;
    let select: HtmlSelectElement = add(&field, "select", "select", "")?.unchecked_into();
    select.set_attribute("id", id)?;
    select.set_attribute("aria-label", heard)?;
    for (heading, options) in groups {
        let parent = match *heading {
            "" => select.clone().unchecked_into(),
            heading => {
                let group = add(&select, "optgroup", "", "")?;
                group.set_attribute("label", heading)?;
                group
            }
        };
        for (value, text) in options {
            let option = add(&parent, "option", "", text)?;
            option.set_attribute("value", value)?;
        }
    }
    select.set_value(chosen);
    let choice = select.clone();
    on(&select, "change", Box::new(move || change(choice.value())));
    Ok(())
}
