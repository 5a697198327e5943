//! What the shopper answered, and what they do not want to be asked, each with a button to be
//! asked again.

use super::pen::Pen;
use super::wish::Wish;
use dangol_core::Overview;
use dangol_core::profile::Asks;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows both, where there is anything.
pub fn asked(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    let words = pen.language.asking();
    if let Some(said) = overview.satisfaction {
        pen.heading(section, words.answered)?;
        let stars = words.stars.get(usize::from(said.stars).saturating_sub(1));
        let line = format!("{} · {}", stars.unwrap_or(&""), pen.date(said.at));
        pen.add(section, "p", "note", &line)?;
    }
    if overview.stopped_questions.is_empty() {
        return Ok(());
    }
    pen.heading(section, words.unwanted)?;
    pen.add(section, "p", "note", words.unwanted_note)?;
    let list = pen.list(section, "items")?;
    for &kind in &overview.stopped_questions {
        let row = pen.add(&list, "li", "item", "")?;
        let mut kinds = Asks::ALL.iter().zip(words.kinds);
        let name = kinds.find(|(asks, _)| asks.name() == kind);
        let name = name.map_or(words.any, |(_, name)| name);
        pen.add(&row, "span", "item-title", name)?;
        let text = (pen.words.allow_again, name);
        let id = ["ask-", kind].concat();
        pen.button(&row, &id, text, Wish::Allow(true, kind.to_owned()))?;
    }
    Ok(())
}
