//! Everything else that is decided or known, one table for each section. A new section needs
//! nothing here.

use super::panel::{add, fold, foreign};
use super::why;
use dangol_core::Language;
use dangol_core::inspect::{Entry, Section, Verdict};
use wasm_bindgen::JsValue;
use web_sys::Element;

pub fn draw(
    live: &Element,
    section: &Section,
    language: Language,
    is_open: &dyn Fn(&str, bool) -> bool,
) -> Result<(), JsValue> {
    let words = language.inspector();
    let id = ["section-", section.code].concat();
    let (head, body) = fold(live, &id, words.section(section.code), is_open(&id, false))?;
    add(&head, "span", "count", &section.entries.len().to_string())?;
    if section.entries.is_empty() {
        add(&body, "p", "note", words.none)?;
        return Ok(());
    }
    let table = add(&body, "table", "table", "")?;
    let head = add(&table, "thead", "", "")?;
    let row = add(&head, "tr", "", "")?;
    for text in [words.name, words.value] {
        add(&row, "th", "column", text)?.set_attribute("scope", "col")?;
    }
    let rows = add(&table, "tbody", "", "")?;
    for entry in &section.entries {
        one(&rows, entry, language)?;
    }
    Ok(())
}

fn one(rows: &Element, entry: &Entry, language: Language) -> Result<(), JsValue> {
    let words = language.inspector();
    let row = add(rows, "tr", "entry", "")?;
    row.set_attribute("data-name", &entry.name)?;
    foreign(&row, "th", "name", &entry.name)?.set_attribute("scope", "row")?;
    let cell = add(&row, "td", "value", "")?;
    let verdict = match entry.verdict {
        Verdict::Value => None,
        Verdict::Yes => Some(("yes", words.yes)),
        Verdict::No => Some(("no", words.no)),
        Verdict::Shown => Some(("yes", words.shown)),
        Verdict::NotShown => Some(("no", words.not_shown)),
        Verdict::Failed => Some(("wrong", words.wrong)),
    };
    if let Some((part, text)) = verdict {
        add(&cell, "span", part, text)?;
    }
    if !entry.value.is_empty() {
        add(&cell, "span", "text", &entry.value)?;
    }
    why::draw(&cell, &entry.why, words)
}
