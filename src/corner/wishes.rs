//! The wish list, and its link for friends.

use super::errand::Errand;
use super::page::{Picture, button, part};
use super::{function, thing};
use crate::privacy::pen::Pen;
use dangol_core::corner::Corner;
use dangol_core::corner::list::{self, Listed};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlInputElement};

/// Shows the list.
pub fn wishes(pen: Pen, section: &Element, picture: &Picture) -> Result<(), JsValue> {
    let words = pen.language.corner();
    let part = part(pen, section, "wishes", words.wishes)?;
    let wishes = &picture.corner.wishes;
    if wishes.is_empty() {
        pen.add(&part, "p", "note", words.wishes_none)?;
        return Ok(());
    }
    let cards = pen.list(&part, "cards")?;
    for wish in wishes {
        let item = &wish.thing.item;
        let (_, body) = thing::card(pen, &cards, "card", &wish.thing, picture)?;
        let label = pen.add(&body, "label", "check", "")?;
        let field: HtmlInputElement = pen.add(&label, "input", "", "")?.unchecked_into();
        field.set_attribute("type", "checkbox")?;
        field.set_attribute("id", &["for-other-", item].concat())?;
        let about = [words.for_other, ": ", &wish.thing.title].concat();
        field.set_attribute("aria-label", &about)?;
        field.set_checked(wish.gift);
        pen.add(&label, "span", "", words.for_other)?;
        let (of, chosen) = (item.clone(), field.clone());
        EventListener::new(&field, "change", move |_| {
            super::errand::run(Errand::ForOther(of.clone(), chosen.checked()));
        })
        .forget();
        let text = (words.take_off, wish.thing.title.as_str());
        let errand = Errand::TakeOff(wish.thing.clone());
        button(&body, &["take-off-", item].concat(), text, errand)?;
    }
    let (_, count) = fragment(&picture.corner);
    if count == 0 {
        return Ok(());
    }
    let row = pen.add(&part, "div", "row", "")?;
    if function(&["navigator", "share"]).is_some() {
        button(&row, "share", (words.share, ""), Errand::Share)?;
    }
    button(&row, "copy-link", (words.copy_link, ""), Errand::CopyLink)?;
    pen.add(&part, "p", "note", words.share_note)?;
    let own = wishes.iter().filter(|wish| !wish.gift).count();
    if count < own {
        pen.add(&part, "p", "note", &pen.language.not_all_shared(count))?;
    }
    Ok(())
}

/// The list for friends: one's own wishes. What is for somebody else may be for them.
fn fragment(corner: &Corner) -> (String, usize) {
    let own = corner.wishes.iter().filter(|wish| !wish.gift);
    let own = own.map(|wish| Listed {
        item: wish.thing.item.clone(),
        title: wish.thing.title.clone(),
    });
    list::encode(&own.collect::<Vec<_>>())
}

/// The address that opens the list. The query of this page is not in it: it may be about the
/// shopper.
pub fn link(picture: &Picture) -> Result<String, JsValue> {
    let location = web_sys::window().ok_or(JsValue::UNDEFINED)?.location();
    let page = match picture.shop.settings.list_page.as_str() {
        "" => location.pathname()?,
        page => page.to_owned(),
    };
    let (fragment, _) = fragment(&picture.corner);
    Ok([&location.origin()?, &page, "#", &fragment].concat())
}
