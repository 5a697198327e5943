//! The frame of the inspector: an element of its own at the end of the page, docked over it, so
//! that nothing of the page moves.

use super::{trial, way};
use crate::dom::{self, element};
use dangol_core::Language;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent, ShadowRoot};

/// The inspector's element.
pub const ELEMENT: &str = "dangol-inspector";

const STYLE: &str = include_str!("panel.css");

/// What everything is drawn into.
pub struct Frame {
    root: ShadowRoot,
    /// What is drawn anew when something has changed.
    pub live: Element,
}

/// A new element at the end of another.
pub fn add(parent: &Element, tag: &str, part: &str, text: &str) -> Result<Element, JsValue> {
    let child = element(tag, part, text)?;
    parent.append_child(&child)?;
    Ok(child)
}

/// A text of the shop's or a name of the configuration's, in no language of ours.
pub fn foreign(parent: &Element, tag: &str, part: &str, text: &str) -> Result<Element, JsValue> {
    let child = add(parent, tag, part, text)?;
    child.set_attribute("lang", "")?;
    Ok(child)
}

/// What folds out, and is remembered to be open by its id.
pub fn fold(
    parent: &Element,
    id: &str,
    summary: &str,
    open: bool,
) -> Result<(Element, Element), JsValue> {
    let fold = add(parent, "details", "fold", "")?;
    fold.set_attribute("id", id)?;
    if open {
        fold.set_attribute("open", "")?;
    }
    let head = add(&fold, "summary", "summary", "")?;
    head.set_attribute("id", &[id, "-summary"].concat())?;
    add(&head, "span", "heading", summary)?;
    let body = add(&fold, "div", "inner", "")?;
    Ok((head, body))
}

impl Frame {
    /// The frame, made where there is none yet.
    pub fn ensure(language: Language) -> Result<Self, JsValue> {
        let document = dom::document()?;
        let there = document.get_elements_by_tag_name(ELEMENT).item(0);
        if let Some(root) = there.and_then(|host| host.shadow_root()) {
            let live = root.get_element_by_id("live").ok_or(JsValue::UNDEFINED)?;
            return Ok(Self { root, live });
        }
        let host = document.create_element(ELEMENT)?;
        host.set_attribute("data-dock", "side")?;
        let root = dom::shadow(&host, STYLE)?;
        let live = draw(&host, &root, language)?;
        let body = document.body().ok_or(JsValue::UNDEFINED)?;
        body.append_child(&host)?;
        way::keep_on()?;
        Ok(Self { root, live })
    }

    /// An element within, by its id.
    pub fn find(&self, id: &str) -> Option<Element> {
        self.root.get_element_by_id(id)
    }

    /// Which of what folds is open, of all that are there.
    pub fn folds(&self) -> Vec<(String, bool)> {
        let folds = self.live.get_elements_by_tag_name("details");
        (0..folds.length())
            .filter_map(|at| folds.item(at))
            .map(|fold| (fold.id(), fold.has_attribute("open")))
            .collect()
    }

    /// The id of what has the focus within.
    pub fn focused(&self) -> Option<String> {
        Some(self.root.active_element()?.id())
    }
}

fn draw(host: &Element, root: &ShadowRoot, language: Language) -> Result<Element, JsValue> {
    let words = language.inspector();
    let panel = element("section", "panel", "")?;
    panel.set_attribute("aria-labelledby", "title")?;
    panel.set_attribute("lang", language.tag())?;
    root.append_child(&panel)?;

    let bar = add(&panel, "div", "bar", "")?;
    let title = add(&bar, "h2", "title", words.title)?;
    title.set_attribute("id", "title")?;
    title.set_attribute("tabindex", "-1")?;
    let tools = add(&bar, "div", "tools", "")?;
    let size = button(&tools, "size", words.larger)?;
    let dock = button(&tools, "dock", words.to_bottom)?;
    let close = button(&tools, "fold", words.close)?;
    close.set_attribute("aria-expanded", "true")?;

    let body = add(&panel, "div", "body", "")?;
    who(&body, language)?;
    super::form::draw(&body, language)?;
    let live = add(&body, "div", "live", "")?;
    live.set_attribute("id", "live")?;

    let pill = element("button", "pill", words.title)?;
    pill.set_attribute("type", "button")?;
    pill.set_attribute("id", "open")?;
    pill.set_attribute("lang", language.tag())?;
    pill.set_attribute("aria-expanded", "false")?;
    root.append_child(&pill)?;

    let of = host.clone();
    EventListener::new(&dock, "click", move |event| {
        let at_side = of.get_attribute("data-dock").as_deref() == Some("side");
        let (place, next) = match at_side {
            true => ("bottom", words.to_side),
            false => ("side", words.to_bottom),
        };
        let _ = of.set_attribute("data-dock", place);
        name(event, next);
    })
    .forget();
    let of = host.clone();
    EventListener::new(&size, "click", move |event| {
        let is_large = of.toggle_attribute("data-large").unwrap_or_default();
        name(
            event,
            if is_large {
                words.smaller
            } else {
                words.larger
            },
        );
    })
    .forget();
    let (of, to) = (host.clone(), pill.clone());
    let shut = move || {
        let _ = of.set_attribute("data-folded", "");
        focus(&to);
    };
    let by_key = shut.clone();
    EventListener::new(&close, "click", move |_| shut()).forget();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&panel, "keydown", options, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        if key.is_some_and(|key| key.key() == "Escape") {
            // The page's own dialogs are not meant.
            event.stop_propagation();
            by_key();
        }
    })
    .forget();
    let of = host.clone();
    EventListener::new(&pill, "click", move |_| {
        let _ = of.remove_attribute("data-folded");
        focus(&title);
    })
    .forget();
    Ok(live)
}

/// Whose page this is: one's own, or whose is tried.
fn who(body: &Element, language: Language) -> Result<(), JsValue> {
    let words = language.inspector();
    let Some(trial) = trial::asked() else {
        add(body, "p", "self", words.yourself)?;
        return Ok(());
    };
    let trying = add(body, "div", "trying", "")?;
    let line = add(&trying, "p", "who", words.trying)?;
    add(&line, "strong", "name", language.who(trial.who))?;
    if let Some(now) = trial::frozen() {
        let date = js_sys::Date::new(&JsValue::from_f64(now.at as f64));
        let options = dom::object(&[
            ("year", "numeric".into()),
            ("month", "long".into()),
            ("day", "numeric".into()),
            ("weekday", "long".into()),
            ("hour", "numeric".into()),
            ("minute", "2-digit".into()),
        ]);
        let when = date.to_locale_date_string(language.tag(), &options);
        add(&trying, "p", "when", &String::from(when))?;
    }
    add(&trying, "p", "when", words.consent(trial.consent_name()))?;
    add(&trying, "p", "note", words.trying_note)?;
    let back = add(&trying, "a", "button", words.back)?;
    back.set_attribute("id", "back")?;
    back.set_attribute("href", &way::address_with(&[])?)
}

fn button(parent: &Element, id: &str, text: &str) -> Result<Element, JsValue> {
    let button = add(parent, "button", "tool", text)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("id", id)?;
    Ok(button)
}

fn name(event: &web_sys::Event, text: &str) {
    let button = event
        .current_target()
        .and_then(|it| it.dyn_into::<Element>().ok());
    if let Some(button) = button {
        button.set_text_content(Some(text));
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
