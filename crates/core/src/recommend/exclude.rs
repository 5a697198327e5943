//! What must never be shown.

use super::deeds::Known;
use super::replenish::{Stock, supply};
use super::{Cause, Filter, Kind, Query, Scene};
use crate::is_safe_url;
use crate::profile::{CardView, Opinion};

/// For how many days what was looked at is left to "recently viewed".
const FRESH_LOOK_DAYS: f32 = 30.0;

/// The card of an item that may be shown.
pub(super) fn shown_card<'a>(scene: &Scene<'a>, query: &Query, item: &str) -> Option<CardView<'a>> {
    match verdict(scene, query, item) {
        Ok(card) => Some(card),
        Err(cause) => {
            scene.trace.left_out(item, cause);
            if let Cause::Excluded(act) | Cause::NotAmong(act) = cause {
                scene.trace.touched(act, item);
            }
            None
        }
    }
}

/// The card of an item, or why it may not be shown.
fn verdict<'a>(scene: &Scene<'a>, query: &Query, item: &str) -> Result<CardView<'a>, Cause> {
    let on_page = scene.page_item == Some(item) || scene.item == Some(item);
    if on_page && query.filter != Filter::Nothing {
        return Err(Cause::OnPage);
    }
    if scene.model.is_sold_out(item) {
        return Err(Cause::SoldOut);
    }
    let (known, kept) = scene.deeds.get_with_card(item);
    if query.filter == Filter::Shop {
        is_news(scene, query, &known)?;
    }
    let card = scene.card_of(item, kept).ok_or(Cause::NoCard)?;
    if card.title.is_empty() || !is_safe_url(card.url) {
        return Err(Cause::NoCard);
    }
    if query.filter == Filter::Shop {
        is_wanted(scene, query, &known, &card)?;
        if !is_due(scene, item, &known, &card) {
            return Err(Cause::Owned);
        }
    }
    scene.merchandise.allows(item, &card).map(|()| card)
}

/// Whether neither the page nor the basket shows it, nor "recently viewed" the same look.
fn is_news(scene: &Scene, query: &Query, known: &Known) -> Result<(), Cause> {
    let seen_lately = matches!(
        query.kind,
        Kind::ForYou | Kind::BecauseYouViewed | Kind::NewForYou
    ) && known
        .viewed_at
        .is_some_and(|at| scene.now.days_since(at) < FRESH_LOOK_DAYS);
    if known.is_shown {
        Err(Cause::ShownElsewhere)
    } else if known.in_basket {
        Err(Cause::InBasket)
    } else if seen_lately {
        Err(Cause::SeenLately)
    } else {
        Ok(())
    }
}

/// What the shopper does not want is shown only where they ask what they did.
fn is_wanted(scene: &Scene, query: &Query, known: &Known, card: &CardView) -> Result<(), Cause> {
    if query.kind == Kind::RecentlyViewed {
        return Ok(());
    }
    if known.opinion == Some(Opinion::Unwanted) {
        return Err(Cause::Unwanted);
    }
    // What they buy again and again they want, whatever it is called.
    if query.kind != Kind::BuyAgain && scene.dislikes.are_met(card) {
        return Err(Cause::Disliked);
    }
    Ok(())
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
