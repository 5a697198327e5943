//! The profile as a file that the shopper takes along.

use super::{Deed, MAX_STARS, PROFILE_VERSION, Profile, limits};
use crate::table::Table;
use crate::{Error, Now, is_safe_url};
use serde::{Deserialize, Serialize};

/// What [`Export::format`] says.
pub const PROFILE_FORMAT: &str = "dangol-profile";

/// The profile as JSON; its schema is in `docs/profile-export.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Export {
    /// [`PROFILE_FORMAT`].
    pub format: String,
    /// [`PROFILE_VERSION`].
    pub version: u32,
    /// All that is remembered.
    pub profile: Profile,
}

impl Export {
    /// Everything that is remembered, as it is.
    pub fn of(profile: &Profile) -> Self {
        Self {
            format: PROFILE_FORMAT.to_owned(),
            version: PROFILE_VERSION.into(),
            profile: profile.clone(),
        }
    }

    /// Reads what [`Profile::essence`] made.
    ///
    /// # Errors
    /// [`Error::NewerProfile`] for a version that is not known here, [`Error::Profile`]
    /// for damaged bytes.
    pub fn read_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self::of(&super::read_profile(bytes)?))
    }

    /// The profile in it, for [`crate::Engine::take_over`].
    ///
    /// # Errors
    /// As [`Export::into_profile`].
    pub fn into_bytes(self, now: Now) -> Result<Vec<u8>, Error> {
        Ok(super::record::profile_bytes(&self.into_profile(now)?))
    }

    /// The profile in it, with everything that is out of bounds left out.
    ///
    /// # Errors
    /// When it is no export, or one of an unknown version.
    pub fn into_profile(self, now: Now) -> Result<Profile, Error> {
        if self.format != PROFILE_FORMAT {
            return Err(Error::Profile("format: not an exported Dangol profile"));
        }
        if self.version == 0 {
            return Err(Error::Profile("version: there is no version 0"));
        }
        if self.version > PROFILE_VERSION.into() {
            return Err(Error::NewerProfile(self.version));
        }
        let mut profile = self.profile;
        // What lies ahead of this device's clock counts as done just now.
        let past = |at: &mut u64| *at = (*at).min(now.at);
        profile.actions.retain(|action| {
            fits(&action.item)
                && action.order < limits::EXACT
                && (1..=most(action.deed)).contains(&action.quantity)
        });
        profile
            .actions
            .iter_mut()
            .for_each(|action| past(&mut action.at));
        let visits = &mut profile.visits;
        for at in [
            &mut visits.first,
            &mut visits.started,
            &mut visits.last,
            &mut visits.previous,
        ] {
            past(at);
        }
        past(&mut profile.basket_at);
        profile.sort_actions();
        profile
            .basket
            .retain(|line| fits(&line.item) && (1..=limits::QUANTITY).contains(&line.quantity));
        let mut shelf = std::mem::take(&mut profile.shelf);
        // A list from elsewhere need not be sorted.
        shelf.cards = Table::of(shelf.cards.into_pairs());
        shelf.rows = Table::of(shelf.rows.into_pairs());
        shelf.cards.retain(|id, card| {
            fits(id)
                && card.title.len() <= limits::TITLE
                && card.category.len() <= limits::TITLE
                && card.brand.len() <= limits::TITLE
                && card.group.len() <= limits::ID
                && is_link(&card.url)
                && is_link(&card.image)
                && card.price.is_none_or(|price| price < limits::EXACT)
                && card.seen_price.is_none_or(|price| price < limits::EXACT)
        });
        shelf.rows.retain(|id, _| fits(id));
        for row in shelf.rows.values_mut() {
            past(&mut row.at);
            for neighbours in [&mut row.related, &mut row.together, &mut row.next] {
                neighbours.retain(|(id, weight)| fits(id) && (0.0..=1.0).contains(weight));
                neighbours.truncate(limits::NEIGHBOURS);
            }
        }
        profile.shelf = shelf;
        profile.tally.leave_out();
        profile.facts = std::mem::take(&mut profile.facts).sound(now);
        profile.greetings.sound(now);
        profile.offers.sound(now);
        profile.questions.sound(profile.visits.count, now);
        profile.shop.sound(now);
        profile.wishes = std::mem::take(&mut profile.wishes).sound(now, fits);
        super::weighed::sound(&mut profile.weighed, now);
        Ok(profile)
    }
}

/// The largest quantity of an action.
fn most(deed: Deed) -> u32 {
    match deed {
        Deed::Rated => MAX_STARS.into(),
        Deed::Viewed | Deed::AddedToCart | Deed::Bought => limits::QUANTITY,
    }
}

fn is_link(url: &str) -> bool {
    url.is_empty() || (url.len() <= limits::URL && is_safe_url(url))
}

fn fits(id: &str) -> bool {
    !id.is_empty() && id.len() <= limits::ID
}
