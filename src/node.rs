//! From the page's JavaScript values to the core's [`Node`].
//!
//! Only plain data is taken over: a `dataLayer` may hold DOM elements, functions,
//! windows and cycles. Getters that throw are passed over.

use dangol_core::Node;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};

#[wasm_bindgen]
extern "C" {
    // js-sys declares both as if they never threw; those of a Proxy may.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;
}

const DEPTH: usize = 12;
/// An operator of a rule is an object and a list.
#[cfg(feature = "widget")]
const CONFIG_DEPTH: usize = 2 * dangol_core::rules::MAX_DEPTH + 6;
const ENTRIES: u32 = 5_000;
/// The most values of one conversion.
const VALUES: usize = 50_000;

/// Converts a value; whatever is no data becomes `Null`.
pub fn from_js(value: &JsValue) -> Node {
    convert(value, DEPTH, &mut { VALUES })
}

/// Converts a configuration, whose rules nest deeper than what pages say.
#[cfg(feature = "widget")]
pub fn from_config(value: &JsValue) -> Node {
    convert(value, CONFIG_DEPTH, &mut { VALUES })
}

fn convert(value: &JsValue, depth: usize, left: &mut usize) -> Node {
    *left = left.saturating_sub(1);
    if depth == 0 {
        return Node::Null;
    }
    if let Some(text) = value.as_string() {
        return Node::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Node::Number(number);
    }
    if let Some(bool) = value.as_bool() {
        return Node::Bool(bool);
    }
    match is_array(value) {
        Ok(true) => list(value, depth, left),
        Ok(false) if is_plain(value) => map(value, depth, left),
        Ok(false) | Err(_) => Node::Null,
    }
}

fn list(array: &JsValue, depth: usize, left: &mut usize) -> Node {
    let length = Reflect::get(array, &"length".into()).ok();
    let length = length.and_then(|length| length.as_f64()).unwrap_or(0.0) as u32;
    let mut items = Vec::new();
    for index in 0..length.min(ENTRIES) {
        if *left == 0 {
            break;
        }
        // An element that throws keeps its place.
        let item = Reflect::get_u32(array, index).unwrap_or(JsValue::NULL);
        items.push(convert(&item, depth - 1, left));
    }
    Node::List(items)
}

fn map(object: &JsValue, depth: usize, left: &mut usize) -> Node {
    let Ok(keys) = keys(object) else {
        return Node::Null;
    };
    let mut entries = Vec::new();
    for index in 0..keys.length().min(ENTRIES) {
        if *left == 0 {
            break;
        }
        let key = keys.get(index);
        if let (Some(name), Ok(value)) = (key.as_string(), Reflect::get(object, &key)) {
            entries.push((name, convert(&value, depth - 1, left)));
        }
    }
    Node::Map(entries)
}

/// Whether a value is an object literal, and not an element, a window or the like.
fn is_plain(value: &JsValue) -> bool {
    value.is_object()
        && Reflect::get_prototype_of(value).is_ok_and(|prototype| {
            prototype.is_null()
                || Reflect::get_prototype_of(&prototype).is_ok_and(|above| above.is_null())
                    && !prototype.is_instance_of::<js_sys::Function>()
        })
}

#[cfg(test)]
mod tests;
