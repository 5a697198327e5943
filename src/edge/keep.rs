//! Keeping the profile on the device, and erasing it.

use super::Edge;
use crate::{clock, storage};
use dangol_core::{ConsentRequest, Merged};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How long changes are gathered before they are saved, in milliseconds.
const SAVE_AFTER: u32 = 250;

impl Edge {
    /// Reads what is stored, at the start or because another tab said so.
    pub(super) async fn restore(self: &Rc<Self>) {
        match storage::read().await {
            Ok(stored) => {
                let (consent, profile) = (stored.consent.as_deref(), stored.profile.as_deref());
                let mut engine = self.engine.borrow_mut();
                engine.refresh(consent, profile, clock::now());
            }
            Err(_) => self.storage_failed(),
        }
    }

    /// Takes an answer on consent; a withdrawal erases at once, in all tabs.
    pub async fn consent(self: &Rc<Self>, personalize: Option<bool>, measure: Option<bool>) {
        let request = ConsentRequest {
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

    pub(super) fn save_soon(self: &Rc<Self>) {
        let wanted = self.engine.borrow().wants_saving().is_some();
        if !wanted || self.saving.get() || self.timer.borrow().is_some() {
            return;
        }
        let edge = self.clone();
        *self.timer.borrow_mut() = Some(Timeout::new(SAVE_AFTER, move || edge.save()));
    }

    pub(super) fn save(self: &Rc<Self>) {
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
}
