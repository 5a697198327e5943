//! The page's own wasm, as the loader hands it over.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// `App` of the other wasm; each call is described there.
    #[derive(Debug, Clone)]
    pub type App;

    #[wasm_bindgen(method)]
    pub fn choices(this: &App, ids: &Array, limit: usize) -> JsValue;
    #[wasm_bindgen(method, js_name = nextFile)]
    pub fn next_file(this: &App) -> Promise;
    #[wasm_bindgen(method)]
    pub fn weigh(this: &App, attributes: &Array) -> Promise;
}
