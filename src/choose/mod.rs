//! Help in choosing, a wasm of its own that is loaded where a `<dangol-choose>` stands or a
//! script calls `dangol.choose`: it asks the page's wasm, its [`app::App`], which products
//! stand side by side, fetches what is stated of them, and decides and draws here. All that
//! it gives back is which attributes the shopper put first.

mod answer;
mod app;
mod choice;
mod controls;
mod draw;
mod gather;
mod limits;
mod page;
mod table;

use crate::dom::{fire, object};
use crate::error;
use app::App;
use choice::Choice;
use dangol_core::choose::{LEAST, MOST};
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

/// How many products stand side by side where the page does not say which.
const USUAL: usize = 4;

thread_local! {
    /// What is drawn where. An element that was asked for again meanwhile is not drawn by the
    /// older question.
    static DRAWN: RefCell<Vec<(Element, Rc<Choice>)>> = const { RefCell::new(Vec::new()) };
    static QUESTIONS: RefCell<Vec<(Element, u32)>> = const { RefCell::new(Vec::new()) };
}

/// Shows help in choosing in an element. Says `false` where there is nothing to choose between,
/// and `null` where a chunk of the model is missing or damaged.
///
/// # Errors
/// When a file is missing or damaged, or the element cannot have a shadow root.
#[wasm_bindgen(js_name = showChoose)]
pub async fn show_choose(app: App, host: Element) -> Result<JsValue, JsValue> {
    let question = begin(&host);
    let named = host.get_attribute("item-ids").unwrap_or_default();
    let ids: Vec<String> = named.split_whitespace().map(str::to_owned).collect();
    let limit = host.get_attribute("limit");
    let limit = limit.and_then(|limit| limit.parse().ok()).unwrap_or(USUAL);
    let gathered = match gather::gather(&app, &ids, limit.clamp(LEAST, MOST)).await {
        Ok(Some(gathered)) => gathered,
        Ok(None) => return Ok(JsValue::NULL),
        Err(trouble) => {
            fire("dangol:error", &trouble);
            return Err(trouble);
        }
    };
    if !is_newest(&host, question) {
        return Ok(JsValue::TRUE);
    }
    let differs = gathered
        .comparison
        .attributes
        .iter()
        .any(|attribute| attribute.differs);
    if gathered.comparison.products.len() < LEAST || !differs {
        forget(&host);
        return Ok(JsValue::FALSE);
    }
    let ids: Array = gathered
        .comparison
        .products
        .iter()
        .map(|product| JsValue::from(&product.id))
        .collect();
    let choice = Choice::new(app, gathered, before(&host).as_deref());
    page::show(&host, &choice)?;
    DRAWN.with_borrow_mut(|drawn| {
        drawn.retain(|(known, _)| known.is_connected() && *known != host);
        drawn.push((host, choice));
    });
    fire(
        "dangol:shown",
        &object(&[("kind", "choose".into()), ("itemIds", ids.into())]),
    );
    Ok(JsValue::TRUE)
}

/// `dangol.choose({itemIds, strategy, aspects})`.
///
/// # Errors
/// `bad_choice` for a question that cannot be answered, `bad_model` for a file that is missing
/// or damaged.
#[wasm_bindgen]
pub async fn choose(app: App, asked: JsValue) -> Result<JsValue, JsValue> {
    answer::answer(&app, &asked).await
}

/// A new question about an element.
fn begin(host: &Element) -> u32 {
    QUESTIONS.with_borrow_mut(|questions| {
        questions.retain(|(known, _)| known.is_connected() || known == host);
        let last = questions
            .iter()
            .map(|(_, number)| *number)
            .max()
            .unwrap_or(0);
        questions.retain(|(known, _)| known != host);
        questions.push((host.clone(), last + 1));
        last + 1
    })
}

fn is_newest(host: &Element, question: u32) -> bool {
    QUESTIONS.with_borrow(|questions| {
        questions
            .iter()
            .any(|(known, number)| known == host && *number == question)
    })
}

/// What the shopper has said in this element so far.
fn before(host: &Element) -> Option<Rc<Choice>> {
    DRAWN.with_borrow(|drawn| {
        let found = drawn.iter().find(|(known, _)| known == host);
        found.map(|(_, choice)| choice.clone())
    })
}

fn forget(host: &Element) {
    DRAWN.with_borrow_mut(|drawn| drawn.retain(|(known, _)| known != host));
}

/// The error that a page sees for a question that cannot be answered.
fn bad_choice(message: &str) -> JsValue {
    error::with_code("bad_choice", message)
}
