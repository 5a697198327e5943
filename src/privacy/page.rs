//! `<dangol-privacy>`: what is kept, with all that can be done about it.

use super::along::Along;
use super::frame::{self, HEADING};
use super::pen::Pen;
use super::shown::Shown;
use super::wish::Wish;
use super::{
    along, asked, kept, leaving, noticed, offered, sent, shown, told, unwanted, weighed, wished,
};
use crate::dom::element;
use dangol_core::profile::OverviewFact;
use dangol_core::report::Account;
use dangol_core::{Language, Overview};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

const STYLE: &str = include_str!("page.css");

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What is remembered.
    pub overview: Overview,
    /// What was sent.
    pub account: Account,
    /// A stated fact of which to ask whether it still holds.
    pub question: Option<OverviewFact>,
    /// What would be shown now, and why.
    pub shown: Vec<Shown>,
    /// The link and the picture to take the profile along.
    pub along: Option<Along>,
    /// Whether a profile came with the page's address.
    pub has_arrived: bool,
    /// What has just been done.
    pub news: &'static str,
    /// Whether erasing waits to be confirmed.
    pub asks_erase: bool,
    /// The language.
    pub language: Language,
}

/// Shows the privacy page in the host's shadow root.
pub fn show(host: &Element, picture: &Picture) -> Result<(), JsValue> {
    frame::show(host, STYLE, picture.language, picture.news, || {
        section(picture)
    })
}

fn section(picture: &Picture) -> Result<Element, JsValue> {
    let pen = Pen::new(picture.language);
    let overview = &picture.overview;
    let section = element("section", "privacy", "")?;
    section.set_attribute("lang", picture.language.tag())?;
    let heading = pen.add(&section, "h2", "heading", pen.words.heading)?;
    heading.set_attribute("id", HEADING)?;
    heading.set_attribute("tabindex", "-1")?;
    if overview.guest {
        pen.add(&section, "p", "promise", pen.words.guest_note)?;
        let back = (pen.words.guest_back, "");
        pen.button(&section, "guest", back, Wish::Guest(false))?;
        return Ok(section);
    }
    pen.add(&section, "p", "promise", pen.words.promise)?;
    if picture.has_arrived {
        along::ask(pen, &section)?;
    }
    let is_kept = overview.personalize == Some(true);
    if let Some(question) = picture.question.as_ref().filter(|_| is_kept) {
        told::question(pen, &section, question)?;
    }
    switches(pen, &section, overview)?;
    if is_kept {
        told::told(pen, &section, overview)?;
        wished::wished(pen, &section, overview)?;
        unwanted::unwanted(pen, &section, &overview.stopped_greetings)?;
        offered::offered(pen, &section, &overview.offers)?;
        asked::asked(pen, &section, overview)?;
        noticed::tastes(pen, &section, overview)?;
        weighed::weighed(pen, &section, &overview.weighed)?;
        noticed::timeline(pen, &section, overview)?;
        shown::shown(pen, &section, &picture.shown)?;
        kept::kept(pen, &section, overview)?;
    } else {
        pen.add(&section, "p", "nothing", pen.words.nothing_kept)?;
    }
    if is_kept && overview.measure == Some(true) {
        sent::sent(pen, &section, &picture.account)?;
    } else {
        pen.add(&section, "p", "sent", pen.words.nothing_sent)?;
    }
    if is_kept {
        leaving::buttons(pen, &section, picture.asks_erase)?;
        if let Some(along) = &picture.along {
            along::along(pen, &section, along)?;
        }
    }
    Ok(section)
}

fn switches(pen: Pen, section: &Element, overview: &Overview) -> Result<(), JsValue> {
    let words = pen.words;
    switch(
        pen,
        section,
        "personalize",
        (words.personalize, words.personalize_note),
        overview.personalize == Some(true),
        Wish::Personalize,
    )?;
    if overview.personalize == Some(true) {
        let pause = (words.pause, words.pause_note);
        switch(pen, section, "pause", pause, overview.paused, Wish::Pause)?;
    }
    switch(
        pen,
        section,
        "measure",
        (words.measure, words.measure_note),
        overview.measure == Some(true),
        Wish::Measure,
    )
}

fn switch(
    pen: Pen,
    section: &Element,
    id: &str,
    (label, note): (&str, &str),
    on: bool,
    wish: fn(bool) -> Wish,
) -> Result<(), JsValue> {
    let row = pen.add(section, "div", "switch", "")?;
    let input: HtmlInputElement = pen.add(&row, "input", "toggle", "")?.unchecked_into();
    input.set_attribute("type", "checkbox")?;
    input.set_attribute("role", "switch")?;
    input.set_attribute("id", id)?;
    input.set_attribute("aria-describedby", &format!("{id}-note"))?;
    input.set_checked(on);
    let text = pen.add(&row, "div", "", "")?;
    let name = pen.add(&text, "label", "label", label)?;
    name.set_attribute("for", id)?;
    let note = pen.add(&text, "p", "note", note)?;
    note.set_attribute("id", &format!("{id}-note"))?;
    let switch = input.clone();
    EventListener::new(&input, "change", move |_| {
        super::wish::grant(wish(switch.checked()));
    })
    .forget();
    Ok(())
}
