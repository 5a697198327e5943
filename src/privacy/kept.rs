//! How much is kept, and every field of it by the data dictionary.

use super::DESK;
use super::pen::Pen;
use dangol_core::Overview;
use dangol_core::dictionary::{FIELDS, REPORT_SEEN_BY, SEEN_BY, sent};
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Figures, and a table that folds out.
pub fn kept(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    let words = pen.words;
    pen.heading(section, words.kept)?;
    let figures = pen.add(section, "dl", "figures", "")?;
    let kilobytes = format!("{} KB", overview.bytes.div_ceil(1024));
    for (term, value) in [
        (words.visits, overview.visits.to_string()),
        (words.first_visit, pen.date(overview.first_visit)),
        (words.last_visit, pen.date(overview.last_visit)),
        (words.size, kilobytes),
    ] {
        let pair = pen.add(&figures, "div", "figure", "")?;
        pen.add(&pair, "dt", "", term)?;
        pen.add(&pair, "dd", "", &value)?;
    }
    let fold = pen.fold(section, "dictionary", words.dictionary)?;
    pen.add(&fold, "p", "note", SEEN_BY.of(pen.language))?;
    let list = pen.add(&fold, "dl", "fields", "")?;
    for field in FIELDS {
        let pair = pen.add(&list, "div", "field-kept", "")?;
        pen.add(&pair, "dt", "", field.what.of(pen.language))?;
        let (purpose, kept) = (field.purpose.words(), field.kept.words());
        let said = format!("{}; {}", purpose.of(pen.language), kept.of(pen.language));
        pen.add(&pair, "dd", "note", &said)?;
    }
    whole(pen, section)?;
    let fold = pen.fold(section, "can-be-sent", pen.language.reports().fields)?;
    pen.add(&fold, "p", "note", REPORT_SEEN_BY.of(pen.language))?;
    let list = pen.add(&fold, "dl", "fields", "")?;
    for (name, what) in sent() {
        let pair = pen.add(&list, "div", "field-kept", "")?;
        pen.add(&pair, "dt", "", what.of(pen.language))?;
        pen.add(&pair, "dd", "note", name)?;
    }
    Ok(())
}

/// All of it as it lies there, which is the file that can be taken along: written out once
/// somebody unfolds it.
fn whole(pen: Pen, section: &Element) -> Result<(), JsValue> {
    let fold = pen.fold(section, "whole", pen.words.whole)?;
    let text = pen.add(&fold, "pre", "whole", "")?;
    text.set_attribute("tabindex", "0")?;
    text.set_attribute("aria-label", pen.words.whole)?;
    let unfolded = fold.clone();
    EventListener::new(&fold, "toggle", move |_| {
        let app = DESK.with_borrow(|desk| desk.app.clone());
        if let (Some(app), true) = (app, unfolded.has_attribute("open")) {
            let written = super::export(&app.snapshot().to_vec(), None).and_then(|export| {
                js_sys::JSON::stringify_with_replacer_and_space(&export, &JsValue::NULL, &2.into())
            });
            text.set_text_content(written.ok().and_then(|text| text.as_string()).as_deref());
        }
    })
    .forget();
    Ok(())
}
