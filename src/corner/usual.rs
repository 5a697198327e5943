//! What is usually bought, ready to be put into the basket by the shop's own means.

use super::cart;
use super::errand::Errand;
use super::page::{Picture, button, part};
use super::thing;
use crate::dom::set_url;
use crate::privacy::pen::Pen;
use dangol_core::corner::Usual;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows it, if there is anything.
pub fn usual(pen: Pen, section: &Element, picture: &Picture) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let usual = &picture.corner.usual;
    if usual.is_empty() {
        return Ok(());
    }
    let part = part(pen, section, "usual", words.usual)?;
    pen.add(&part, "p", "note", words.usual_note)?;
    let way = picture.shop.settings.add_to_cart.as_ref();
    let list = pen.list(&part, "rows")?;
    for one in usual {
        let (card, body) = thing::card(pen, &list, "line", &one.thing, picture)?;
        pen.add(&body, "span", "note", &one.how_often)?;
        if one.is_due && !one.in_basket {
            pen.add(&body, "span", "due", words.due)?;
        }
        let text = (words.reorder, one.thing.title.as_str());
        let id = ["reorder-", &one.thing.item].concat();
        if one.in_basket {
            pen.add(&card, "span", "in-basket", words.in_basket)?;
        } else if way.is_some() {
            button(&card, &id, text, Errand::Reorder(vec![order(one)]))?;
        } else if !one.thing.url.is_empty() {
            let link = pen.add(&card, "a", "button", words.view)?;
            set_url(&link, "href", &one.thing.url)?;
            let label = [words.view, ": ", &one.thing.title].concat();
            link.set_attribute("aria-label", &label)?;
        }
    }
    if way.is_some_and(cart::takes_many) {
        let open = || usual.iter().filter(|one| !one.in_basket);
        let due: Vec<_> = open().filter(|one| one.is_due).map(order).collect();
        let all: Vec<_> = open().map(order).collect();
        let row = pen.add(&part, "div", "row", "")?;
        if due.len() > 1 && due.len() < all.len() {
            let text = pen.language.reorder_due(due.len());
            button(&row, "reorder-due", (&text, ""), Errand::Reorder(due))?;
        }
        if all.len() > 1 {
            let text = pen.language.reorder_all(all.len());
            button(&row, "reorder-all", (&text, ""), Errand::Reorder(all))?;
        }
    }
    Ok(())
}

fn order(usual: &Usual) -> cart::Order {
    cart::Order {
        thing: usual.thing.clone(),
        quantity: usual.quantity,
    }
}
