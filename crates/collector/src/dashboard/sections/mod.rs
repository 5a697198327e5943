//! The parts of the page, each made from the sums.

mod greetings;
mod health;
mod interests;
mod kinds;
mod offers;
mod privacy;
mod purposes;
mod regulars;
mod satisfaction;
mod working;

use super::book::{Book, Of};
use super::section::{Drawing, Section};
use super::tongue::{Tongue, whole};
use crate::chart::Failure;
use crate::collector::Settings;
use crate::figures::THRESHOLD;
use dangol_wire::measure::Measure;

/// What the parts are made from.
pub struct Told<'a> {
    /// The sums of the span.
    pub book: Book<'a>,
    /// All sums: an experiment is judged by all that it has seen.
    pub all: Book<'a>,
    /// The reports of the span.
    pub reports: u64,
    /// What the owner decides.
    pub settings: &'a Settings,
    /// The language.
    pub tongue: Tongue,
    /// Today's day.
    pub today: u16,
    /// The days of the span.
    pub days: u16,
}

/// All parts, in their order.
pub fn all(told: &Told) -> Vec<Section> {
    vec![
        working::section(told),
        interests::section(told),
        kinds::section(told),
        offers::section(told),
        greetings::section(told),
        regulars::lifecycle(told),
        regulars::freshness(told),
        satisfaction::section(told),
        health::section(told),
        privacy::section(told),
    ]
}

impl Told<'_> {
    fn say(&self, en: &str, ko: &str) -> String {
        self.tongue.say(en, ko).to_owned()
    }

    fn head(&self, names: &[(&str, &str)]) -> Vec<String> {
        names.iter().map(|(en, ko)| self.say(en, ko)).collect()
    }

    /// The devices of the span that were counted, whatever arm they were in.
    fn visitors(&self) -> u64 {
        if self.reports >= THRESHOLD {
            self.reports
        } else {
            0
        }
    }

    /// The name of a subject, or its number where the configuration does not name it.
    fn name(&self, subject: u32) -> String {
        let known = self.settings.names.get(&subject);
        known.cloned().unwrap_or_else(|| format!("#{subject:08x}"))
    }

    /// What is said where there are too few reports to show anything.
    fn too_few(&self, measure: Measure) -> String {
        let threshold = measure.declared().threshold;
        let there = self.book.named(measure, Of::default());
        let (there, threshold) = (whole(there), whole(threshold.into()));
        match self.tongue {
            Tongue::En => format!(
                "Nothing to show yet: {there} reports have told of this, and it is shown from {threshold} on."
            ),
            Tongue::Ko => format!(
                "아직 보여 드릴 것이 없습니다. 관련 보고 {there}건, {threshold}건부터 표시합니다."
            ),
        }
    }
}

/// Adds a drawing; what cannot be drawn is in the table all the same.
fn draw(section: &mut Section, title: String, svg: Result<String, Failure>) {
    section
        .drawings
        .extend(svg.ok().map(|svg| Drawing { title, svg }));
}
