//! A page in a shadow root that is drawn anew with each change, under the shopper's hands.

use super::pen::{COMPOSING, TYPED};
use crate::dom::{element, shadow};
use dangol_core::Language;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, ShadowRoot};

/// The id of the line that says what was done.
const STATUS: &str = "status";

/// The id of the heading.
pub const HEADING: &str = "heading";

/// Shows a page in the host's shadow root. The focus stays where it was, and so does what is
/// being typed and what is folded out. The line that says what was done stays the same
/// element, so that screen readers notice when it changes.
pub fn show(
    host: &Element,
    style: &str,
    language: Language,
    news: &str,
    section: impl FnOnce() -> Result<Element, JsValue>,
) -> Result<(), JsValue> {
    let before = host.shadow_root();
    // A syllable that is being composed must not lose its field.
    let composing = format!("[{COMPOSING}]");
    if let Some(root) = &before
        && root.query_selector(&composing)?.is_some()
    {
        return Ok(());
    }
    let focused = before.as_ref().and_then(ShadowRoot::active_element);
    let state = before.as_ref().map_or_else(Vec::new, typed_and_open);
    let status = before
        .as_ref()
        .and_then(|root| root.get_element_by_id(STATUS));
    let section = section()?;
    let root = match (&before, &status) {
        (Some(root), Some(_)) => {
            if let Some(old) = root.first_element_child() {
                root.replace_child(&section, &old)?;
            }
            root.clone()
        }
        _ => {
            let root = shadow(host, style)?;
            root.append_child(&section)?;
            let status = element("p", "status", "")?;
            status.set_attribute("id", STATUS)?;
            status.set_attribute("role", "status")?;
            root.append_child(&status)?;
            root
        }
    };
    restore(&root, &state);
    if let Some(status) = root.get_element_by_id(STATUS) {
        status.set_attribute("lang", language.tag())?;
        // The same words again would be read aloud again.
        if status.text_content().as_deref() != Some(news) {
            status.set_text_content(Some(news));
        }
    }
    if let Some(focused) = focused {
        give_focus(&root, &focused.id());
    }
    Ok(())
}

/// What stands in a field against its default, or that a fold is open; by the id.
fn typed_and_open(root: &ShadowRoot) -> Vec<(String, Option<String>)> {
    let mut state = Vec::new();
    let Ok(found) = root.query_selector_all("input,select,details[open]") else {
        return state;
    };
    for at in 0..found.length() {
        let Some(node) = found.get(at) else { continue };
        if let Some(field) = node.dyn_ref::<HtmlInputElement>() {
            let is_text = !matches!(field.type_().as_str(), "checkbox" | "file");
            let is_ticked = field.has_attribute(TYPED) && field.checked();
            if is_ticked || (is_text && field.value() != field.default_value()) {
                state.push((field.id(), Some(field.value())));
            }
        } else if let Some(choice) = node.dyn_ref::<HtmlSelectElement>() {
            state.push((choice.id(), Some(choice.value())));
        } else if let Some(fold) = node.dyn_ref::<Element>() {
            state.push((fold.id(), None));
        }
    }
    state
}

fn restore(root: &ShadowRoot, state: &[(String, Option<String>)]) {
    for (id, value) in state {
        let Some(found) = root.get_element_by_id(id) else {
            continue;
        };
        match value {
            None => drop(found.set_attribute("open", "")),
            Some(value) => {
                if found.has_attribute(TYPED) {
                    // Ticking it shows the fields that belong to it.
                    found.unchecked_ref::<HtmlInputElement>().click();
                } else if let Some(field) = found.dyn_ref::<HtmlInputElement>() {
                    field.set_value(value);
                } else if let Some(choice) = found.dyn_ref::<HtmlSelectElement>() {
                    choice.set_value(value);
                    // The fields that belong to the choice are shown again.
                    if let Ok(event) = web_sys::Event::new("change") {
                        let _ = choice.dispatch_event(&event);
                    }
                }
            }
        }
    }
}

/// Gives the focus to the element with this id, or to the heading where it is gone.
fn give_focus(root: &ShadowRoot, id: &str) {
    let found = root
        .get_element_by_id(id)
        .or_else(|| root.get_element_by_id(HEADING));
    if let Some(Ok(element)) = found.map(|found| found.dyn_into::<web_sys::HtmlElement>()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}
