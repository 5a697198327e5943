//! Reports wait until the collector has them, over closed tabs and days without a network.

use super::{Tally, tally};
use crate::Now;
use dangol_wire::report::{REPORT_BYTES, Report};
use serde::{Deserialize, Serialize};

/// The most reports that wait, and the most sent ones that are remembered to be looked at. A
/// report is at most 1,024 bytes, so both lists together at most 14 KiB.
const MOST: usize = 7;

/// The first and the longest time until a report that could not be sent is tried again, in
/// milliseconds: it doubles.
const FIRST_RETRY: u64 = 60_000;
const LAST_RETRY: u64 = 12 * 3_600_000;

/// A report that waits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// Its bytes, without the zeros at the end.
    pub(super) bytes: Vec<u8>,
    /// How often it was tried.
    pub(super) tries: u32,
    /// Not before this moment, in milliseconds since 1970.
    pub(super) after: u64,
}

/// A report that was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// Its bytes, without the zeros at the end.
    pub(super) bytes: Vec<u8>,
    /// When, in milliseconds since 1970.
    pub(super) at: u64,
}

impl Sent {
    /// All its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        whole(&self.bytes)
    }

    /// When it was sent, in milliseconds since 1970.
    pub fn at(&self) -> u64 {
        self.at
    }
}

/// What became of a report that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The collector has it.
    Taken,
    /// The collector does not want it, now or later.
    Refused,
    /// It could not be reached, or asks for a later time.
    Later,
}

impl Outcome {
    /// What an HTTP status says; 0 where none came.
    pub fn of_status(status: u16) -> Self {
        match status {
            200..=299 => Self::Taken,
            408 | 425 | 429 => Self::Later,
            400..=499 => Self::Refused,
            _ => Self::Later,
        }
    }
}

/// A report that is to be sent now. There is one only under the grant to be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub(super) bytes: Vec<u8>,
    pub(super) tries: u32,
}

impl Outgoing {
    /// All its bytes: always as many.
    pub fn bytes(&self) -> Vec<u8> {
        whole(&self.bytes)
    }
}

/// The bytes as they travel.
fn whole(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(REPORT_BYTES, 0);
    bytes
}

impl Waiting {
    pub(super) fn new(report: &Report, after: u64) -> Self {
        let mut bytes = report.encode();
        let used = bytes.iter().rposition(|byte| *byte != 0);
        bytes.truncate(used.map_or(0, |last| last + 1));
        Self {
            bytes,
            tries: 0,
            after,
        }
    }

    /// All its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        whole(&self.bytes)
    }

    /// The day that it tells of, where its format has it.
    fn epoch(&self) -> u16 {
        let two = self.bytes.get(21..23);
        two.map_or(0, |two| u16::from(two[0]) << 8 | u16::from(two[1]))
    }

    pub(super) fn is_over(&self, today: u16) -> bool {
        self.epoch().saturating_add(tally::OLDEST) < today
    }
}

impl Tally {
    pub(super) fn enqueue(&mut self, waiting: Waiting) {
        if self.waiting.len() >= MOST {
            self.waiting.remove(0);
        }
        self.waiting.push(waiting);
    }

    /// In how many milliseconds the next report may be sent; `None` if none waits.
    pub(crate) fn next_in(&self, now: Now) -> Option<u64> {
        let wait = |waiting: &Waiting| {
            let wait = waiting.after.saturating_sub(now.at);
            // A clock that was ahead set it.
            if wait > LAST_RETRY { 0 } else { wait }
        };
        self.waiting.iter().map(wait).min()
    }

    /// The report that is to be sent now.
    pub(crate) fn outgoing(&self, now: Now) -> Option<Outgoing> {
        let due = |waiting: &&Waiting| {
            waiting.after.saturating_sub(now.at) == 0
                || waiting.after.saturating_sub(now.at) > LAST_RETRY
        };
        self.waiting.iter().find(due).map(|waiting| Outgoing {
            bytes: waiting.bytes.clone(),
            tries: waiting.tries + 1,
        })
    }

    /// A report is being tried. Until it is known what came of it, it is not tried again
    /// before the time that the number of tries says.
    pub(crate) fn try_out(&mut self, outgoing: &Outgoing, at: u64) {
        for waiting in &mut self.waiting {
            if waiting.bytes == outgoing.bytes {
                waiting.tries = waiting.tries.saturating_add(1);
                let doublings = waiting.tries.saturating_sub(1).min(16);
                let wait = (FIRST_RETRY << doublings).min(LAST_RETRY);
                waiting.after = at.saturating_add(wait);
            }
        }
    }

    /// Whether this try is still this tab's: the report waits, and no other tab has tried it
    /// meanwhile.
    pub(crate) fn is_ours(&self, outgoing: &Outgoing) -> bool {
        let mut waiting = self.waiting.iter();
        waiting.any(|waiting| waiting.bytes == outgoing.bytes && waiting.tries == outgoing.tries)
    }

    /// A report was sent, and is not to be sent again.
    pub(crate) fn settle(&mut self, outgoing: &Outgoing, taken: bool, at: u64) {
        let before = self.waiting.len();
        self.waiting
            .retain(|waiting| waiting.bytes != outgoing.bytes);
        if taken && self.waiting.len() < before {
            if self.sent.len() >= MOST {
                self.sent.remove(0);
            }
            self.sent.push(Sent {
                bytes: outgoing.bytes.clone(),
                at,
            });
        }
    }
}
