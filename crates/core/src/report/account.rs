//! What was sent, what waits and what is left of the budget, for the shopper to see.

use super::Tally;
use crate::Now;
use dangol_wire::report::Report;

/// A report, as it was or will be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// When it was sent, in milliseconds since 1970; 0 if it waits.
    pub at: u64,
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// What they say.
    pub report: Report,
}

/// What was sent, what waits and what is left of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The last reports that were sent, newest first.
    pub sent: Vec<Letter>,
    /// Reports that wait, oldest first.
    pub waiting: Vec<Letter>,
    /// How many different things were counted since the last report.
    pub counted: usize,
    /// What is left of this year's privacy budget, in thousandths of ε.
    pub budget_left: u32,
}

impl Account {
    pub(crate) fn of(tally: &Tally, now: Now) -> Self {
        // What this device wrote it can read; what it could not is not shown as a report.
        let letter = |at: u64, bytes: Vec<u8>| {
            let report = Report::decode(&bytes).ok()?;
            Some(Letter { at, bytes, report })
        };
        let sent = tally.sent().iter().rev();
        let waiting = tally.waiting().iter();
        Self {
            sent: sent
                .filter_map(|sent| letter(sent.at(), sent.bytes()))
                .collect(),
            waiting: waiting
                .filter_map(|waiting| letter(0, waiting.bytes()))
                .collect(),
            counted: tally.counted(),
            budget_left: tally.budget_left(now),
        }
    }
}
