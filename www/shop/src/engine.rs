//! The template engine with the shop's templates, texts and helpers in it.

use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, ErrorKind, Value};

use crate::error::Error;
use crate::text::{Texts, both_markup, escaped};

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../templates/base.html")),
    ("macros.html", include_str!("../templates/macros.html")),
    ("home.html", include_str!("../templates/home.html")),
    (
        "categories.html",
        include_str!("../templates/categories.html"),
    ),
    ("category.html", include_str!("../templates/category.html")),
    ("product.html", include_str!("../templates/product.html")),
    ("search.html", include_str!("../templates/search.html")),
    ("basket.html", include_str!("../templates/basket.html")),
    ("checkout.html", include_str!("../templates/checkout.html")),
    ("thanks.html", include_str!("../templates/thanks.html")),
    ("account.html", include_str!("../templates/account.html")),
    ("about.html", include_str!("../templates/about.html")),
    ("404.html", include_str!("../templates/404.html")),
    ("tour.html", include_str!("../templates/tour.html")),
];

/// The environment; `menu` are the categories that every page lists.
pub fn environment(menu: Vec<Value>) -> Result<Environment<'static>, Error> {
    let texts = Arc::new(Texts::load()?);
    let mut engine = Environment::new();
    engine.set_trim_blocks(true);
    engine.set_lstrip_blocks(true);
    engine.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    // The engine's own escaping would also rewrite every slash of an address.
    engine.set_formatter(|out, state, value| {
        if value.is_safe() || matches!(state.auto_escape(), AutoEscape::None) {
            return Ok(write!(out, "{value}")?);
        }
        if value.is_undefined() {
            return Err(minijinja::Error::from(ErrorKind::UndefinedError));
        }
        Ok(out.write_str(&escaped(&value.to_string()))?)
    });
    engine.add_global("menu", Value::from(menu));

    // t("key", n=3): both languages, `{n}` filled in.
    let markup = texts.clone();
    engine.add_function("t", move |key: &str, values: Kwargs| {
        let mut both = known(&markup, key)?.clone();
        for name in values.args().map(str::to_owned).collect::<Vec<_>>() {
            let value: Value = values.get(&name)?;
            both = both.with(&name, &value.to_string());
        }
        values.assert_all_used()?;
        Ok::<_, minijinja::Error>(Value::from_safe_string(both.markup()))
    });
    let english = texts.clone();
    engine.add_function("en", move |key: &str| {
        known(&english, key).map(|both| both.en.clone())
    });
    engine.add_function("ko", move |key: &str| {
        known(&texts, key).map(|both| both.ko.clone())
    });
    // both("Bags", "가방"): two given texts.
    engine.add_function("both", |en: &str, ko: &str| {
        Value::from_safe_string(both_markup(en, ko))
    });
    // 2313 as 2,313, as both languages write it.
    engine.add_filter("grouped", |number: u64| {
        let digits = number.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    });
    for (name, source) in TEMPLATES {
        engine
            .add_template(name, source)
            .map_err(|source| Error::Template {
                page: (*name).to_owned(),
                source,
            })?;
    }
    Ok(engine)
}

fn known<'a>(texts: &'a Texts, key: &str) -> Result<&'a crate::text::Both, minijinja::Error> {
    texts.get(key).ok_or_else(|| {
        minijinja::Error::new(
            ErrorKind::InvalidOperation,
            format!("templates/text.json has no text `{key}`"),
        )
    })
}
