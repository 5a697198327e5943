//! What `<dangol-offer>` shows, and what becomes of it.

use super::Edge;
use crate::elements::{self, State};
use crate::{clock, dom};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

impl Edge {
    pub(super) fn show_offer(self: &Rc<Self>, host: &Element, place: &str) -> Result<(), JsValue> {
        // An offer stays as it is while one reads the page.
        if self.is_shown(host) {
            return Ok(());
        }
        let (offer, language) = {
            let mut engine = self.engine.borrow_mut();
            (engine.offer(place, clock::now()), engine.language())
        };
        let Some(offer) = offer else {
            return self.set_state(host, State::Empty, Vec::new());
        };
        // The shop's server gives a code to who is there, not to who is only tried.
        #[cfg(feature = "inspect")]
        let offer = crate::inspect::without_server(offer);
        let (edge, campaign) = (self.clone(), offer.id.clone());
        let took = super::callback(move |code| {
            {
                let mut engine = edge.engine.borrow_mut();
                match code.as_string().filter(|code| !code.is_empty()) {
                    Some(code) => engine.offer_code(&campaign, &code),
                    None => engine.offer_taken(&campaign, clock::now()),
                }
            }
            // At once: the page may be about to be left.
            edge.save();
            let detail = [
                ("kind", "offer".into()),
                ("campaign", campaign.as_str().into()),
            ];
            dom::fire("dangol:click", &dom::object(&detail));
        });
        let (edge, campaign) = (self.clone(), offer.id.clone());
        let less = super::callback(move |_| {
            let mut engine = edge.engine.borrow_mut();
            engine.less_of_offer(&campaign, clock::now());
            drop(engine);
            edge.step();
            edge.save();
        });
        elements::show_offer(host, &offer, language, &took, &less)?;
        self.set_state(host, State::Shown, Vec::new())?;
        let detail = dom::object(&[
            ("kind", "offer".into()),
            ("place", place.into()),
            ("campaign", offer.id.into()),
        ]);
        dom::fire("dangol:shown", &detail);
        Ok(())
    }
}
