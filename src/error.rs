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

#[cfg(test)]
mod tests {
    use super::*;
    use js_sys::Reflect;
    use wasm_bindgen::JsCast as _;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_page_gets_an_error_with_a_code() {
        for (error, code) in [
            (Error::UnknownKind, "unknown_kind"),
            (Error::NotGranted("personalize"), "not_granted"),
            (Error::NewerProfile(9), "newer_profile"),
        ] {
            let message = error.to_string();
            let error = from_core(error);
            assert_eq!(Reflect::get(&error, &"code".into()).unwrap(), code);
            let error: js_sys::Error = error.dyn_into().unwrap();
            assert_eq!(String::from(error.message()), message);
        }
    }
}
