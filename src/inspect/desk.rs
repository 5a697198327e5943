//! Drawing anew what has changed, and only then: who reads is not to lose their place.

use super::panel::Frame;
use super::{Inspected, greetings, lists, sections};
use crate::clock;
use crate::dom;
use crate::edge::Edge;
use dangol_core::Language;
use dangol_core::inspect::Section;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

thread_local! {
    static DRAWN: RefCell<Option<Seen>> = const { RefCell::new(None) };
    static WAITING: Cell<bool> = const { Cell::new(false) };
}

/// All that is to be seen.
#[derive(PartialEq)]
struct Seen {
    language: Language,
    noted: Vec<Inspected>,
    sections: Vec<Section>,
}

/// Looks again at the end of this turn, however often that is asked for.
pub fn look_soon(edge: &Rc<Edge>) {
    if WAITING.replace(true) {
        return;
    }
    let edge = edge.clone();
    spawn_local(async move {
        WAITING.set(false);
        look(&edge);
    });
}

/// Draws what there is to be seen now, if that is not what was drawn.
fn look(edge: &Edge) {
    let seen = {
        let mut engine = edge.engine.borrow_mut();
        Seen {
            language: engine.language(),
            sections: engine.inspect_sections(clock::now()),
            noted: edge.noted(),
        }
    };
    if DRAWN.with_borrow(|drawn| drawn.as_ref() == Some(&seen)) {
        return;
    }
    // A page that cannot be drawn on is inspected by nobody.
    let _ = draw(&seen);
    DRAWN.set(Some(seen));
}

fn draw(seen: &Seen) -> Result<(), JsValue> {
    let language = seen.language;
    let frame = Frame::ensure(language)?;
    let (folds, focused) = (frame.folds(), frame.focused());
    dom::clear(&frame.live);
    let is_open = |id: &str, open: bool| {
        let known = folds.iter().find(|(known, _)| known == id);
        known.map_or(open, |(_, open)| *open)
    };
    let of_lists = seen.noted.iter().filter_map(|noted| match noted {
        Inspected::List(list) => Some(list.clone()),
        Inspected::Greeting(_) => None,
    });
    let of_greetings = seen.noted.iter().filter_map(|noted| match noted {
        Inspected::Greeting(greeting) => Some(greeting.clone()),
        Inspected::List(_) => None,
    });
    let (all_lists, all_greetings): (Vec<_>, Vec<_>) = (of_lists.collect(), of_greetings.collect());
    greetings::draw(&frame.live, &all_greetings, language, &is_open)?;
    lists::draw(&frame.live, &all_lists, language, &is_open)?;
    for section in &seen.sections {
        sections::draw(&frame.live, section, language, &is_open)?;
    }
    let again = focused.and_then(|id| frame.find(&id));
    if let Some(again) = again.and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
        again.focus()?;
    }
    Ok(())
}
