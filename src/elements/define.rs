//! The custom element classes, which only JavaScript can declare.

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/elements/define.js")]
extern "C" {
    /// Defines the elements; calls back with each that enters or leaves a document.
    #[wasm_bindgen(js_name = defineElements)]
    pub fn define_elements(on_enter: &Function, on_leave: &Function);
}
