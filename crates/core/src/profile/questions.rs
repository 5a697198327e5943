//! What the shop asked when, and what the shopper does not want to be asked.

use super::{Fact, Profile, Topic, Visits, limits};
use crate::time::{DAY, Now};
use serde::{Deserialize, Serialize};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Asks {
    /// How satisfied one is with the shop.
    Satisfaction,
    /// How one likes what one bought.
    Rating,
    /// Whether a stated fact still holds.
    Fact,
}

impl Asks {
    /// All of them; of several that could be asked, the first is.
    pub const ALL: [Self; 3] = [Self::Satisfaction, Self::Rating, Self::Fact];

    /// Its name in `config.json` and in scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Satisfaction => "satisfaction",
            Self::Rating => "rating",
            Self::Fact => "fact",
        }
    }
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It was shown, and nothing was said.
    Open,
    /// It was answered.
    Answered,
    /// The shopper did not want to answer.
    Refused,
}

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Posed {
    /// What it is about.
    pub asks: Asks,
    /// A hash of the item or the fact; 0 if of nothing in particular.
    pub about: u64,
    /// When it was first shown, in milliseconds since 1970.
    pub at: u64,
    /// Which visit that was.
    pub visit: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// The stars of the answer on satisfaction, 1 to 5; else 0.
    pub stars: u8,
}

/// How satisfied the shopper said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Satisfaction {
    /// 1 to 5.
    pub stars: u8,
    /// When, in milliseconds since 1970.
    pub at: u64,
}

/// What the shop asked when, and what the shopper does not want to be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Questions {
    /// What was asked, oldest first.
    pub posed: Vec<Posed>,
    /// What the shopper does not want to be asked again.
    pub stopped: Vec<Asks>,
    /// Whether the shopper does not want to be asked anything.
    pub never: bool,
}

/// How often a question may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rarity {
    /// The days from one visit in which it is asked to the next.
    pub(crate) cool_down: u32,
    /// In how many visits of any 91 days.
    pub(crate) per_quarter: u32,
}

/// What keeps a question back from a shopper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unasked {
    /// They do not want to be asked this.
    Stopped,
    /// Another was asked in this visit, or this one has its answer.
    OfVisit,
    /// Something was asked a short while ago.
    TooSoon,
    /// They did not want to answer, a few visits ago.
    Refused,
    /// This was asked too lately.
    CoolDown,
    /// This was asked of the very thing.
    Once,
    /// This was asked in as many visits of the quarter as it may.
    PerQuarter,
}

impl Questions {
    /// Whether the shopper does not want to be asked this.
    pub fn is_stopped(&self, asks: Asks) -> bool {
        self.never || self.stopped.contains(&asks)
    }

    /// The question of the visit that began at `started`: at most one.
    fn of_visit(&self, started: u64) -> Option<&Posed> {
        self.posed.last().filter(|posed| posed.at >= started)
    }

    /// The question of the visit that began at `started`, while nothing was said to it.
    pub(crate) fn open(&self, started: u64) -> Option<&Posed> {
        let open = |posed: &&Posed| posed.outcome == Outcome::Open;
        self.of_visit(started).filter(open)
    }

    /// How satisfied the shopper last said to be.
    pub fn satisfaction(&self) -> Option<Satisfaction> {
        let mut newest_first = self.posed.iter().rev();
        let &Posed { stars, at, .. } = newest_first.find(|posed| posed.stars > 0)?;
        Some(Satisfaction { stars, at })
    }

    /// Whether this may be asked now, or what keeps it back. What was asked in this visit goes on
    /// while nothing was said to it, and nothing else is asked beside it or after it.
    pub(crate) fn allow(
        &self,
        asks: Asks,
        about: u64,
        rarity: Rarity,
        visits: &Visits,
        now: Now,
    ) -> Result<(), Unasked> {
        if self.is_stopped(asks) {
            return Err(Unasked::Stopped);
        }
        if let Some(here) = self.of_visit(visits.started) {
            let goes_on = here.outcome == Outcome::Open && (here.asks, here.about) == (asks, about);
            return if goes_on {
                Ok(())
            } else {
                Err(Unasked::OfVisit)
            };
        }
        let mut quarter = 0;
        for posed in &self.posed {
            let since = now.at.saturating_sub(posed.at);
            if since < limits::BETWEEN_ASKING {
                return Err(Unasked::TooSoon);
            }
            if posed.outcome == Outcome::Refused
                && visits.count.saturating_sub(posed.visit) <= limits::AFTER_REFUSAL
            {
                return Err(Unasked::Refused);
            }
            if posed.asks == asks {
                if since < u64::from(rarity.cool_down) * DAY {
                    return Err(Unasked::CoolDown);
                }
                if asks == Asks::Rating && posed.about == about {
                    return Err(Unasked::Once);
                }
                quarter += u32::from(since < limits::QUARTER);
            }
        }
        match quarter < rarity.per_quarter {
            true => Ok(()),
            false => Err(Unasked::PerQuarter),
        }
    }

