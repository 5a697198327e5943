//! The whole corner: its heading, and each part that has something or can be begun.

use super::errand::Errand;
use super::{Shop, dates, friend, send, usual, wishes};
use crate::dom::element;
use crate::privacy::frame::{self, HEADING};
use crate::privacy::pen::Pen;
use dangol_core::corner::list::NoList;
use dangol_core::corner::{Corner, Thing};
use dangol_core::{Language, Snapshot};
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::Element;

const STYLE: &str = include_str!("corner.css");

/// What a corner shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What stands in it.
    pub corner: Corner,
    /// The list that came with the page's address.
    pub friend: Option<Result<Vec<Thing>, NoList>>,
    /// What the owner says.
    pub shop: Shop,
    /// What it was made of.
    pub snapshot: Snapshot,
    /// What has just been done.
    pub news: String,
    /// The language.
    pub language: Language,
}

/// Shows the corner in the host's shadow root.
pub fn show(host: &Element, picture: &Picture) -> Result<(), JsValue> {
    frame::show(host, STYLE, picture.language, &picture.news, || {
        section(picture)
    })
}

fn section(picture: &Picture) -> Result<Element, JsValue> {
    let pen = Pen::new(picture.language);
    let words = picture.language.corner();
    let corner = &picture.corner;
    let section = element("section", "corner", "")?;
    section.set_attribute("lang", picture.language.tag())?;
    let heading = pen.add(&section, "h2", "heading", words.heading)?;
    heading.set_attribute("id", HEADING)?;
    heading.set_attribute("tabindex", "-1")?;
    if corner.guest {
        pen.add(&section, "p", "note", words.guest)?;
    } else if corner.is_kept() {
        pen.add(&section, "p", "note", words.note)?;
    }
    if let Some(list) = &picture.friend {
        friend::friend(pen, &section, list, picture)?;
    }
    if !corner.is_kept() && !corner.guest {
        let part = pen.add(&section, "div", "part invitation", "")?;
        pen.add(&part, "p", "", words.invitation)?;
        button(&part, "remember", (words.remember, ""), Errand::Remember)?;
    }
    if corner.is_kept() {
        dates::dates(pen, &section, picture)?;
        usual::usual(pen, &section, picture)?;
    }
    if corner.is_kept() || !corner.wishes.is_empty() {
        wishes::wishes(pen, &section, picture)?;
    }
    send::send(pen, &section, picture)?;
    Ok(section)
}

/// A part of the corner with its heading.
pub fn part(pen: Pen, section: &Element, id: &str, heading: &str) -> Result<Element, JsValue> {
    let part = pen.add(section, "div", "part", "")?;
    part.set_attribute("role", "group")?;
    let labelled = [id, "-heading"].concat();
    part.set_attribute("aria-labelledby", &labelled)?;
    let heading = pen.add(&part, "h3", "subheading", heading)?;
    heading.set_attribute("id", &labelled)?;
    Ok(part)
}

/// A button. What it is about is heard after its text.
pub fn button(
    parent: &Element,
    id: &str,
    (text, about): (&str, &str),
    errand: Errand,
) -> Result<Element, JsValue> {
    let button = element("button", "button", text)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("id", id)?;
    if !about.is_empty() {
        button.set_attribute("aria-label", &[text, ": ", about].concat())?;
    }
    EventListener::new(&button, "click", move |_| {
        super::errand::run(errand.clone())
    })
    .forget();
    parent.append_child(&button)?;
    Ok(button)
}
