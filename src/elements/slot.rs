//! A placed element and how far it is.

use dangol_core::{Error, Kind, Language};
use wasm_bindgen::JsValue;
use web_sys::Element;

const DEFAULT_LIMIT: usize = 6;

/// What an element is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// A list of recommendations.
    Recs {
        /// Which list.
        kind: Kind,
        /// How many at most.
        limit: usize,
        /// The item that it is about, where it is not the page's own.
        item: Option<String>,
    },
    /// The greeting.
    Greeting {
        /// The codes of the only moments that it shows; empty for all.
        only: String,
    },
    /// A question.
    Ask,
    /// The privacy page or the personal corner, which the privacy wasm draws.
    Privacy,
    /// The heart that puts an item on the wish list.
    Wish,
    /// The question of consent.
    Consent,
    /// One of the owner's campaigns.
    Offer {
        /// The place for which campaigns compete.
        place: String,
    },
    /// Help in choosing.
    Choose,
}

impl Sight {
    fn of(host: &Element) -> Result<Self, Error> {
        match host.local_name().as_str() {
            "dangol-greeting" => Ok(Self::Greeting {
                only: host.get_attribute("moments").unwrap_or_default(),
            }),
            "dangol-ask" => Ok(Self::Ask),
            "dangol-privacy" | "dangol-corner" => Ok(Self::Privacy),
            "dangol-wish" => Ok(Self::Wish),
            "dangol-consent" => Ok(Self::Consent),
            "dangol-offer" => Ok(Self::Offer {
                place: host.get_attribute("place").unwrap_or_default(),
            }),
            "dangol-choose" => Ok(Self::Choose),
            _ => Ok(Self::Recs {
                kind: host.get_attribute("kind").unwrap_or_default().parse()?,
                limit: host
                    .get_attribute("limit")
                    .and_then(|limit| limit.parse().ok())
                    .unwrap_or(DEFAULT_LIMIT),
                item: host.get_attribute("item-id").filter(|id| !id.is_empty()),
            }),
        }
    }
}

/// The value of `data-dangol-state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its content is there.
    Shown,
    /// There is nothing to show; the fallback markup stays.
    Empty,
    /// It cannot work here; the fallback markup stays.
    Fallback,
}

/// What a privacy page shows; it is made anew when this changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// All that is known.
    pub snapshot: Vec<u8>,
    /// The language of the page.
    pub language: Language,
    /// Whether storage was found not to work.
    pub blocked: bool,
}

/// A placed element and how far it is.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The element.
    pub host: Element,
    /// What it is to show.
    pub sight: Result<Sight, Error>,
    /// Its state; `None` while it waits.
    pub state: Option<State>,
    /// The items that it shows.
    pub items: Vec<String>,
    /// What a privacy page shows.
    pub pictured: Option<Picture>,
    /// For which language and item help in choosing was asked for.
    pub chosen_for: Option<(Language, Option<String>)>,
    /// How what it shows came about.
    #[cfg(feature = "inspect")]
    pub inspected: Option<crate::inspect::Inspected>,
}

impl Slot {
    /// An element that has just come into the page.
    pub fn new(host: Element) -> Self {
        Self {
            sight: Sight::of(&host),
            host,
            state: None,
            items: Vec::new(),
            pictured: None,
            chosen_for: None,
            #[cfg(feature = "inspect")]
            inspected: None,
        }
    }

    /// Is to be filled again. What it shows stays until then, so that nothing moves.
    pub fn reset(&mut self) {
        self.state = None;
        self.items.clear();
        self.pictured = None;
        self.chosen_for = None;
        // Removing an attribute of an element cannot fail.
        let _ = self.host.remove_attribute("data-dangol-state");
    }
}

impl State {
    /// Shows the state on the element.
    pub fn show_on(self, host: &Element) -> Result<(), JsValue> {
        if self != Self::Shown {
            crate::dom::show_fallback(host)?;
        }
        let name = match self {
            Self::Shown => "shown",
            Self::Empty => "empty",
            Self::Fallback => "fallback",
        };
        host.set_attribute("data-dangol-state", name)
    }
}
