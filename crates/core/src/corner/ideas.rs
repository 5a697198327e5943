//! Gift ideas while there is time: what was put on the wish list for someone else, then what
//! goes with gifts given before, those of this season first, then what the shop shows to
//! everybody. For the shopper's own birthday, their own wishes.
//!
//! All of it is remembered or shown by the page anyway: no idea needs a request that the
//! profile decides.

use super::{Around, Thing, Upcoming};
use crate::profile::{Action, Deed, Opinion, Profile};
use crate::table::ranking;

/// Ideas are shown from so many days ahead until the day before.
pub const IDEAS_AHEAD: u64 = 21;
/// So many of them.
const IDEAS: usize = 4;
/// So many that go with one earlier gift, so that several are spoken of.
const OF_ONE_GIFT: usize = 2;
/// A gift that was bought within so many days before the day in another year was for it.
const SEASON: i64 = 45;
/// The days of a year, near enough.
const YEAR: i64 = 365;

/// The ideas for a date that are not `taken` by one before it.
pub(super) fn ideas(
    profile: &Profile,
    date: &Upcoming,
    around: &Around,
    taken: &mut Vec<String>,
) -> Vec<Thing> {
    let mut ideas = Ideas {
        profile,
        taken,
        found: Vec::new(),
    };
    if !(1..=IDEAS_AHEAD).contains(&date.days) {
        return ideas.found;
    }
    for wish in profile.wishes.iter().rev() {
        if wish.gift != date.is_own() {
            ideas.put(Thing::kept(profile, &wish.item));
        }
    }
    if date.is_own() {
        return ideas.found;
    }
    for gift in gifts(profile, date, around) {
        let Some(row) = profile.shelf.rows.get(&gift.item) else {
            continue;
        };
        let mut of_it = 0;
        for (item, _) in row.related.iter().chain(&row.together) {
            if of_it < OF_ONE_GIFT && ideas.put(Thing::kept(profile, item)) {
                of_it += 1;
            }
        }
    }
    for thing in around.offered {
        ideas.put(thing.clone());
    }
    ideas.found
}

struct Ideas<'a> {
    profile: &'a Profile,
    taken: &'a mut Vec<String>,
    found: Vec<Thing>,
}

impl Ideas<'_> {
    /// Takes an idea, if it is one. Says whether it is.
    fn put(&mut self, thing: Thing) -> bool {
        let actions = &self.profile.actions;
        let is_known = self.taken.contains(&thing.item);
        let is_shown = !thing.url.is_empty() && !thing.title.is_empty();
        let was_given = |action: &Action| {
            action.deed == Deed::Bought && action.gift && action.item == thing.item
        };
        let mut opinions = actions.iter().rev();
        let opinion = opinions
            .find(|action| action.deed == Deed::Rated && action.item == thing.item)
            .and_then(Action::opinion);
        let mut basket = self.profile.basket.iter();
        let is_idea = self.found.len() < IDEAS
            && !is_known
            && is_shown
            && opinion != Some(Opinion::Unwanted)
            && !basket.any(|line| line.item == thing.item)
            && !actions.iter().any(was_given);
        if is_idea {
            self.taken.push(thing.item.clone());
            self.found.push(thing);
        }
        is_idea
    }
}

/// What was given, each once: what was bought in this season of another year first, then
/// the newest.
fn gifts<'a>(profile: &'a Profile, date: &Upcoming, around: &Around) -> Vec<&'a Action> {
    let mut gifts: Vec<&Action> = Vec::new();
    for action in profile.actions.iter().rev() {
        let is_new = !gifts.iter().any(|gift| gift.item == action.item);
        if action.deed == Deed::Bought && action.gift && is_new {
            gifts.push(action);
        }
    }
    let now = around.now;
    let day = now.day() as i64 + date.days as i64;
    let is_of_season = |gift: &Action| {
        let before = (day - now.day_of(gift.at) as i64).rem_euclid(YEAR);
        let is_of_this_year = now.days_since(gift.at) < SEASON as f32;
        before <= SEASON && !is_of_this_year
    };
    let weights = gifts.iter().map(|gift| f32::from(is_of_season(gift)));
    let order = ranking(weights);
    order.into_iter().map(|at| gifts[at]).collect()
}
