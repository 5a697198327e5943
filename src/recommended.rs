//! A list of recommendations as the page gets it.

use crate::price;
use dangol_core::Recommendation;
use dangol_wire::Entry;
use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/recommended.js")]
extern "C" {
    #[wasm_bindgen(js_name = recommended)]
    fn unpacked(text: &str, numbers: &[f64]) -> Array;
}

/// Says that there is no price, which none is.
const NO_PRICE: f64 = -1.0;

/// What crosses to JavaScript at once.
#[derive(Default)]
struct Packed {
    text: String,
    numbers: Vec<f64>,
}

impl Packed {
    fn words(&mut self, words: &str) {
        // JavaScript counts in units of UTF-16.
        self.number(words.encode_utf16().count() as f64);
        self.text.push_str(words);
    }

    fn number(&mut self, number: f64) {
        self.numbers.push(number);
    }
}

/// The list as plain JavaScript objects; prices are in units of the model's currency.
pub fn to_js(list: &[Recommendation], entry: Option<&Entry>) -> Array {
    let mut packed = Packed::default();
    packed.number(list.len() as f64);
    for card in list {
        for words in [
            card.item_id.as_str(),
            &card.title,
            &card.url,
            &card.image,
            card.reason.code,
            &card.reason.text,
        ] {
            packed.words(words);
        }
        let price = card.price.zip(entry);
        packed.number(price.map_or(NO_PRICE, |(amount, entry)| price::number(amount, entry)));
        packed.number(card.score.into());
        packed.number(card.terms.len() as f64);
        for term in &card.terms {
            packed.words(term.code);
            packed.words(&term.item_id);
            packed.number(term.weight.into());
        }
    }
    unpacked(&packed.text, &packed.numbers)
}
