//! Errors as the page sees them: an `Error` with a stable `code`.

use dangol_core::{Error, PublicError};
use wasm_bindgen::JsValue;

/// Makes the JavaScript error of a core error.
pub fn from_core(error: Error) -> JsValue {
    let PublicError { code, message } = error.into();
    with_code(code, &message)
}

/// Makes a JavaScript error with a stable code.
pub fn with_code(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of a fresh error object cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
