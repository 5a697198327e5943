//! Someone else uses the device for a while: "this is not me".
//!
//! While a guest visits, the owner's profile lies aside: no list, greeting or overview is
//! made from it, and nothing that the guest does goes into it. The guest has a profile of
//! their own, in the memory of this page only. What is written all the same is the owner's
//! profile as it was, with the one mark that a guest is here and was last seen at that
//! time, so that the other tabs and the next page know; by the owner's grant.
//!
//! A guest visit ends when somebody says so, or after half an hour without an event.

use super::Engine;
use crate::Now;
use crate::profile::{Change, Profile};

/// A guest's presence is noted again after so long, in milliseconds.
const NOTED: u64 = 60_000;

impl Engine {
    /// Whether a guest visits.
    pub fn has_guest(&self) -> bool {
        self.owner.is_some()
    }

    /// The person before the screen is not the owner of the profile, or is again.
    pub fn guest(&mut self, visits: bool, now: Now) {
        if visits == self.has_guest() {
            return;
        }
        let change = match visits {
            true => Change::GuestCame { at: now.at },
            false => Change::GuestLeft,
        };
        if visits {
            self.lay_aside(now);
        }
        self.change_owner(change);
        if !visits {
            self.take_up();
        }
    }

    /// Whether somebody else is before the screen than when this was last asked: nothing of
    /// the other may stay on the page.
    pub fn person_changed(&mut self) -> bool {
        std::mem::take(&mut self.person_changed)
    }

    /// Something is about to happen: a guest who was last seen half an hour ago is gone.
    pub(super) fn see_guest_off(&mut self, now: Now) {
        if self.has_guest() && !self.kept_profile().has_guest(now) {
            self.guest(false, now);
        }
    }

    /// Something happened: a guest is still here.
    pub(super) fn note_guest(&mut self, now: Now) {
        let seen = self.owner.as_ref().map(|owner| owner.guest);
        if seen.is_some_and(|seen| now.at.abs_diff(seen) >= NOTED) {
            self.change_owner(Change::GuestSeen { at: now.at });
        }
    }

    /// The profile that is kept on the device: the owner's.
    pub(super) fn kept_profile(&mut self) -> &mut Profile {
        match &mut self.owner {
            Some(owner) => owner,
            None => &mut self.profile,
        }
    }

    /// Takes the owner's profile as it is stored, with what is not yet saved.
    pub(super) fn take_kept(&mut self, mut kept: Profile, now: Now) {
        if kept.has_guest(now) {
            if !self.has_guest() {
                self.lay_aside(now);
            }
            self.owner = Some(kept);
        } else {
            kept.guest = 0;
            if self.has_guest() {
                self.take_up();
            }
            self.profile = kept;
        }
    }

    /// A guest comes, and finds an empty page.
    fn lay_aside(&mut self, now: Now) {
        self.owner = Some(std::mem::take(&mut self.profile));
        self.profile.apply(&Change::Seen {
            at: now.at,
            seed: self.seed,
        });
        self.turn_to();
    }

    /// The guest is gone, with all that they did.
    fn take_up(&mut self) {
        if let Some(owner) = self.owner.take() {
            self.profile = owner;
        }
        self.turn_to();
    }

    fn turn_to(&mut self) {
        self.page.said = Default::default();
        // What one of them looked for says nothing to the other.
        self.page.words = Default::default();
        self.page.awaited.clear();
        self.page.viewed.clear();
        self.person_changed = true;
    }
}
