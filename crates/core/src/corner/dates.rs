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
