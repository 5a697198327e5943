//! One page's Dangol: what happens goes into the engine, what it answers goes out.
//!
//! The engine is never borrowed while the page's own code may run (an event handler, a
//! fetch), since that code may call back.

use crate::elements::{Sight, Slot, Wish};
use crate::tabs::Tabs;
use crate::{clock, dom, elements, error, net, node, signals, storage};
use dangol_core::{Answer, Engine, Merged, Query, Request};
use gloo_timers::callback::Timeout;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// How long changes are gathered before they are saved, in milliseconds.
const SAVE_AFTER: u32 = 250;

/// One page's Dangol.
pub struct Edge {
    pub engine: RefCell<Engine>,
    slots: RefCell<Vec<Slot>>,
    /// The address of the folder in which `entry.json` lies.
    model_base: String,
    tabs: OnceCell<Tabs>,
    saving: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    /// What the privacy page has to tell.
    news: Cell<&'static str>,
    /// What the console was told already.
    told: RefCell<BTreeSet<String>>,
}

impl Edge {
    /// Restores the profile, reads the page, and shows what can be shown.
    pub async fn start(engine: Engine, model_base: String) -> Rc<Self> {
        let edge = Rc::new(Self {
            engine: RefCell::new(engine),
            slots: RefCell::default(),
            model_base,
            tabs: OnceCell::new(),
            saving: Cell::new(false),
            timer: RefCell::default(),
            news: Cell::new(""),
            told: RefCell::default(),
        });
        edge.restore().await;
        edge.engine
            .borrow_mut()
            .open_page(signals::signals(), clock::now());
        edge.listen();
        edge.step();
        edge
    }

    /// Reads what is stored, at the start or because another tab said so.
    async fn restore(self: &Rc<Self>) {
        match storage::read().await {
            Ok(stored) => {
                let (consent, profile) = (stored.consent.as_deref(), stored.profile.as_deref());
                let mut engine = self.engine.borrow_mut();
                engine.refresh(consent, profile, clock::now());
            }
            Err(_) => self.storage_failed(),
        }
    }

    fn listen(self: &Rc<Self>) {
        let edge = self.clone();
        let tabs = Tabs::new(move || {
            let edge = edge.clone();
            spawn_local(async move {
                edge.restore().await;
                edge.step();
            });
        });
        // Set once, here.
        let _ = self.tabs.set(tabs);

        let edge = self.clone();
        hook(signals::hooks::hook_data_layer, move |entry| {
            let outcome = edge
                .engine
                .borrow_mut()
                .push(&node::from_js(&entry), clock::now());
            if let Err(error) = outcome {
                edge.tell_console(&error.to_string());
            }
            edge.step_soon();
        });

        let edge = self.clone();
        hook(signals::hooks::hook_page, move |markup| {
            edge.page_changed(markup.is_truthy());
        });

        let (edge, leaving) = (self.clone(), self.clone());
        let enter = callback(move |host| edge.enter(host));
        let leave = callback(move |host| leaving.leave(&host));
        elements::define_elements(&enter, &leave);

        let edge = self.clone();
        if let Ok(document) = dom::document() {
            let hidden = move |_: &web_sys::Event| edge.save();
            gloo_events::EventListener::new(&document, "visibilitychange", hidden).forget();
        }
    }

    fn page_changed(self: &Rc<Self>, markup_only: bool) {
        let now = clock::now();
        let tag = page_language();
        {
            let mut engine = self.engine.borrow_mut();
            let language = dangol_core::Language::of(&tag);
            let anew = !markup_only || language != engine.language();
            engine.set_language(language);
            if markup_only {
                engine.notice(signals::signals(), now);
            } else {
                engine.open_page(signals::signals(), now);
            }
            if anew {
                for slot in self.slots.borrow_mut().iter_mut() {
                    slot.state = None;
                    slot.items.clear();
                }
            }
        }
        self.step();
    }

    fn enter(self: &Rc<Self>, host: JsValue) {
        let Ok(host) = host.dyn_into::<Element>() else {
            return;
        };
        let known = self.slots.borrow().iter().any(|slot| slot.host == host);
        if !known {
            self.slots.borrow_mut().push(Slot::new(host));
            self.step_soon();
        }
    }

    fn leave(&self, host: &JsValue) {
        self.slots
            .borrow_mut()
            .retain(|slot| slot.host.as_ref() as &JsValue != host);
    }

