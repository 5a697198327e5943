//! What the shopper asks for on the privacy page.

use super::Edge;
use crate::elements::{self, Wish};
use crate::{api, clock};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Edge {
    pub(super) fn wish(self: &Rc<Self>, wish: Wish) {
        let edge = self.clone();
        spawn_local(async move {
            let words = edge.engine.borrow().language().privacy();
            edge.news.set("");
            edge.asks_erase.set(matches!(wish, Wish::AskErase));
            match wish {
                Wish::AskErase => {}
                Wish::Personalize(yes) => {
                    edge.consent(Some(yes), None).await;
                    edge.news.set(if yes { words.saved } else { words.erased });
                }
                Wish::Measure(yes) => edge.consent(None, Some(yes)).await,
                Wish::Name(name) => {
                    edge.engine.borrow_mut().state_name(&name, clock::now());
                    edge.news.set(words.saved);
                }
                Wish::Gift(item) => edge.engine.borrow_mut().mark_gift(&item, clock::now()),
                Wish::Export => {
                    let export = api::to_js(&edge.engine.borrow().export());
                    let json = export.and_then(|value| js_sys::JSON::stringify(&value));
                    if let Ok(json) = json {
                        let _ = elements::download("dangol-profile.json", &String::from(json));
                    }
                }
                Wish::Erase => {
                    edge.erase().await;
                    edge.news.set(words.erased);
                }
            }
            edge.step();
        });
    }
}
