//! How the profile is kept, by several tabs at once.
//!
//! A tab saves in one storage transaction: it reads what is stored, has the engine
//! [`Engine::merge`] its unsaved changes into it, and writes the result. So tabs never
//! overwrite each other, and a tab that sees that the stored profile is gone knows
//! that the shopper erased it elsewhere.

use super::Engine;
use crate::consent::Refusal;
use crate::profile::{self, Overview, Profile, Record, Snapshot};
use crate::{Error, Now};

/// Where the stored profile stands, as far as this tab knows.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// Whether this tab knows that a profile is stored.
    pub(super) kept: bool,
    /// Answers on consent that are not yet saved.
    pub(super) answers: u32,
    /// A newer version wrote what is stored: it is left alone.
    pub(super) newer: bool,
    /// Storage is blocked or full: this page keeps nothing.
    pub(super) failed: bool,
    /// The size of the stored profile.
    pub(super) bytes: usize,
    /// How often the profile was forgotten. What began before is void.
    pub(super) forgotten: u32,
    /// What the transaction under way covers.
    pub(super) merging: Option<Merging>,
}

/// What a storage transaction covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Merging {
    changes: usize,
    answers: u32,
}

/// What came of reading what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// Nothing is stored, or nothing that the shopper's consent still covers.
    Nothing,
    /// What this tab knew to be stored is gone: the shopper erased it elsewhere.
    Erased,
    /// The profile is here again.
    Profile,
    /// The stored bytes are damaged: they must be set aside, and a new profile begins.
    Damaged,
    /// A newer version wrote it: it is left alone, and this page keeps nothing.
    Newer,
}

impl Store {
    /// An unsaved change was dropped: the transaction under way covers one less.
    pub(super) fn removed(&mut self, at: usize) {
        if let Some(merging) = &mut self.merging {
            merging.changes -= usize::from(at < merging.changes);
        }
    }
}

/// A reading of what is stored, from its beginning to its end. What was read before
/// the profile was forgotten is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    forgotten: u32,
}

/// What a storage transaction has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Write this.
    Put(Record),
    /// As `Put`, after setting the damaged profile aside.
    SetAsideAndPut(Record),
    /// Write this alone, where everything has been erased. [`Engine::merge`] never asks for it.
    Refuse(Refusal),
    /// The shopper erased the profile in another tab: write nothing.
    Erased,
    /// Write nothing.
    Nothing,
}

impl Engine {
    /// Begins to read what is stored; to be named when it is handed over.
    pub fn begin_reading(&self) -> Reading {
        Reading {
            forgotten: self.store.forgotten,
        }
    }

