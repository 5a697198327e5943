//! What the shopper agrees to, here and by the site's consent tools, and what follows.

use super::Engine;
use crate::consent::{Choice, Consent, ConsentRequest, Refusal};
use crate::profile::Change;
use crate::{Node, Now};
use dangol_wire::{ConsentConfig, ConsentTool};

/// What a consent tool's report asks of the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing to be done.
    Nothing,
    /// What is stored has to be erased, now.
    Erase,
    /// What is stored may be read from now on.
    MayRead,
}

impl Engine {
    /// What the shopper agreed to.
    pub fn consent(&self) -> &Consent {
        &self.consent
    }

    /// Takes an answer. Returns whether what is stored must be erased now: at every no,
    /// for something may be stored that this page could not read.
    ///
    /// What this page saw stays in memory when the answer is yes; a no that ends a yes
    /// forgets it at once.
    pub fn set_consent(&mut self, request: ConsentRequest, now: Now) -> bool {
        let was_granted = self.consent.personalize_grant().is_some();
        let was_counted = self.consent.measure_grant().is_some();
        let changed = self.consent.answer(request, now);
        if was_counted && self.consent.measure_grant().is_none() {
            self.uncount();
        }
        let erase = request.personalize == Some(false);
        if erase {
            self.withdraw(was_granted);
        } else if changed {
            self.store.answers += 1;
            self.begin_anew(now);
            self.count_visit(now);
        }
        erase
    }

    /// Who agrees again on the page on which all was forgotten is on a first visit.
    fn begin_anew(&mut self, now: Now) {
        if self.store.forgotten > 0 && self.profile.visits.count == 0 {
            self.change(Change::Seen {
                at: now.at,
                seed: self.seed,
            });
        }
    }

    /// Takes what a consent tool of the site's reports.
    pub fn hear(&mut self, tool: ConsentTool, report: &Node, now: Now) -> Heard {
        let before = (self.consent.personalize(), self.consent.waits());
        let was_counted = self.consent.measure_grant().is_some();
        self.consent.hear(tool, report, &self.config.consent, now);
        if was_counted && self.consent.measure() == Choice::Denied {
            self.uncount();
        }
        let after = self.consent.personalize();
        if before.0 == after {
            // Having waited, one may now read what was kept under an earlier yes.
            return if before.1 && !self.consent.waits() {
                Heard::MayRead
            } else {
                Heard::Nothing
            };
        }
        match after {
            Choice::Denied => {
                self.consent.forget_own_yes();
                self.withdraw(before.0 == Choice::Granted || self.store.kept);
                Heard::Erase
            }
            Choice::Granted => {
                self.store.answers += 1;
                self.begin_anew(now);
                Heard::MayRead
            }
            Choice::Unknown => Heard::Nothing,
        }
    }

    /// Takes what the browser itself says: `{ gpc, dnt }`, the values of
    /// `navigator.globalPrivacyControl` and `navigator.doNotTrack`.
    pub fn signal(&mut self, report: &Node) {
        self.consent.signal(report);
    }

    /// Whether the device may be read: not while a consent tool that the configuration
    /// names has not answered.
    pub fn may_read(&self) -> bool {
        !self.consent.waits()
    }

    /// In how many milliseconds a tool's setting counts, if nobody answers until then.
    /// Then it is to be heard again, with nothing to report.
    pub fn waits_for(&self, now: Now) -> Option<u64> {
        self.consent.waits_for(now)
    }

    /// The page has Dangol's banner: a no is kept, so that it does not ask again.
    pub fn use_banner(&mut self) {
        self.config.consent.banner = true;
    }

    /// Whether Dangol's banner is to be shown.
    pub fn asks(&self, now: Now) -> bool {
        self.config.consent.banner && self.consent.may_ask(now)
    }

    /// The page on which the shopper sees what is kept; empty if the owner names none.
    pub fn privacy_page(&self) -> &str {
        &self.config.consent.privacy_page
    }

    /// Whether the profile is to be encrypted where the browser keeps it.
    pub fn encrypts(&self) -> bool {
        self.config.storage.encrypt
    }

    /// Where answers on consent come from.
    pub fn consent_config(&self) -> &ConsentConfig {
        &self.config.consent
    }

    /// The refusal that has to be kept, once everything else is erased; mostly none.
    pub fn refusal(&self) -> Option<Refusal> {
        self.consent.refusal(self.config.consent.banner)
    }

    /// Forgets everything that was remembered, and every answer.
    pub fn erase(&mut self, now: Now) {
        self.forget();
        self.consent.take_back(now);
    }

    /// Another tab erased what was stored, or was told to.
    pub fn erased_elsewhere(&mut self) {
        self.forget();
        self.consent.forget_yes();
    }

    fn withdraw(&mut self, was_known: bool) {
        if was_known {
            self.forget();
        } else {
            self.forget_store();
        }
    }
}
