//! `<dangol-greeting>`: one sentence, where it leads, and a button to hear it no more.

use crate::dom::{element, set_url, shadow};
use dangol_core::{Greeting, Language};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement};

const STYLE: &str = include_str!("greeting.css");

/// Shows the greeting in the host's shadow root; calls back when its link is followed, and
/// when it is not wanted again.
pub fn show(
    host: &Element,
    greeting: &Greeting,
    language: Language,
    follow: impl Fn() + 'static,
    stop: Option<impl Fn() + 'static>,
) -> Result<(), JsValue> {
    let words = language.around_greeting();
    let root = shadow(host, STYLE)?;
    let line = element("div", "line", "")?;
    line.set_attribute("lang", language.tag())?;
    let text = element("p", "greeting", &greeting.text)?;
    text.set_attribute("title", &greeting.reason.text)?;
    line.append_child(&text)?;
    if let Some(to) = &greeting.link {
        let link = element("a", "link", &to.text)?;
        set_url(&link, "href", &to.url)?;
        EventListener::new(&link, "click", move |_| follow()).forget();
        line.append_child(&link)?;
    }
    if let Some(stop) = stop {
        let less = element("button", "less", words.less)?;
        less.set_attribute("type", "button")?;
        less.set_attribute("aria-label", words.less_note)?;
        let place = line.clone();
        EventListener::new(&less, "click", move |_| {
            stop();
            // What cannot be drawn stays as it was.
            let _ = said(&place, words.stopped);
        })
        .forget();
        line.append_child(&less)?;
    }
    root.append_child(&line)?;
    Ok(())
}

/// Says that something was heard, in the place of what was there, where the focus then is.
pub fn said(line: &Element, text: &str) -> Result<(), JsValue> {
    crate::dom::clear(line);
    let said = element("p", "stopped", text)?;
    said.set_attribute("role", "status")?;
    said.set_attribute("tabindex", "-1")?;
    line.append_child(&said)?;
    said.dyn_into::<HtmlElement>()?.focus()
}