    /// Takes what is stored: at the start of a page, and when another tab has saved or
    /// erased. What is not yet saved here stays.
    pub fn restore(
        &mut self,
        reading: Reading,
        consent: Option<&[u8]>,
        profile: Option<&[u8]>,
        now: Now,
    ) -> Restored {
        if reading.forgotten != self.store.forgotten {
            return Restored::Nothing;
        }
        let was_granted = self.consent.personalize_grant().is_some();
        match consent.map(profile::read_consent) {
            Some(Ok(stored)) => self.consent.merge(&stored),
            Some(Err(Error::NewerProfile(_))) => {
                self.store.newer = true;
                return Restored::Newer;
            }
            None if self.store.kept => {
                self.erased_elsewhere();
                return Restored::Erased;
            }
            Some(Err(_)) | None => return Restored::Nothing,
        }
        if self.consent.personalize_grant().is_none() {
            if was_granted {
                // A no to Dangol itself was kept.
                self.forget();
                return Restored::Erased;
            }
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
                self.consent.forget_yes();
                Restored::Newer
            }
            Some(Err(_)) => Restored::Damaged,
        }
    }

    /// Whether there is something to save, and the consent to do so.
    pub fn wants_saving(&self) -> bool {
        let something = self.store.answers > 0 || !self.unsaved.is_empty();
        let possible = !self.store.newer && !self.store.failed;
        something && possible && self.consent.personalize_grant().is_some()
    }

    /// Whether saving may create what is not there. A tab that has seen a stored profile
    /// must not: where it is gone, the shopper erased it.
    pub fn may_create(&self) -> bool {
        !self.store.kept
    }

    /// Storage does not work: this page goes on in memory, and tries no more until
    /// [`Engine::storage_may_work`].
    pub fn storage_failed(&mut self) {
        self.store.failed = true;
    }

    /// What kept storage from working may be over: saving is tried again.
    pub fn storage_may_work(&mut self) {
        self.store.failed = false;
    }

    /// Whether the shopper agreed to being remembered, but storage does not work.
    pub fn cannot_keep(&self) -> bool {
        (self.store.failed || self.store.newer) && self.consent.personalize_grant().is_some()
    }

    /// Within a storage transaction: merges the unsaved changes into what is stored.
    pub fn merge(&mut self, consent: Option<&[u8]>, profile: Option<&[u8]>, now: Now) -> Merged {
        self.store.merging = None;
        if self.store.newer || self.consent.personalize_grant().is_none() {
            return Merged::Nothing;
        }
        match consent.map(profile::read_consent) {
            Some(Ok(stored)) => self.consent.merge(&stored),
            None if self.store.kept => {
                self.erased_elsewhere();
                return Merged::Erased;
            }
            Some(Err(Error::NewerProfile(_))) => {
                self.store.newer = true;
                return Merged::Nothing;
            }
            Some(Err(_)) | None => {}
        }
        let Some(grant) = self.consent.personalize_grant() else {
            self.forget();
            return Merged::Erased;
        };
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
        self.store.merging = Some(Merging {
            changes: self.unsaved.len(),
            answers: self.store.answers,
        });
        let consent = self.consent;
        let record = Record::new(self.kept_profile(), &consent, &grant);
        if damaged {
            Merged::SetAsideAndPut(record)
        } else {
            Merged::Put(record)
        }
    }

    /// The transaction that wrote this is complete. What changed after its merge is
    /// still to be saved; what was forgotten meanwhile stays forgotten.
    pub fn saved(&mut self, written: &Record) {
        let Some(merging) = self.store.merging.take() else {
            return;
        };
        self.unsaved
            .drain(..merging.changes.min(self.unsaved.len()));
        self.store.answers -= merging.answers.min(self.store.answers);
        self.store.kept = true;
        self.store.bytes = written.profile().len();
    }

    /// What the shopper sees of what is remembered.
    pub fn overview(&self) -> Overview {
        self.as_snapshot().overview()
    }

    /// All that is known now, for the privacy page: what [`Snapshot::read`] reads.
    pub fn snapshot(&self) -> Vec<u8> {
        // Serialising to a growing vector fails only for types without a known length, of
        // which a profile has none; an empty snapshot would be refused when read.
        postcard::to_allocvec(&self.as_snapshot()).unwrap_or_default()
    }

    fn as_snapshot(&self) -> Snapshot {
        // Nothing of a guest is kept.
        let bytes = if self.has_guest() {
            0
        } else {
            self.store.bytes
        };
        let now = Now::utc(self.page.opened);
        let cards = || self.profile.shelf.cards.iter();
        let sold_out = cards().filter(|(item, _)| self.model.is_sold_out(item));
        let prices = cards().filter_map(|(item, card)| {
            let price = (self.model).price_now(item, card.price, card.learned(), now);
            (price != card.price).then(|| (item.to_owned(), price))
        });
        Snapshot {
            sold_out: sold_out.map(|(item, _)| item.to_owned()).collect(),
            prices: prices.collect(),
            consent: self.consent.as_it_holds(),
            profile: self.profile.clone(),
            bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            guest: self.has_guest(),
        }
    }

    /// Takes a stored profile as the base and applies what is not yet saved.
    fn adopt(&mut self, stored: Profile, now: Now) {
        let mut kept = stored;
        for change in &self.unsaved {
            kept.apply(change);
        }
        kept.age(now);
        self.take_kept(kept, now);
        self.keep_uncounted();
    }
}
