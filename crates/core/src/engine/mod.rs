//! The one facade: told what happened, it answers what to fetch, keep, show and say.

mod answers;
mod asking;
mod choosing;
mod consent;
mod counting;
mod greeting;
mod guest;
#[cfg(feature = "inspect")]
mod inspect;
mod offer;
mod page;
mod saving;
mod situation;
mod stating;
mod wishing;

pub use choosing::Choices;
pub use consent::Heard;
pub use saving::{Merged, Reading, Restored};
pub use stating::FactAnswer;

use crate::campaign::Campaigns;
use crate::consent::Consent;
use crate::greeting::{Formats, News, Settings};
use crate::model::{Model, Part, Request};
use crate::page::Words;
use crate::profile::{Change, Profile};
use crate::rules::{RuleError, Rulebook};
use crate::table::Table;
use crate::text::Language;
use crate::throttle::Throttle;
use crate::{Error, Node, PageProduct, Reason};
use dangol_wire::{Config, Entry};

/// The most changes that wait to be saved.
const MAX_UNSAVED: usize = 1000;

/// What an engine is made with.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// The shopper's language.
    pub language: Language,
    /// A random number, new for each page.
    pub seed: u32,
    /// The site owner's configuration.
    pub config: Config,
    /// The rules of that configuration.
    pub rules: Rulebook,
    /// The model's entry file, if it could be had.
    pub entry: Option<Entry>,
    /// Fills with uniform random bits from the platform's generator, and says whether it
    /// could. Without it no report is made.
    pub random: Option<fn(&mut [u8]) -> bool>,
    /// What the owner says of the moments: `moments` of the configuration, as it stands there.
    pub moments: Node,
    /// What the owner offers: `campaigns` of the configuration, as it stands there.
    pub campaigns: Node,
    /// What the owner says of the questions: `asking`, likewise.
    pub asking: Node,
    /// How numbers, prices and days are written.
    pub formats: Formats,
}

impl Setup {
    /// A set-up without a model and with the default configuration.
    pub fn new(language: Language, seed: u32) -> Self {
        Self {
            language,
            seed,
            ..Self::default()
        }
    }
}

/// What this page is about.
#[derive(Debug, Default)]
struct Page {
    /// Where the browser is.
    path: String,
    /// When it was opened, in milliseconds since 1970.
    opened: u64,
    product: Option<PageProduct>,
    /// What the markup states of a product without an id.
    nameless: Option<PageProduct>,
    /// Items whose rows are to be remembered as soon as their chunk is here.
    awaited: Vec<String>,
    /// Items whose look was counted on this page.
    viewed: Vec<String>,
    /// What the markup stated before the address changed: not yet this page's.
    stale: Option<PageProduct>,
    /// What the visitor looks for.
    words: Words,
    /// What the page states of its product that it did not when the shopper was last there.
    news: News,
    /// The moment that this page greets with.
    greeted: Option<String>,
    /// The reasons that were shown, by item.
    said: Table<Reason>,
    /// Where the visitor comes from, as the address says.
    campaign: Node,
    /// What the page states about the shopper.
    stated: Node,
}

/// The one facade of the core.
#[derive(Debug)]
pub struct Engine {
    language: Language,
    seed: u32,
    random: Option<fn(&mut [u8]) -> bool>,
    config: Config,
    rules: Rulebook,
    /// What went wrong with rules on this page, each once, and how many of it were told.
    troubles: (Vec<RuleError>, usize),
    model: Model,
    model_error: Option<Error>,
    moments: Settings,
    campaigns: Campaigns,
    asking: crate::asking::Settings,
    formats: Formats,
    consent: Consent,
    /// What lists, greetings and the overview are made from.
    profile: Profile,
    /// The profile that is kept on the device, while a guest visits.
    owner: Option<Profile>,
    /// Whether the guest came or left since that was last asked.
    person_changed: bool,
    page: Page,
    throttle: Throttle,
    unsaved: Vec<Change>,
    store: saving::Store,
}

