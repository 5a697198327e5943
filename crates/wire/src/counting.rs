//! What of `config.json` says whether and where reports go, and what is tried out.

use crate::measure;
use crate::noise::Epsilon;
use crate::{Site, WireError};
use serde::{Deserialize, Serialize};

/// The most categories that interest is counted by: the cells of [`measure::Measure::Interest`]
/// but the first.
pub const MAX_INTERESTS: usize = 127;

/// Where reports go. Without it nothing is counted and nothing is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReportConfig {
    /// The collector's address, such as `/v1/report` or `https://…/v1/report`.
    pub url: String,
    /// The site's id at the collector: a [`Site`].
    pub site: String,
    /// The categories whose visitors are counted, as the shop names them, at most 127; the
    /// order is the histogram's. Without any, interest is not asked about.
    pub interests: Vec<String>,
    /// The privacy parameter of the histograms in thousandths, one of
    /// [`Epsilon::of_thousandths`]; 0 for the usual, 2000.
    pub epsilon: u16,
}

impl ReportConfig {
    /// The site's id.
    ///
    /// # Errors
    /// When it is none.
    pub fn site(&self) -> Result<Site, WireError> {
        self.site.parse()
    }

    /// The privacy parameter of the histograms.
    ///
    /// # Errors
    /// When it is none of those that may be used.
    pub fn epsilon(&self) -> Result<Epsilon, WireError> {
        match self.epsilon {
            0 => Ok(Epsilon::USUAL),
            thousandths => Epsilon::of_thousandths(thousandths),
        }
    }

    /// How many cells [`measure::Measure::Interest`] has here: the first for whoever looked at none of
    /// the named categories, then one for each; none if there are no names.
    pub fn interest_cells(&self) -> u16 {
        match self.interests.len() {
            0 => 0,
            names => names as u16 + 1,
        }
    }

    /// Checks that reports can be made by this.
    ///
    /// # Errors
    /// When there is an address, and the site, the parameter or the number of categories is
    /// not as it must be.
    pub fn check(&self) -> Result<(), WireError> {
        if self.url.is_empty() {
            return Ok(());
        }
        self.site()?;
        self.epsilon()?;
        match self.interests.len() <= MAX_INTERESTS {
            true => Ok(()),
            false => Err(WireError::TooLarge { what: "interests" }),
        }
    }
}

/// Some kinds of recommendation are withheld from a share of those who are counted, to see
/// what they are good for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Experiment {
    /// Its id; reports carry [`measure::subject`] of it.
    pub id: String,
    /// Of how many in a thousand. They are arm 1, all others arm 0.
    pub share: u16,
    /// What is withheld: names of kinds, and `greeting`. Empty for everything personal.
    pub withhold: Vec<String>,
}

impl Experiment {
    /// The subject of its entries in reports; the holdout, which has no id, has 0.
    pub fn subject(&self) -> u32 {
        match self.id.is_empty() {
            true => 0,
            false => measure::subject(&self.id),
        }
    }
}
