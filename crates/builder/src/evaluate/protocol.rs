//! What counts as a hit.

use super::recommender::LIST;
use crate::BuildError;
use dangol_core::Filter;

/// What may be recommended, and what is to be foretold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Protocol {
    /// As the literature's tables: anything may be recommended, and every next click, or
    /// all of the next basket, is to be foretold.
    #[default]
    Published,
    /// As a shop recommends. In a visit the item on the page is never recommended, so
    /// that a target that is the item on the page is a miss. Of a basket only what the
    /// customer has not bought before is to be foretold, with what a shop would show.
    Explore,
}

impl Protocol {
    /// Both, in the order in which they are reported.
    pub const ALL: [Self; 2] = [Self::Published, Self::Explore];

    /// Its name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Explore => "explore",
        }
    }

    /// What is left out of a list within a visit.
    pub fn in_visits(self) -> Filter {
        match self {
            Self::Published => Filter::Nothing,
            Self::Explore => Filter::NotOnPage,
        }
    }

    /// What is left out of a list before the next basket.
    pub fn in_baskets(self) -> Filter {
        match self {
            Self::Published => Filter::Nothing,
            Self::Explore => Filter::Shop,
        }
    }
}

/// How an evaluation is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The protocol that the headline is about; the other one is reported beside it.
    pub protocol: Protocol,
    /// The length of the lists that are judged, beside the usual ones.
    pub k: usize,
    /// How many times the bootstrap draws.
    pub draws: usize,
    /// The seed of the bootstrap.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            protocol: Protocol::default(),
            k: 20,
            draws: 1000,
            seed: 1,
        }
    }
}

impl Settings {
    /// Refuses a list that no slot can ask for.
    ///
    /// # Errors
    /// Names the option and what was expected.
    pub fn check(&self) -> Result<(), BuildError> {
        if (1..=LIST).contains(&self.k) {
            return Ok(());
        }
        Err(BuildError::Option {
            option: "--k",
            found: self.k.to_string(),
            expected: "from 1 to 24, the longest list that a slot can ask for",
        })
    }
}
