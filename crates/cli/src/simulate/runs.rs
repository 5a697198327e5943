//! Many runs without sockets: each report is drawn from what the core made of real customers,
//! noised by the core, encoded, decoded, checked and added up by the collector's own code, and
//! the figures are the dashboard's.

use super::chance::Chance;
use super::plan::{DAYS, Plan, day_of};
use super::pool::{Draft, Pool};
use dangol_collector::dashboard::book::Book;
use dangol_collector::figures::interval::{Estimate, share};
use dangol_collector::figures::noised::shares;
use dangol_collector::figures::sequence::Pair;
use dangol_collector::storage::{Memory, Storage as _};
use dangol_collector::tally;
use dangol_collector::trial::{Trial, middle};
use dangol_core::report::mechanism::answer;
use dangol_wire::measure::{LIFECYCLE, Measure};
use dangol_wire::noise::Epsilon;
use dangol_wire::report::Report;
use std::error::Error;

/// Reports that are committed together.
const GROUP: usize = 1024;

/// What is true of a run, which no collector knows.
#[derive(Debug, Clone)]
pub struct Truth {
    /// Devices by arm.
    pub visitors: [u64; 2],
    /// Of these, who bought.
    pub buyers: [u64; 2],
    /// How many are in each cell of `interest`; empty if it is not asked.
    pub interest: Vec<u64>,
    /// Likewise of `lifecycle`.
    pub lifecycle: Vec<u64>,
}

impl Truth {
    /// Nothing yet.
    pub fn new(interests: usize) -> Self {
        let cells = if interests == 0 { 0 } else { interests + 1 };
        Self {
            visitors: [0; 2],
            buyers: [0; 2],
            interest: vec![0; cells],
            lifecycle: vec![0; LIFECYCLE.len()],
        }
    }

    /// One device more.
    pub fn count(&mut self, arm: usize, bought: bool, cells: &[(Measure, u16, u16)]) {
        self.visitors[arm] += 1;
        self.buyers[arm] += u64::from(bought);
        for (measure, cell, _) in cells {
            let counts = match measure {
                Measure::Interest => &mut self.interest,
                Measure::Lifecycle => &mut self.lifecycle,
                // These devices state nothing that could be fresh.
                _ => continue,
            };
            if let Some(count) = counts.get_mut(usize::from(*cell)) {
                *count += 1;
            }
        }
    }

    /// Those of another part of the devices.
    pub fn add(&mut self, other: &Self) {
        for arm in 0..2 {
            self.visitors[arm] += other.visitors[arm];
            self.buyers[arm] += other.buyers[arm];
        }
        let add = |to: &mut [u64], from: &[u64]| {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        };
        add(&mut self.interest, &other.interest);
        add(&mut self.lifecycle, &other.lifecycle);
    }
}

/// What the collector's figures say.
pub struct Figures {
    /// With and without everything personal.
    pub trial: Trial,
    /// The shares of `interest`; empty below its threshold.
    pub interest: Vec<Estimate>,
    /// Likewise of `lifecycle`.
    pub lifecycle: Vec<Estimate>,
    /// How many answered the two.
    pub answers: [u64; 2],
}

impl Figures {
    /// As the dashboard makes them.
    pub fn of(book: &Book, plan: &Plan, interests: usize, asked: f64) -> Self {
        let shown = |measure: Measure, cells: usize| {
            let groups = book.answers(measure, cells as u16);
            let answers: u64 = groups.iter().map(|group| group.answers).sum();
            let enough = answers >= u64::from(measure.declared().threshold);
            let found = if enough {
                shares(&groups, asked)
            } else {
                Vec::new()
            };
            (found, answers)
        };
        let (interest, of_interest) = match interests {
            0 => (Vec::new(), 0),
            _ => shown(Measure::Interest, interests + 1),
        };
        let (lifecycle, of_lifecycle) = shown(Measure::Lifecycle, LIFECYCLE.len());
        Self {
            trial: Trial::of(book, 0, Some(plan.holdout)),
            interest,
            lifecycle,
            answers: [of_interest, of_lifecycle],
        }
    }

    /// The difference of the buyers' shares with its ordinary interval.
    pub fn once(&self) -> Option<Estimate> {
        Pair::new(&self.trial.buyers[0], &self.trial.buyers[1]).map(|pair| pair.once())
    }
}

/// How often an interval held the truth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// How often.
    pub held: u64,
    /// Of how many that were shown.
    pub of: u64,
}

impl Held {
    fn see(&mut self, interval: Option<Estimate>, truth: f64) {
        if let Some(interval) = interval {
            self.of += 1;
            self.held += u64::from(interval.low <= truth && truth <= interval.high);
        }
    }

    /// As a share.
    pub fn share(&self) -> f64 {
        self.held as f64 / (self.of as f64).max(1.0)
    }
}

/// What many runs of one plan came to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Many {
    /// How many runs.
    pub runs: u64,
    /// In how many the bounds cleared no difference after the last day.
    pub found_at_last: u64,
    /// In how many they did so after any day.
    pub found_ever: u64,
    /// In how many the arms' sizes raised an alarm after any day.
    pub alarms: u64,
    /// The difference in buyers, by the ordinary interval after the last day.
    pub difference: Held,
    /// The same by the bounds that the dashboard shows: all days' looks of a run at once.
    pub bounds: Held,
    /// The share of buyers without anything personal.
    pub buyers: Held,
    /// The difference in what a visitor is worth, by the ordinary interval.
    pub value: Held,
    /// The cells of `interest`.
    pub interest: Held,
    /// The cells of `lifecycle`.
    pub lifecycle: Held,
}

