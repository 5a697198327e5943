//! What the inspector asks of the engine. Nothing here changes anything.

mod greeting;
mod list;
mod offers;
mod questions;
mod sections;
mod trial;

use super::Engine;

impl Engine {
    /// Why an element that takes a kept profile shows nothing to this shopper, where it does not;
    /// `name` is what experiments call it.
    fn kept_back(&self, name: &str) -> Option<&'static str> {
        let words = self.language.inspector();
        match () {
            () if self.consent.personalize_grant().is_none() => Some(self.language.needs_yes()),
            () if self.has_guest() => Some(words.guest),
            () if self.withholds(name, true) => Some(words.withheld),
            () => None,
        }
    }
}
