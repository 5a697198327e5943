//! Making elements: `createElement` and `textContent` only, never markup from strings.

use dangol_core::is_safe_url;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CssStyleSheet, Document, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The page's document.
pub fn document() -> Result<Document, JsValue> {
    web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)
}

/// An element with its `part` name and its text.
pub fn element(tag: &str, part: &str, text: &str) -> Result<Element, JsValue> {
    let element = document()?.create_element(tag)?;
    if !part.is_empty() {
        element.set_attribute("part", part)?;
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}

/// Sets an address, if it is one that may stand in a page.
pub fn set_url(element: &Element, attribute: &str, url: &str) -> Result<(), JsValue> {
    if is_safe_url(url) {
        element.set_attribute(attribute, url)?;
    }
    Ok(())
}

/// The host's shadow root with this style, emptied.
///
/// A constructed sheet needs no `style-src 'unsafe-inline'`.
pub fn shadow(host: &Element, style: &str) -> Result<ShadowRoot, JsValue> {
    if let Some(root) = host.shadow_root() {
        clear(&root);
        return Ok(root);
    }
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(style)?;
    Reflect::set(&root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    Ok(root)
}

/// Shows the fallback markup of a host that has a shadow root.
pub fn show_fallback(host: &Element) -> Result<(), JsValue> {
    if let Some(root) = host.shadow_root() {
        clear(&root);
        root.append_child(document()?.create_element("slot")?.as_ref())?;
    }
    Ok(())
}

/// Removes all children.
pub fn clear(node: &web_sys::Node) {
    while let Some(child) = node.first_child() {
        if node.remove_child(&child).is_err() {
            return;
        }
    }
}

/// Fires an event on `window`.
pub fn fire(name: &str, detail: &JsValue) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(detail);
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        web_sys::CustomEvent::new_with_event_init_dict(name, &init),
    ) {
        let _ = window.dispatch_event(event.unchecked_ref());
    }
}

/// An object literal of these entries.
pub fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}
