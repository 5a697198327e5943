//! What must never be shown.

use super::replenish::{Stock, supply};
use super::{Filter, Kind, Query, Scene, taste};
use crate::is_safe_url;
use crate::profile::{KeptCard, Opinion};

/// For how many days what was looked at is left to "recently viewed".
const FRESH_LOOK_DAYS: f32 = 30.0;

pub(super) fn may_show(scene: &Scene, query: &Query, item: &str, card: &KeptCard) -> bool {
    let on_page = scene.page_item == Some(item) || scene.item == Some(item);
    let presentable = !card.title.is_empty() && is_safe_url(&card.url);
    let seen_lately = matches!(
        query.kind,
        Kind::ForYou | Kind::BecauseYouViewed | Kind::NewForYou
    ) && scene
        .profile
        .viewed_at(item)
        .is_some_and(|at| scene.now.days_since(at) < FRESH_LOOK_DAYS);
    match query.filter {
        Filter::Shop => {}
        Filter::NotOnPage => return presentable && !on_page,
        Filter::Nothing => return presentable,
    }
    presentable
        && !on_page
        && !seen_lately
        && !query.shown.iter().any(|shown| shown == item)
        && !scene.profile.in_basket(item)
        && is_wanted(scene, query, item, card)
        && is_due(scene, item, card)
}

/// What the shopper does not want is shown only where they ask what they did.
fn is_wanted(scene: &Scene, query: &Query, item: &str, card: &KeptCard) -> bool {
    if query.kind == Kind::RecentlyViewed {
        return true;
    }
    let unwanted = scene.profile.opinion(item) == Some(Opinion::Unwanted);
    // What they buy again and again they want, whatever it is called.
    let disliked = query.kind != Kind::BuyAgain && taste::is_disliked(scene, card);
    !unwanted && !disliked
}

/// What was bought is shown again only when it should be running out. A gift says
/// nothing of what its buyer has.
fn is_due(scene: &Scene, item: &str, card: &KeptCard) -> bool {
    supply(scene, item, card).is_none_or(|supply| supply.stock != Stock::NotYet)
}
