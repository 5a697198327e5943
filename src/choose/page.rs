//! `<dangol-choose>`: a fold with the ways of deciding, what matters, and the products side
//! by side. It is folded in until the shopper opens it, so that nothing moves by itself.

use super::choice::Choice;
use super::draw::{add, button, on};
use super::{DRAWN, controls, table};
use crate::dom::{clear, element, shadow};
use dangol_core::choose::Strategy;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement, ShadowRoot};

const STYLE: &str = include_str!("page.css");

/// Draws all of it in the host's shadow root.
pub fn show(host: &Element, choice: &Rc<Choice>) -> Result<(), JsValue> {
    let words = choice.language.choosing();
    let fold = element("details", "choose", "")?;
    fold.set_attribute("lang", choice.language.tag())?;
    fold.set_attribute("id", "fold")?;
    if choice.is_open.get() {
        fold.set_attribute("open", "")?;
    }
    let (opened, details) = (choice.clone(), fold.clone());
    on(
        &fold,
        "toggle",
        Box::new(move || opened.is_open.set(details.has_attribute("open"))),
    );
    let count = choice.comparison.products.len();
    add(
        &fold,
        "summary",
        "summary",
        &choice.language.compares(count),
    )?;
    let body = add(&fold, "div", "body", "")?;
    ways(choice, &body)?;
    let matters = add(&body, "div", "matters", "")?;
    matters.set_attribute("id", "controls")?;
    controls::controls(choice, &matters)?;
    if !choice.usual.is_empty() {
        let shown = choice.usual.len().min(3);
        let usual = choice.language.usually_weighed(&choice.usual[..shown]);
        add(&body, "p", "usual", &usual)?;
    }
    let result = add(&body, "p", "result", "")?;
    result.set_attribute("id", "result")?;
    result.set_attribute("role", "status")?;
    table::table(choice, &body)?;
    let foot = add(&body, "div", "foot", "")?;
    let again = choice.clone();
    button(
        &foot,
        ("again", "button"),
        (words.start_again, ""),
        Box::new(move || {
            again.start_again();
            let way = format!("way-{}", again.strategy.get().name());
            if let Some(way) = root_of(&again).and_then(|root| root.get_element_by_id(&way)) {
                way.unchecked_into::<HtmlInputElement>().set_checked(true);
            }
            redraw(&again);
        }),
    )?;
    add(&foot, "p", "note", words.private)?;
    let root = shadow(host, STYLE)?;
    // A fallback that stood in its place is gone, and so is what was drawn before.
    clear(&root);
    root.append_child(&fold)?;
    fill(choice, &root)
}

/// The ways of deciding.
fn ways(choice: &Rc<Choice>, parent: &Element) -> Result<(), JsValue> {
    let words = choice.language.choosing();
    let group = add(parent, "fieldset", "ways", "")?;
    add(&group, "legend", "subheading", words.how)?;
    for (strategy, (name, note)) in Strategy::ALL.into_iter().zip(words.ways) {
        let way = add(&group, "label", "way", "")?;
        let input: HtmlInputElement = add(&way, "input", "radio", "")?.unchecked_into();
        let id = format!("way-{}", strategy.name());
        input.set_attribute("type", "radio")?;
        input.set_attribute("name", "way")?;
        input.set_attribute("id", &id)?;
        input.set_attribute("value", strategy.name())?;
        input.set_checked(choice.strategy.get() == strategy);
        let text = add(&way, "span", "way-text", "")?;
        add(&text, "span", "way-name", name)?;
        add(&text, "span", "note", note)?;
        let chosen = choice.clone();
        on(
            &input,
            "change",
            Box::new(move || {
                chosen.strategy.set(strategy);
                redraw(&chosen);
            }),
        );
    }
    Ok(())
}

/// Draws what matters anew, keeps the focus where it was, and shows what comes of it.
pub fn redraw(choice: &Rc<Choice>) {
    let Some(root) = root_of(choice) else {
        return;
    };
    let focused = root.active_element().map(|focused| focused.id());
    if let Some(controls) = root.get_element_by_id("controls") {
        clear(&controls);
        // What cannot be drawn leaves the products as they are.
        let _ = controls::controls(choice, &controls);
    }
    if let Some(focused) = focused.and_then(|id| root.get_element_by_id(&id)) {
        let _ = focused.unchecked_into::<web_sys::HtmlElement>().focus();
    }
    let _ = fill(choice, &root);
}

/// Shows what comes of it.
pub fn renew(choice: &Rc<Choice>) {
    if let Some(root) = root_of(choice) {
        let _ = fill(choice, &root);
    }
}

fn fill(choice: &Rc<Choice>, root: &ShadowRoot) -> Result<(), JsValue> {
    let verdict = choice.verdict();
    table::mark(choice, root, &verdict)?;
    let said = verdict.words(&choice.comparison, choice.strategy.get(), choice.language);
    if let Some(result) = root.get_element_by_id("result") {
        // The same words again would be read aloud again.
        if result.text_content().as_deref() != Some(&said.text) {
            result.set_text_content(Some(&said.text));
        }
    }
    Ok(())
}

fn root_of(choice: &Rc<Choice>) -> Option<ShadowRoot> {
    DRAWN.with_borrow(|drawn| {
        let found = drawn.iter().find(|(_, of)| Rc::ptr_eq(of, choice));
        found.and_then(|(host, _)| host.shadow_root())
    })
}
