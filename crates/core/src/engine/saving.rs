//! How the profile is kept, by several tabs at once.
//!
//! A tab saves in one storage transaction: it reads what is stored, has the engine
//! [`Engine::merge`] its unsaved changes into it, and writes the result. So tabs never
//! overwrite each other, and a tab that sees that the stored profile is gone knows
//! that the shopper erased it elsewhere.

use super::Engine;
use crate::consent::Consent;
use crate::profile::{self, Change, Overview, Profile, Record};
use crate::{Error, Now};

/// Where the stored profile stands, as far as this tab knows.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// Whether this tab knows that a profile is stored.
    pub(super) kept: bool,
    /// Whether there is something to save although no change waits.
    pub(super) dirty: bool,
    /// A newer version wrote what is stored: it is left alone.
    pub(super) newer: bool,
    /// Storage is blocked or full: this page keeps nothing.
    pub(super) failed: bool,
    /// The size of the stored profile.
    pub(super) bytes: usize,
}

/// What came of reading what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// Nothing is stored, or nothing that the shopper's consent still covers.
    Nothing,
    /// The profile is here again.
    Profile,
    /// The stored bytes are damaged: they must be set aside, and a new profile begins.
    Damaged,
    /// A newer version wrote it: it is left alone, and this page keeps nothing.
    Newer,
}

/// Something to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// How many changes it covers; to be named when it is saved.
    changes: usize,
}

/// What a storage transaction has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Write this.
    Put(Record),
    /// As `Put`, after setting the damaged profile aside.
    SetAsideAndPut(Record),
    /// The shopper erased the profile in another tab: write nothing.
    Erased,
    /// Write nothing.
    Nothing,
}

impl Engine {
    /// Takes what is stored, at the start of a page.
    pub fn restore(
        &mut self,
        consent: Option<&[u8]>,
        profile: Option<&[u8]>,
        now: Now,
    ) -> Restored {
        match consent.map(profile::read_consent) {
            Some(Ok(consent)) => self.consent = consent,
            Some(Err(Error::NewerProfile(_))) => {
                self.store.newer = true;
                return Restored::Newer;
            }
            Some(Err(_)) | None => return Restored::Nothing,
        }
        if self.consent.personalize_grant().is_none() {
            return Restored::Nothing;
        }
        self.store.kept = true;
        match profile.map(profile::read_profile) {
            None => Restored::Nothing,
            Some(Ok(stored)) => {
                self.store.bytes = profile.map_or(0, <[u8]>::len);
                self.adopt(stored, now);
                Restored::Profile
            }
            Some(Err(Error::NewerProfile(_))) => {
                self.store.newer = true;
                self.consent = Consent::default();
                Restored::Newer
            }
            Some(Err(_)) => Restored::Damaged,
        }
    }

    /// Whether there is something to save, and the consent to do so.
    pub fn wants_saving(&self) -> Option<Saving> {
        self.consent.personalize_grant()?;
        let something = self.store.dirty || !self.unsaved.is_empty();
        (something && !self.store.newer && !self.store.failed).then_some(Saving {
            changes: self.unsaved.len(),
        })
    }

    /// Whether saving may create what is not there. A tab that has seen a stored profile
    /// must not: where it is gone, the shopper erased it.
    pub fn may_create(&self) -> bool {
        !self.store.kept
    }

    /// Storage does not work: this page goes on in memory and tries no more.
    pub fn storage_failed(&mut self) {
        self.store.failed = true;
    }

    /// Within a storage transaction: merges the unsaved changes into what is stored.
    pub fn merge(&mut self, consent: Option<&[u8]>, profile: Option<&[u8]>, now: Now) -> Merged {
        let Some(grant) = self.consent.personalize_grant() else {
            return Merged::Nothing;
        };
        if self.store.newer {
            return Merged::Nothing;
        }
        if consent.is_none() && self.store.kept {
            self.forget();
            self.consent = Consent::default();
            return Merged::Erased;
        }
        let mut damaged = false;
        match profile.map(profile::read_profile) {
            None => {}
            Some(Ok(stored)) => self.adopt(stored, now),
            Some(Err(Error::NewerProfile(_))) => {
                self.store.newer = true;
                return Merged::Nothing;
            }
            Some(Err(_)) => damaged = true,
        }
        let record = Record::new(&mut self.profile, &self.consent, &grant);
        if damaged {
            Merged::SetAsideAndPut(record)
        } else {
            Merged::Put(record)
        }
    }

    /// The transaction is complete. `written` is what it wrote.
    pub fn saved(&mut self, saving: Saving, written: &Record) {
        self.unsaved.drain(..saving.changes.min(self.unsaved.len()));
        self.store.dirty = false;
        self.store.kept = true;
        self.store.bytes = written.profile().len();
    }

    /// Another tab saved or erased: takes what is stored now. Returns whether the
    /// profile or the consent changed.
    pub fn refresh(&mut self, consent: Option<&[u8]>, profile: Option<&[u8]>, now: Now) -> bool {
        if consent.is_none() {
            let known = self.store.kept;
            if known {
                self.forget();
                self.consent = Consent::default();
            }
            return known;
        }
        self.restore(consent, profile, now) == Restored::Profile
    }

    /// What the shopper sees of what is remembered.
    pub fn overview(&self) -> Overview {
        Overview::of(&self.profile, &self.consent, self.store.bytes)
    }

    /// Takes a stored profile as the base and applies what is not yet saved.
    fn adopt(&mut self, stored: Profile, now: Now) {
        self.profile = stored;
        for change in &self.unsaved {
            change_of(&mut self.profile, change, now);
        }
        self.profile.age(now);
    }
}

fn change_of(profile: &mut Profile, change: &Change, now: Now) {
    profile.apply(change, now);
}
