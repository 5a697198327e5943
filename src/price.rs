//! Amounts as people read them, by the browser's own `Intl`.

use dangol_core::Language;
use dangol_wire::Entry;
use js_sys::{Array, Intl};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    // js-sys declares it as if it never threw; it does for what is no currency code.
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = NumberFormat)]
    fn number_format(locales: &Array, options: &JsValue) -> Result<Intl::NumberFormat, JsValue>;
}

/// An amount of the smallest unit as a number of the currency.
pub fn number(amount: u64, entry: &Entry) -> f64 {
    in_units(amount, entry.currency_digits.into())
}

/// An amount of the smallest unit as a number of a currency with so many digits behind the point.
pub fn in_units(amount: u64, digits: u32) -> f64 {
    amount as f64 / f64::from(10u32.pow(digits.min(4)))
}

/// An amount with its currency, in the shopper's language; empty where the currency is none.
pub fn format(amount: u64, entry: &Entry, language: Language) -> String {
    write(language, amount, &entry.currency, entry.currency_digits)
}

/// The same of a currency's code and its digits behind the point.
pub fn write(language: Language, amount: u64, currency: &str, digits: u8) -> String {
    written(language, in_units(amount, digits.into()), currency, "auto")
}

/// A round number of a currency as people say it: `£10`.
#[cfg(feature = "choose")]
pub fn write_short(language: Language, amount: f64, currency: &str) -> String {
    written(language, amount, currency, "stripIfInteger")
}

fn written(language: Language, amount: f64, currency: &str, zeros: &str) -> String {
    let options = crate::dom::object(&[
        ("style", "currency".into()),
        ("currency", currency.into()),
        ("trailingZeroDisplay", zeros.into()),
    ]);
    let locales = Array::of1(&language.tag().into());
    number_format(&locales, &options)
        .and_then(|format| format.format().call1(&JsValue::UNDEFINED, &amount.into()))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn entry(currency: &str, currency_digits: u8) -> Entry {
        Entry {
            format: dangol_wire::MODEL_FORMAT.into(),
            version: 1,
            build: "00000000000000ab".into(),
            chunks: 1,
            items: 1,
            currency: currency.into(),
            currency_digits,
            as_of: "2011-12-09".into(),
            made: 0,
            scoring: dangol_wire::Scoring::default(),
            lifetime: None,
            attributes: false,
        }
    }

    #[wasm_bindgen_test]
    fn pounds_have_pence() {
        let pounds = entry("GBP", 2);
        assert_eq!(number(1_299, &pounds), 12.99);
        assert_eq!(format(1_299, &pounds, Language::En), "£12.99");
        assert_eq!(format(123_450, &pounds, Language::Ko), "£1,234.50");
        assert_eq!(format(0, &pounds, Language::En), "£0.00");
    }

    #[wasm_bindgen_test]
    fn won_have_nothing_behind_the_point() {
        let won = entry("KRW", 0);
        assert_eq!(number(12_900, &won), 12_900.0);
        assert_eq!(format(12_900, &won, Language::En), "₩12,900");
        assert_eq!(format(12_900, &won, Language::Ko), "₩12,900");
    }

    #[wasm_bindgen_test]
    fn more_digits_than_there_are_do_no_harm() {
        assert_eq!(number(12_345, &entry("KWD", 3)), 12.345);
        assert_eq!(number(10_000, &entry("XXX", 255)), 1.0);
        assert!(number(u64::MAX, &entry("GBP", 2)).is_finite());
    }

    #[wasm_bindgen_test]
    fn an_unusable_currency_gives_no_text() {
        // `Intl` throws at these; an entry file with one must not take the lists away.
        for currency in ["", "Pounds", "£", "G1P"] {
            assert_eq!(
                format(1_299, &entry(currency, 2), Language::En),
                "",
                "{currency}"
            );
        }
    }
}
