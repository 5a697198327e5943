//! A bound on what forged reports can make the database grow by.
//!
//! A subject is a number that the collector cannot check: it knows no list of campaigns. So of
//! subjects that were never seen only so many are taken a day; what names another is left out
//! of a report, and the rest of the report counts.

use crate::storage::{Entry, Sum};
use dangol_wire::measure::{Measure, Mode};
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// New subjects a day.
const A_DAY: usize = 500;

/// The subjects that are known.
#[derive(Debug)]
pub struct Subjects(Mutex<Known>);

#[derive(Debug)]
struct Known {
    known: HashSet<(u8, u32)>,
    /// The newest day told of, and how many subjects came with it.
    day: u16,
    new: usize,
}

impl Subjects {
    /// Those of the sums are known.
    pub fn of(sums: &[Sum]) -> Self {
        let known = sums.iter().map(|(cell, _)| (cell.measure, cell.subject));
        Self(Mutex::new(Known {
            known: known.collect(),
            day: 0,
            new: 0,
        }))
    }

    /// Leaves out of a report what names one subject too many.
    pub fn bound(&self, entry: &mut Entry) {
        let mut of = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if of.day < entry.day {
            (of.day, of.new) = (entry.day, 0);
        }
        entry.cells.retain(|cell| {
            let key = (cell.measure, cell.subject);
            // The parameters of a noised answer have been checked: there are few.
            let measure = Measure::of_code(cell.measure).map(Measure::declared);
            let checked = measure.is_none_or(|measure| measure.mode == Mode::Ldp);
            if cell.subject == 0 || checked || of.known.contains(&key) {
                return true;
            }
            if of.new >= A_DAY {
                return false;
            }
            of.new += 1;
            of.known.insert(key)
        });
    }
}
