//! From the page's JavaScript values to the core's [`Node`].
//!
//! Only plain data is taken over: a `dataLayer` may hold DOM elements, functions,
//! windows and cycles. Getters that throw are passed over.

use dangol_core::Node;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

const DEPTH: usize = 12;
const ENTRIES: u32 = 5_000;
/// The most values of one conversion.
const VALUES: usize = 50_000;

/// Converts a value; whatever is no data becomes `Null`.
pub fn from_js(value: &JsValue) -> Node {
    convert(value, DEPTH, &mut { VALUES })
}

fn convert(value: &JsValue, depth: usize, left: &mut usize) -> Node {
    if depth == 0 || *left == 0 {
        return Node::Null;
    }
    *left -= 1;
    if let Some(text) = value.as_string() {
        return Node::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Node::Number(number);
    }
    if let Some(bool) = value.as_bool() {
        return Node::Bool(bool);
    }
    if Array::is_array(value) {
        let array: &Array = value.unchecked_ref();
        let length = array.length().min(ENTRIES);
        return Node::List(
            (0..length)
                .map(|index| convert(&array.get(index), depth - 1, left))
                .collect(),
        );
    }
    if !is_plain(value) {
        return Node::Null;
    }
    let object: &Object = value.unchecked_ref();
    let keys = Object::keys(object);
    let entries = (0..keys.length().min(ENTRIES)).filter_map(|index| {
        let key = keys.get(index);
        let value = Reflect::get(value, &key).ok()?;
        Some((key.as_string()?, convert(&value, depth - 1, left)))
    });
    Node::Map(entries.collect())
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
