//! The wish list: what the shopper put on it themselves, by the heart on a product's page or
//! from a friend's list.

use super::limits;
use crate::time::Now;
use serde::{Deserialize, Serialize};

/// A wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    /// The item's id.
    pub item: String,
    /// When it was put on the list, in milliseconds since 1970.
    pub at: u64,
    /// Whether it is for someone else: it says nothing of the shopper's own taste then.
    #[serde(default)]
    pub gift: bool,
}

/// The wish list, oldest first, each item once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WishList(Vec<Wished>);

impl WishList {
    /// The wishes, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Wished> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The wish for an item.
    pub fn get(&self, item: &str) -> Option<&Wished> {
        self.iter().find(|wish| wish.item == item)
    }

    /// Whether one more fits.
    pub fn has_room(&self) -> bool {
        self.len() < limits::WISHES
    }

    /// Puts an item on the list. One that is there keeps its place, and is for whom the
    /// newer word says. Of several tabs' wishes the newest stay.
    pub(super) fn put(&mut self, item: &str, gift: bool, at: u64) {
        if let Some(known) = self.0.iter_mut().find(|wish| wish.item == item) {
            known.gift = gift;
            return;
        }
        let item = item.to_owned();
        let place = self.0.partition_point(|known| known.at <= at);
        self.0.insert(place, Wished { item, at, gift });
        self.shorten(limits::WISHES);
    }

    /// Takes off what `is_gone` says.
    pub(super) fn take_off(&mut self, is_gone: impl Fn(&Wished) -> bool) {
        self.0.retain(|wish| !is_gone(wish));
    }

    /// Takes over the wishes of another list that are not on this one, the newest first, as
    /// long as there is room: none that is here goes for them.
    pub(super) fn merge(&mut self, other: Self) {
        for wish in other.0.into_iter().rev() {
            if self.has_room() && self.get(&wish.item).is_none() {
                self.put(&wish.item, wish.gift, wish.at);
            }
        }
    }

    /// Of a list from elsewhere: what is within the limits.
    pub(super) fn sound(self, now: Now, fits: impl Fn(&str) -> bool) -> Self {
        let mut sound = Self::default();
        for wish in self.0 {
            if fits(&wish.item) {
                sound.put(&wish.item, wish.gift, wish.at.min(now.at));
            }
        }
        sound
    }

    /// A clock that was ahead must not make a wish last for ever.
    pub(super) fn age(&mut self, now: Now) {
        let ahead = now.at.saturating_add(limits::LOOKS);
        let mut before = now.at;
        for wish in &mut self.0 {
            if wish.at > ahead {
                // None comes before the one that was wished for before it.
                wish.at = before.max(now.at);
            }
            before = wish.at;
        }
    }

    /// Keeps so many, the newest.
    pub(super) fn shorten(&mut self, most: usize) {
        self.0.drain(..self.len().saturating_sub(most));
    }
}
