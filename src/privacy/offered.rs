//! The offers that were shown, with what came of each, and a button to stop it or to allow it
//! again.

use super::pen::Pen;
use super::wish::Wish;
use dangol_core::profile::OverviewOffer;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Shows them, if there are any.
pub fn offered(pen: Pen, section: &Element, offers: &[OverviewOffer]) -> Result<(), JsValue> {
    if offers.is_empty() {
        return Ok(());
    }
    let words = pen.words;
    pen.heading(section, words.offered)?;
    pen.add(section, "p", "note", words.offered_note)?;
    let list = pen.list(section, "items")?;
    for offer in offers {
        let row = pen.add(&list, "li", "item", "")?;
        pen.add(&row, "span", "item-title", &offer.id)?;
        let mut said = Vec::new();
        for (what, times) in [
            (words.offered_shown, offer.shown),
            (words.offered_taken, offer.taken),
            (words.offered_redeemed, offer.redeemed),
        ] {
            if times > 0 {
                said.push([what, ": ", &times.to_string()].concat());
            }
        }
        if offer.stopped {
            said.push(words.offered_stopped.to_owned());
        }
        pen.add(&row, "span", "note", &said.join(" · "))?;
        let (text, wish) = match offer.stopped {
            true => (words.allow_again, Wish::AllowOffer(offer.id.clone(), true)),
            false => (words.stop_offer, Wish::AllowOffer(offer.id.clone(), false)),
        };
        pen.button(
            &row,
            &["offer-", &offer.id].concat(),
            (text, &offer.id),
            wish,
        )?;
    }
    Ok(())
}
