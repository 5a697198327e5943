//! What the engine asks this shopper, and what is done with the answer.

use super::{Engine, FactAnswer};
use crate::asking::{self, Chosen, Question, Reply};
use crate::profile::{Asks, Change, Outcome, Posed};
use crate::rules::{RuleError, Situation};
use crate::{Error, Node, Now};

impl Engine {
    /// What to ask this shopper now, if anything. It counts as asked. In one visit it stays the
    /// same until something is said to it.
    pub fn ask(&mut self, now: Now) -> Option<Question> {
        // What was asked could not be kept, and would be asked again and again.
        let may_keep = self.consent.personalize_grant().is_some() && !self.has_guest();
        if !may_keep || self.withholds("ask", true) {
            return None;
        }
        let mut chosen = self.choose_question(now, None).0?;
        // Mostly there is nothing to ask, and what rules see is not worked out for nothing.
        if self.asking.has_rules() {
            let here = self.situation(now);
            let (holds, wrong) = self.choose_question(now, Some(&here));
            self.note_troubles(wrong);
            chosen = holds?;
        }
        let Chosen {
            question,
            posed,
            fact,
        } = chosen;
        if self.open_question().is_none() {
            if let Some(fact) = fact {
                let (fact, at) = (Box::new(fact), now.at);
                self.change(Change::Asked { fact, at });
            }
            self.change(Change::Posed(Box::new(posed)));
        }
        Some(question)
    }

    fn choose_question(
        &self,
        now: Now,
        situation: Option<&Situation>,
    ) -> (Option<Chosen>, Vec<RuleError>) {
        asking::ask(&self.asking_scene(situation, now), &self.asking)
    }

    /// All that a question may depend on now.
    pub(super) fn asking_scene<'a>(
        &'a self,
        situation: Option<&'a Situation>,
        now: Now,
    ) -> asking::Scene<'a> {
        asking::Scene {
            profile: &self.profile,
            language: self.language,
            formats: self.formats,
            shop: self.language.pick(&self.config.shop_name),
            is_counted: self.counting().is_some(),
            now,
            situation,
        }
    }

    fn open_question(&self) -> Option<&Posed> {
        let questions = &self.profile.questions;
        questions.open(self.profile.visits.started)
    }

    /// The shopper says something to the question that is open.
    ///
    /// # Errors
    /// When none is open, or that is no answer to it; nothing is taken over then.
    pub fn reply(&mut self, reply: Reply, now: Now) -> Result<(), Error> {
        let open = self.open_question().filter(|open| reply.fits(open.asks));
        let mut settled = open.ok_or(Error::Answer)?.clone();
        settled.outcome = match reply {
            Reply::Stars(_) | Reply::Holds | Reply::TakenBack => Outcome::Answered,
            Reply::Later | Reply::Stop | Reply::Never => Outcome::Refused,
        };
        let (asks, about) = (settled.asks, settled.about);
        match (reply, asks) {
            (Reply::Stars(stars), Asks::Satisfaction) => {
                settled.stars = stars;
                self.count_satisfaction(stars, now);
            }
            (Reply::Stars(stars), _) => {
                let item = self.rated_item(about).ok_or(Error::Answer)?;
                self.rate(&item, stars, now)?;
            }
            _ => {}
        }
        // Before a fact is taken back, with which what it was about is forgotten.
        self.change(Change::Posed(Box::new(settled)));
        match reply {
            Reply::Holds => self.reply_to_fact(about, FactAnswer::Holds, now),
            Reply::TakenBack => self.reply_to_fact(about, FactAnswer::TakenBack, now),
            Reply::Stop => self.stop_asking(Some(asks), true),
            Reply::Never => self.stop_asking(None, true),
            Reply::Stars(_) | Reply::Later => {}
        }
        Ok(())
    }

    fn rated_item(&self, about: u64) -> Option<String> {
        let mut actions = self.profile.actions.iter();
        let action = actions.find(|action| crate::profile::hash(&action.item) == about)?;
        Some(action.item.clone())
    }

    fn reply_to_fact(&mut self, about: u64, answer: FactAnswer, now: Now) {
        let mut facts = self.profile.facts.said.iter();
        let fact = facts.find(|fact| fact.key() == about).cloned();
        if let Some(fact) = fact {
            self.settle_fact(Box::new(fact), answer, now);
        }
    }

    fn stop_asking(&mut self, asks: Option<Asks>, stopped: bool) {
        self.change(Change::StoppedAsking { asks, stopped });
    }

    /// The shopper does not want to be asked this any more, or wants it again: the name of a
    /// kind, or `all`.
    ///
    /// # Errors
    /// When there is no such question.
    pub fn allow_question(&mut self, name: &str, allowed: bool) -> Result<(), Error> {
        let asks = Asks::ALL.into_iter().find(|asks| asks.name() == name);
        if asks.is_none() && name != "all" {
            return Err(Error::Answer);
        }
        self.stop_asking(asks, !allowed);
        Ok(())
    }

    /// What was wrong with the owner's questions: one sentence for each part that is left out.
    pub fn asking_troubles(&self) -> &[String] {
        self.asking.troubles()
    }

    /// Reads what `dangol.answer` was given, and replies with it.
    ///
    /// # Errors
    /// As [`Engine::reply`].
    pub fn answer(&mut self, told: &Node, now: Now) -> Result<(), Error> {
        self.reply(Reply::read(told)?, now)
    }
}
