// What holds for any bytes at all that come to `POST /v1/report`. The deterministic test and
// the fuzz target both include this file.

use dangol_collector::tally;
use dangol_wire::measure::{MEASURES, Measure};
use dangol_wire::report::{MAX_ENTRIES, REPORT_BYTES, Report};

/// Reads the bytes as the collector does and checks what it may then rely on. Gives whether
/// they were a report. Panics where something does not hold.
pub fn check(bytes: &[u8]) -> bool {
    let Ok(report) = Report::decode(bytes) else {
        return false;
    };
    // One size, and one spelling: nothing can hide beside what is read.
    assert_eq!(bytes.len(), REPORT_BYTES);
    assert_eq!(report.encode(), bytes);
    assert!(report.counts.len() <= MAX_ENTRIES);
    assert!(report.hour / 24 > u32::from(report.epoch));
    // Everything that is told is declared, and within its clip.
    for count in &report.counts {
        assert!(MEASURES.contains(count.key.measure.declared()));
        assert_eq!(count.key.check(), Ok(()));
        assert!((1..=count.key.measure.max()).contains(&count.count));
    }
    let rising = report.counts.windows(2).all(|two| two[0].key < two[1].key);
    assert!(rising);
    if let Some(histogram) = &report.histogram {
        assert!(histogram.noise().is_ok());
        assert!(matches!(
            histogram.measure,
            Measure::Interest | Measure::Lifecycle
        ));
        // No bit is set beyond the cells that there are.
        assert!((histogram.cells..256).all(|cell| !histogram.has(cell)));
    }
    // What it adds: one for the day, one a count, and one for the answer and each of its bits.
    let entry = tally::entry(&report);
    let bits = report.histogram.map_or(0, |histogram| {
        1 + (0..histogram.cells)
            .filter(|cell| histogram.has(*cell))
            .count()
    });
    assert_eq!(entry.cells.len(), 1 + report.counts.len() + bits);
    assert!(entry.cells.iter().all(|cell| cell.day == report.epoch));
    assert_eq!(entry.id, report.id);
    // A report of an honest mechanism is never far more than chance allows; any other is
    // judged, and never panics.
    let _ = tally::is_likely(&report);
    true
}
