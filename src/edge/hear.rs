//! What the site's consent tools say, and Dangol's own question.

use super::Edge;
use crate::to_js::to_js;
use crate::{clock, consent, dom, storage};
use dangol_core::{ConsentRequest, Heard, Node, Restored};
use dangol_wire::ConsentTool;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// The banner's element.
pub(super) const BANNER: &str = "dangol-consent";

impl Edge {
    /// Begins to listen. What is said at once is known when this returns.
    pub(super) fn listen_to_consent(self: &Rc<Self>) {
        #[cfg(feature = "inspect")]
        if crate::inspect::is_trial() {
            return;
        }
        let config = self.engine.borrow().consent_config().clone();
        self.engine.borrow_mut().signal(&consent::signals());
        let edge = self.clone();
        consent::listen(&config, move |tool, said| edge.hear(tool, &said));
    }

    /// Takes what a consent tool says.
    // It is called from three places, and is large.
    #[inline(never)]
    pub(super) fn hear(self: &Rc<Self>, tool: ConsentTool, said: &Node) {
        #[cfg(feature = "inspect")]
        if crate::inspect::is_trial() {
            return;
        }
        let (heard, wait) = {
            let mut engine = self.engine.borrow_mut();
            let now = clock::now();
            let had = engine.refusal().is_some();
            let heard = engine.hear(tool, said, now);
            // The tool's yes came after the shopper's no: the no must be kept now.
            let kept = !had && engine.refusal().is_some();
            let heard = if kept { Heard::Erase } else { heard };
            (heard, engine.waits_for(now))
        };
        if let Some(wait) = wait {
            // The setting counts when its time is over, and then only if nobody has answered.
            let edge = self.clone();
            let wait = u32::try_from(wait).unwrap_or(u32::MAX).saturating_add(1);
            Timeout::new(wait, move || edge.hear(tool, &Node::Null)).forget();
        }
        match heard {
            Heard::Erase => storage::shut(),
            Heard::MayRead => self.open_if_granted(),
            Heard::Nothing => {}
        }
        let edge = self.clone();
        spawn_local(async move {
            match heard {
                Heard::Erase => {
                    edge.forget_shown();
                    // What fails has been told already.
                    drop(edge.erase_stored().await);
                }
                // At the start this is done in its turn.
                Heard::MayRead if edge.started.get() => {
                    if edge.restore().await == Some(Restored::Profile) {
                        edge.show_anew();
                    }
                }
                Heard::MayRead | Heard::Nothing => {}
            }
            if edge.started.get() {
                edge.step();
            }
        });
    }

    /// What holds of keeping a profile and of measuring, as `dangol.consent.get()` has it.
    pub fn answers(&self) -> Result<JsValue, JsValue> {
        let [personalize, measure] = self.answered();
        Ok(dom::object(&[
            ("personalize", to_js(&personalize)?),
            ("measure", to_js(&measure)?),
        ]))
    }

    fn answered(&self) -> [Option<bool>; 2] {
        let engine = self.engine.borrow();
        let consent = engine.consent();
        [consent.personalize().answer(), consent.measure().answer()]
    }

    /// Tells the page's own listeners of answers that are new, whoever took them.
    pub(super) fn tell_answers(&self) {
        let answered = self.answered();
        if self.answers.replace(answered) != answered
            && let Ok(answers) = self.answers()
        {
            dom::fire("dangol:consent", &answers);
        }
    }

    /// Puts the banner into the page, if it is to ask and is not there yet.
    pub(super) fn place_banner(&self) {
        if !self.asks() {
            return;
        }
        let is_there = self
            .slots
            .borrow()
            .iter()
            .any(|slot| slot.host.local_name() == BANNER);
        let body = dom::document().ok().and_then(|document| document.body());
        if let (false, Some(body)) = (is_there, body) {
            // The element tells of itself when it is in the page.
            let _ = dom::element(BANNER, "", "").and_then(|banner| body.append_child(&banner));
        }
    }

    /// Whether the banner is to be seen. A consent tool gets the time to load first.
    pub(super) fn asks(&self) -> bool {
        dom::document().is_ok_and(|document| document.ready_state() == "complete")
            && self.engine.borrow().asks(clock::now())
    }

    pub(super) fn show_banner(self: &Rc<Self>, host: &Element) -> Result<(), JsValue> {
        if !self.asks() {
            return self.set_state(host, crate::elements::State::Empty, Vec::new());
        }
        if self.is_shown(host) {
            return Ok(());
        }
        let (language, page) = {
            let engine = self.engine.borrow();
            (engine.language(), engine.privacy_page().to_owned())
        };
        let edge = self.clone();
        crate::elements::show_banner(host, language, &page, move |yes| {
            let edge = edge.clone();
            let request = ConsentRequest {
                personalize: Some(yes),
                measure: None,
            };
            // What fails has been told already.
            spawn_local(async move { drop(edge.consent(request).await) });
        })?;
        self.set_state(host, crate::elements::State::Shown, Vec::new())
    }
}
