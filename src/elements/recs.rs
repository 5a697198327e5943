//! `<dangol-recs>`: a list of cards.

use crate::dom::{element, fire, object, set_url, shadow};
use dangol_core::{Kind, Language, Recommendation};
use dangol_wire::Entry;
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

const STYLE: &str = include_str!("recs.css");

/// Shows the cards in the host's shadow root. `clicked` hears which one is opened.
pub fn show(
    host: &Element,
    kind: Kind,
    cards: &[Recommendation],
    language: Language,
    entry: Option<&Entry>,
    clicked: Rc<dyn Fn(&str)>,
) -> Result<(), JsValue> {
    let list = element("ul", "list", "")?;
    // Safari takes the list role from lists without bullets.
    list.set_attribute("role", "list")?;
    list.set_attribute("aria-label", language.kind(kind))?;
    list.set_attribute("lang", language.tag())?;
    for card in cards {
        list.append_child(card_of(card, kind, language, entry, clicked.clone())?.as_ref())?;
    }
    // Only now: until the list is whole, the fallback markup stays.
    shadow(host, STYLE)?.append_child(list.as_ref())?;
    Ok(())
}

fn card_of(
    card: &Recommendation,
    kind: Kind,
    language: Language,
    entry: Option<&Entry>,
    clicked: Rc<dyn Fn(&str)>,
) -> Result<Element, JsValue> {
    let item = element("li", "card", "")?;
    item.set_attribute("data-item-id", &card.item_id)?;
    let link = element("a", "link", "")?;
    set_url(&link, "href", &card.url)?;
    let frame = element("span", "frame", "")?;
    if !card.image.is_empty() {
        let image = element("img", "image", "")?;
        image.set_attribute("alt", "")?;
        image.set_attribute("loading", "lazy")?;
        image.set_attribute("decoding", "async")?;
        set_url(&image, "src", &card.image)?;
        frame.append_child(&image)?;
    }
    link.append_child(&frame)?;
    // The shop's own words, in whatever language the shop's page is.
    let title = element("span", "title", &card.title)?;
    title.set_attribute("lang", "")?;
    link.append_child(&title)?;
    if let (Some(price), Some(entry)) = (card.price, entry) {
        let price = crate::price::format(price, entry, language);
        link.append_child(element("span", "price", &price)?.as_ref())?;
    }
    let reason = element("span", "reason", &card.reason.text)?;
    reason.set_attribute("title", &card.reason.text)?;
    link.append_child(&reason)?;
    item.append_child(&link)?;
    let (id, code) = (card.item_id.clone(), card.reason.code);
    EventListener::new(&link, "click", move |_| {
        clicked(&id);
        let detail = object(&[
            ("kind", kind.name().into()),
            ("itemId", id.as_str().into()),
            ("reason", code.into()),
        ]);
        fire("dangol:click", &detail);
    })
    // The listener lives as long as its card.
    .forget();
    Ok(item)
}
