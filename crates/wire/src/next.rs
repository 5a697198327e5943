//! What known customers order next: the units of its numbers in a chunk.
//!
//! The formula is with the code that uses it, `crates/core/src/recommend/next.rs`; how
//! its numbers are learned, with `crates/builder/src/train/next`.

use crate::bits::{BitReader, BitWriter};
use crate::row::octaves;
use crate::section::{Sections, put};
use crate::{Item, WireError};

/// The rate that a weight of 1 stands for in a row of what is ordered next
/// ([`Item::next`]).
pub const NEXT_RATE: f32 = 8.0;

/// The largest of the steps of [`own_rate`]; the smallest is one further below 0.
pub const MAX_OWN: i8 = 7;

const OWN: u32 = 19;
const OWN_BITS: u32 = 4;

/// How likely an item is bought again, against others: quarter octaves around 1, from
/// -8 (a quarter) to 7.
pub fn own_rate(step: i8) -> f32 {
    let below = MAX_OWN.saturating_sub(step).clamp(0, 2 * MAX_OWN + 1);
    // 2^(7/4) is 4 less a quarter octave.
    4.0 * octaves(4 + 4 * below as u32)
}

/// Appends the steps of all items; nothing if all are 0.
pub(crate) fn put_own(out: &mut Vec<u8>, items: &[Item]) {
    if items.iter().all(|item| item.own == 0) {
        return;
    }
    let mut bits = BitWriter::default();
    for item in items {
        let step = item.own.clamp(-MAX_OWN - 1, MAX_OWN);
        bits.put((step + MAX_OWN + 1) as u64, OWN_BITS);
    }
    put(out, OWN, &bits.finish());
}

/// Reads what [`put_own`] wrote.
pub(crate) fn get_own(sections: &Sections, items: &mut [Item]) -> Result<(), WireError> {
    if let Some(reader) = sections.get(OWN, "own rates") {
        let mut bits = BitReader::new(reader.rest(), "own rates");
        for item in items {
            item.own = bits.get(OWN_BITS)? as i8 - MAX_OWN - 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_quarter_octaves_around_one() {
        for (step, rate) in [
            (-8, 0.25),
            (-4, 0.5),
            (0, 1.0),
            (2, std::f32::consts::SQRT_2),
            (4, 2.0),
        ] {
            assert!((own_rate(step) - rate).abs() < 1e-6, "{step}");
        }
        assert_eq!(own_rate(i8::MIN), own_rate(-8));
        assert_eq!(own_rate(i8::MAX), own_rate(7));
    }
}
