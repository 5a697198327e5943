//! A profile that fits into a link or a picture: what matters most, within a number of bytes.

use super::{Deed, Profile, Shelf, record};

impl Profile {
    /// The bytes of the most that fits into `budget` bytes, for [`super::Export::read_bytes`].
    ///
    /// What can be found again goes first: neighbours, then cards; then looks, older before
    /// newer, then ratings and purchases likewise, then wishes. What was stated goes last. Nothing, if not
    /// even that fits.
    pub fn essence(&self, budget: usize) -> Option<Vec<u8>> {
        let mut profile = self.clone();
        profile.tally.leave_out();
        let fitting = |profile: &Profile| {
            let bytes = record::profile_bytes(profile);
            (bytes.len() <= budget).then_some(bytes)
        };
        if let Some(bytes) = fitting(&profile) {
            return Some(bytes);
        }
        profile.shelf.rows = Default::default();
        if let Some(bytes) = fitting(&profile) {
            return Some(bytes);
        }
        // A wish can be found again only where its card is.
        let cards = std::mem::take(&mut profile.shelf).cards;
        for wish in profile.wishes.iter() {
            if let Some(card) = cards.get(&wish.item) {
                profile.shelf.put_unknown(&wish.item, card);
            }
        }
        if let Some(bytes) = fitting(&profile) {
            return Some(bytes);
        }
        profile.shelf = Shelf::default();
        profile.basket.clear();
        profile.greetings.said.clear();
        profile.offers.0.retain(|known| known.stopped);
        profile.questions.posed.clear();
        profile.weighed.clear();
        loop {
            if let Some(bytes) = fitting(&profile) {
                return Some(bytes);
            }
            let count = profile.actions.len();
            let wishes = profile.wishes.len();
            if count == 0 && wishes > 0 {
                profile.wishes.shorten(wishes - (wishes / 8).max(1));
                continue;
            }
            if count == 0 {
                return None;
            }
            let looks = profile.actions.iter();
            let looks = looks
                .filter(|action| matches!(action.deed, Deed::Viewed | Deed::AddedToCart))
                .count();
            // An eighth at a time: never much less than what would fit.
            let most = if looks > 0 { looks } else { count };
            profile.drop_actions((count / 8).clamp(1, most));
        }
    }
}
