//! What the shopper agrees to, states, corrects and erases.

use super::Engine;
use crate::consent::{Consent, ConsentRequest};
use crate::profile::{Change, Export, Profile};
use crate::{Error, Now};

impl Engine {
    /// What the shopper agreed to.
    pub fn consent(&self) -> &Consent {
        &self.consent
    }

    /// Takes an answer. Returns whether what is stored must be erased now.
    ///
    /// A profile that was kept without a break stays in memory when the answer is yes;
    /// a no forgets it at once.
    pub fn set_consent(&mut self, request: ConsentRequest, now: Now) -> bool {
        let was_granted = self.consent.personalize_grant().is_some();
        if !self.consent.answer(request, now) {
            return false;
        }
        let is_granted = self.consent.personalize_grant().is_some();
        if is_granted {
            self.store.dirty = true;
        } else if was_granted {
            self.forget();
        }
        was_granted && !is_granted
    }

    /// Forgets everything; consents stay as they were answered.
    pub fn erase(&mut self) {
        self.forget();
        self.consent = Consent::default();
    }

    pub(super) fn forget(&mut self) {
        self.profile = Profile::default();
        self.unsaved.clear();
        self.page.awaited.clear();
        self.store = super::saving::Store::default();
    }

    /// The shopper says what to be called; empty to withdraw it.
    pub fn state_name(&mut self, name: &str, now: Now) {
        let name = name.to_owned();
        self.change(Change::Name { name, at: now.at }, now);
    }

    /// The shopper says that an item was bought for someone else.
    pub fn mark_gift(&mut self, item: &str, now: Now) {
        let item = item.to_owned();
        self.change(Change::Gift { item, at: now.at }, now);
    }

    /// Everything that is remembered, to be taken along.
    pub fn export(&self) -> Export {
        Export::of(&self.profile)
    }

    /// Takes over a profile from elsewhere; nothing that is here is lost.
    ///
    /// # Errors
    /// When it is no exported profile, or a newer one; and without the consent to keep it.
    pub fn import(&mut self, export: Export, now: Now) -> Result<(), Error> {
        if self.consent.personalize_grant().is_none() {
            return Err(Error::NotGranted("personalize"));
        }
        let profile = export.into_profile()?;
        self.change(Change::Took(Box::new(profile)), now);
        Ok(())
    }
}
