//! The sums, ready to be asked: by measure, slot, arm and subject, over a span of days.

use crate::figures::moments::Moments;
use crate::figures::noised::Answers;
use crate::storage::{Cell, Sum};
use crate::tally::REPORTS;
use dangol_wire::measure::Measure;
use dangol_wire::noise::{Epsilon, Noise};
use std::collections::{BTreeMap, BTreeSet};

/// The sums of a span of days.
pub struct Book<'a>(Vec<&'a Sum>);

/// Which sums; what is `None` may be anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Of {
    /// The slot.
    pub slot: Option<u8>,
    /// The arm.
    pub arm: Option<u8>,
    /// The subject.
    pub subject: Option<u32>,
}

impl Of {
    /// Of one arm of one experiment.
    pub fn arm(subject: u32, arm: u8) -> Self {
        Self {
            arm: Some(arm),
            subject: Some(subject),
            slot: None,
        }
    }

    /// Of one slot.
    pub fn slot(slot: u8) -> Self {
        Self {
            slot: Some(slot),
            ..Self::default()
        }
    }

    /// Of one subject.
    pub fn subject(subject: u32) -> Self {
        Self {
            subject: Some(subject),
            ..Self::default()
        }
    }

    fn holds(&self, cell: &Cell) -> bool {
        self.slot.is_none_or(|slot| slot == cell.slot)
            && self.arm.is_none_or(|arm| arm == cell.arm)
            && self.subject.is_none_or(|subject| subject == cell.subject)
    }
}

impl<'a> Book<'a> {
    /// The sums of the days from `first` on.
    pub fn new(sums: &'a [Sum], first: u16) -> Self {
        Self(sums.iter().filter(|(cell, _)| cell.day >= first).collect())
    }

    fn of(&self, measure: u8, of: Of) -> impl Iterator<Item = &Sum> {
        let found = move |(cell, _): &&Sum| cell.measure == measure && of.holds(cell);
        self.0.iter().copied().filter(found)
    }

    /// How many reports there are of each day.
    pub fn reports(&self) -> BTreeMap<u16, u64> {
        let sums = self.of(REPORTS, Of::default());
        sums.map(|(cell, reports)| (cell.day, *reports)).collect()
    }

    /// How many reports name the measure.
    pub fn named(&self, measure: Measure, of: Of) -> u64 {
        self.of(measure.code(), of)
            .map(|(_, reports)| reports)
            .sum()
    }

    /// Whether that is enough to be shown.
    pub fn is_shown(&self, measure: Measure, of: Of) -> bool {
        self.named(measure, of) >= u64::from(measure.declared().threshold)
    }

    /// The counts of the reports that name the measure, as `value` values a sum, and as
    /// nothing those of the other `visitors`.
    pub fn moments(
        &self,
        measure: Measure,
        of: Of,
        visitors: u64,
        value: impl Fn(&Cell) -> f64,
    ) -> Moments {
        let mut moments = Moments::default();
        let mut named = 0;
        for (cell, reports) in self.of(measure.code(), of) {
            moments.add(value(cell), *reports);
            named += reports;
        }
        moments.add(0.0, visitors.saturating_sub(named));
        moments
    }

    /// The sum of the counts in each cell of the measure.
    pub fn cells(&self, measure: Measure, of: Of) -> BTreeMap<u8, u64> {
        let mut cells = BTreeMap::new();
        for (cell, reports) in self.of(measure.code(), of) {
            *cells.entry(cell.cell).or_default() += u64::from(cell.count) * reports;
        }
        cells
    }

    /// The subjects that the measure was told of.
    pub fn subjects(&self, measure: Measure) -> BTreeSet<u32> {
        let told = self.of(measure.code(), Of::default());
        told.map(|(cell, _)| cell.subject).collect()
    }

    /// The first and last day that tell of the measure.
    pub fn days(&self, measure: Measure, of: Of) -> Option<(u16, u16)> {
        let days = || self.of(measure.code(), of).map(|(cell, _)| cell.day);
        Some((days().min()?, days().max()?))
    }

    /// The noised answers of a measure with so many cells, a group for each noise.
    pub fn answers(&self, measure: Measure, cells: u16) -> Vec<Answers> {
        let mut groups = Vec::new();
        for parameters in self.subjects(measure) {
            let (thousandths, k) = ((parameters >> 16) as u16, parameters as u16);
            let noise =
                Epsilon::of_thousandths(thousandths).and_then(|epsilon| Noise::of(cells, epsilon));
            let Ok(noise) = noise.as_ref().copied() else {
                continue;
            };
            if k != cells {
                continue;
            }
            let mut group = Answers {
                noise,
                answers: 0,
                named: vec![0; usize::from(cells)],
            };
            for (cell, reports) in self.of(measure.code(), Of::subject(parameters)) {
                match (cell.count, group.named.get_mut(usize::from(cell.cell))) {
                    (0, _) => group.answers += reports,
                    (_, Some(named)) => *named += reports,
                    _ => {}
                }
            }
            groups.push(group);
        }
        groups
    }
}
