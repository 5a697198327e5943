//! One experiment as far as it is known: what those who get everything do, beside those from
//! whom it is withheld. The holdout, from whom everything personal is, has the subject 0.

use crate::dashboard::book::{Book, Of};
use crate::figures::lift::{LEAST, Lift, Verdict, lift};
use crate::figures::moments::Moments;
use crate::figures::{THRESHOLD, arms};
use crate::storage::Cell;
use dangol_wire::measure::{Measure, bucket_start};

/// The arm that gets everything.
pub const PERSONAL: u8 = 0;

/// The arm from which it is withheld.
pub const WITHHELD: u8 = 1;

/// What is known of an experiment.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The visitors of each arm.
    pub visitors: [u64; 2],
    /// What the visitors of each arm bought: a 1 for each who did. Nothing below the threshold.
    pub buyers: [Moments; 2],
    /// What they paid. Nothing below the threshold.
    pub values: [Moments; 2],
    /// The difference in the share that buys.
    pub bought: Lift,
    /// The difference in what a visitor is worth.
    pub value: Lift,
    /// Whether the arms are not as large as they should be, where that is known.
    pub mismatch: Option<bool>,
}

impl Trial {
    /// An experiment by all its days. `share` is of how many in a thousand something is
    /// withheld, where that is known.
    pub fn of(book: &Book, subject: u32, share: Option<u16>) -> Self {
        let visitors =
            [PERSONAL, WITHHELD].map(|arm| book.named(Measure::Visitors, Of::arm(subject, arm)));
        let both = |measure: Measure, value: &dyn Fn(&Cell) -> f64| {
            [PERSONAL, WITHHELD].map(|arm| {
                let of = Of::arm(subject, arm);
                let visitors = visitors[usize::from(arm)];
                let shown = book.is_shown(measure, of);
                let moments = book.moments(measure, of, visitors, value);
                // Under its threshold a measure is as if nothing had been told.
                if shown { moments } else { Moments::default() }
            })
        };
        // How long it took to learn what is known, for saying how much longer it takes.
        let days = book
            .days(Measure::Visitors, Of::subject(subject))
            .map_or(1.0, |(first, last)| f64::from(last - first) + 1.0);
        let buyers = both(Measure::Orders, &|_| 1.0);
        let values = both(Measure::OrderValue, &|cell| middle(cell.cell));
        let mut bought = lift(&buyers[0], &buyers[1], days);
        let value = lift(&values[0], &values[1], days);
        if bought.difference.is_none() {
            bought.verdict = Verdict::NotYet(until_shown(book, subject, days));
        }
        let share = share.filter(|share| (1..1000).contains(share));
        let mismatch = share.map(|share| {
            let share = f64::from(share) / 1000.0;
            arms::mismatch(&visitors, &[1.0 - share, share])
        });
        Self {
            visitors,
            buyers,
            values,
            bought,
            value,
            mismatch,
        }
    }
}

/// About how many days until both arms have enough orders to be looked at.
fn until_shown(book: &Book, subject: u32, days: f64) -> Option<u32> {
    let smallest = |measure: Measure| {
        let of = |arm| book.named(measure, Of::arm(subject, arm));
        of(PERSONAL).min(of(WITHHELD)) as f64
    };
    let more = |there: f64, wanted: f64| days * (wanted - there).max(0.0) / there;
    let orders = more(smallest(Measure::Orders), THRESHOLD as f64);
    let visitors = more(smallest(Measure::Visitors), LEAST);
    let longest = orders.max(visitors);
    (longest.is_finite() && longest < 365.0).then(|| longest.ceil().max(1.0) as u32)
}

/// What an amount in a bucket is taken for: its middle.
pub fn middle(cell: u8) -> f64 {
    match cell {
        0..4 => f64::from(cell),
        _ => (bucket_start(cell) + bucket_start(cell.saturating_add(1))) as f64 / 2.0,
    }
}
