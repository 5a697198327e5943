//! What the elements show, once the engine can say it.

use super::Edge;
use crate::elements::{self, Picture, Sight, Slot, State};
use crate::{clock, dom};
use dangol_core::{Answer, Kind, Query};
use js_sys::{Array, Promise, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
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
        // No item is shown twice, so that lists are made one after the other, wherever they stand.
        let lists = Kind::IN_TURN.into_iter().flat_map(|kind| {
            slots.iter().filter(
                move |(_, sight)| matches!(sight, Ok(Sight::Recs { kind: of, .. }) if *of == kind),
            )
        });
        let others = slots
            .iter()
            .filter(|(_, sight)| !matches!(sight, Ok(Sight::Recs { .. })));
        let mut waits = false;
        for (host, sight) in others.chain(lists).cloned() {
            let outcome = match sight {
                Err(error) => Err(crate::error::from_core(error)),
                Ok(Sight::Greeting { only }) => self.show_greeting(&host, &only),
                Ok(Sight::Ask) => self.show_question(&host),
                Ok(Sight::Privacy) => self.show_privacy(&host),
                Ok(Sight::Consent) => self.show_banner(&host),
                Ok(Sight::Offer { place }) => self.show_offer(&host, &place),
                Ok(Sight::Wish) => self.show_wish(&host),
                Ok(Sight::Choose) => self.show_choose(&host),
                Ok(Sight::Recs { kind, limit, item }) => {
                    let mut query = Query::new(kind, limit);
                    query.item = item;
                    self.show_recs(&host, query, &mut waits)
                }
            };
            // What fails in one element stays there.
            if let Err(error) = outcome {
                self.tell_console(&super::message(&error));
                let _ = self.set_state(&host, State::Fallback, Vec::new());
            }
        }
    }

    pub(super) fn is_shown(&self, host: &Element) -> bool {
        self.slots
            .borrow()
            .iter()
            .any(|slot| slot.host == *host && slot.state == Some(State::Shown))
    }

    /// `waits` is set while a list waits for its file. Those after it wait with it: which of them shows
    /// an item must not depend on which file comes first.
    fn show_recs(
        self: &Rc<Self>,
        host: &Element,
        mut query: Query,
        waits: &mut bool,
    ) -> Result<(), JsValue> {
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
        #[cfg(feature = "inspect")]
        self.note_list(host, &query);
        match answer {
            Answer::Wait => {
                *waits = true;
                Ok(())
            }
            Answer::Failed => self.set_state(host, State::Fallback, Vec::new()),
            Answer::Ready(list) if list.is_empty() => {
                self.set_state(host, State::Empty, Vec::new())
            }
            // It was asked all the same: what is fetched must not tell what is waited for.
            Answer::Ready(_) if *waits => Ok(()),
            Answer::Ready(list) => {
                let (language, entry) = {
                    let mut engine = self.engine.borrow_mut();
                    engine.shown(&list);
                    (engine.language(), engine.entry().cloned())
                };
                let edge = self.clone();
                let clicked = Rc::new(move |item: &str| {
                    let now = clock::now();
                    edge.engine.borrow_mut().clicked(query.kind, item, now);
                    // At once: the page is about to be left.
                    edge.save();
                });
                elements::show_recs(host, query.kind, &list, language, entry.as_ref(), clicked)?;
                self.count_shown(query.kind);
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

    fn show_greeting(self: &Rc<Self>, host: &Element, only: &str) -> Result<(), JsValue> {
        if self.is_shown(host) {
            return Ok(());
        }
        #[cfg(feature = "inspect")]
        self.note_greeting(host, only);
        let (greeting, language, is_kept) = {
            let mut engine = self.engine.borrow_mut();
            if engine.withholds_greeting() {
                drop(engine);
                return self.set_state(host, State::Empty, Vec::new());
            }
            let is_kept = engine.consent().personalize().answer() == Some(true);
            let now = clock::now();
            let greeting = engine.greeting_among(only, now);
            if let Some(greeting) = &greeting {
                engine.greeted(&greeting.code, now);
            }
            (greeting, engine.language(), is_kept && !engine.has_guest())
        };
        let Some(greeting) = greeting else {
            return self.set_state(host, State::Empty, Vec::new());
        };
        let edge = self.clone();
        let code = greeting.code.clone();
        // What is not to be said again can be kept only where anything is.
        let stop = is_kept.then_some(move || {
            {
                let mut engine = edge.engine.borrow_mut();
                engine.stop_moment(&code, true);
                engine.less_of(&code, clock::now());
            }
            edge.step();
            edge.save();
        });
        let (edge, code) = (self.clone(), greeting.code.clone());
        let follow = move || {
            edge.engine.borrow_mut().followed(&code, clock::now());
            // At once: the page is about to be left.
            edge.save();
        };
        elements::show_greeting(host, &greeting, language, follow, stop)?;
        self.set_state(host, State::Shown, Vec::new())?;
        let detail = dom::object(&[("kind", "greeting".into()), ("code", greeting.code.into())]);
        dom::fire("dangol:shown", &detail);
        Ok(())
    }

    fn show_question(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        if self.is_shown(host) {
            return Ok(());
        }
        // One at a time, however many places the page has for it.
        let is_elsewhere = (self.slots.borrow().iter())
            .any(|slot| slot.state == Some(State::Shown) && matches!(slot.sight, Ok(Sight::Ask)));
        let (question, language) = {
            let mut engine = self.engine.borrow_mut();
            let question = (!is_elsewhere).then(|| engine.ask(clock::now())).flatten();
            (question, engine.language())
        };
        let Some(question) = question else {
            return self.set_state(host, State::Empty, Vec::new());
        };
        let edge = self.clone();
        let ear = Rc::new(move |reply| {
            // Another tab may have been told already.
            let _ = edge.engine.borrow_mut().reply(reply, clock::now());
            edge.step();
            edge.save();
        });
        elements::show_question(host, &question, language, ear)?;
        self.set_state(host, State::Shown, Vec::new())?;
        let detail = dom::object(&[
            ("kind", "ask".into()),
            ("code", question.asks.name().into()),
        ]);
        dom::fire("dangol:shown", &detail);
        Ok(())
    }

    /// Has the privacy wasm show what is known now, where that has changed.
    fn show_privacy(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        let has_cards = host.local_name() == "dangol-corner";
        if has_cards && self.engine.borrow_mut().awaits_stock() {
            return Ok(());
        }
        let picture = {
            let engine = self.engine.borrow();
            Picture {
                snapshot: engine.snapshot(),
                language: engine.language(),
                blocked: self.blocked.get(),
            }
        };
        let arguments = Array::of5(
            host,
            &Uint8Array::from(picture.snapshot.as_slice()),
            &picture.language.tag().into(),
            &picture.blocked.into(),
            &moment(),
        );
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = slots.iter_mut().find(|slot| slot.host == *host) else {
            return Ok(());
        };
        if slot.pictured.as_ref() == Some(&picture) {
            return Ok(());
        }
        slot.pictured = Some(picture);
        drop(slots);
        let shown: Promise = self
            .show_privacy
            .apply(&JsValue::UNDEFINED, &arguments)?
            .dyn_into()?;
        self.show_when_there(host, shown);
        Ok(())
    }

    /// Has the wasm that helps in choosing show itself, once for each product and language.
    fn show_choose(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        let asked = {
            let engine = self.engine.borrow();
            let product = engine.page_product().map(|product| product.id.clone());
            Some((engine.language(), product))
        };
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = slots.iter_mut().find(|slot| slot.host == *host) else {
            return Ok(());
        };
        if slot.chosen_for == asked {
            return Ok(());
        }
        slot.chosen_for = asked;
        drop(slots);
        let shown = self.show_choose.call1(&JsValue::UNDEFINED, host)?;
        self.show_when_there(host, shown.dyn_into()?);
        Ok(())
    }

    /// Notes on the element what came of showing it by another wasm, which says `false` where
    /// there is nothing to show, and `null` where the model lacks it.
    fn show_when_there(self: &Rc<Self>, host: &Element, shown: Promise) {
        let (edge, host) = (self.clone(), host.clone());
        spawn_local(async move {
            let state = match JsFuture::from(shown).await {
                Ok(shown) if shown == false => State::Empty,
                // What is the matter was told when the file came.
                Ok(shown) if shown.is_null() => State::Fallback,
                Ok(_) => State::Shown,
                Err(error) => {
                    edge.tell_console(&super::message(&error));
                    State::Fallback
                }
            };
            // It may have left the page meanwhile.
            let _ = edge.set_state(&host, state, Vec::new());
        });
    }

    pub(super) fn set_state(
        &self,
        host: &Element,
        state: State,
        items: Vec<String>,
    ) -> Result<(), JsValue> {
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
            // These replace their own content, and keep the focus; the banner shows nothing of
            // the person.
            let own = [
                "dangol-privacy",
                "dangol-corner",
                "dangol-wish",
                super::hear::BANNER,
            ];
            let of_person = !own.contains(&host.local_name().as_str());
            if of_person {
                let _ = dom::show_fallback(&host);
            }
        }
    }
}

/// The moment that it is where somebody is tried; `undefined` elsewhere.
fn moment() -> JsValue {
    #[cfg(feature = "inspect")]
    if crate::inspect::is_trial() {
        return (clock::now().at as f64).into();
    }
    JsValue::UNDEFINED
}
