//! `<dangol-ask>`: one question, an answer to it, and ways not to be asked.
//!
//! It takes no focus, and covers nothing. Stars are radio buttons, sent by a button of their
//! own: who walks them by keyboard has not answered yet.

use super::greeting::said;
use crate::dom::{element, shadow};
use dangol_core::profile::Asks;
use dangol_core::{Language, Question, Reply};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

const STYLE: &str = include_str!("ask.css");

/// Hears what the shopper says.
pub type Ear = Rc<dyn Fn(Reply)>;

/// Shows the question in the host's shadow root.
pub fn show(
    host: &Element,
    question: &Question,
    language: Language,
    ear: Ear,
) -> Result<(), JsValue> {
    let words = language.asking();
    let root = shadow(host, STYLE)?;
    let card = element("div", "question", "")?;
    card.set_attribute("lang", language.tag())?;
    card.set_attribute("role", "group")?;
    card.set_attribute("aria-labelledby", "text")?;
    let text = element("p", "text", &question.text)?;
    text.set_attribute("id", "text")?;
    card.append_child(&text)?;
    let answers = element("div", "answers", "")?;
    let thanks = [words.thanks, " ", question.note].concat();
    let pen = Pen { card: &card, ear };
    if question.asks != Asks::Fact {
        let stars = stars(&answers, language)?;
        let send = pen.button(&answers, "send", words.send)?;
        pen.on(&send, thanks, move || {
            let chosen = stars.iter().position(HtmlInputElement::checked);
            if chosen.is_none() {
                // The first of them says by itself that it wants to be chosen.
                let _ = stars.first().map(|star| star.focus());
            }
            chosen.map(|at| Reply::Stars(at as u8 + 1))
        });
    } else {
        pen.choice(&answers, ("send", words.holds), &thanks, Reply::Holds)?;
        pen.choice(
            &answers,
            ("send", words.taken_back),
            &thanks,
            Reply::TakenBack,
        )?;
    }
    pen.choice(&answers, ("later", words.later), words.left, Reply::Later)?;
    card.append_child(&answers)?;
    let foot = element("div", "foot", "")?;
    foot.append_child(element("p", "note", question.note)?.as_ref())?;
    pen.choice(&foot, ("stop", words.stop), words.stopped, Reply::Stop)?;
    pen.choice(&foot, ("never", words.never), words.stopped, Reply::Never)?;
    card.append_child(&foot)?;
    root.append_child(&card)?;
    Ok(())
}

/// Five radio buttons, and what the ends of the row mean.
fn stars(answers: &Element, language: Language) -> Result<Vec<HtmlInputElement>, JsValue> {
    let words = language.asking();
    let row = element("div", "stars", "")?;
    row.set_attribute("role", "radiogroup")?;
    row.set_attribute("aria-labelledby", "text")?;
    let mut stars = Vec::new();
    for (at, name) in words.stars.into_iter().enumerate() {
        let name = match at {
            0 => [name, ", ", words.worst].concat(),
            4 => [name, ", ", words.best].concat(),
            _ => name.to_owned(),
        };
        let label = element("label", "star", "")?;
        let star: HtmlInputElement = element("input", "", "")?.unchecked_into();
        star.set_attribute("type", "radio")?;
        star.set_attribute("name", "stars")?;
        star.set_attribute("aria-label", &name)?;
        label.append_child(&star)?;
        row.append_child(&label)?;
        stars.push(star);
    }
    for (before, end) in [(true, words.worst), (false, words.best)] {
        // The first and the last star say it, too.
        let end = element("span", "end", end)?;
        end.set_attribute("aria-hidden", "true")?;
        let first = row.first_child().filter(|_| before);
        row.insert_before(&end, first.as_ref())?;
    }
    answers.append_child(&row)?;
    Ok(stars)
}

/// Draws what can be said.
struct Pen<'a> {
    card: &'a Element,
    ear: Ear,
}

impl Pen<'_> {
    fn button(&self, parent: &Element, part: &str, text: &str) -> Result<Element, JsValue> {
        let button = element("button", part, text)?;
        button.set_attribute("type", "button")?;
        parent.append_child(&button)?;
        Ok(button)
    }

    fn choice(
        &self,
        parent: &Element,
        (part, text): (&str, &str),
        heard: &str,
        reply: Reply,
    ) -> Result<(), JsValue> {
        let button = self.button(parent, part, text)?;
        self.on(&button, heard.to_owned(), move || Some(reply));
        Ok(())
    }

    /// Has a button say something; that it was heard then stands in the place of all.
    fn on(&self, button: &Element, heard: String, reply: impl Fn() -> Option<Reply> + 'static) {
        let (card, ear) = (self.card.clone(), self.ear.clone());
        let reply: Box<dyn Fn() -> Option<Reply>> = Box::new(reply);
        EventListener::new(button, "click", move |_| {
            if let Some(reply) = reply() {
                ear(reply);
                // What cannot be drawn stays as it was.
                let _ = said(&card, &heard);
            }
        })
        .forget();
    }
}
