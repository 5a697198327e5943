//! Asking for the file of a profile, before anything else begins.

use super::panel::{self, Frame};
use crate::dom::element;
use crate::node;
use dangol_core::{Export, Language, Now};
use gloo_events::EventListener;
use js_sys::{Function, JSON, Promise};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// Asks until a profile is there. It is read in this page only.
pub async fn ask(language: Language) -> Option<Export> {
    loop {
        match chosen(language).await {
            Ok(Some(export)) => return Some(export),
            Ok(None) => tell(language, language.inspector().file_bad_profile),
            // A page that cannot be drawn on cannot ask either.
            Err(_) => return None,
        }
    }
}

async fn chosen(language: Language) -> Result<Option<Export>, JsValue> {
    let words = language.inspector();
    let frame = Frame::ensure(language)?;
    let field: HtmlInputElement = match frame.find("file") {
        Some(field) => field.dyn_into()?,
        None => {
            let asking = panel::add(&frame.live, "div", "asking", "")?;
            let label = panel::add(&asking, "label", "label", words.file)?;
            label.set_attribute("for", "file")?;
            let field = element("input", "field", "")?;
            field.set_attribute("type", "file")?;
            field.set_attribute("id", "file")?;
            field.set_attribute("accept", ".json,application/json")?;
            asking.append_child(&field)?;
            let note = panel::add(&asking, "p", "note", words.file_wanted)?;
            note.set_attribute("id", "file-note")?;
            note.set_attribute("role", "status")?;
            field.dyn_into()?
        }
    };
    let mut wake: Option<Function> = None;
    let promise = Promise::new(&mut |resolve, _| wake = Some(resolve));
    let wake = wake.ok_or(JsValue::UNDEFINED)?;
    let _listener = EventListener::once(&field, "change", move |_| {
        let _ = wake.call0(&JsValue::UNDEFINED);
    });
    JsFuture::from(promise).await?;
    let Some(file) = field.files().and_then(|files| files.get(0)) else {
        return Ok(None);
    };
    let text = JsFuture::from(file.text()).await?;
    let data = JSON::parse(&text.as_string().unwrap_or_default());
    let export = data
        .ok()
        .and_then(|data| node::from_js(&data).read::<Export>().ok());
    // What is of a newer version, or none at all, is refused here, where it can be told.
    let sound = export.filter(|export| export.clone().into_bytes(Now::utc(0)).is_ok());
    if sound.is_some() {
        crate::dom::clear(&frame.live);
    }
    Ok(sound)
}

fn tell(language: Language, text: &str) {
    let note = Frame::ensure(language)
        .ok()
        .and_then(|frame| frame.find("file-note"));
    if let Some(note) = note {
        note.set_text_content(Some(text));
    }
}
