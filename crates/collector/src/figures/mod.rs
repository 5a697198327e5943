//! From sums to figures: estimates with their intervals, verdicts, and what forged reports
//! could shift. Pure: numbers in, numbers out. The formulas and papers are in
//! `docs/collector.md`.

pub mod arms;
pub mod forged;
pub mod interval;
pub mod lift;
pub mod moments;
pub mod noised;
pub mod power;
pub mod ratio;
pub mod sequence;
#[cfg(test)]
mod testing;

/// From how many reports on a plain figure is shown.
pub const THRESHOLD: u64 = 50;
