//! Whom to try, when, and with which answers on consent. Sending it opens this page anew.

use super::panel::{add, fold};
use super::{trial, way};
use dangol_core::Language;
use dangol_core::inspect::{Trial, Who};
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

pub fn draw(body: &Element, language: Language) -> Result<(), JsValue> {
    let words = language.inspector();
    let now = trial::asked();
    let (_, inner) = fold(body, "try", words.try_as, false)?;
    let form = add(&inner, "form", "form", "")?;

    let who = select(&form, "who", words.who)?;
    for one in Who::ALL {
        let chosen = now.map_or(Who::LapsedBirthday, |now| now.who) == one;
        option(&who, one.name(), language.who(one), chosen)?;
    }
    let label = add(&form, "label", "label", words.at)?;
    label.set_attribute("for", "at")?;
    let at: HtmlInputElement = add(&form, "input", "field", "")?.dyn_into()?;
    at.set_attribute("id", "at")?;
    at.set_attribute("type", "datetime-local")?;
    if let Some(stated) = way::parameter("at").filter(|_| now.is_some_and(|now| now.at.is_some())) {
        at.set_value(&stated);
    }
    let consent = select(&form, "consent", words.consent)?;
    for name in Trial::CONSENTS {
        let chosen = now.map_or("personalize", |now| now.consent_name()) == name;
        option(&consent, name, words.consent(name), chosen)?;
    }
    let go = add(&form, "button", "button", words.go)?;
    go.set_attribute("id", "go")?;

    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&form, "submit", options, move |event| {
        event.prevent_default();
        let (who, at, consent) = (who.value(), at.value(), consent.value());
        let mut wanted = vec![("as", who.as_str())];
        if !at.is_empty() {
            wanted.push(("at", &at));
        }
        if consent != "personalize" {
            wanted.push(("consent", &consent));
        }
        let location = web_sys::window().map(|window| window.location());
        if let (Some(location), Ok(to)) = (location, way::address_with(&wanted)) {
            let _ = location.assign(&to);
        }
    })
    .forget();
    Ok(())
}

fn select(form: &Element, id: &str, text: &str) -> Result<HtmlSelectElement, JsValue> {
    let label = add(form, "label", "label", text)?;
    label.set_attribute("for", id)?;
    let select = add(form, "select", "field", "")?;
    select.set_attribute("id", id)?;
    Ok(select.dyn_into()?)
}

fn option(
    select: &HtmlSelectElement,
    value: &str,
    text: &str,
    chosen: bool,
) -> Result<(), JsValue> {
    let option = add(select, "option", "", text)?;
    option.set_attribute("value", value)?;
    if chosen {
        option.set_attribute("selected", "")?;
    }
    Ok(())
}
