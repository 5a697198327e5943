//! What is planted, and on which days.

/// Noon of the simulated today, in days since 1970: 1 December 2026.
const TODAY: u16 = 20_788;

/// The reports come over so many days, the oldest within what the collector takes.
pub const DAYS: u16 = 10;

/// The collector's clock.
pub fn clock() -> u64 {
    u64::from(TODAY) * 86_400 + 12 * 3600
}

/// A size, with what is planted in it.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many devices report.
    pub reports: usize,
    /// Of how many in a thousand everything personal is withheld.
    pub holdout: u16,
    /// The share that buys without it.
    pub base: f64,
    /// By how much the share is larger with it.
    pub lift: f64,
}

impl Plan {
    /// The share that buys, by arm.
    pub fn buying(&self) -> [f64; 2] {
        [self.base + self.lift, self.base]
    }

    /// How many visitors each arm has, about.
    pub fn arms(&self) -> [f64; 2] {
        let held = self.reports as f64 * f64::from(self.holdout) / 1000.0;
        [self.reports as f64 - held, held]
    }

    /// The same without a lift.
    pub fn without(self) -> Self {
        Self { lift: 0.0, ..self }
    }
}

/// The day that a report tells of: the first reports are of the first day.
pub fn day_of(number: usize, plan: &Plan) -> u16 {
    let day = number * usize::from(DAYS) / plan.reports.max(1);
    TODAY - DAYS + day as u16
}
