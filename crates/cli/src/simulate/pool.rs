//! What the core makes of real customers' visits: in each arm, bought or not.

use super::chance::Chance;
use super::device::{self, Visit};
use super::plan::{Plan, day_of};
use super::runs::worth;
use super::shop::Shop;
use dangol_wire::measure::{Measure, noised_questions};
use dangol_wire::report::Report;
use std::error::Error;

/// A report without its noised answer, and the truth behind that.
pub struct Draft {
    /// The report.
    pub report: Report,
    /// The true cells.
    pub cells: Vec<(Measure, u16, u16)>,
}

/// Visits that runs draw from.
pub struct Pool {
    /// By arm and whether it bought: 2 × arm + bought.
    drafts: [Vec<Draft>; 4],
    /// How many categories interest is asked about.
    pub interests: usize,
    /// Which part of the devices answers each noised question.
    pub asked: f64,
    /// What those who buy pay on average, by arm, as the dashboard takes it.
    pub worth: [f64; 2],
}

impl Pool {
    /// Lives through so many visits of the shop's customers, each four times.
    ///
    /// # Errors
    /// As [`device::live`].
    pub fn new(shop: &Shop, visits: usize, seed: u64) -> Result<Self, Box<dyn Error>> {
        let mut pool = Self {
            drafts: Default::default(),
            interests: shop.interests.len(),
            asked: 1.0 / f64::from(noised_questions(!shop.interests.is_empty())),
            worth: [0.0; 2],
        };
        for (place, drafts) in pool.drafts.iter_mut().enumerate() {
            let (arm, bought) = (place / 2, place % 2);
            // A holdout of none or of all: the core's own arms.
            let config = shop.config(1000 * arm as u16);
            for number in 0..visits {
                let mut chance = Chance::of(seed, number as u64);
                let (customer, order) = (chance.below(usize::MAX), chance.below(usize::MAX));
                let (order, past) = shop.visit(customer, order);
                let plan = Plan {
                    reports: visits,
                    holdout: 0,
                    base: 0.0,
                    lift: 0.0,
                };
                let visit = Visit {
                    order,
                    past,
                    day: day_of(number, &plan),
                };
                let buys = [bought as f64; 2];
                let told = device::live(shop, &config, &visit, buys, &mut chance)?;
                let mut report = Report::decode(&told.outgoing.bytes())?;
                report.histogram = None;
                pool.worth[arm] += worth(&report) / visits as f64;
                drafts.push(Draft {
                    report,
                    cells: told.cells,
                });
            }
        }
        Ok(pool)
    }

    /// One of them.
    pub fn draw(&self, arm: usize, bought: bool, chance: &mut Chance) -> &Draft {
        let drafts = &self.drafts[2 * arm + usize::from(bought)];
        &drafts[chance.below(drafts.len())]
    }
}
