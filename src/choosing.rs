//! What the wasm that helps in choosing asks of this one: which products, and to remember
//! what the shopper weighed.

use crate::api::App;
use crate::{clock, dom, node};
use dangol_core::{Choices, Node};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

fn texts(value: &JsValue) -> Vec<String> {
    node::from_js(value)
        .items()
        .iter()
        .filter_map(Node::text)
        .collect()
}

#[wasm_bindgen]
impl App {
    /// The products of these ids, or the page's and its alternatives, `limit` in all: as plain
    /// values, with where their attributes lie and what the shopper usually weighs first.
    ///
    /// `undefined` while a file is on its way, and `null` if it is missing or damaged.
    pub fn choices(&self, ids: JsValue, limit: usize) -> JsValue {
        let ids = texts(&ids);
        let answer = self
            .edge
            .engine
            .borrow_mut()
            .choices(&ids, limit, clock::now());
        self.edge.step();
        let cards = match answer {
            Choices::Ready(cards) => cards,
            Choices::Failed => return JsValue::NULL,
            Choices::Wait => return JsValue::UNDEFINED,
        };
        let engine = self.edge.engine.borrow();
        let items = cards.iter().map(|card| {
            let price = card
                .price
                .map_or(JsValue::NULL, |price| (price as f64).into());
            dom::object(&[
                ("id", card.id.as_str().into()),
                ("title", card.title.as_str().into()),
                ("url", card.url.as_str().into()),
                ("image", card.image.as_str().into()),
                ("brand", card.brand.as_str().into()),
                ("price", price),
            ])
        });
        let usual = engine.usually_weighed();
        let entry = engine.entry();
        let folder = entry.filter(|entry| entry.attributes);
        let folder = folder.map_or_else(String::new, |entry| {
            [self.edge.model_base(), &entry.build].concat()
        });
        let number = |of: Option<u32>| of.unwrap_or_default().into();
        dom::object(&[
            ("items", items.collect::<Array>().into()),
            (
                "usual",
                usual.iter().map(JsValue::from).collect::<Array>().into(),
            ),
            ("language", engine.language().tag().into()),
            ("folder", folder.into()),
            ("chunks", number(entry.map(|entry| entry.chunks))),
            (
                "digits",
                number(entry.map(|entry| entry.currency_digits.into())),
            ),
            ("currency", entry.map_or("", |entry| &entry.currency).into()),
        ])
    }

    /// Resolves when the next file has come, or is known not to come.
    #[wasm_bindgen(js_name = nextFile)]
    pub fn next_file(&self) -> Promise {
        self.edge.file_to_come()
    }

    /// The shopper put these attributes first when choosing, in this order.
    pub fn weigh(&self, attributes: JsValue) -> Promise {
        let attributes = texts(&attributes);
        let now = clock::now();
        self.edge.engine.borrow_mut().weigh(attributes, now);
        self.kept(Ok(()))
    }

    /// It is not to be remembered that an attribute was weighed.
    pub fn unweigh(&self, attribute: &str) -> Promise {
        self.edge.engine.borrow_mut().unweigh(attribute);
        self.kept(Ok(()))
    }
}
