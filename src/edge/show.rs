//! What the elements show, once the engine can say it.

use super::Edge;
use crate::elements::{self, Picture, Sight, Slot, State};
use crate::{clock, dom};
use dangol_core::{Answer, Query};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::Element;

impl Edge {
    pub(super) fn show_slots(self: &Rc<Self>) {
        // The page may place or remove elements while these are shown.
        let slots: Vec<_> = self
            .slots
            .borrow()
            .iter()
            .map(|slot| (slot.host.clone(), slot.sight.clone()))
            .collect();
        for (host, sight) in slots {
            let outcome = match sight {
                Err(error) => Err(crate::error::from_core(error)),
                Ok(Sight::Greeting) => self.show_greeting(&host),
                Ok(Sight::Privacy) => self.show_privacy(&host),
                Ok(Sight::Recs { kind, limit, item }) => {
                    let mut query = Query::new(kind, limit);
                    query.item = item;
                    self.show_recs(&host, query)
                }
            };
            // What fails in one element stays there.
            if let Err(error) = outcome {
                self.tell_console(&super::message(&error));
                let _ = self.set_state(&host, State::Fallback, Vec::new());
            }
        }
    }

    fn is_shown(&self, host: &Element) -> bool {
        self.slots
            .borrow()
            .iter()
            .any(|slot| slot.host == *host && slot.state == Some(State::Shown))
    }

    fn show_recs(self: &Rc<Self>, host: &Element, mut query: Query) -> Result<(), JsValue> {
        // A list stays as it is while one reads the page.
        if self.is_shown(host) {
            return Ok(());
        }
        query.shown = self
            .slots
            .borrow()
            .iter()
            .flat_map(|slot| slot.items.clone())
            .collect();
        let answer = self.engine.borrow_mut().recommend(&query, clock::now());
        match answer {
            Answer::Wait => Ok(()),
            Answer::Failed => self.set_state(host, State::Fallback, Vec::new()),
            Answer::Ready(list) if list.is_empty() => {
                self.set_state(host, State::Empty, Vec::new())
            }
            Answer::Ready(list) => {
                let (language, entry) = {
                    let mut engine = self.engine.borrow_mut();
                    engine.shown(&list);
                    (engine.language(), engine.entry().cloned())
                };
                elements::show_recs(host, query.kind, &list, language, entry.as_ref())?;
                let items: Vec<String> = list.into_iter().map(|card| card.item_id).collect();
                let detail = dom::object(&[
                    ("kind", query.kind.name().into()),
                    (
                        "itemIds",
                        items
                            .iter()
                            .map(JsValue::from)
                            .collect::<js_sys::Array>()
                            .into(),
                    ),
                ]);
                self.set_state(host, State::Shown, items)?;
                dom::fire("dangol:shown", &detail);
                Ok(())
            }
        }
    }

    fn show_greeting(&self, host: &Element) -> Result<(), JsValue> {
        if self.is_shown(host) {
            return Ok(());
        }
        let (greeting, language) = {
            let engine = self.engine.borrow();
            (engine.greeting(clock::now()), engine.language())
        };
        elements::show_greeting(host, &greeting, language)?;
        self.set_state(host, State::Shown, Vec::new())?;
        let detail = dom::object(&[("kind", "greeting".into()), ("code", greeting.code.into())]);
        dom::fire("dangol:shown", &detail);
        Ok(())
    }

    fn show_privacy(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        let picture = {
            let engine = self.engine.borrow();
            Picture {
                overview: engine.overview(),
                news: self.news.get(),
                asks_erase: self.asks_erase.get(),
                language: engine.language(),
            }
        };
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = slots.iter_mut().find(|slot| slot.host == *host) else {
            return Ok(());
        };
        if slot.pictured.as_ref() == Some(&picture) {
            return Ok(());
        }
        slot.pictured = Some(picture.clone());
        drop(slots);
        let edge = self.clone();
        let wisher: elements::Wisher = Rc::new(move |wish| edge.wish(wish));
        elements::show_privacy(host, &picture, &wisher)?;
        self.set_state(host, State::Shown, Vec::new())
    }

    fn set_state(&self, host: &Element, state: State, items: Vec<String>) -> Result<(), JsValue> {
        let find = |slot: &&mut Slot| slot.host == *host;
        let before = self
            .slots
            .borrow_mut()
            .iter_mut()
            .find(find)
            .map(|slot| slot.state);
        if before.is_some_and(|before| before != Some(state)) {
            // The page's own handlers may run here, and place or remove elements.
            state.show_on(host)?;
        }
        if let Some(slot) = self.slots.borrow_mut().iter_mut().find(find) {
            slot.state = Some(state);
            slot.items = items;
        }
        Ok(())
    }

    /// Nothing of a person who was erased stays on the page, whatever is still awaited.
    pub(super) fn forget_shown(&self) {
        self.show_anew();
        let hosts: Vec<Element> = self
            .slots
            .borrow()
            .iter()
            .map(|slot| slot.host.clone())
            .collect();
        for host in hosts {
            let is_privacy = host.local_name() == "dangol-privacy";
            // The privacy page replaces its own content, and keeps the focus.
            if !is_privacy {
                let _ = dom::show_fallback(&host);
            }
        }
    }
}
