//! The personal corner: dates to remember with ideas in time, what is usually bought, the
//! wish list, and all of it to take along. What stands in it is decided here; it is drawn by
//! the privacy wasm ([ADR 11](../../../../docs/adr/0011-the-privacy-page-is-a-wasm-of-its-own.md)).

pub mod calendar;
pub mod cart;
mod dates;
mod ideas;
pub mod letter;
pub mod list;
pub mod settings;
mod thing;
mod usual;

pub use dates::{Typed, Upcoming};
pub use ideas::IDEAS_AHEAD;
pub use thing::Thing;
pub use usual::Usual;

use crate::profile::{OverviewFact, Profile, Snapshot};
use crate::{Language, Now};
use dangol_wire::Entry;

/// What the corner is told beside the snapshot.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The model's entry file, if it could be had.
    pub entry: Option<&'a Entry>,
    /// What the shop shows to everybody, best first: ideas where nothing better is known.
    pub offered: &'a [Thing],
    /// The language of the page.
    pub language: Language,
    /// The time.
    pub now: Now,
}

/// A date to remember.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The date and when it comes.
    pub upcoming: Upcoming,
    /// What might be given, while there is time.
    pub ideas: Vec<Thing>,
}

/// A wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What for.
    pub thing: Thing,
    /// Whether it is for someone else.
    pub gift: bool,
}

/// What stands in the corner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corner {
    /// The answer on keeping a profile.
    pub personalize: Option<bool>,
    /// Whether a guest uses the device: nothing of the owner's is here then.
    pub guest: bool,
    /// The dates to remember, the next one first.
    pub dates: Vec<Date>,
    /// What is usually bought, what is due first.
    pub usual: Vec<Usual>,
    /// The wish list, newest first.
    pub wishes: Vec<Wish>,
}

impl Corner {
    /// Whether what is told here is kept.
    pub fn is_kept(&self) -> bool {
        self.personalize == Some(true) && !self.guest
    }

    /// The dates of others, as they are once a new one is stated, or one is corrected.
    pub fn dates_with(
        &self,
        before: Option<&OverviewFact>,
        told: &OverviewFact,
    ) -> Vec<OverviewFact> {
        let known = self.dates.iter().map(|date| &date.upcoming.fact);
        dates::with(known, before, told)
    }
}

impl Snapshot {
    /// What a friend's list names: as the shop knows it where that is remembered or offered,
    /// else with the title that came with it, and without an address.
    pub fn shared(&self, list: &[list::Listed], offered: &[Thing]) -> Vec<Thing> {
        let profile = self.at_prices_of_now();
        let shared = list.iter().map(|listed| {
            let mut offered = offered.iter();
            if let Some(known) = offered.find(|thing| thing.item == listed.item) {
                return known.clone();
            }
            let mut thing = Thing::kept(&profile, &listed.item);
            if thing.title == listed.item && !listed.title.is_empty() {
                thing.title.clone_from(&listed.title);
            }
            thing
        });
        shared.collect()
    }

    /// The profile, with the prices that may be shown now.
    fn at_prices_of_now(&self) -> Profile {
        let mut profile = self.profile.clone();
        for (item, price) in &self.prices {
            if let Some(card) = profile.shelf.cards.get_mut(item) {
                card.price = *price;
            }
        }
        profile
    }

    /// What stands in the corner now.
    pub fn corner(&self, around: &Around) -> Corner {
        let profile = &self.at_prices_of_now();
        let is_had = |item: &str| !self.sold_out.iter().any(|known| known == item);
        // What is sold out is wished for all the same, but is no idea and not to be reordered.
        let mut to_be_had = profile.clone();
        to_be_had.shelf.cards.retain(|item, _| is_had(item));
        let mut usual = usual::usual(profile, around);
        usual.retain(|usual| is_had(&usual.thing.item));
        let wishes = profile.wishes.iter().rev().map(|wish| Wish {
            thing: Thing::kept(profile, &wish.item),
            gift: wish.gift,
        });
        let mut taken = Vec::new();
        let dates = dates::upcoming(&profile.facts, around.now);
        let dates = dates.into_iter().map(|upcoming| Date {
            ideas: ideas::ideas(&to_be_had, &upcoming, around, &mut taken),
            upcoming,
        });
        Corner {
            personalize: self.consent.personalize().answer(),
            guest: self.guest,
            dates: dates.collect(),
            usual,
            wishes: wishes.collect(),
        }
    }
}
