//! Which greetings were said when, and which the shopper does not want.

use super::limits;
use crate::time::{DAY, Now};
use serde::{Deserialize, Serialize};

/// A greeting that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The moment's code.
    pub moment: String,
    /// A hash of what it was about, such as an item's id; 0 if of nothing in particular.
    pub about: u64,
    /// When it was first said in that visit, in milliseconds since 1970.
    pub at: u64,
}

/// Which greetings were said when, and which the shopper does not want.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Greetings {
    /// What was said, oldest first. What may be said on every visit is not noted.
    pub said: Vec<Said>,
    /// The codes of the moments that the shopper does not want to meet again.
    pub stopped: Vec<String>,
}

/// How often a moment may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    /// The days from one visit in which it is said to the next.
    pub(crate) cool_down: u32,
    /// In how many visits of any seven days.
    pub(crate) per_week: u32,
    /// Whether it is said of each thing once only.
    pub(crate) once: bool,
}

/// What of its pace keeps a moment from being said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paced {
    /// It was said too lately.
    CoolDown,
    /// It was said of this very thing.
    Once,
    /// It was said in as many visits of the week as it may.
    PerWeek,
}

impl Greetings {
    /// Whether the shopper does not want to meet this moment again.
    pub fn is_stopped(&self, moment: &str) -> bool {
        self.stopped.iter().any(|stopped| stopped == moment)
    }

    /// Whether a moment may be said now, or what of its pace keeps it from that. One that was said in this visit, which began at
    /// `started`, goes on: nobody finds another greeting on each page.
    pub(crate) fn allow(
        &self,
        moment: &str,
        about: u64,
        pace: Pace,
        started: u64,
        now: Now,
    ) -> Result<(), Paced> {
        let (mut week, mut is_cool, mut is_new) = (0, true, true);
        for said in self.said.iter().filter(|said| said.moment == moment) {
            if said.at >= started && said.about == about {
                return Ok(());
            }
            let since = now.at.saturating_sub(said.at);
            is_cool &= since >= u64::from(pace.cool_down) * DAY;
            week += u32::from(since < limits::WEEK);
            is_new &= !(pace.once && said.about == about);
        }
        if !is_cool {
            Err(Paced::CoolDown)
        } else if !is_new {
            Err(Paced::Once)
        } else if week >= pace.per_week {
            Err(Paced::PerWeek)
        } else {
            Ok(())
        }
    }

    /// Whether it was said before in the visit that began at `started`.
    pub(crate) fn goes_on(&self, said: &Said, started: u64) -> bool {
        self.said.iter().any(|known| {
            known.moment == said.moment && known.about == said.about && known.at >= started
        })
    }

    /// A moment was said, or goes on in a visit that began at `started`.
    pub(super) fn say(&mut self, said: &Said, started: u64) {
        if !self.goes_on(said, started) {
            self.said.push(said.clone());
        }
    }

    /// The shopper does not want a moment any more, or wants it again.
    pub(super) fn stop(&mut self, moment: &str, stopped: bool) {
        self.stopped.retain(|known| known != moment);
        if stopped && self.stopped.len() < limits::MOMENTS {
            self.stopped.push(moment.to_owned());
        }
    }

    /// Drops what no cool-down asks for any more, and what is too much.
    pub(super) fn age(&mut self, now: Now) {
        let ahead = now.at.saturating_add(limits::LOOKS);
        for said in &mut self.said {
            if said.at > ahead {
                said.at = now.at;
            }
        }
        // Of what was said of nothing in particular, the week and the last time count.
        let mut at = 0;
        while at < self.said.len() {
            let said = &self.said[at];
            let since = now.at.saturating_sub(said.at);
            let mut others = self.said.iter();
            let is_last = !others.any(|other| other.moment == said.moment && other.at > said.at);
            let counts = since < limits::WEEK || said.about != 0 || is_last;
            if counts && since <= limits::SAID_FOR {
                at += 1;
            } else {
                self.said.remove(at);
            }
        }
        let more = self.said.len().saturating_sub(limits::SAID);
        self.said.drain(..more);
    }

    /// Takes over what was said and stopped elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        for said in other.said {
            if !self.said.contains(&said) {
                self.said.push(said);
            }
        }
        for moment in &other.stopped {
            self.stop(moment, true);
        }
    }

    /// Of a profile from elsewhere: what is within the limits, and nothing from the future.
    pub(super) fn sound(&mut self, now: Now) {
        let fits = |moment: &String| !moment.is_empty() && moment.len() <= limits::NAME;
        self.said
            .retain(|said| fits(&said.moment) && said.about < limits::EXACT);
        for said in &mut self.said {
            said.at = said.at.min(now.at);
        }
        self.stopped.retain(fits);
        self.stopped.truncate(limits::MOMENTS);
    }
}
