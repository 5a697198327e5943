//! Keeping the profile on the device, and erasing it.

use super::Edge;
use crate::{clock, error, storage};
use dangol_core::{ConsentRequest, Merged, Restored};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The least time between two saves, in milliseconds. The first change is saved at
/// once, because the shopper may leave the page in the next moment.
const BETWEEN_SAVES: u64 = 200;

/// How long after a save that failed the next is tried, in milliseconds: each time twice as
/// long, up to the last.
const FIRST_RETRY: u32 = 5_000;
const LAST_RETRY: u32 = 300_000;

impl Edge {
    /// Reads what is stored, at the start or because another tab said so; not while a
    /// consent tool has to be waited for. Says what came of it, if it could be read.
    pub(super) async fn restore(self: &Rc<Self>) -> Option<Restored> {
        let read = async {
            let reading = {
                let engine = self.engine.borrow();
                engine.may_read().then(|| engine.begin_reading())
            };
            let Some(reading) = reading else {
                return Ok(None);
            };
            let stored = storage::read().await?;
            let (consent, profile) = (stored.consent.as_deref(), stored.profile.as_deref());
            let mut engine = self.engine.borrow_mut();
            Ok::<_, JsValue>(Some(engine.restore(
                reading,
                consent,
                profile,
                clock::now(),
            )))
        };
        let restored = self.turns.take(read).await;
        match restored {
            Ok(Some(Restored::Erased)) => {
                storage::shut();
                self.forget_shown();
            }
            Ok(_) => self.open_if_granted(),
            // What is written later may still be kept; a failed writing says so.
            Err(_) => self.tell_blocked(),
        }
        restored.ok().flatten()
    }

    /// Another tab has erased what was stored, or was told to.
    pub(super) async fn erased_elsewhere(self: &Rc<Self>) {
        storage::shut();
        self.engine.borrow_mut().erased_elsewhere();
        self.forget_shown();
        // A no may have been kept there.
        self.restore().await;
    }

    /// Takes an answer on consent. A withdrawal erases at once, in all tabs.
    ///
    /// # Errors
    /// When the answer could not be carried out on the device.
    pub async fn consent(self: &Rc<Self>, request: ConsentRequest) -> Result<(), JsValue> {
        let (had, erase) = {
            let mut engine = self.engine.borrow_mut();
            let had = engine.consent().personalize_grant().is_some();
            (had, engine.set_consent(request, clock::now()))
        };
        let outcome = if erase {
            storage::shut();
            if had {
                self.forget_shown();
            }
            self.erase_stored().await
        } else {
            self.open_if_granted();
            self.save_now().await
        };
        self.step();
        outcome
    }

    /// Erases everything, in all tabs.
    ///
    /// # Errors
    /// When storage does not let it.
    pub async fn erase(self: &Rc<Self>) -> Result<(), JsValue> {
        storage::shut();
        self.engine.borrow_mut().erase(clock::now());
        self.forget_shown();
        let outcome = self.erase_stored().await;
        self.step();
        outcome
    }

    pub(super) async fn erase_stored(&self) -> Result<(), JsValue> {
        let erase = async {
            storage::erase().await?;
            let refusal = self.engine.borrow().refusal();
            if let Some(refusal) = refusal {
                let manner = storage::Manner {
                    may_create: true,
                    // It has no profile.
                    encrypt: false,
                };
                storage::write(&mut |_| Merged::Refuse(refusal.clone()), manner).await?;
            }
            Ok::<_, JsValue>(())
        };
        let outcome = self.turns.take(erase).await;
        if let Some(tabs) = self.tabs.get() {
            tabs.tell(true);
        }
        outcome.or_else(|_| self.storage_failed())
    }

    /// The shopper agrees (again): storage may be written from here on.
    pub(super) fn open_if_granted(&self) {
        if self.engine.borrow().consent().personalize_grant().is_some() {
            storage::reopen();
        }
    }

