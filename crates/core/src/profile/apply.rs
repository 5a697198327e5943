//! What each change does to a profile.

use super::{Action, Change, Deed, Line, Profile, limits, weighed};

impl Change {
    /// Applies this change.
    pub(super) fn apply(&self, profile: &mut Profile) {
        match self {
            Self::Seen { at, seed } => profile.visits.see(*at, *seed),
            Self::Did(action) => did(profile, action),
            Self::Met { item, at } => profile.shelf.put_page(&item.id, &item.product, *at),
            Self::Found(found) => profile.shelf.put(found),
            Self::Basket { item, by, at } => {
                change_basket(&mut profile.basket, item, *by);
                profile.basket_at = *at;
            }
            Self::BasketIs { lines, at } => {
                profile.basket.clone_from(lines);
                profile.basket_at = *at;
            }
            Self::GaveBack { order, items } => profile.actions.retain(|action| {
                let given_back = action.deed == Deed::Bought
                    && action.order == *order
                    && (items.is_empty() || items.contains(&action.item));
                !given_back
            }),
            Self::Stated { topic, facts, at } => {
                profile.facts.state(*topic, facts, *at);
                profile.forget_asked();
            }
            Self::Confirmed { fact, at } => profile.facts.confirm(fact, *at),
            Self::TookBack { fact, at } => {
                profile.facts.take_back(fact, *at);
                profile.forget_asked();
            }
            Self::Asked { fact, at } => profile.facts.ask(fact, *at),
            Self::Forgot(forgotten) => forgotten.leave(profile),
            Self::Paused(paused) => profile.paused = *paused,
            Self::Greeted(said) => profile.greetings.say(said, profile.visits.started),
            Self::StoppedMoment { moment, stopped } => profile.greetings.stop(moment, *stopped),
            Self::Offered {
                campaign,
                chance,
                at,
            } => {
                let started = profile.visits.started;
                profile.offers.show(campaign, *chance, *at, started);
            }
            Self::TookOffer { campaign, at } => profile.offers.take(campaign, *at),
            Self::HandedOut { campaign, code } => profile.offers.hand_out(campaign, *code),
            Self::Redeemed {
                campaign,
                order,
                at,
            } => profile.offers.redeem(campaign, *order, *at),
            Self::StoppedOffer { campaign, stopped } => profile.offers.stop(campaign, *stopped),
            Self::Posed(posed) => profile.questions.pose(posed, profile.visits.started),
            Self::StoppedAsking { asks, stopped } => profile.questions.stop(*asks, *stopped),
            Self::ShopStated { statement, at } => profile.shop.state(statement, *at),
            Self::GuestCame { at } => profile.guest = *at,
            Self::GuestSeen { at } => {
                if profile.has_guest(crate::Now::utc(*at)) {
                    profile.guest = *at;
                }
            }
            Self::GuestLeft => profile.guest = 0,
            Self::Lot(lot) => profile.tally.draw(*lot),
            Self::Counted(counted) => profile.tally.count(counted),
            Self::Clicked(clicked) => profile.tally.click_on(clicked),
            Self::Told(told) => profile.tally.tell(told),
            Self::Tried { report, at } => profile.tally.try_out(report, *at),
            Self::Went { report, taken, at } => profile.tally.settle(report, *taken, *at),
            Self::Uncounted => {
                profile.tally.forget();
                profile.offers.uncount();
            }
            Self::Weighed { attributes, at } => {
                weighed::weigh(
                    &mut profile.weighed,
                    attributes,
                    *at,
                    profile.visits.started,
                );
            }
            Self::Unweighed(name) => profile.weighed.retain(|weighed| weighed.attribute != *name),
            Self::Rated { item, stars, at } => rated(profile, item, *stars, *at),
            Self::Wished {
                item,
                card,
                gift,
                at,
            } => {
                profile.wishes.put(item, *gift, *at);
                profile.shelf.put_unknown(item, card);
            }
            Self::Unwished { item, at } => profile
                .wishes
                .take_off(|wish| wish.item == *item && wish.at <= *at),
            Self::Gift { item, gift, at } => profile
                .actions
                .iter_mut()
                .filter(|action| action.item == *item && action.at <= *at)
                .for_each(|action| action.gift = *gift),
            Self::Took { profile: other, at } => {
                profile.merge(other.as_ref().clone(), crate::Now::utc(*at));
            }
        }
    }
}

/// The newer word on an item takes the place of the older.
fn rated(profile: &mut Profile, item: &str, stars: u8, at: u64) {
    profile
        .actions
        .retain(|known| known.deed != Deed::Rated || known.item != item);
    if stars > 0 {
        profile.actions.push(Action {
            deed: Deed::Rated,
            item: item.to_owned(),
            at,
            quantity: stars.into(),
            order: 0,
            gift: false,
        });
    }
}

fn did(profile: &mut Profile, action: &Action) {
    let again = match action.deed {
        // A thank-you page that is loaded twice is one purchase.
        Deed::Bought => profile.actions.iter().any(|known| {
            known.deed == Deed::Bought
                && known.item == action.item
                && action.order != 0
                && known.order == action.order
        }),
        // Opening the same page again and again is one look a visit, at its last time.
        Deed::Viewed => {
            let started = profile.visits.started;
            profile.actions.retain(|known| {
                !(known.deed == Deed::Viewed && known.item == action.item && known.at >= started)
            });
            false
        }
        Deed::AddedToCart | Deed::Rated => false,
    };
    if again {
        return;
    }
    if action.deed == Deed::Bought {
        change_basket(&mut profile.basket, &action.item, i64::MIN);
        // What was wished for is there.
        let came = |wish: &super::Wished| wish.item == action.item && wish.at <= action.at;
        profile.wishes.take_off(came);
    }
    if let Some(row) = profile.shelf.rows.get_mut(&action.item) {
        row.at = action.at;
    }
    // A visit goes on as long as something happens.
    if profile.visits.goes_on(action.at) {
        profile.visits.last = profile.visits.last.max(action.at);
    }
    profile.actions.push(action.clone());
}

fn change_basket(basket: &mut Vec<Line>, item: &str, by: i64) {
    let position = basket.iter().position(|line| line.item == item);
    let before = position.map_or(0, |at| i64::from(basket[at].quantity));
    let after = before.saturating_add(by).clamp(0, limits::QUANTITY.into()) as u32;
    match position {
        Some(at) if after == 0 => {
            basket.remove(at);
        }
        Some(at) => basket[at].quantity = after,
        None if after > 0 && basket.len() < limits::BASKET => basket.push(Line {
            item: item.to_owned(),
            quantity: after,
        }),
        None => {}
    }
}
