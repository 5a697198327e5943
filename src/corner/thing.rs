//! A product in the corner: its picture, its title, its price.

use super::errand::Errand;
use super::page::Picture;
use crate::dom::set_url;
use crate::price;
use crate::privacy::pen::Pen;
use dangol_core::corner::Thing;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// A card with the product's picture above its words, in a list. Returns the card and where
/// more can be said.
pub fn card(
    pen: Pen,
    list: &Element,
    part: &str,
    thing: &Thing,
    picture: &Picture,
) -> Result<(Element, Element), JsValue> {
    let card = pen.add(list, "li", part, "")?;
    card.set_attribute("data-item-id", &thing.item)?;
    frame(pen, &card, thing)?;
    let body = pen.add(&card, "div", "words", "")?;
    title(pen, &body, thing)?;
    if let (Some(amount), Some(entry)) = (thing.price, &picture.shop.entry) {
        let price = price::format(amount, entry, pen.language);
        pen.add(&body, "span", "price", &price)?;
    }
    Ok((card, body))
}

/// The picture, or the room of one.
fn frame(pen: Pen, parent: &Element, thing: &Thing) -> Result<(), JsValue> {
    let frame = pen.add(parent, "span", "frame", "")?;
    if thing.image.is_empty() {
        return Ok(());
    }
    let image = pen.add(&frame, "img", "image", "")?;
    for (name, value) in [("alt", ""), ("loading", "lazy"), ("decoding", "async")] {
        image.set_attribute(name, value)?;
    }
    set_url(&image, "src", &thing.image)
}

/// The title, which leads to the product. Where its page is not known here, the shop's files
/// are asked once it is pressed, as the page itself would ask them.
fn title(pen: Pen, parent: &Element, thing: &Thing) -> Result<(), JsValue> {
    if !thing.url.is_empty() {
        let link = pen.foreign(parent, "a", "title", &thing.title)?;
        return set_url(&link, "href", &thing.url);
    }
    let button = pen.foreign(parent, "button", "title", &thing.title)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("id", &["open-", &thing.item].concat())?;
    let errand = Errand::Open(thing.item.clone());
    let options = EventListenerOptions::default();
    EventListener::new_with_options(&button, "click", options, move |_| {
        super::errand::run(errand.clone());
    })
    .forget();
    Ok(())
}
