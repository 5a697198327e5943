//! The hearts that put items on the wish list.

use super::Edge;
use crate::elements::{self, State};
use crate::{clock, dom};
use dangol_core::Node;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

impl Edge {
    /// Shows a heart, and whether its item is wished for.
    pub(super) fn show_wish(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        let Some(item) = self.item_of_heart(host) else {
            return self.set_state(host, State::Empty, Vec::new());
        };
        let (is_wished, language) = {
            let engine = self.engine.borrow();
            (engine.is_wished(&item), engine.language())
        };
        let edge = self.clone();
        elements::show_wish(host, language, is_wished, move |host| {
            edge.press_heart(host)
        })?;
        self.set_state(host, State::Shown, Vec::new())
    }

    /// The item that the heart names, else the page's.
    fn item_of_heart(&self, host: &Element) -> Option<String> {
        let named = host.get_attribute("item-id").filter(|id| !id.is_empty());
        let engine = self.engine.borrow();
        let of_page = || engine.page_product().map(|product| product.id.clone());
        named.or_else(of_page)
    }

    fn press_heart(self: &Rc<Self>, host: &Element) {
        let Some(item) = self.item_of_heart(host) else {
            return;
        };
        let told = ["title", "url", "image", "price"].map(|name| {
            let value = host.get_attribute(&["item-", name].concat());
            (name.to_owned(), value.map_or(Node::Null, Node::Text))
        });
        let now = clock::now();
        let (outcome, is_wished, is_kept) = {
            let mut engine = self.engine.borrow_mut();
            let outcome = match engine.is_wished(&item) {
                true => {
                    engine.unwish(&item, now);
                    Ok(())
                }
                false => engine.wish(&item, &Node::Map(told.into()), now),
            };
            let is_kept = engine.consent().personalize().answer() == Some(true);
            let is_kept = is_kept && !engine.has_guest() && !self.blocked.get();
            (outcome, engine.is_wished(&item), is_kept)
        };
        if let Err(error) = outcome {
            let error = dangol_core::PublicError::from(error);
            self.fire_error(error.code, &error.message);
        }
        self.step();
        self.save();
        let detail = dom::object(&[
            ("itemId", item.into()),
            ("wished", is_wished.into()),
            ("kept", is_kept.into()),
        ]);
        dom::fire("dangol:wish", &detail);
    }
}