impl Engine {
    /// An engine for one page.
    pub fn new(setup: Setup) -> Self {
        let model = match setup.entry {
            Some(entry) => Model::new(entry).map_err(Error::from),
            None => Ok(Model::default()),
        };
        let (mut model, model_error) = match model {
            Ok(model) => (model, None),
            Err(error) => (Model::default(), Some(error)),
        };
        model.keep_prices_true(&setup.config.prices);
        Self {
            language: setup.language,
            seed: setup.seed,
            random: setup.random,
            consent: Consent::new(&setup.config.consent),
            config: setup.config,
            rules: setup.rules,
            troubles: Default::default(),
            model,
            model_error,
            moments: Settings::read(&setup.moments),
            campaigns: Campaigns::read(&setup.campaigns),
            asking: crate::asking::Settings::read(&setup.asking),
            formats: setup.formats,
            profile: Profile::default(),
            owner: None,
            person_changed: false,
            page: Page::default(),
            throttle: Throttle::default(),
            unsaved: Vec::new(),
            store: saving::Store::default(),
        }
    }

    /// What was wrong with the model's entry file, if anything was.
    pub fn model_error(&self) -> Option<&Error> {
        self.model_error.as_ref()
    }

    /// What was wrong with the owner's moments: one sentence for each part that is left out.
    pub fn moments_troubles(&self) -> &[String] {
        self.moments.troubles()
    }

    /// The model's entry file.
    pub fn entry(&self) -> Option<&Entry> {
        self.model.entry()
    }

    /// The language in which everything is said.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Speaks another language from now on.
    pub fn set_language(&mut self, language: Language) {
        self.language = language;
    }

    /// What went wrong with rules since that was last asked.
    pub fn take_troubles(&mut self) -> Vec<RuleError> {
        let (all, told) = &mut self.troubles;
        let new = all[*told..].to_vec();
        *told = all.len();
        new
    }

    fn note_troubles(&mut self, troubles: Vec<RuleError>) {
        for trouble in troubles {
            if !self.troubles.0.contains(&trouble) {
                self.troubles.0.push(trouble);
            }
        }
    }

    /// Asks for what is known of stock and prices now, where the shop tells it. Says whether it
    /// is on its way.
    pub fn awaits_stock(&mut self) -> bool {
        self.model.want_hot()
    }

    /// What is to be fetched; each file is named once.
    pub fn take_requests(&mut self) -> Vec<Request> {
        self.model.take_requests()
    }

    /// Takes the inflated body of a file that was requested, or the news that it could
    /// not be had.
    ///
    /// # Errors
    /// When the file is damaged or is not the one that was requested; what needs it
    /// falls back, everything else goes on.
    pub fn receive(
        &mut self,
        part: Part,
        body: Option<&[u8]>,
        now: crate::Now,
    ) -> Result<(), Error> {
        let outcome = self.model.receive(part, body).map_err(Error::from);
        self.remember_rows(now);
        self.settle(now);
        outcome
    }

    /// Applies a change and keeps it until it is saved. [`Engine::settle`] is to follow.
    fn change(&mut self, change: Change) {
        if self.profile.paused && change.is_observed() {
            return;
        }
        if self.has_guest() {
            self.profile.apply(&change);
        } else {
            self.change_owner(change);
        }
    }

    /// Applies a change of the profile that is kept, and keeps it until it is saved.
    fn change_owner(&mut self, change: Change) {
        self.kept_profile().apply(&change);
        if self.unsaved.len() >= MAX_UNSAVED {
            // What can be found again goes first, then the oldest.
            let least = |change: &Change| matches!(change, Change::Found(_) | Change::Met { .. });
            let at = self.unsaved.iter().position(least).unwrap_or(0);
            self.unsaved.remove(at);
            self.store.removed(at);
        }
        self.unsaved.push(change);
    }

    /// Keeps the profile within its limits, once after all changes of an event.
    fn settle(&mut self, now: crate::Now) {
        self.profile.age(now);
        self.note_guest(now);
    }
}