    /// Several events of one turn lead to one step.
    fn step_soon(self: &Rc<Self>) {
        let edge = self.clone();
        spawn_local(async move { edge.step() });
    }

    /// Does what the engine's state asks for: fetches, shows, saves.
    pub fn step(self: &Rc<Self>) {
        // A script at the bottom of the page may still state its product or basket.
        let ready = dom::document().is_ok_and(|document| document.ready_state() != "loading");
        if ready && let Err(error) = self.show_slots() {
            self.tell_console(&message(&error));
        }
        let requests = self.engine.borrow_mut().take_requests();
        for request in requests {
            let edge = self.clone();
            spawn_local(async move { edge.fetch(request).await });
        }
        self.save_soon();
    }

    async fn fetch(self: Rc<Self>, request: Request) {
        let url = format!("{}{}", self.model_base, request.path);
        let body = net::model_file(&url, request.part).await;
        let outcome =
            self.engine
                .borrow_mut()
                .receive(request.part, body.as_deref().ok(), clock::now());
        let trouble = match (body, outcome) {
            (Err(error), _) => Some(message(&error)),
            (_, Err(error)) => Some(error.to_string()),
            _ => None,
        };
        if let Some(trouble) = trouble {
            self.tell_console(&format!("{}: {trouble}", request.path));
            self.fire_error("bad_model", &trouble);
        }
        self.step();
    }

    fn show_slots(self: &Rc<Self>) -> Result<(), JsValue> {
        // The page may place or remove elements while these are shown.
        let hosts: Vec<Element> = self
            .slots
            .borrow()
            .iter()
            .map(|slot| slot.host.clone())
            .collect();
        for host in hosts {
            let sight = self
                .slots
                .borrow()
                .iter()
                .find(|slot| slot.host == host)
                .map(|slot| slot.sight.clone());
            match sight {
                None => {}
                Some(Err(error)) => {
                    self.set_state(&host, elements::State::Fallback, Vec::new())?;
                    self.tell_console(&error.to_string());
                }
                Some(Ok(Sight::Greeting)) => self.show_greeting(&host)?,
                Some(Ok(Sight::Privacy)) => self.show_privacy(&host)?,
                Some(Ok(Sight::Recs { kind, limit, item })) => {
                    let mut query = Query::new(kind, limit);
                    query.item = item;
                    self.show_recs(&host, query)?;
                }
            }
        }
        Ok(())
    }

