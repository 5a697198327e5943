//! What was done, in a form in which it is counted fast.

use crate::Node;
use crate::profile::{Deed, Profile};
use crate::time::Now;
use dangol_wire::place;

/// What is told of the item of a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Item,
    Category,
    Brand,
}

impl Field {
    /// The field of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "item" => Self::Item,
            "category" => Self::Category,
            "brand" => Self::Brand,
            _ => return None,
        })
    }
}

/// The deed of a name.
pub(super) fn deed(name: &Node) -> Option<Deed> {
    let Node::Text(name) = name else {
        return None;
    };
    Some(match name.as_str() {
        "viewed" => Deed::Viewed,
        "addedToCart" => Deed::AddedToCart,
        "bought" => Deed::Bought,
        "rated" => Deed::Rated,
        _ => return None,
    })
}

/// A deed with its day and hashes of what its item is: 500 rules may ask for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Past {
    pub(super) deed: Deed,
    pub(super) day: u64,
    item: u64,
    category: u64,
    brand: u64,
}

impl Past {
    /// Whether its item is one of these; each field may name several.
    pub(super) fn fits(&self, pattern: &[(Field, Vec<u64>)]) -> bool {
        pattern.iter().all(|(field, hashes)| {
            hashes.contains(match field {
                Field::Item => &self.item,
                Field::Category => &self.category,
                Field::Brand => &self.brand,
            })
        })
    }
}

/// What a profile remembers, oldest first. What is ahead of the clock counts as of today.
pub(super) fn of(profile: &Profile, now: Now) -> Vec<Past> {
    let actions = profile.actions.iter();
    let past = actions.map(|action| {
        let card = profile.shelf.cards.get(&action.item);
        let hash = |text: Option<&String>| text.map_or(0, |text| place::hash(text));
        Past {
            deed: action.deed,
            day: now.day_of(action.at.min(now.at)),
            item: place::hash(&action.item),
            category: hash(card.map(|card| &card.category)),
            brand: hash(card.map(|card| &card.brand)),
        }
    });
    past.collect()
}
