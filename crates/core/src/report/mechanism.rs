//! Local differential privacy on the device: the noised answer to "which cell is yours?".

use dangol_wire::WireError;
use dangol_wire::measure::Measure;
use dangol_wire::noise::{Epsilon, Mechanism, Noise};
use dangol_wire::report::Histogram;

/// Where random bits come from: the platform's generator, 32 uniform bits a call.
pub type Draw<'a> = &'a mut dyn FnMut() -> u32;

/// The noised answer of a device whose cell is `cell`; one beyond the last counts as the last.
///
/// By k-ary randomised response or optimised unary encoding (Wang, Blocki, Li and Jha,
/// USENIX Security 2017), as [`Noise::of`] chooses. No report is `e^ε` times as likely from
/// one cell than from any other.
///
/// # Errors
/// When there are fewer than 2 or more than 256 cells.
pub fn answer(
    measure: Measure,
    cell: u16,
    cells: u16,
    epsilon: Epsilon,
    draw: Draw<'_>,
) -> Result<Histogram, WireError> {
    let noise = Noise::of(cells, epsilon)?;
    let cell = cell.min(cells - 1);
    let mut histogram = Histogram {
        measure,
        epsilon,
        cells,
        answer: [0; 32],
    };
    match noise.mechanism {
        Mechanism::Direct if draw() < noise.told => histogram.set(cell),
        Mechanism::Direct => {
            let other = below(u32::from(cells - 1), draw) as u16;
            histogram.set(other + u16::from(other >= cell));
        }
        Mechanism::Unary => {
            for at in 0..cells {
                let limit = if at == cell {
                    noise.told
                } else {
                    noise.flipped
                };
                if draw() < limit {
                    histogram.set(at);
                }
            }
        }
    }
    Ok(histogram)
}

/// A number below a limit, all alike; 0 for no limit. What would favour some is drawn again.
pub(super) fn below(limit: u32, draw: Draw<'_>) -> u32 {
    let whole = u32::MAX - u32::MAX.checked_rem(limit).unwrap_or(0);
    loop {
        let drawn = draw();
        if drawn < whole || limit == 0 {
            return drawn.checked_rem(limit).unwrap_or(0);
        }
    }
}
