//! One page's Dangol: what happens goes into the engine, what it answers goes out.
//!
//! The engine is never borrowed while the page's own code may run (an event handler, a
//! fetch), since that code may call back.

mod hear;
mod keep;
#[cfg(feature = "inspect")]
mod noting;
mod offer;
mod show;
mod tell;
mod turn;
mod wish;

use crate::elements::Slot;
use crate::tabs::Tabs;
use crate::{clock, consent, dom, elements, error, net, node, signals};
use dangol_core::{Engine, Request};
use dangol_wire::ConsentTool;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// One page's Dangol.
pub struct Edge {
    pub engine: RefCell<Engine>,
    slots: RefCell<Vec<Slot>>,
    /// The address of the folder in which `entry.json` lies.
    model_base: String,
    tabs: OnceCell<Tabs>,
    /// Storage operations, one after the other.
    turns: turn::Turns,
    /// Who waits for a file.
    waiters: turn::Waiters,
    /// When the last save began, in milliseconds since 1970.
    saved_at: Cell<u64>,
    /// Whether what was stored has been looked for, and the page is open.
    started: Cell<bool>,
    /// Whether a step waits for the end of this turn.
    stepping: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    /// Set while a report waits to be sent by this page.
    telling: Cell<bool>,
    /// Whether a slot has been shown on this page.
    has_shown: Cell<bool>,
    /// Loads the privacy wasm and has it show its page in an element.
    show_privacy: js_sys::Function,
    /// Loads the wasm that helps in choosing and has it show itself in an element.
    show_choose: js_sys::Function,
    /// Whether storage was found not to work.
    blocked: Cell<bool>,
    /// How long after the next save that fails it is tried again, in milliseconds; 0 until
    /// one was tried.
    retry_after: Cell<u32>,
    /// What the console was told already.
    told: RefCell<Vec<String>>,
    /// The answers on consent that the page was told last.
    answers: Cell<[Option<bool>; 2]>,
}

impl Edge {
    /// Restores the profile, reads the page, and shows what can be shown.
    pub async fn start(
        engine: Engine,
        model_base: String,
        show_privacy: js_sys::Function,
        show_choose: js_sys::Function,
    ) -> Rc<Self> {
        let edge = Rc::new(Self {
            engine: RefCell::new(engine),
            slots: RefCell::default(),
            model_base,
            tabs: OnceCell::new(),
            turns: turn::Turns::default(),
            waiters: turn::Waiters::default(),
            saved_at: Cell::new(0),
            started: Cell::new(false),
            stepping: Cell::new(false),
            timer: RefCell::default(),
            telling: Cell::new(false),
            has_shown: Cell::new(false),
            show_privacy,
            show_choose,
            blocked: Cell::new(false),
            retry_after: Cell::new(0),
            told: RefCell::default(),
            answers: Cell::default(),
        });
        edge.listen_to_consent();
        edge.restore().await;
        edge.engine
            .borrow_mut()
            .open_page(signals::signals(), clock::now());
        edge.started.set(true);
        edge.listen();
        edge.step();
        edge
    }