    pub(super) fn save_soon(self: &Rc<Self>) {
        if !self.engine.borrow().wants_saving() || self.timer.borrow().is_some() {
            return;
        }
        let since = clock::now().at.abs_diff(self.saved_at.get());
        let wait = BETWEEN_SAVES.saturating_sub(since);
        if wait == 0 {
            self.save();
        } else {
            let edge = self.clone();
            *self.timer.borrow_mut() = Some(Timeout::new(wait as u32, move || edge.save()));
        }
    }

    pub(super) fn save(self: &Rc<Self>) {
        // Set before the save begins, so that the events of this turn lead to one save.
        self.saved_at.set(clock::now().at);
        let edge = self.clone();
        // What fails has been told already.
        spawn_local(async move { drop(edge.save_now().await) });
    }

    /// Saves what is not yet saved, if there is anything and the consent to do so.
    ///
    /// # Errors
    /// When storage does not let it.
    pub async fn save_now(self: &Rc<Self>) -> Result<(), JsValue> {
        // Dropping a timer that has fired does nothing.
        drop(self.timer.borrow_mut().take());
        let merged = self.turns.take(self.write()).await;
        match merged {
            Ok(true) => self.step(),
            Ok(false) => {}
            Err(error) if error == storage::TRIPWIRE => {
                self.fire_error(storage::TRIPWIRE, "something was to be kept after a no");
                return Err(blocked());
            }
            Err(error) => {
                if error != storage::UNCERTAIN {
                    self.retry_later();
                }
                return self.storage_failed();
            }
        }
        if self.engine.borrow().cannot_keep() {
            return Err(blocked());
        }
        Ok(())
    }

    /// One storage transaction. Says whether it changed anything.
    async fn write(self: &Rc<Self>) -> Result<bool, JsValue> {
        let manner = {
            let engine = self.engine.borrow();
            engine.wants_saving().then(|| storage::Manner {
                may_create: engine.may_create(),
                encrypt: engine.encrypts(),
            })
        };
        let Some(manner) = manner else {
            return Ok(false);
        };
        let mut merge = |stored: &storage::Stored| {
            let (consent, profile) = (stored.consent.as_deref(), stored.profile.as_deref());
            self.engine
                .borrow_mut()
                .merge(consent, profile, clock::now())
        };
        match storage::write(&mut merge, manner).await? {
            Merged::Put(record) | Merged::SetAsideAndPut(record) => {
                self.engine.borrow_mut().saved(&record);
                self.blocked.set(false);
                #[cfg(feature = "inspect")]
                if crate::inspect::is_trial() {
                    return Ok(true);
                }
                if self.retry_after.replace(FIRST_RETRY) == 0 {
                    // Once a page.
                    storage::persist();
                }
                if let Some(tabs) = self.tabs.get() {
                    tabs.tell(false);
                }
                Ok(true)
            }
            Merged::Erased => {
                storage::shut();
                self.forget_shown();
                Ok(true)
            }
            Merged::Refuse(_) | Merged::Nothing => Ok(false),
        }
    }

    /// Storage is blocked or full: this page goes on in memory, and says so where it matters.
    fn storage_failed(&self) -> Result<(), JsValue> {
        self.engine.borrow_mut().storage_failed();
        self.tell_blocked();
        Err(blocked())
    }

    /// Room may be made, a tab that held the database up may be closed. What is not saved
    /// until then is kept in memory.
    fn retry_later(self: &Rc<Self>) {
        let wait = self.retry_after.get().max(FIRST_RETRY);
        self.retry_after.set(wait.saturating_mul(2).min(LAST_RETRY));
        let edge = self.clone();
        Timeout::new(wait, move || {
            edge.engine.borrow_mut().storage_may_work();
            edge.save_soon();
        })
        .forget();
    }

    fn tell_blocked(&self) {
        // Once, until it has worked again.
        if !self.blocked.replace(true) {
            self.fire_error("storage_blocked", STORAGE_BLOCKED);
        }
    }
}

const STORAGE_BLOCKED: &str = "this browser does not let anything be kept or erased here";

fn blocked() -> JsValue {
    error::with_code("storage_blocked", STORAGE_BLOCKED)
}
