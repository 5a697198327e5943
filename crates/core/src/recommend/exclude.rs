//! What must never be shown.

use super::{Filter, Kind, Query, Scene};
use crate::is_safe_url;
use crate::profile::KeptCard;

/// From which share of its usual interval on a bought item may be shown again.
const DUE_FROM: f32 = 0.8;

/// For how many days what was looked at is left to "recently viewed".
const FRESH_LOOK_DAYS: f32 = 30.0;

pub(super) fn may_show(scene: &Scene, query: &Query, item: &str, card: &KeptCard) -> bool {
    let on_page = scene.page_item == Some(item) || scene.item == Some(item);
    let presentable = !card.title.is_empty() && is_safe_url(&card.url);
    let seen_lately = query.kind == Kind::ForYou
        && scene
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
        && is_due(scene, item, card)
}

/// What was bought is shown again only when it is typically bought again, and nearly due.
/// A gift says nothing of what its buyer has.
fn is_due(scene: &Scene, item: &str, card: &KeptCard) -> bool {
    match scene.profile.bought_at(item) {
        None => true,
        Some(_) if card.again_days == 0 => false,
        Some(at) => scene.now.days_since(at) >= DUE_FROM * f32::from(card.again_days),
    }
}
