//! The only ways in which a profile changes.

use super::{
    Action, Asks, Deed, Fact, Forgotten, Found, KeptCard, Line, Posed, Profile, Said, Statement,
    Topic, limits, weighed,
};
use crate::event::EventItem;
use crate::report::{Clicked, Counted, Outgoing, Told};

/// One change of a profile. Applying it to a profile that another tab changed
/// meanwhile is meaningful, so unsaved changes are kept as a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The shopper was seen.
    Seen {
        /// When.
        at: u64,
        /// The seed of a visit that may begin.
        seed: u32,
    },
    /// Something was done with an item.
    Did(Action),
    /// A page stated something about an item.
    Met(Box<EventItem>),
    /// A row and its cards were found in the model.
    Found(Box<Found>),
    /// Something was put into the basket, or taken out (negative).
    Basket {
        /// The item's id.
        item: String,
        /// How many more or fewer.
        by: i64,
        /// When.
        at: u64,
    },
    /// The basket is exactly this.
    BasketIs {
        /// Its lines.
        lines: Vec<Line>,
        /// When.
        at: u64,
    },
    /// An order was given back, or some items of it.
    GaveBack {
        /// The order's hash.
        order: u64,
        /// The items; all of the order if empty.
        items: Vec<String>,
    },
    /// The shopper stated all facts of a topic.
    Stated {
        /// The topic.
        topic: Topic,
        /// The facts; none to take them back.
        facts: Vec<Fact>,
        /// When.
        at: u64,
    },
    /// The shopper said that a fact still holds.
    Confirmed {
        /// The fact.
        fact: Box<Fact>,
        /// When.
        at: u64,
    },
    /// The shopper took one fact back.
    TookBack {
        /// The fact.
        fact: Box<Fact>,
        /// When.
        at: u64,
    },
    /// The shopper was asked whether a fact still holds.
    Asked {
        /// The fact.
        fact: Box<Fact>,
        /// When.
        at: u64,
    },
    /// The shopper said that an item was bought for someone else.
    Gift {
        /// The item's id.
        item: String,
        /// When.
        at: u64,
    },
    /// The shopper wants something to be forgotten.
    Forgot(Forgotten),
    /// The shopper wants nothing new to be remembered for now, or wants it again.
    Paused(bool),
    /// The shopper rated an item.
    Rated {
        /// The item's id.
        item: String,
        /// 1 to 5; 0 to take the rating back.
        stars: u8,
        /// When.
        at: u64,
    },
    /// The shopper put an item on the wish list.
    Wished {
        /// The item's id.
        item: String,
        /// What is known of it.
        card: Box<KeptCard>,
        /// Whether it is for someone else.
        gift: bool,
        /// When.
        at: u64,
    },
    /// The shopper took an item off the wish list.
    Unwished {
        /// The item's id.
        item: String,
        /// When.
        at: u64,
    },
    /// A greeting was said.
    Greeted(Said),
    /// The shopper does not want to be greeted so any more, or wants it again.
    StoppedMoment {
        /// The moment's code.
        moment: String,
        /// Whether it is not to be said any more.
        stopped: bool,
    },
    /// A campaign was shown.
    Offered {
        /// The campaign's id.
        campaign: String,
        /// In how many of 65 choices it won.
        chance: u8,
        /// When.
        at: u64,
    },
    /// A campaign was taken up.
    TookOffer {
        /// The campaign's id.
        campaign: String,
        /// When.
        at: u64,
    },
    /// The shop's server handed out a code for a campaign.
    HandedOut {
        /// The campaign's id.
        campaign: String,
        /// A hash of the code.
        code: u64,
    },
    /// A campaign's code was used in an order.
    Redeemed {
        /// The campaign's id.
        campaign: String,
        /// The order's hash; 0 if unknown.
        order: u64,
        /// When.
        at: u64,
    },
    /// The shopper does not want to see a campaign any more, or wants it again.
    StoppedOffer {
        /// The campaign's id.
        campaign: String,
        /// Whether it is not to be shown any more.
        stopped: bool,
    },
    /// A question was shown, or something was said to it.
    Posed(Box<Posed>),
    /// The shopper does not want to be asked this any more, or wants it again.
    StoppedAsking {
        /// What; anything at all for `None`.
        asks: Option<Asks>,
        /// Whether it is not to be asked any more.
        stopped: bool,
    },
    /// The shop stated something to the shopper.
    ShopStated {
        /// What.
        statement: Box<Statement>,
        /// When.
        at: u64,
    },
    /// Somebody else uses the device from now on.
    GuestCame {
        /// When.
        at: u64,
    },
    /// They are still here, if they have not left meanwhile.
    GuestSeen {
        /// When.
        at: u64,
    },
    /// The owner is back.
    GuestLeft,
    /// The random number that decides on the arms of experiments was drawn.
    Lot(u32),
    /// Something was counted.
    Counted(Counted),
    /// A product was opened from a slot.
    Clicked(Clicked),
    /// A report was made of a day.
    Told(Box<Told>),
    /// A report is being sent.
    Tried {
        /// The report.
        report: Box<Outgoing>,
        /// When.
        at: u64,
    },
    /// It is known what became of a report.
    Went {
        /// The report.
        report: Box<Outgoing>,
        /// Whether the collector has it; else it does not want it.
        taken: bool,
        /// When.
        at: u64,
    },
    /// The shopper does not want to be counted.
    Uncounted,
    /// The shopper put these attributes first when choosing, in this order.
    Weighed {
        /// Their names.
        attributes: Vec<String>,
        /// When.
        at: u64,
    },
    /// The shopper does not want it to be remembered that an attribute was weighed.
    Unweighed(String),
    /// A profile from elsewhere was taken over.
    Took {
        /// The profile.
        profile: Box<Profile>,
        /// When.
        at: u64,
    },
}

