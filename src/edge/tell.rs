//! Sending reports, and counting what only the page sees.

use super::Edge;
use crate::{clock, net};
use dangol_core::Kind;
use dangol_core::report::Outcome;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Edge {
    /// Sends the next report when its time has come, if one waits and the shopper agrees.
    pub(super) fn tell_soon(self: &Rc<Self>) {
        let wait = self.engine.borrow().report_in(clock::now());
        if let (Some(wait), false) = (wait, self.telling.get()) {
            self.telling.set(true);
            let edge = self.clone();
            let wait = u32::try_from(wait).unwrap_or(u32::MAX).min(MOST);
            Timeout::new(wait, move || spawn_local(edge.tell())).forget();
        }
    }

    async fn tell(self: Rc<Self>) {
        let outgoing = self.engine.borrow_mut().try_report(clock::now());
        if let Some(outgoing) = outgoing {
            // In the transaction that keeps the try, what other tabs know comes to light: that
            // the shopper has said no, or that one of them sends it.
            let is_kept = self.save_now().await.is_ok();
            let url = {
                let engine = self.engine.borrow();
                let may = is_kept && engine.may_send(&outgoing);
                may.then(|| engine.collector().to_owned())
            };
            if let Some(url) = url {
                let status = net::post(&url, &outgoing.bytes()).await;
                let outcome = Outcome::of_status(status);
                let mut engine = self.engine.borrow_mut();
                engine.report_went(outgoing, outcome, clock::now());
            }
        }
        self.telling.set(false);
        self.step();
    }

    /// A list was shown.
    pub(super) fn count_shown(&self, kind: Kind) {
        let performance = web_sys::window().and_then(|window| window.performance());
        let mut engine = self.engine.borrow_mut();
        let now = clock::now();
        engine.count_shown(kind, now);
        if let (Some(performance), false) = (performance, self.has_shown.replace(true)) {
            // Since the page was opened; a float beyond the last number becomes that.
            engine.count_speed(performance.now() as u32, now);
        }
    }
}

/// The longest that a browser waits.
const MOST: u32 = i32::MAX as u32;
