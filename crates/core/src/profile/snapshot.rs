//! All that is known at a moment, as it goes from the wasm of every page to the wasm of
//! the privacy page: within one page's memory, never to storage and never over the network.

use super::{Export, Overview, OverviewFact, Profile};
use crate::consent::Consent;
use crate::report::Account;
use crate::{Error, Now};
use serde::{Deserialize, Serialize};

/// All that is known at a moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub(crate) consent: Consent,
    pub(crate) profile: Profile,
    /// The size of what is kept on the device, in bytes; 0 if nothing is.
    pub(crate) bytes: u32,
    /// Whether a guest uses the device: then the profile is that of their page.
    pub(crate) guest: bool,
    /// Remembered items that cannot be had now.
    pub(crate) sold_out: Vec<String>,
    /// What of remembered prices may not be shown as it is, and what is to be shown instead.
    pub(crate) prices: Vec<(String, Option<u64>)>,
}

impl Snapshot {
    /// Reads what [`crate::Engine::snapshot`] gave. Both sides are of one build.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        postcard::from_bytes(bytes).map_err(|_| Error::Profile("this is no snapshot of one"))
    }

    /// What the shopper sees of it.
    pub fn overview(&self) -> Overview {
        let mut overview = Overview::of(&self.profile, &self.consent, self.bytes as usize);
        overview.guest = self.guest;
        overview
    }

    /// Whether it is of the same person as another one, under the same consent: what was just
    /// done by somebody else is nobody else's.
    pub fn is_of_same(&self, other: &Self) -> bool {
        let of = |snapshot: &Self| {
            let may = snapshot.consent.personalize() == crate::Choice::Granted;
            (snapshot.guest, may)
        };
        of(self) == of(other)
    }

    /// What was sent, what waits, and what is left of the privacy budget.
    pub fn account(&self, now: Now) -> Account {
        Account::of(&self.profile.tally, now)
    }

    /// The one stated fact of which to ask now whether it still holds.
    pub fn question(&self, now: Now) -> Option<OverviewFact> {
        self.profile.question(now).map(OverviewFact::of)
    }

    /// The most of the profile that fits into so many bytes: see [`Profile::essence`].
    pub fn essence(&self, budget: usize) -> Option<Vec<u8>> {
        self.profile.essence(budget)
    }

    /// The profile to take along.
    pub fn export(&self) -> Export {
        Export::of(&self.profile)
    }
}