    fn listen(self: &Rc<Self>) {
        let edge = self.clone();
        let tabs = Tabs::new(move |erased| {
            let edge = edge.clone();
            spawn_local(async move {
                if erased {
                    edge.erased_elsewhere().await;
                } else {
                    edge.restore().await;
                }
                edge.step();
            });
        });
        // Set once, here.
        let _ = self.tabs.set(tabs);

        let edge = self.clone();
        hook(signals::hooks::hook_data_layer, move |entry| {
            if consent::is_google(&entry) {
                edge.hear(ConsentTool::Google, &node::from_js(&entry));
                return;
            }
            if !signals::is_event(&entry) {
                return;
            }
            // Read first: a getter of the page's may call back.
            let entry = node::from_js(&entry);
            match edge.engine.borrow_mut().push(&entry, clock::now()) {
                Ok(()) | Err(dangol_core::Error::TooMany) => {}
                Err(error) => edge.tell_console(&error.to_string()),
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

        let edge = self.clone();
        if let Some(window) = web_sys::window() {
            // Not before the page is whole does the banner ask.
            let loaded = move |_: &web_sys::Event| edge.step_soon();
            gloo_events::EventListener::new(&window, "load", loaded).forget();

            let edge = self.clone();
            let back = move |event: &web_sys::Event| edge.brought_back(event);
            gloo_events::EventListener::new(&window, "pageshow", back).forget();
        }
    }

    /// The back button has brought this page back as it was. It has heard nothing meanwhile: what
    /// it shows may have been erased.
    fn brought_back(self: &Rc<Self>, event: &web_sys::Event) {
        let kept = js_sys::Reflect::get(event, &"persisted".into());
        if !kept.is_ok_and(|kept| kept.is_truthy()) {
            return;
        }
        let edge = self.clone();
        spawn_local(async move {
            edge.restore().await;
            edge.show_anew();
            edge.step();
        });
    }

    fn page_changed(self: &Rc<Self>, markup_only: bool) {
        let now = clock::now();
        let language = dangol_core::Language::of(&page_language());
        let signals = signals::signals();
        let anew = {
            let mut engine = self.engine.borrow_mut();
            let mut anew = !markup_only || language != engine.language();
            engine.set_language(language);
            if markup_only {
                let had_product = engine.page_product().is_some();
                anew |= engine.notice(signals, now) && had_product;
            } else {
                engine.open_page(signals, now);
            }
            anew
        };
        if anew {
            self.show_anew();
        }
        self.step();
    }

    /// All elements are to be filled again.
    pub fn show_anew(&self) {
        for slot in self.slots.borrow_mut().iter_mut() {
            slot.reset();
        }
    }

    /// An element has come, or its attributes have changed.
    fn enter(self: &Rc<Self>, host: JsValue) {
        let Ok(host) = host.dyn_into::<Element>() else {
            return;
        };
        if host.local_name() == hear::BANNER {
            self.engine.borrow_mut().use_banner();
        }
        let mut slots = self.slots.borrow_mut();
        match slots.iter_mut().find(|slot| slot.host == host) {
            Some(slot) => *slot = Slot::new(host),
            // What is asked there is not asked on the privacy page, so that it is decided first.
            None if host.local_name() == "dangol-ask" => slots.insert(0, Slot::new(host)),
            None => slots.push(Slot::new(host)),
        }
        drop(slots);
        self.step_soon();
    }

    fn leave(&self, host: &JsValue) {
        self.slots
            .borrow_mut()
            .retain(|slot| slot.host.as_ref() as &JsValue != host);
    }

    /// Several events of one turn lead to one step.
    fn step_soon(self: &Rc<Self>) {
        if self.stepping.replace(true) {
            return;
        }
        let edge = self.clone();
        spawn_local(async move {
            edge.stepping.set(false);
            edge.step();
        });
    }

    /// Does what the engine's state asks for: fetches, shows, saves.
    pub fn step(self: &Rc<Self>) {
        if self.engine.borrow_mut().person_changed() {
            self.forget_shown();
        }
        self.tell_answers();
        // A script at the bottom of the page may still state its product or basket.
        let ready = dom::document().is_ok_and(|document| document.ready_state() != "loading");
        if ready {
            self.place_banner();
            self.show_slots();
        }
        let troubles = self.engine.borrow_mut().take_troubles();
        for trouble in troubles {
            self.tell_bad_config(&trouble.to_string());
        }
        let requests = self.engine.borrow_mut().take_requests();
        for request in requests {
            let edge = self.clone();
            spawn_local(async move { edge.fetch(request).await });
        }
        self.save_soon();
        self.tell_soon();
        #[cfg(feature = "inspect")]
        crate::inspect::look_soon(self);
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
        self.waiters.wake();
        self.step();
    }

    /// The address of the folder in which `entry.json` lies.
    pub fn model_base(&self) -> &str {
        &self.model_base
    }

    /// Is done when the next file has come, or is known not to come.
    pub async fn next_file(&self) {
        self.waiters.wait().await;
    }

    /// Resolves then.
    pub fn file_to_come(&self) -> js_sys::Promise {
        self.waiters.next()
    }

    /// Tells the page's own listeners.
    pub fn fire_error(&self, code: &str, message: &str) {
        self.engine.borrow_mut().count_error(code, clock::now());
        dom::fire("dangol:error", &error::with_code(code, message));
    }

    /// What of `config.json` does not work, for the site's owner.
    pub fn tell_bad_config(&self, trouble: &str) {
        let trouble = format!("config.json: {trouble}");
        self.tell_console(&trouble);
        self.fire_error("bad_config", &trouble);
    }

    /// One quiet line, once.
    pub fn tell_console(&self, text: &str) {
        let mut told = self.told.borrow_mut();
        if !told.iter().any(|known| known == text) {
            told.push(text.to_owned());
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
