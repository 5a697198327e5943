//! Whether a `dataLayer` entry can be an event of ours, before all of it is read.

use dangol_core::EventName;
use dangol_core::profile::Statement;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// Looks at an entry's name alone: most entries are none of Dangol's business, and some
/// are huge.
pub fn is_event(entry: &JsValue) -> bool {
    let name = match entry.dyn_ref::<Array>() {
        Some(command) => (command.get(0) == "event").then(|| command.get(1)),
        None if entry.is_object() => Reflect::get(entry, &"event".into()).ok(),
        None => None,
    };
    name.and_then(|name| name.as_string())
        .is_some_and(|name| Statement::is_name(&name) || name.parse::<EventName>().is_ok())
}
