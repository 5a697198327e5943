//! Sums in memory, for tests: gone with the process.

use super::{Cell, Entry, Outcome, ReportId, Storage, StorageError, Sum};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// Sums in memory. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    seen: HashMap<ReportId, u16>,
    sums: BTreeMap<Cell, u64>,
}

impl Storage for Memory {
    fn count(&mut self, entries: &[Entry], oldest: u16) -> Result<Vec<Outcome>, StorageError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.seen.retain(|_, day| *day >= oldest);
        let mut count = |entry: &Entry| {
            if kept.seen.insert(entry.id, entry.day).is_some() {
                return Outcome::Known;
            }
            for cell in &entry.cells {
                *kept.sums.entry(*cell).or_default() += 1;
            }
            Outcome::Counted
        };
        Ok(entries.iter().map(&mut count).collect())
    }

    fn sums(&mut self, first: u16) -> Result<Vec<Sum>, StorageError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let late = kept.sums.iter().filter(|(cell, _)| cell.day >= first);
        Ok(late.map(|(cell, sum)| (*cell, *sum)).collect())
    }
}
