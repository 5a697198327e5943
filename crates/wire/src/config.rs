//! `config.json`: what the site owner decides.

use crate::{Experiment, ReportConfig, WireError};
use serde::{Deserialize, Serialize};

/// The version of the configuration that this crate reads.
pub const CONFIG_VERSION: u32 = 1;

/// A text in the languages that Dangol speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LocalText {
    /// English.
    pub en: String,
    /// Korean.
    pub ko: String,
}

/// A consent tool of the site's, whose statements can be listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConsentTool {
    /// IAB Europe's Transparency and Consent Framework, 2.2 and later: `__tcfapi`.
    Tcf,
    /// IAB Tech Lab's Global Privacy Platform: `__gpp`.
    Gpp,
    /// Google's consent mode, version 2: `gtag('consent', …)` in the `dataLayer`.
    Google,
    /// Shopify's Customer Privacy API.
    Shopify,
}

/// Where answers on consent come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConsentConfig {
    /// The site's consent tools. Until each that is named has answered, nothing is read
    /// from the device or written to it. `None` listens to those that are there, and
    /// waits for none.
    pub tools: Option<Vec<ConsentTool>>,
    /// Whether Dangol's own banner asks who has not answered.
    pub banner: bool,
    /// The address of the page with `<dangol-privacy>`, to which the banner leads.
    pub privacy_page: String,
    /// The vendor's id in IAB Europe's list whose consents count; 0 for the site's own
    /// ("publisher") consents.
    pub vendor: u32,
    /// Where the page's visitor is, as ISO 3166-2 (`US-CA`) or its country part (`DE`),
    /// for Google's defaults. Empty if unknown: then the strictest default counts.
    pub region: String,
    /// Whether a permission that a tool gives by its settings, unasked, counts as a yes:
    /// a granted default of Google's, and what Shopify allows before the visitor chose.
    pub allow_defaults: bool,
}

/// How the profile is kept on the device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StorageConfig {
    /// Whether the profile is encrypted where the browser keeps it, by a key that no
    /// script can read out. Against what that helps is in `docs/profile-export.md`.
    pub encrypt: bool,
}

/// How prices and what is sold out are kept true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PriceConfig {
    /// Whether there is a `hot.dgm` beside the model: only then it is asked for.
    pub hot: bool,
    /// Prices that are older than so many days are not shown where no `hot.dgm` confirms
    /// them; 0 shows all.
    pub max_age_days: u16,
}

impl Default for PriceConfig {
    fn default() -> Self {
        Self {
            hot: false,
            max_age_days: 7,
        }
    }
}

/// The site owner's configuration. Everything may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// [`CONFIG_VERSION`].
    pub version: u32,
    /// What the shop calls itself, for greetings and the privacy page.
    pub shop_name: LocalText,
    /// Where answers on consent come from.
    pub consent: ConsentConfig,
    /// How the profile is kept.
    pub storage: StorageConfig,
    /// How prices are kept true.
    pub prices: PriceConfig,
    /// Where reports go.
    pub report: ReportConfig,
    /// From how many in a thousand of those who are counted everything personal is withheld.
    pub holdout: u16,
    /// What else is tried out.
    pub experiments: Vec<Experiment>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            version: CONFIG_VERSION,
            shop_name: LocalText::default(),
            consent: ConsentConfig::default(),
            storage: StorageConfig::default(),
            prices: PriceConfig::default(),
            report: ReportConfig::default(),
            holdout: 0,
            experiments: Vec::new(),
        }
    }
}

impl Config {
    /// Checks that this configuration can be read here.
    ///
    /// # Errors
    /// When it is of an unknown version, or states reports that cannot be made.
    pub fn check(&self) -> Result<(), WireError> {
        if self.version == CONFIG_VERSION {
            return self.report.check();
        }
        Err(WireError::UnknownVersion {
            what: "configuration",
            found: self.version,
            known: CONFIG_VERSION,
        })
    }
}
