//! The dates that the shopper stated, the next one first.

use crate::Now;
use crate::profile::{DayOfYear, Facts, OverviewFact, Topic};
use crate::table::ranking;
use crate::time::DAY;

/// A date to remember and when it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// What was stated.
    pub fact: OverviewFact,
    /// The stated day.
    pub day: DayOfYear,
    /// In how many days it comes; 0 for today.
    pub days: u64,
    /// The day on which it comes next.
    pub next: DayOfYear,
}

impl Upcoming {
    /// Whether it is the shopper's own birthday.
    pub fn is_own(&self) -> bool {
        self.fact.topic == Topic::Birthday
    }

    /// Whose day it is: "Jun (husband)"; empty for the shopper's own.
    pub fn who(&self) -> String {
        match self.fact.about.as_str() {
            "" => self.fact.text.clone(),
            relation => [&self.fact.text, " (", relation, ")"].concat(),
        }
    }
}

/// A date as it is typed: month and day in two digits each.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// Whether it is the shopper's own birthday.
    pub is_own: bool,
    /// Whose day it is.
    pub whose: &'a str,
    /// What they are to the shopper.
    pub relation: &'a str,
    /// `05`.
    pub month: &'a str,
    /// `13`.
    pub day: &'a str,
}

impl Typed<'_> {
    /// As it is to be remembered, in the place of what was stated before or as a new one. A year
    /// that was stated stays: none is asked for.
    pub fn told(&self, before: Option<&OverviewFact>) -> OverviewFact {
        let is_own = self.is_own || before.is_some_and(|fact| fact.topic == Topic::Birthday);
        let year = before.and_then(|fact| fact.date.get(..fact.date.len().checked_sub(5)?));
        OverviewFact {
            topic: if is_own { Topic::Birthday } else { Topic::Date },
            text: self.whose.to_owned(),
            about: self.relation.to_owned(),
            date: [year.unwrap_or("--"), self.month, "-", self.day].concat(),
            confirmed: 0,
        }
    }
}

/// All dates of others, with this one in the place of another or as a new one. One of the same
/// name and relation is corrected, too.
pub(super) fn with<'a>(
    known: impl Iterator<Item = &'a OverviewFact>,
    before: Option<&OverviewFact>,
    told: &'a OverviewFact,
) -> Vec<OverviewFact> {
    let who = |fact: &OverviewFact| {
        let (text, about) = (fact.text.trim(), fact.about.trim());
        (text.to_owned(), about.to_owned())
    };
    let known = known.filter(|fact| fact.topic == Topic::Date && Some(*fact) != before);
    let others = known.filter(|fact| who(fact) != who(told));
    std::iter::once(told).chain(others).cloned().collect()
}

/// The dates, the next one first.
pub(super) fn upcoming(facts: &Facts, now: Now) -> Vec<Upcoming> {
    let dates: Vec<Upcoming> = (facts.said.iter())
        .filter(|fact| fact.topic.has_day())
        .filter_map(|fact| {
            let day = fact.day.filter(|day| day.is_sound())?;
            let days = day.days_until(now).max(0) as u64;
            let fact = OverviewFact::of(fact);
            let next = on(now.day() + days);
            Some(Upcoming {
                fact,
                day,
                days,
                next,
            })
        })
        .collect();
    let order = ranking(dates.iter().map(|date| 1.0 / (1.0 + date.days as f32)));
    order.into_iter().map(|at| dates[at].clone()).collect()
}

/// The calendar's day of a number of days since 1970.
pub(super) fn on(day: u64) -> DayOfYear {
    let (year, month, day) = Now::utc(day.saturating_mul(DAY)).date();
    DayOfYear {
        year: year.clamp(0, 9999) as u16,
        month,
        day,
    }
}
