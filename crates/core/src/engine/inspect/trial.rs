//! Making the one as whom the owner tries the shop: by the engine's own events, one visit after
//! the other, in an engine that is thrown away when its profile is there.

use super::super::Engine;
use crate::inspect::{Persona, Things, Visit, Who, visits};
use crate::page::PageSignals;
use crate::profile::Export;
use crate::{Error, Now};

impl Engine {
    /// Asks for the file that has what the shop sells, whatever the page needs.
    pub fn want_things(&mut self) {
        self.model.want_home();
    }

    /// The life of somebody up to now, of the things that are known by now.
    pub fn persona(&self, who: Who, now: Now) -> Persona {
        let things = Things::of(self.model.all_cards());
        visits(who, &things, self.language, now)
    }

    /// Lives through a visit of the past. The files that are asked for by then are to be handed
    /// over before the next one, so that it is remembered what they say.
    pub fn live(&mut self, visit: &Visit) {
        self.open_page(PageSignals::default(), visit.at);
        if let Some(facts) = &visit.facts {
            // What a persona says of itself can be said.
            let _ = self.state_facts(facts, visit.at);
        }
        for ((name, event), at) in visit.events.iter().zip(visit.times()) {
            let _ = self.track(name, event, at);
        }
    }

    /// Becomes whom a file tells of, as far as that may be.
    ///
    /// # Errors
    /// When the file is none that can be read.
    pub fn become_of(&mut self, export: Export, now: Now) -> Result<(), Error> {
        let bytes = export.into_bytes(now)?;
        self.take_over(&bytes, now)
    }
}
