//! The only ways in which a profile changes.

use super::{
    Action, Asks, Fact, Forgotten, Found, KeptCard, Line, Posed, Profile, Said, Statement, Topic,
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
    Met {
        /// The item, and what was stated.
        item: Box<EventItem>,
        /// When.
        at: u64,
    },
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
    /// The shopper said that an item was bought for someone else, or for themselves.
    Gift {
        /// The item's id.
        item: String,
        /// Whether it was for someone else.
        gift: bool,
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
            | Self::Met { .. }
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
}