    fn is_shown(&self, host: &Element) -> bool {
        self.slots
            .borrow()
            .iter()
            .any(|slot| slot.host == *host && slot.state == Some(elements::State::Shown))
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
            Answer::Failed => self
                .set_state(host, elements::State::Fallback, Vec::new())
                .map(drop),
            Answer::Ready(list) if list.is_empty() => self
                .set_state(host, elements::State::Empty, Vec::new())
                .map(drop),
            Answer::Ready(list) => {
                let engine = self.engine.borrow();
                let language = engine.language();
                elements::show_recs(host, query.kind, &list, language, engine.entry())?;
                drop(engine);
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
                self.set_state(host, elements::State::Shown, items)?;
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
        self.set_state(host, elements::State::Shown, Vec::new())?;
        let detail = dom::object(&[("kind", "greeting".into()), ("code", greeting.code.into())]);
        dom::fire("dangol:shown", &detail);
        Ok(())
    }

    fn show_privacy(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        let (overview, language) = {
            let engine = self.engine.borrow();
            (engine.overview(), engine.language())
        };
        let known = self.slots.borrow().iter().any(|slot| {
            slot.host == *host
                && slot.pictured.as_ref() == Some(&(overview.clone(), self.news.get()))
        });
        if known && self.is_shown(host) {
            return Ok(());
        }
        let edge = self.clone();
        let wisher: elements::Wisher = Rc::new(move |wish| edge.wish(wish));
        elements::show_privacy(host, &overview, language, self.news.get(), &wisher)?;
        if let Some(slot) = self
            .slots
            .borrow_mut()
            .iter_mut()
            .find(|slot| slot.host == *host)
        {
            slot.pictured = Some((overview, self.news.get()));
        }
        self.set_state(host, elements::State::Shown, Vec::new())
            .map(drop)
    }

    fn set_state(
        &self,
        host: &Element,
        state: elements::State,
        items: Vec<String>,
    ) -> Result<bool, JsValue> {
        let mut slots = self.slots.borrow_mut();
        let Some(slot) = slots.iter_mut().find(|slot| slot.host == *host) else {
            return Ok(false);
        };
        let new = slot.set(state)?;
        slot.items = items;
        Ok(new)
    }

    fn wish(self: &Rc<Self>, wish: Wish) {
        let edge = self.clone();
        spawn_local(async move {
            let words = edge.engine.borrow().language().privacy();
            edge.news.set("");
            match wish {
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
                    let export = crate::api::to_js(&edge.engine.borrow().export());
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

    /// Takes an answer on consent; a withdrawal erases at once, in all tabs.
    pub async fn consent(self: &Rc<Self>, personalize: Option<bool>, measure: Option<bool>) {
        let request = dangol_core::ConsentRequest {
            personalize,
            measure,
        };
        let erase = self.engine.borrow_mut().set_consent(request, clock::now());
        if erase {
            self.erase_stored().await;
        } else {
            self.save_now().await;
        }
        self.step();
    }

    /// Erases everything, in all tabs.
    pub async fn erase(self: &Rc<Self>) {
        self.engine.borrow_mut().erase();
        self.erase_stored().await;
        self.step();
    }

    async fn erase_stored(&self) {
        if storage::erase().await.is_err() {
            self.storage_failed();
        }
        if let Some(tabs) = self.tabs.get() {
            tabs.tell();
        }
    }

    fn save_soon(self: &Rc<Self>) {
        let wanted = self.engine.borrow().wants_saving().is_some();
        if !wanted || self.saving.get() || self.timer.borrow().is_some() {
            return;
        }
        let edge = self.clone();
        *self.timer.borrow_mut() = Some(Timeout::new(SAVE_AFTER, move || edge.save()));
    }

    fn save(self: &Rc<Self>) {
        let edge = self.clone();
        spawn_local(async move { edge.save_now().await });
    }

    /// Saves what is not yet saved, if there is anything and the consent to do so.
    pub async fn save_now(self: &Rc<Self>) {
        // Dropping a timer that has fired does nothing.
        drop(self.timer.borrow_mut().take());
        let (saving, may_create) = {
            let engine = self.engine.borrow();
            (engine.wants_saving(), engine.may_create())
        };
        let Some(saving) = saving else {
            return;
        };
        if self.saving.replace(true) {
            return;
        }
        let merged = storage::write(
            |stored| {
                let (consent, profile) = (stored.consent.as_deref(), stored.profile.as_deref());
                self.engine
                    .borrow_mut()
                    .merge(consent, profile, clock::now())
            },
            may_create,
        )
        .await;
        self.saving.set(false);
        match merged {
            Ok(Merged::Put(record) | Merged::SetAsideAndPut(record)) => {
                self.engine.borrow_mut().saved(saving, &record);
                if let Some(tabs) = self.tabs.get() {
                    tabs.tell();
                }
                self.step();
            }
            Ok(Merged::Erased | Merged::Nothing) => {}
            Err(_) => self.storage_failed(),
        }
    }

    /// Storage is blocked or full: this page goes on in memory, and says so where it matters.
    fn storage_failed(&self) {
        let mut engine = self.engine.borrow_mut();
        engine.storage_failed();
        self.news.set(engine.language().privacy().blocked);
        drop(engine);
        self.fire_error(
            "storage_blocked",
            "this browser does not let anything be kept",
        );
    }

    fn fire_error(&self, code: &str, message: &str) {
        dom::fire("dangol:error", &error::with_code(code, message));
    }

    /// One quiet line, once.
    pub fn tell_console(&self, text: &str) {
        if self.told.borrow_mut().insert(text.to_owned()) {
            web_sys::console::info_1(&format!("Dangol: {text}").into());
        }
    }
}

/// The language of the page.
pub fn page_language() -> String {
    dom::document()
        .ok()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

fn callback(handler: impl FnMut(JsValue) + 'static) -> js_sys::Function {
    Closure::<dyn FnMut(JsValue)>::new(handler)
        .into_js_value()
        .unchecked_into()
}

fn hook(hook: fn(&js_sys::Function), handler: impl FnMut(JsValue) + 'static) {
    hook(&callback(handler));
}

fn message(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| "failed".to_owned(), |error| error.message().into())
}
