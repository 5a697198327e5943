//! What a report adds to the sums.

use crate::storage::{Cell, Entry};
use dangol_core::report::estimate::probabilities;
use dangol_wire::report::{Histogram, Report};

/// The measure code of the day's reports as a whole; declared measures begin at 1.
pub const REPORTS: u8 = 0;

/// A report as what it adds: one to the day's reports, one to each count that it names, and
/// one to each cell that its noised answer sets.
pub fn entry(report: &Report) -> Entry {
    let all = Cell {
        day: report.epoch,
        measure: REPORTS,
        slot: 0,
        arm: 0,
        subject: 0,
        cell: 0,
        count: 0,
    };
    let mut cells = vec![all];
    cells.extend(report.counts.iter().map(|counted| Cell {
        day: report.epoch,
        measure: counted.key.measure.code(),
        slot: counted.key.slot,
        arm: counted.key.arm,
        subject: counted.key.subject,
        cell: counted.key.cell,
        count: counted.count,
    }));
    if let Some(histogram) = &report.histogram {
        let answers = Cell {
            measure: histogram.measure.code(),
            subject: parameters(histogram),
            ..all
        };
        cells.push(answers);
        // There are 256 cells at most.
        let set = (0..histogram.cells).filter(|cell| histogram.has(*cell));
        cells.extend(set.map(|cell| Cell {
            cell: cell as u8,
            count: 1,
            ..answers
        }));
    }
    Entry {
        id: report.id,
        day: report.epoch,
        cells,
    }
}

/// Whether a noised answer names no more cells than chance lets an honest one. In unary
/// encoding each bit is set by itself, so a forged answer could name all cells at once and
/// weigh as much as many; six standard deviations above what is expected, an honest device
/// is as good as never (Cao, Jia and Gong, USENIX Security 2021, section 6).
pub fn is_likely(report: &Report) -> bool {
    let Some(histogram) = &report.histogram else {
        return true;
    };
    let Ok(noise) = histogram.noise() else {
        return false;
    };
    let (told, slip) = probabilities(&noise);
    let others = f64::from(histogram.cells.saturating_sub(1));
    let variance = told * (1.0 - told) + others * slip * (1.0 - slip);
    let most = told + others * slip + 6.0 * variance.sqrt();
    let set = (0..histogram.cells).filter(|cell| histogram.has(*cell));
    set.count() as f64 <= most
}

/// With which parameters a histogram was noised: answers of different ones are estimated by
/// themselves. ε in thousandths in the upper half, the number of cells in the lower.
pub fn parameters(of: &Histogram) -> u32 {
    u32::from(of.epsilon.thousandths()) << 16 | u32::from(of.cells)
}
