//! "Mail me my list": by the shopper's own mail program or the clipboard, composed here.

use super::errand::Errand;
use super::page::{Picture, button, part};
use crate::formats;
use crate::privacy::pen::Pen;
use dangol_core::corner::letter::{Letter, Sender};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows how to send the list, if there is one.
pub fn send(pen: Pen, section: &Element, picture: &Picture) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let Some(letter) = letter(picture)? else {
        return Ok(());
    };
    let part = part(pen, section, "mail", words.mail)?;
    pen.add(&part, "p", "note", words.mail_note)?;
    let row = pen.add(&part, "div", "row", "")?;
    let link = pen.add(&row, "a", "button", words.send_mail)?;
    link.set_attribute("id", "send-mail")?;
    // Composed in the core, of escaped parts only.
    link.set_attribute("href", &letter.mailto())?;
    button(&row, "copy-text", (words.copy_text, ""), Errand::CopyText)?;
    Ok(())
}

/// The letter of what stands in the corner.
pub fn letter(picture: &Picture) -> Result<Option<Letter>, JsValue> {
    let location = web_sys::window().ok_or(JsValue::UNDEFINED)?.location();
    let (origin, page) = (location.origin()?, location.pathname()?);
    let sender = Sender {
        origin: &origin,
        page: &page,
        shop: picture.language.pick(&picture.shop.name),
        day: formats::day,
    };
    Ok(Letter::of(&picture.corner, &sender, picture.language))
}
