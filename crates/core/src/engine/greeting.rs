//! What the engine says to this shopper.

use super::Engine;
use crate::Now;
use crate::greeting::{self, Greeting};
use crate::profile::Change;
use crate::rules::Situation;

impl Engine {
    /// What to say to this shopper now; nothing where every moment is switched off. It
    /// counts as said. On one page it stays the same as long as it holds.
    pub fn greeting(&mut self, now: Now) -> Option<Greeting> {
        self.greeting_among("", now)
    }

    /// The same, of these moments only: their codes, with spaces between; all if empty.
    pub fn greeting_among(&mut self, only: &str, now: Now) -> Option<Greeting> {
        let here = self.moments.has_rules().then(|| self.situation(now));
        let scene = self.greeting_scene(here.as_ref(), now);
        let (before, mut wrong) = (self.page.greeted.as_deref(), Vec::new());
        let chosen = greeting::greet(&scene, &self.moments, only, before, &mut wrong);
        self.note_troubles(wrong);
        let chosen = chosen?;
        self.page.greeted = Some(chosen.greeting.code.clone());
        if let Some(said) = chosen.said {
            let known = &self.profile.greetings;
            if !known.goes_on(&said, self.profile.visits.started) {
                self.change(Change::Greeted(said));
            }
        }
        Some(chosen.greeting)
    }

    /// All that a greeting may depend on now.
    pub(super) fn greeting_scene<'a>(
        &'a self,
        here: Option<&'a Situation>,
        now: Now,
    ) -> greeting::Scene<'a> {
        greeting::Scene {
            profile: &self.profile,
            lifetime: self.lifetime_model(),
            language: self.language,
            formats: self.formats,
            shop: self.language.pick(&self.config.shop_name),
            currency: self
                .entry()
                .map_or(("", 0), |entry| (&entry.currency, entry.currency_digits)),
            now,
            product: self.page.product.as_ref(),
            searched: &self.page.words,
            campaign: &self.page.campaign,
            news: &self.page.news,
            situation: here,
        }
    }

    /// The shopper does not want to be greeted by this moment any more, or wants it again.
    pub fn stop_moment(&mut self, moment: &str, stopped: bool) {
        self.change(Change::StoppedMoment {
            moment: moment.to_owned(),
            stopped,
        });
    }
}