impl Many {
    fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.found_at_last += other.found_at_last;
        self.found_ever += other.found_ever;
        self.alarms += other.alarms;
        for (to, from) in [
            (&mut self.difference, other.difference),
            (&mut self.bounds, other.bounds),
            (&mut self.buyers, other.buyers),
            (&mut self.value, other.value),
            (&mut self.interest, other.interest),
            (&mut self.lifecycle, other.lifecycle),
        ] {
            to.held += from.held;
            to.of += from.of;
        }
    }
}

/// So many runs of a plan, on all processors. The result does not depend on how many there are.
///
/// # Errors
/// When a report that the core made is not taken by the collector's own checks.
pub fn many(pool: &Pool, plan: &Plan, runs: u64, seed: u64) -> Result<Many, Box<dyn Error>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = |first: usize| -> Result<Many, String> {
        let mut many = Many::default();
        for run in (first as u64..runs).step_by(threads) {
            let one = one(pool, plan, Chance::of(seed, run)).map_err(|error| error.to_string())?;
            many.add(&one);
        }
        Ok(many)
    };
    let parts: Vec<Result<Many, String>> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || part(first)))
            .collect();
        let broke = || "a thread of runs broke down".to_owned();
        parts
            .into_iter()
            .map(|part| part.join().map_err(|_| broke()).and_then(|part| part))
            .collect()
    });
    let mut many = Many::default();
    for part in parts {
        many.add(&part?);
    }
    Ok(many)
}

fn one(pool: &Pool, plan: &Plan, mut chance: Chance) -> Result<Many, Box<dyn Error>> {
    let mut storage = Memory::default();
    let mut truth = Truth::new(pool.interests);
    let mut many = Many {
        runs: 1,
        ..Many::default()
    };
    let mut all_held = true;
    let mut looked = false;
    let mut waiting = Vec::with_capacity(GROUP);
    let mut last = None;
    for number in 0..plan.reports {
        let arm = usize::from(chance.share() < f64::from(plan.holdout) / 1000.0);
        let bought = chance.share() < plan.buying()[arm];
        let draft = pool.draw(arm, bought, &mut chance);
        truth.count(arm, bought, &draft.cells);
        let day = day_of(number, plan);
        let bytes = report(draft, day, &mut chance)?.encode();
        // From here on it is what the collector does with a body.
        let read = Report::decode(&bytes)?;
        if !tally::is_likely(&read) {
            return Err("an honest report was taken for a forged one".into());
        }
        waiting.push(tally::entry(&read));
        let ends = number + 1 == plan.reports || day_of(number + 1, plan) > day;
        if waiting.len() < GROUP && !ends {
            continue;
        }
        storage.count(&waiting, 0)?;
        waiting.clear();
        if ends {
            let sums = storage.sums(0)?;
            let figures = Figures::of(&Book::new(&sums, 0), plan, pool.interests, pool.asked);
            if let Some(bounds) = figures.trial.bought.difference {
                looked = true;
                all_held &= bounds.low <= plan.lift && plan.lift <= bounds.high;
                let found = bounds.low > 0.0 || bounds.high < 0.0;
                many.found_ever |= u64::from(found);
                many.found_at_last = u64::from(found);
            }
            many.alarms |= u64::from(figures.trial.mismatch == Some(true));
            last = Some(figures);
        }
    }
    if looked {
        many.bounds = Held {
            held: u64::from(all_held),
            of: 1,
        };
    }
    if let Some(figures) = last {
        judge(&mut many, &figures, &truth, pool, plan);
    }
    Ok(many)
}

/// Holds the last figures of a run against the truth. Where it is a chance that was planted,
/// that is the truth; where it is a share of these very devices, theirs is.
fn judge(many: &mut Many, figures: &Figures, truth: &Truth, pool: &Pool, plan: &Plan) {
    let trial = &figures.trial;
    many.difference.see(figures.once(), plan.lift);
    let held = &trial.buyers[1];
    many.buyers
        .see(share(held.sum as u64, held.reports as u64), plan.base);
    let value = Pair::new(&trial.values[0], &trial.values[1]).map(|pair| pair.once());
    let worth = plan.buying();
    let worth = worth[0] * pool.worth[0] - worth[1] * pool.worth[1];
    many.value.see(value, worth);
    let all = truth.visitors.iter().sum::<u64>() as f64;
    for (held, estimates, cells) in [
        (&mut many.interest, &figures.interest, &truth.interest),
        (&mut many.lifecycle, &figures.lifecycle, &truth.lifecycle),
    ] {
        for (estimate, cell) in estimates.iter().zip(cells) {
            held.see(Some(*estimate), *cell as f64 / all);
        }
    }
}

/// A report of a day: what the core counted, with an id and a noised answer of its own.
fn report(draft: &Draft, day: u16, chance: &mut Chance) -> Result<Report, Box<dyn Error>> {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&chance.next().to_be_bytes());
    id[8..].copy_from_slice(&chance.next().to_be_bytes());
    let (measure, cell, cells) = draft.cells[chance.below(draft.cells.len())];
    let mut draw = || chance.bits();
    Ok(Report {
        epoch: day,
        hour: (u32::from(day) + 1) * 24 + 9,
        id,
        histogram: Some(answer(measure, cell, cells, Epsilon::USUAL, &mut draw)?),
        ..draft.report.clone()
    })
}

/// What a report says its day's orders are worth, as the dashboard takes it.
pub fn worth(report: &Report) -> f64 {
    let paid = report.counts.iter();
    let paid = paid.filter(|count| count.key.measure == Measure::OrderValue);
    paid.map(|count| middle(count.key.cell)).sum()
}

const _: () = assert!(DAYS < dangol_collector::intake::WINDOW);
