//! What the shopper asks for on the privacy page.

use super::Edge;
use crate::elements::{self, Wish};
use crate::{api, clock};
use dangol_core::ConsentRequest;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

impl Edge {
    pub(super) fn wish(self: &Rc<Self>, wish: Wish) {
        let edge = self.clone();
        spawn_local(async move {
            let words = edge.engine.borrow().language().privacy();
            edge.news.set("");
            edge.asks_erase.set(matches!(wish, Wish::AskErase));
            let done = match wish {
                Wish::Personalize(false) | Wish::Erase => words.erased,
                Wish::AskErase | Wish::Export | Wish::Keep => "",
                Wish::Personalize(true)
                | Wish::Measure(_)
                | Wish::Name(_)
                | Wish::Gift(_)
                | Wish::Unrate(_)
                | Wish::Untaste => words.saved,
            };
            let outcome = edge.grant(wish).await;
            edge.news
                .set(if outcome.is_ok() { done } else { words.blocked });
            edge.step();
        });
    }

    async fn grant(self: &Rc<Self>, wish: Wish) -> Result<(), JsValue> {
        let answer = |personalize, measure| ConsentRequest {
            personalize,
            measure,
        };
        match wish {
            Wish::AskErase | Wish::Keep => Ok(()),
            Wish::Personalize(yes) => self.consent(answer(Some(yes), None)).await,
            Wish::Measure(yes) => self.consent(answer(None, Some(yes))).await,
            Wish::Name(name) => {
                self.engine.borrow_mut().state_name(&name, clock::now());
                self.save_now().await
            }
            Wish::Gift(item) => {
                self.engine.borrow_mut().mark_gift(&item, clock::now());
                self.save_now().await
            }
            Wish::Unrate(item) => {
                // Taking back is never refused.
                let _ = self.engine.borrow_mut().rate(&item, 0, clock::now());
                self.save_now().await
            }
            Wish::Untaste => {
                let none = || Some(Vec::new());
                self.engine
                    .borrow_mut()
                    .state_tastes(none(), none(), clock::now());
                self.save_now().await
            }
            Wish::Export => {
                let export = api::export(self).await?;
                let json = js_sys::JSON::stringify(&export)?;
                elements::download("dangol-profile.json", &String::from(json))
            }
            Wish::Erase => self.erase().await,
        }
    }
}
