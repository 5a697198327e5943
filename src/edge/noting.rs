//! What elements show is noted for the inspector at the moment in which it is decided.

use super::Edge;
use crate::clock;
use crate::inspect::Inspected;
use dangol_core::Query;
use web_sys::Element;

impl Edge {
    /// How this list comes about.
    pub(super) fn note_list(&self, host: &Element, query: &Query) {
        let list = self.engine.borrow_mut().inspect_list(query, clock::now());
        self.note(host, Inspected::List(list));
    }

    /// How this greeting is chosen, before it counts as said.
    pub(super) fn note_greeting(&self, host: &Element, only: &str) {
        let greeting = self
            .engine
            .borrow_mut()
            .inspect_greeting(only, clock::now());
        self.note(host, Inspected::Greeting(greeting));
    }

    fn note(&self, host: &Element, inspected: Inspected) {
        let mut slots = self.slots.borrow_mut();
        if let Some(slot) = slots.iter_mut().find(|slot| slot.host == *host) {
            slot.inspected = Some(inspected);
        }
    }

    /// All that was noted, in the order of the elements.
    pub fn noted(&self) -> Vec<Inspected> {
        let slots = self.slots.borrow();
        slots
            .iter()
            .filter_map(|slot| slot.inspected.clone())
            .collect()
    }
}
