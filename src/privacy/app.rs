//! The page's own wasm, as the loader hands it over.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// `App` of the other wasm; each call is described there.
    #[derive(Debug, Clone)]
    pub type App;

    #[wasm_bindgen(method)]
    pub fn snapshot(this: &App) -> Uint8Array;
    #[wasm_bindgen(method, catch, js_name = setAside)]
    pub async fn set_aside(this: &App) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = consentSet)]
    pub async fn consent_set(this: &App, request: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileSetFacts)]
    pub async fn set_facts(this: &App, facts: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileAnswerFact)]
    pub async fn answer_fact(
        this: &App,
        fact: &JsValue,
        holds: Option<bool>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileForget)]
    pub async fn forget(this: &App, what: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileAllow)]
    pub async fn allow(
        this: &App,
        is_question: bool,
        code: &str,
        allowed: bool,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileAllowOffer)]
    pub async fn allow_offer(this: &App, campaign: &str, allowed: bool)
    -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub async fn unweigh(this: &App, attribute: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profilePause)]
    pub async fn pause(this: &App, paused: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileMarkGift)]
    pub async fn mark_gift(this: &App, item: &str, gift: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = profileRate)]
    pub async fn rate(this: &App, item: &str, stars: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub async fn recommend(this: &App, query: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, js_name = recommend)]
    pub fn recommending(this: &App, query: &JsValue) -> Promise;
    #[wasm_bindgen(method, catch)]
    pub async fn track(this: &App, name: &str, parameters: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    pub fn wish(this: &App, item: &str, told: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = pageOf)]
    pub fn page_of(this: &App, item: &str) -> Option<String>;
    #[wasm_bindgen(method, catch, js_name = takeOver)]
    pub async fn take_over(this: &App, profile: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    pub fn guest(this: &App, visits: bool);
    #[wasm_bindgen(method, catch, js_name = profileErase)]
    pub async fn erase(this: &App) -> Result<JsValue, JsValue>;
}
