//! Whether an item can be had now, and which price of it may be shown: by the hot file, and by
//! the age of what is known.
//!
//! A hot file tells differences from its own build. So it confirms a price that is of that
//! build, and says nothing of one that a page or an earlier build stated.

use super::{Model, Part, Request, State, settle};
use crate::Now;
use crate::time::DAY;
use dangol_wire::{Entry, Hot, PriceConfig, WireError, hot};

/// Where a price was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Learned {
    /// The low bits of the model's build, never 0; 0 if a page stated it.
    pub(crate) build: u16,
    /// The day for which it was stated, counted from 1970 in UTC; 0 if that is not known.
    pub(crate) day: u32,
}

impl Learned {
    /// From a page, now.
    pub(crate) fn on_page(at: u64) -> Self {
        Self {
            build: 0,
            day: (at / DAY) as u32,
        }
    }
}

/// The hot file, and what the owner says of prices.
#[derive(Debug, Default)]
pub(super) struct Stock {
    pub(super) settings: PriceConfig,
    pub(super) hot: Option<State<Hot>>,
}

impl Model {
    /// Takes what the owner says of prices.
    pub(crate) fn keep_prices_true(&mut self, settings: &PriceConfig) {
        self.stock.settings = settings.clone();
    }

    /// Asks for the hot file where the shop has one, once a page. Says whether it is on its way.
    pub(crate) fn want_hot(&mut self) -> bool {
        if self.stock.settings.hot && self.entry.is_some() && self.stock.hot.is_none() {
            self.requests.push(Request {
                part: Part::Hot,
                path: Entry::HOT_PATH.to_owned(),
            });
            self.stock.hot = Some(State::Asked);
        }
        self.awaits_hot()
    }

    /// Whether the hot file is on its way.
    pub(crate) fn awaits_hot(&self) -> bool {
        matches!(self.stock.hot, Some(State::Asked))
    }

    /// Whether an item is known not to be had.
    pub(crate) fn is_sold_out(&self, item: &str) -> bool {
        let hot = self.stock.hot.as_ref().and_then(State::here);
        hot.is_some_and(|hot| hot.of(item) == Some(hot::Now::SoldOut))
    }

    /// Of a price that was learned there, what may be shown now.
    pub(crate) fn price_now(
        &self,
        item: &str,
        price: Option<u64>,
        learned: Learned,
        now: Now,
    ) -> Option<u64> {
        match &self.stock.hot {
            // Nothing is shown that may have to be taken back.
            Some(State::Asked) => None,
            Some(State::Here(hot)) if hot.is_stale(now.at / 1000) => None,
            Some(State::Here(hot)) => match hot.of(item) {
                Some(hot::Now::Price(price)) => Some(price),
                Some(hot::Now::SoldOut | hot::Now::NoPrice) => None,
                None => price.filter(|_| learned.build == self.build_mark()),
            },
            // Without a file that can be used, only its age speaks for a price.
            Some(State::Bad) | None => {
                let most = u64::from(self.stock.settings.max_age_days);
                let age = (now.at / DAY).saturating_sub(learned.day.into());
                price.filter(|_| most == 0 || age <= most)
            }
        }
    }

    /// Where the prices of this model's own files were read.
    pub(crate) fn learned(&self, now: Now) -> Learned {
        let made = self.entry.as_ref().map_or(0, |entry| entry.made);
        let day = match made {
            // As young as the site that still serves it says by serving it.
            0 => now.at / DAY,
            made => made / 86_400,
        };
        Learned {
            build: self.build_mark(),
            day: day as u32,
        }
    }

    fn build_mark(&self) -> u16 {
        (self.build as u16).max(1)
    }

    /// Takes the body of the hot file, or the news that there is none.
    pub(super) fn receive_hot(&mut self, body: Option<&[u8]>) -> Result<(), WireError> {
        let missing = Err(WireError::Missing { what: "the file" });
        let hot = body.map_or(missing, Hot::decode);
        let (state, outcome) = settle(hot, |hot| hot.build == self.build);
        self.stock.hot = Some(state);
        outcome
    }
}
