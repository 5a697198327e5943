//! How greetings were chosen: all moments that competed, and what kept each silent.

use super::panel::{add, fold, foreign};
use super::why;
use dangol_core::Language;
use dangol_core::inspect::{InspectedGreeting, InspectedMoment, Outcome};
use wasm_bindgen::JsValue;
use web_sys::Element;

pub fn draw(
    live: &Element,
    greetings: &[InspectedGreeting],
    language: Language,
    is_open: &dyn Fn(&str, bool) -> bool,
) -> Result<(), JsValue> {
    let words = language.inspector();
    let (_, body) = fold(
        live,
        "greetings",
        words.greetings,
        is_open("greetings", true),
    )?;
    if greetings.is_empty() {
        add(&body, "p", "note", words.no_greetings)?;
    }
    for (at, greeting) in greetings.iter().enumerate() {
        let id = ["greeting-", &at.to_string()].concat();
        let code = match &greeting.said {
            _ if greeting.withheld => words.withheld,
            Some(said) => &said.code,
            None => words.nothing_shown,
        };
        let (head, inner) = fold(&body, &id, code, is_open(&id, true))?;
        if !greeting.only.is_empty() {
            foreign(&head, "code", "count", &greeting.only)?;
        }
        if let Some(said) = &greeting.said {
            add(&inner, "p", "said", &said.text)?;
        }
        let list = add(&inner, "ul", "moments", "")?;
        list.set_attribute("role", "list")?;
        for moment in &greeting.moments {
            one(&list, moment, language)?;
        }
    }
    Ok(())
}

fn one(list: &Element, moment: &InspectedMoment, language: Language) -> Result<(), JsValue> {
    let words = language.inspector();
    let part = match moment.outcome {
        Outcome::Won => "moment-won",
        Outcome::Outranked | Outcome::NotAsked => "moment-held",
        Outcome::Silent(_) => "moment",
    };
    let item = add(list, "li", part, "")?;
    item.set_attribute("data-moment", &moment.code)?;
    let line = add(&item, "p", "line", "")?;
    foreign(&line, "code", "name", &moment.code)?;
    add(&line, "span", "outcome", language.outcome(moment.outcome))?;
    let mut pace = vec![[words.priority, " ", &moment.priority.to_string()].concat()];
    if moment.cool_down > 0 {
        pace.push(language.cool_down(moment.cool_down));
    }
    if moment.per_week < 7 {
        pace.push(language.per_week(moment.per_week));
    }
    if let Some(days) = moment.said_days_ago {
        pace.push(language.said_ago(days));
    }
    add(&item, "p", "pace", &pace.join(" · "))?;
    match &moment.why {
        Some(explained) => why::draw_all(&item, explained, words),
        None => Ok(()),
    }
}
