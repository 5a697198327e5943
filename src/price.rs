//! Amounts as people read them, by the browser's own `Intl`.

use dangol_core::Language;
use dangol_wire::Entry;
use js_sys::{Array, Intl};
use wasm_bindgen::JsCast as _;

/// An amount of the smallest unit as a number of the currency.
pub fn number(amount: u64, entry: &Entry) -> f64 {
    amount as f64 / f64::from(10u32.pow(entry.currency_digits.min(4).into()))
}

/// An amount with its currency, in the shopper's language.
pub fn format(amount: u64, entry: &Entry, language: Language) -> String {
    let options = crate::dom::object(&[
        ("style", "currency".into()),
        ("currency", entry.currency.as_str().into()),
    ]);
    let locales = Array::of1(&language.tag().into());
    let format = Intl::NumberFormat::new(&locales, options.unchecked_ref());
    let text = format.format().call1(
        &wasm_bindgen::JsValue::UNDEFINED,
        &number(amount, entry).into(),
    );
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
