//! `<dangol-offer>`: one campaign, as a card.

use crate::dom::shadow;
use crate::to_js::to_js;
use dangol_core::{Language, Offer};
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, ShadowRoot};

const STYLE: &str = include_str!("offer.css");

#[wasm_bindgen(module = "/src/elements/offer.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = drawOffer)]
    fn draw_offer(
        root: &ShadowRoot,
        offer: &JsValue,
        words: &JsValue,
        lang: &str,
        took: &Function,
        less: &Function,
    ) -> Result<(), JsValue>;
}

/// Shows an offer in the host's shadow root. `took` is called when it is taken up, with the code
/// that the shop handed out or nothing; `less` when it is not wanted again.
pub fn show(
    host: &Element,
    offer: &Offer,
    language: Language,
    took: &Function,
    less: &Function,
) -> Result<(), JsValue> {
    let root = shadow(host, STYLE)?;
    let words = to_js(language.offer())?;
    draw_offer(&root, &to_js(offer)?, &words, language.tag(), took, less)
}
