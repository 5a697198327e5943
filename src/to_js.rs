//! From Rust values to plain JavaScript values.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// To a plain JavaScript value; what is missing becomes `null`.
///
/// # Errors
/// When the value has no such form; none of ours is one.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}