    /// A question was shown in the visit that began at `started`, or something was said to it.
    /// Of two tabs the first counts: one visit has one question, and one answer.
    pub(super) fn pose(&mut self, posed: &Posed, started: u64) {
        match self.posed.last_mut().filter(|last| last.at >= started) {
            None => self.posed.push(posed.clone()),
            Some(last) => {
                let is_same = (last.asks, last.about) == (posed.asks, posed.about);
                if is_same && last.outcome == Outcome::Open {
                    (last.outcome, last.stars) = (posed.outcome, posed.stars);
                }
            }
        }
    }

    /// The shopper does not want to be asked this, or wants it again; nothing at all for `None`.
    pub(super) fn stop(&mut self, asks: Option<Asks>, stopped: bool) {
        let Some(asks) = asks else {
            self.never = stopped;
            return;
        };
        self.stopped.retain(|known| *known != asks);
        if stopped {
            self.stopped.push(asks);
        }
    }

    /// What was answered, or about which item it was, is to be forgotten; that it was asked is
    /// not, so that it is not asked again.
    pub(super) fn forget(&mut self, goes: &dyn Fn(&Posed) -> bool) {
        for posed in &mut self.posed {
            if goes(posed) {
                (posed.about, posed.stars) = (0, 0);
            }
        }
    }

    /// Drops what no limit asks for any more, and what is too much.
    pub(super) fn age(&mut self, now: Now) {
        let ahead = now.at.saturating_add(limits::LOOKS);
        for posed in &mut self.posed {
            if posed.at > ahead {
                posed.at = now.at;
            }
        }
        let mut at = 0;
        while at < self.posed.len() {
            let posed = &self.posed[at];
            let since = now.at.saturating_sub(posed.at);
            let mut later = self.posed[at + 1..].iter();
            let is_last = !later.any(|other| other.asks == posed.asks);
            if (since < limits::QUARTER || is_last) && since <= limits::SAID_FOR {
                at += 1;
            } else {
                self.posed.remove(at);
            }
        }
        let more = self.posed.len().saturating_sub(limits::QUESTIONS);
        self.posed.drain(..more);
    }

    /// Takes over what was asked, answered and stopped elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        for posed in other.posed {
            let at = self.posed.partition_point(|known| known.at < posed.at);
            match self.posed.get_mut(at).filter(|known| known.at == posed.at) {
                // What was asked at one moment is one question.
                Some(known) if known.outcome == Outcome::Open => *known = posed,
                Some(_) => {}
                None => self.posed.insert(at, posed),
            }
        }
        for asks in other.stopped {
            self.stop(Some(asks), true);
        }
        self.never |= other.never;
    }

    /// Of a profile from elsewhere: what is within the limits, and nothing from the future.
    pub(super) fn sound(&mut self, visits: u32, now: Now) {
        self.posed
            .retain(|posed| posed.about < limits::EXACT && posed.stars <= super::MAX_STARS);
        for posed in &mut self.posed {
            posed.at = posed.at.min(now.at);
            posed.visit = posed.visit.min(visits);
        }
        let stopped = std::mem::take(&mut self.stopped);
        for asks in stopped {
            self.stop(Some(asks), true);
        }
    }
}

impl Profile {
    /// The one stated fact of which the page where the shopper sees what is kept asks now; not
    /// what was asked elsewhere lately.
    pub fn question(&self, now: Now) -> Option<&Fact> {
        let elsewhere = self.is_asked_in_passing(now);
        let is_quiet = elsewhere || self.questions.is_stopped(Asks::Fact);
        self.facts.question(now).filter(|_| !is_quiet)
    }

    /// The one stated fact of which is asked in passing, on whatever page: none that others
    /// should not read over one's shoulder, and none of which the privacy page asked lately.
    pub(crate) fn question_in_passing(&self, now: Now) -> Option<&Fact> {
        let is_of_this = self.is_asked_in_passing(now) || !self.facts.is_asked(now);
        let open = |topic| matches!(topic, Topic::Name | Topic::Date | Topic::Like);
        self.facts.question_of(open, now).filter(|_| is_of_this)
    }

    fn is_asked_in_passing(&self, now: Now) -> bool {
        let asked = self
            .facts
            .asked
            .as_ref()
            .filter(|_| self.facts.is_asked(now));
        let of_facts = |posed: &Posed| posed.asks == Asks::Fact;
        let mut posed = self.questions.posed.iter().filter(|posed| of_facts(posed));
        posed.any(|posed| asked.is_some_and(|asked| asked.at == posed.at))
    }
}
