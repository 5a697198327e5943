//! A report is made of a day that is over.

use super::mechanism::{answer, below};
use super::tally::{BUDGET, Sum, Tally};
use super::{Waiting, histogram};
use crate::Now;
use crate::consent::{Grant, Measure as Counting};
use crate::profile::Profile;
use dangol_wire::ReportConfig;
use dangol_wire::measure::{Measure, bucket};
use dangol_wire::report::{Count, Histogram, Report};

/// The cells of an amount of money, as the measures of money declare them.
const MONEY_CELLS: u16 = 96;

/// The longest random delay before a new report is sent, in milliseconds.
const DELAY: u32 = 8_000;

/// Enough random bits for one report.
pub(crate) struct Bits {
    bytes: [u8; 1152],
    used: usize,
}

impl Bits {
    /// Bits from the platform's generator; none if it does not work.
    pub(crate) fn new(fill: fn(&mut [u8]) -> bool) -> Option<Self> {
        let mut bytes = [0; 1152];
        fill(&mut bytes).then_some(Self { bytes, used: 0 })
    }

    fn draw(&mut self) -> u32 {
        let drawn = self.bytes.get(self.used..self.used + 4);
        self.used += 4;
        drawn.map_or(0, |four| {
            four.iter().fold(0, |all, byte| all << 8 | u32::from(*byte))
        })
    }

    /// Whether more were drawn than there were.
    fn ran_out(&self) -> bool {
        self.used > self.bytes.len()
    }
}

/// A report was made of a day. Only this module makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    epoch: u16,
    /// In thousandths of ε.
    spent: u16,
    year: u16,
    waiting: Waiting,
}

impl Told {
    pub(super) fn epoch(&self) -> u16 {
        self.epoch
    }

    pub(super) fn waiting(&self) -> Waiting {
        self.waiting.clone()
    }

    /// The year and what is spent of its budget, after this report.
    pub(super) fn ledger(&self, year: u16, spent: u32) -> (u16, u32) {
        let before = if year == self.year { spent } else { 0 };
        (self.year, before + u32::from(self.spent))
    }
}

/// Makes the report of the day that the tally counted, which is over. Nothing where the
/// configuration does not allow it, or random bits run out.
pub(crate) fn compose(
    _grant: &Grant<Counting>,
    profile: &Profile,
    config: &ReportConfig,
    mut bits: Bits,
    now: Now,
) -> Option<Told> {
    let tally: &Tally = &profile.tally;
    let (site, epsilon) = (config.site().ok()?, config.epsilon().ok()?);
    let mut draw = || bits.draw();
    let mut id = [0; 16];
    for four in id.chunks_exact_mut(4) {
        four.copy_from_slice(&draw().to_be_bytes());
    }
    let delay = below(DELAY, &mut draw);
    let affordable = tally.budget_left(now) >= u32::from(epsilon.thousandths());
    let histogram: Option<Histogram> = match affordable {
        false => None,
        true => {
            let answerable = histogram::answerable(profile, &config.interests, now);
            let drawn = below(answerable.len() as u32, &mut draw) as usize;
            let (measure, cell, cells) = *answerable.get(drawn)?;
            Some(answer(measure, cell, cells, epsilon, &mut draw).ok()?)
        }
    };
    let mut counts: Vec<Count> = tally.counts.iter().filter_map(count).collect();
    // A money's cell is known only now; its key was in order without it, and stays so.
    counts.retain(|count| count.count > 0);
    let report = Report {
        site,
        epoch: tally.day,
        hour: u32::try_from(now.at / 3_600_000).ok()?,
        id,
        histogram,
        counts,
    };
    if bits.ran_out() {
        return None;
    }
    let (year, _, _) = Now::utc(now.at).date();
    Some(Told {
        epoch: report.epoch,
        spent: match report.histogram {
            Some(_) => epsilon.thousandths(),
            None => 0,
        },
        year: u16::try_from(year).ok()?,
        waiting: Waiting::new(&report, now.at.saturating_add(delay.into())),
    })
}

/// What is told of a sum: its bucket where it is money, else the clipped count.
fn count(sum: &Sum) -> Option<Count> {
    let mut key = sum.key()?;
    let count = match key.measure {
        Measure::OrderValue | Measure::BoughtValue => {
            key.cell = bucket(sum.sum, MONEY_CELLS);
            1
        }
        measure => sum.sum.min(measure.max().into()) as u8,
    };
    Some(Count { key, count })
}

const _: () = assert!(BUDGET >= 4_000, "the largest epsilon fits into a year");
