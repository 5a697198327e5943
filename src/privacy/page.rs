//! `<dangol-privacy>`: what is kept, with all that can be done about it.

use super::along::Along;
use super::pen::{COMPOSING, Pen};
use super::shown::Shown;
use super::wish::Wish;
use super::{along, kept, leaving, noticed, sent, shown, told, unwanted, weighed};
use crate::dom::{element, shadow};
use dangol_core::profile::OverviewFact;
use dangol_core::report::Account;
use dangol_core::{Language, Overview};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, ShadowRoot};

const STYLE: &str = include_str!("page.css");

/// The id of the line that says what was done.
const STATUS: &str = "status";

/// The id of the heading.
const HEADING: &str = "heading";

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

/// Shows the privacy page in the host's shadow root. The focus stays where it was, and so
/// does what is being typed and what is folded out. The line that says what was done stays
/// the same element, so that screen readers notice when it changes.
pub fn show(host: &Element, picture: &Picture) -> Result<(), JsValue> {
    let before = host.shadow_root();
    // A syllable that is being composed must not lose its field.
    let composing = format!("[{COMPOSING}]");
    if let Some(root) = &before
        && root.query_selector(&composing)?.is_some()
    {
        return Ok(());
    }
    let focused = before.as_ref().and_then(ShadowRoot::active_element);
    let state = before.as_ref().map_or_else(Vec::new, typed_and_open);
    let status = before
        .as_ref()
        .and_then(|root| root.get_element_by_id(STATUS));
    let section = section(picture)?;
    let root = match (&before, &status) {
        (Some(root), Some(_)) => {
            if let Some(old) = root.first_element_child() {
                root.replace_child(&section, &old)?;
            }
            root.clone()
        }
        _ => {
            let root = shadow(host, STYLE)?;
            root.append_child(&section)?;
            let status = element("p", "status", "")?;
            status.set_attribute("id", STATUS)?;
            status.set_attribute("role", "status")?;
            root.append_child(&status)?;
            root
        }
    };
    restore(&root, &state);
    if let Some(status) = root.get_element_by_id(STATUS) {
        status.set_attribute("lang", picture.language.tag())?;
        // The same words again would be read aloud again.
        if status.text_content().as_deref() != Some(picture.news) {
            status.set_text_content(Some(picture.news));
        }
    }
    if let Some(focused) = focused {
        give_focus(&root, &focused.id());
    }
    Ok(())
}

/// What stands in a field against its default, or that a fold is open; by the id.
fn typed_and_open(root: &ShadowRoot) -> Vec<(String, Option<String>)> {
    let mut state = Vec::new();
    let Ok(found) = root.query_selector_all("input,select,details[open]") else {
        return state;
    };
    for at in 0..found.length() {
        let Some(node) = found.get(at) else { continue };
        if let Some(field) = node.dyn_ref::<HtmlInputElement>() {
            let is_text = !matches!(field.type_().as_str(), "checkbox" | "file");
            if is_text && field.value() != field.default_value() {
                state.push((field.id(), Some(field.value())));
            }
        } else if let Some(choice) = node.dyn_ref::<HtmlSelectElement>() {
            state.push((choice.id(), Some(choice.value())));
        } else if let Some(fold) = node.dyn_ref::<Element>() {
            state.push((fold.id(), None));
        }
    }
    state
}

fn restore(root: &ShadowRoot, state: &[(String, Option<String>)]) {
    for (id, value) in state {
        let Some(found) = root.get_element_by_id(id) else {
            continue;
        };
        match value {
            None => drop(found.set_attribute("open", "")),
            Some(value) => {
                if let Some(field) = found.dyn_ref::<HtmlInputElement>() {
                    field.set_value(value);
                } else if let Some(choice) = found.dyn_ref::<HtmlSelectElement>() {
                    choice.set_value(value);
                    // The fields that belong to the choice are shown again.
                    if let Ok(event) = web_sys::Event::new("change") {
                        let _ = choice.dispatch_event(&event);
                    }
                }
            }
        }
    }
}

/// Gives the focus to the element with this id, or to the heading where it is gone.
fn give_focus(root: &ShadowRoot, id: &str) {
    let found = root
        .get_element_by_id(id)
        .or_else(|| root.get_element_by_id(HEADING));
    if let Some(Ok(element)) = found.map(|found| found.dyn_into::<web_sys::HtmlElement>()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
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
        unwanted::unwanted(pen, &section, &overview.stopped_greetings)?;
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