impl Change {
    /// Whether it was observed, and not said: it is not remembered during a pause.
    pub fn is_observed(&self) -> bool {
        match self {
            Self::Seen { .. }
            | Self::Did(_)
            | Self::Met(_)
            | Self::Found(_)
            | Self::Basket { .. }
            | Self::BasketIs { .. }
            | Self::ShopStated { .. }
            | Self::GaveBack { .. }
            | Self::TookOffer { .. }
            | Self::HandedOut { .. }
            | Self::Redeemed { .. }
            | Self::Lot(_)
            | Self::Counted(_)
            | Self::Clicked(_)
            | Self::Weighed { .. } => true,
            Self::Stated { .. }
            | Self::Confirmed { .. }
            | Self::TookBack { .. }
            | Self::Asked { .. }
            | Self::Gift { .. }
            | Self::Forgot(_)
            | Self::Paused(_)
            | Self::Rated { .. }
            | Self::Wished { .. }
            | Self::Unwished { .. }
            | Self::Greeted(_)
            | Self::StoppedMoment { .. }
            | Self::Offered { .. }
            | Self::StoppedOffer { .. }
            | Self::Posed(_)
            | Self::StoppedAsking { .. }
            | Self::GuestCame { .. }
            | Self::GuestSeen { .. }
            | Self::GuestLeft
            | Self::Told(_)
            | Self::Tried { .. }
            | Self::Went { .. }
            | Self::Uncounted
            | Self::Unweighed(_)
            | Self::Took { .. } => false,
        }
    }

    pub(super) fn apply(&self, profile: &mut Profile) {
        match self {
            Self::Seen { at, seed } => profile.visits.see(*at, *seed),
            Self::Did(action) => did(profile, action),
            Self::Met(item) => profile.shelf.put_page(&item.id, &item.product),
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
            Self::Stated { topic, facts, at } => profile.facts.state(*topic, facts, *at),
            Self::Confirmed { fact, at } => profile.facts.confirm(fact, *at),
            Self::TookBack { fact, at } => profile.facts.take_back(fact, *at),
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
            Self::Uncounted => profile.tally.forget(),
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
            Self::Gift { item, at } => profile
                .actions
                .iter_mut()
                .filter(|action| action.item == *item && action.at <= *at)
                .for_each(|action| action.gift = true),
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
