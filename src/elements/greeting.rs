//! `<dangol-greeting>`: one sentence.

use crate::dom::{element, shadow};
use dangol_core::{Greeting, Language};
use wasm_bindgen::JsValue;
use web_sys::Element;

const STYLE: &str = ":host{display:block;font:var(--dangol-font,inherit);color:var(--dangol-color,inherit)}p{margin:0}";

/// Shows the greeting in the host's shadow root.
pub fn show(host: &Element, greeting: &Greeting, language: Language) -> Result<(), JsValue> {
    let root = shadow(host, STYLE)?;
    let text = element("p", "greeting", &greeting.text)?;
    text.set_attribute("lang", language.tag())?;
    text.set_attribute("title", &greeting.reason.text)?;
    root.append_child(&text)?;
    Ok(())
}
