//! The parts of a rule that decided: what is, and what was wanted.

use super::panel::{add, foreign};
use dangol_core::rules::{Deciding, Explanation};
use dangol_core::text::InspectorWords;
use wasm_bindgen::JsValue;
use web_sys::Element;

pub fn draw(parent: &Element, why: &[Deciding], words: &InspectorWords) -> Result<(), JsValue> {
    if why.is_empty() {
        return Ok(());
    }
    let list = add(parent, "ul", "why", "")?;
    list.set_attribute("role", "list")?;
    for part in why {
        let item = add(&list, "li", if part.holds { "held" } else { "failed" }, "")?;
        let known: Vec<String> = (part.known.iter())
            .map(|(name, value)| {
                let value = if value == "nothing" {
                    words.nothing
                } else {
                    value
                };
                [name, " = ", value].concat()
            })
            .collect();
        if !known.is_empty() {
            foreign(&item, "code", "known", &known.join(", "))?;
        }
        add(&item, "span", "wanted", &[words.wanted, " "].concat())?;
        foreign(&item, "code", "rule", &part.wanted)?;
    }
    Ok(())
}

/// The same of a whole explanation, with what went wrong if it failed.
pub fn draw_all(
    parent: &Element,
    why: &Explanation,
    words: &InspectorWords,
) -> Result<(), JsValue> {
    match &why.outcome {
        Ok(_) => draw(parent, &why.deciding, words),
        Err(error) => {
            let text = [words.wrong, ": ", &error.to_string()].concat();
            add(parent, "p", "wrong", &text).map(drop)
        }
    }
}
