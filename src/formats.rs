//! How numbers, prices and days are written: by the browser's own `Intl`.

use crate::{dom, price};
use dangol_core::profile::DayOfYear;
use dangol_core::{Formats, Language};
use js_sys::{Array, Date, Intl, Object};
use wasm_bindgen::{JsCast as _, JsValue};

/// For the core, which has no `Intl` of its own.
pub fn formats() -> Formats {
    Formats {
        number,
        price: price::write,
        day,
    }
}

fn number(language: Language, number: u64) -> String {
    let locales = Array::of1(&language.tag().into());
    let format = Intl::NumberFormat::new(&locales, &Object::new());
    let written = format
        .format()
        .call1(&JsValue::UNDEFINED, &(number as f64).into());
    written
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// A day as people of the language write it; without its year where that is not known.
pub fn day(language: Language, day: DayOfYear) -> String {
    // A leap year, so that there is a 29 February.
    let year = if day.year == 0 { 2000 } else { day.year };
    let date = Date::new_with_year_month_day(year.into(), i32::from(day.month) - 1, day.day.into());
    let options = dom::object(&[("month", "long".into()), ("day", "numeric".into())]);
    date.to_locale_date_string(language.tag(), &options.unchecked_into())
        .into()
}
