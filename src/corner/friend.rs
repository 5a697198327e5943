//! A list from a friend, which came with the page's address. Nothing of it is kept until the
//! shopper says so.

use super::errand::Errand;
use super::page::{Picture, button, part};
use super::{DESK, arrived, redraw, thing};
use crate::privacy::pen::Pen;
use dangol_core::corner::Thing;
use dangol_core::corner::list::NoList;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows the list, or why there is none.
pub fn friend(
    pen: Pen,
    section: &Element,
    list: &Result<Vec<Thing>, NoList>,
    picture: &Picture,
) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let part = part(pen, section, "friend", words.friend)?;
    part.set_attribute("part", "part friend")?;
    let list = match list {
        Ok(list) => list,
        Err(why) => {
            let said = match why {
                NoList::Newer => words.list_newer,
                NoList::Damaged => words.list_damaged,
            };
            let refused = pen.add(&part, "p", "refused", said)?;
            refused.set_attribute("role", "alert")?;
            button(&part, "dismiss", (words.close, ""), Errand::Dismiss)?;
            return Ok(());
        }
    };
    pen.add(&part, "p", "note", words.friend_note)?;
    let cards = pen.list(&part, "cards")?;
    for shared in list {
        thing::card(pen, &cards, "card", shared, picture)?;
    }
    let row = pen.add(&part, "div", "row", "")?;
    let keep = button(&row, "keep", (words.keep, ""), Errand::Keep)?;
    keep.set_attribute("aria-describedby", "keep-note")?;
    button(&row, "dismiss", (words.dismiss, ""), Errand::Dismiss)?;
    let note = pen.add(&part, "p", "note", words.keep_note)?;
    note.set_attribute("id", "keep-note")
}

/// Takes a list out of the page's address.
pub fn look() {
    if let Some(list) = arrived() {
        DESK.with_borrow_mut(|desk| desk.friend = Some(list));
    }
}

/// A link that is opened in the very tab that shows the corner changes the address only.
pub fn listen() {
    let Some(window) = web_sys::window() else {
        return;
    };
    gloo_events::EventListener::new(&window, "hashchange", |_| {
        if let Some(list) = arrived() {
            redraw(|desk| desk.friend = Some(list));
        }
    })
    .forget();
}
