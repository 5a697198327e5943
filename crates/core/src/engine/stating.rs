//! What the shopper states, corrects and has forgotten.

use super::Engine;
use crate::profile::{
    self, Change, Export, Fact, Facts, Forgotten, MAX_STARS, Profile, Topic, limits,
};
use crate::{Error, Node, Now};

/// What became of a stated fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactAnswer {
    /// The shopper was asked whether it still holds.
    Asked,
    /// It does.
    Holds,
    /// It is no longer to be remembered.
    TakenBack,
}

impl Engine {
    pub(super) fn forget(&mut self) {
        self.profile = Profile::default();
        self.owner = None;
        self.unsaved.clear();
        self.page.awaited.clear();
        self.page.said = Default::default();
        self.forget_store();
    }

    /// Nothing is stored any more, and what is under way is void.
    pub(super) fn forget_store(&mut self) {
        self.store = super::saving::Store {
            forgotten: self.store.forgotten + 1,
            failed: self.store.failed,
            ..Default::default()
        };
    }

    /// The shopper says what to be called; empty to withdraw it.
    pub fn state_name(&mut self, name: &str, now: Now) {
        self.state(Topic::Name, vec![Fact::word(Topic::Name, name)], now);
    }

    /// The shopper states facts: what `dangol.profile.setFacts` was given. A topic that is
    /// named has exactly these facts from now on; what is not named stays.
    ///
    /// # Errors
    /// When a value has not the shape of its topic; nothing is taken over then.
    pub fn state_facts(&mut self, stated: &Node, now: Now) -> Result<(), Error> {
        for (topic, facts) in Facts::read(stated)? {
            self.state(topic, facts, now);
        }
        Ok(())
    }

    fn state(&mut self, topic: Topic, facts: Vec<Fact>, now: Now) {
        self.change(Change::Stated {
            topic,
            facts,
            at: now.at,
        });
    }

    /// The one stated fact of which to ask now whether it still holds, if it is time to ask.
    pub fn question(&self, now: Now) -> Option<&Fact> {
        self.profile.question(now)
    }

    /// The shopper was asked, confirms a fact, or takes it back: the one with this `topic`,
    /// `text` and `about`, as the overview has them. Says whether there is one.
    pub fn answer_fact(&mut self, told: &Node, answer: FactAnswer, now: Now) -> bool {
        let Some(fact) = self.profile.facts.find(told) else {
            return false;
        };
        let fact = Box::new(fact.clone());
        self.settle_fact(fact, answer, now);
        true
    }

    pub(super) fn settle_fact(&mut self, fact: Box<Fact>, answer: FactAnswer, now: Now) {
        let at = now.at;
        self.change(match answer {
            FactAnswer::Asked => Change::Asked { fact, at },
            FactAnswer::Holds => Change::Confirmed { fact, at },
            FactAnswer::TakenBack => Change::TookBack { fact, at },
        });
    }

    /// The shopper says that an item was bought for someone else.
    pub fn mark_gift(&mut self, item: &str, now: Now) {
        self.say_gift(item, true, now);
    }

    /// The shopper says that an item was bought for someone else, or that it was not.
    pub fn say_gift(&mut self, item: &str, gift: bool, now: Now) {
        self.change(Change::Gift {
            item: item.to_owned(),
            gift,
            at: now.at,
        });
    }

    /// The shopper wants something to be forgotten: what `dangol.profile.forget` was given.
    ///
    /// # Errors
    /// When it is neither an item, a span of time nor a category.
    pub fn forget_some(&mut self, told: &Node, now: Now) -> Result<(), Error> {
        let forgotten = Forgotten::read(told)?;
        self.page.said = Default::default();
        self.change(Change::Forgot(forgotten));
        self.settle(now);
        Ok(())
    }

    /// The shopper wants nothing new to be remembered for now, or wants it again.
    pub fn pause(&mut self, paused: bool) {
        self.change(Change::Paused(paused));
    }

    /// How many stars the shopper gave an item; 0 if none.
    pub fn rating(&self, item: &str) -> u32 {
        self.profile.rating(item)
    }

    /// The shopper says what they think of an item: 1 to 5 stars, 0 to take it back.
    ///
    /// # Errors
    /// When there are more stars than 5, or the id is no id.
    pub fn rate(&mut self, item: &str, stars: u8, now: Now) -> Result<(), Error> {
        if stars > MAX_STARS || item.is_empty() || item.len() > limits::ID {
            return Err(Error::Rating);
        }
        let item = item.to_owned();
        self.change(Change::Rated {
            item,
            stars,
            at: now.at,
        });
        self.settle(now);
        Ok(())
    }

    /// Everything that is remembered, to be taken along.
    pub fn export(&self) -> Export {
        Export::of(&self.profile)
    }

    /// Takes over a profile from elsewhere; nothing that is here is lost.
    ///
    /// # Errors
    /// When it is no exported profile, or a newer one; and without the consent to keep it.
    pub fn import(&mut self, export: Export, now: Now) -> Result<(), Error> {
        self.take_over(&export.into_bytes(now)?, now)
    }

    /// Takes over what [`Export::into_bytes`] made of a profile from elsewhere; nothing
    /// that is here is lost.
    ///
    /// # Errors
    /// When the bytes are no profile, and without the consent to keep it; a guest has none.
    pub fn take_over(&mut self, profile: &[u8], now: Now) -> Result<(), Error> {
        if self.consent.personalize_grant().is_none() || self.has_guest() {
            return Err(Error::NotGranted("personalize"));
        }
        let profile = profile::read_profile(profile)?;
        self.change(Change::Took {
            profile: Box::new(profile),
            at: now.at,
        });
        Ok(())
    }
}
