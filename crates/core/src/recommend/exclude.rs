//! What must never be shown.

use super::deeds::Known;
use super::replenish::{Stock, supply};
use super::{Filter, Kind, Query, Scene};
use crate::is_safe_url;
use crate::profile::{CardView, Opinion};

/// For how many days what was looked at is left to "recently viewed".
const FRESH_LOOK_DAYS: f32 = 30.0;

/// The card of an item that may be shown.
pub(super) fn shown_card<'a>(scene: &Scene<'a>, query: &Query, item: &str) -> Option<CardView<'a>> {
    let on_page = scene.page_item == Some(item) || scene.item == Some(item);
    if on_page && query.filter != Filter::Nothing {
        return None;
    }
    let (known, kept) = scene.deeds.get_with_card(item);
    if query.filter == Filter::Shop && !is_news(scene, query, &known) {
        return None;
    }
    let card = scene.card_of(item, kept)?;
    let presentable = !card.title.is_empty() && is_safe_url(card.url);
    let of_shop = query.filter != Filter::Shop
        || (is_wanted(scene, query, &known, &card) && is_due(scene, item, &known, &card));
    let allowed = presentable && of_shop && scene.merchandise.allows(item, &card);
    allowed.then_some(card)
}

/// Whether neither the page nor the basket shows it, nor "recently viewed" the same look.
fn is_news(scene: &Scene, query: &Query, known: &Known) -> bool {
    let seen_lately = matches!(
        query.kind,
        Kind::ForYou | Kind::BecauseYouViewed | Kind::NewForYou
    ) && known
        .viewed_at
        .is_some_and(|at| scene.now.days_since(at) < FRESH_LOOK_DAYS);
    !known.is_shown && !known.in_basket && !seen_lately
}

/// What the shopper does not want is shown only where they ask what they did.
fn is_wanted(scene: &Scene, query: &Query, known: &Known, card: &CardView) -> bool {
    if query.kind == Kind::RecentlyViewed {
        return true;
    }
    // What they buy again and again they want, whatever it is called.
    known.opinion != Some(Opinion::Unwanted)
        && (query.kind == Kind::BuyAgain || !scene.dislikes.are_met(card))
}

/// What was bought is shown again only when it should be running out, or is a habit. A gift says
/// nothing of what its buyer has.
fn is_due(scene: &Scene, item: &str, known: &Known, card: &CardView) -> bool {
    supply(scene, known, card).is_none_or(|supply| match supply.stock {
        // Nobody knows when it runs out, but this shopper keeps on ordering it.
        Stock::NotYet if supply.interval == 0.0 => scene.orders.habit(scene, item).is_some(),
        Stock::NotYet => false,
        Stock::Due | Stock::Overdue | Stock::GivenUp => true,
    })
}
