//! Hooks into the page that need JavaScript's own means (rest parameters, patching).

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/signals/hooks.js")]
extern "C" {
    /// Calls back with every past and future entry of the page's `dataLayer`.
    #[wasm_bindgen(js_name = hookDataLayer)]
    pub fn hook_data_layer(on_entry: &Function);

    /// Calls back after the address has changed within the document, and, with `true`,
    /// after the page has added structured data.
    #[wasm_bindgen(js_name = hookPage)]
    pub fn hook_page(on_change: &Function);
}
