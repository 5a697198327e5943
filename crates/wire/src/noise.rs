//! With how much noise a histogram leaves the device.
//!
//! Everything here is in whole numbers, so that the device, the collector and the audit
//! reckon with the very same probabilities. The mechanisms are those that Wang, Blocki, Li
//! and Jha compare in "Locally Differentially Private Protocols for Frequency Estimation"
//! (USENIX Security 2017): direct encoding (k-ary randomised response) where there are few
//! cells, optimised unary encoding where there are many.

use crate::WireError;

/// The one in which powers of e are held.
const ONE: u64 = 1 << 32;

/// The privacy parameters that may be used, in thousandths, with e to their power, times
/// 2^32 and rounded down: what is kept is never less private than what is said.
const POWERS: [(u16, u64); 7] = [
    (500, 7_081_203_937),
    (1000, 11_674_931_554),
    (1500, 19_248_707_987),
    (2000, 31_735_754_293),
    (2500, 52_323_413_144),
    (3000, 86_266_724_207),
    (4000, 234_497_268_814),
];

/// The privacy parameter of one answer, ε.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Epsilon {
    thousandths: u16,
    power: u64,
}

impl Epsilon {
    /// What holds unless the configuration says otherwise: ε = 2.
    pub const USUAL: Self = Self {
        thousandths: POWERS[3].0,
        power: POWERS[3].1,
    };

    /// One of the parameters that may be used: 500, 1000, 1500, 2000, 2500, 3000 or 4000
    /// thousandths.
    ///
    /// # Errors
    /// When it is another.
    pub fn of_thousandths(thousandths: u16) -> Result<Self, WireError> {
        POWERS
            .iter()
            .find(|(known, _)| *known == thousandths)
            .map(|&(thousandths, power)| Self { thousandths, power })
            .ok_or(WireError::Malformed { what: "epsilon" })
    }

    /// All that may be used, smallest first.
    pub fn all() -> impl Iterator<Item = Self> {
        POWERS
            .iter()
            .map(|&(thousandths, power)| Self { thousandths, power })
    }

    /// In thousandths.
    pub fn thousandths(self) -> u16 {
        self.thousandths
    }
}

/// How an answer is noised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// k-ary randomised response: the true cell, or now and then any other.
    Direct,
    /// Optimised unary encoding: a bit for each cell, each flipped by itself.
    Unary,
}

/// A mechanism with its probabilities, as numerators over 2^32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noise {
    /// Which.
    pub mechanism: Mechanism,
    /// How many cells there are: k.
    pub cells: u16,
    /// How likely the true cell is told. Over 2^32: a draw of 32 bits below it.
    pub told: u32,
    /// For [`Mechanism::Unary`]: how likely another cell's bit is set, over 2^32. For
    /// [`Mechanism::Direct`] 0: one of the others, all alike, when the true one is not told.
    pub flipped: u32,
}

impl Noise {
    /// The mechanism for so many cells: direct where k < 3e^ε + 2, unary above, which is
    /// where either varies less (section 5 of the paper).
    ///
    /// # Errors
    /// When there are fewer than 2 or more than 256 cells.
    pub fn of(cells: u16, epsilon: Epsilon) -> Result<Self, WireError> {
        if !(2..=256).contains(&cells) {
            return Err(WireError::Malformed { what: "domain" });
        }
        let (k, power) = (u64::from(cells), epsilon.power);
        let noise = match k * ONE < 3 * power + 2 * ONE {
            // e^ε / (e^ε + k - 1), down: p / q = p (k - 1) / (1 - p) is at most e^ε.
            true => {
                let told = (u128::from(power) << 32) / u128::from(power + (k - 1) * ONE);
                (Mechanism::Direct, told as u32, 0)
            }
            // 1 / (e^ε + 1), up: p (1 - q) / (q (1 - p)) with p = 1/2 is at most e^ε.
            false => {
                let flipped = (1_u128 << 64).div_ceil(u128::from(power + ONE));
                (Mechanism::Unary, 1 << 31, flipped as u32)
            }
        };
        let (mechanism, told, flipped) = noise;
        Ok(Self {
            mechanism,
            cells,
            told,
            flipped,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop there")]

    use super::*;

    #[test]
    fn powers_are_those_of_e_and_never_above() {
        for epsilon in Epsilon::all() {
            let exact = (f64::from(epsilon.thousandths()) / 1e3).exp() * ONE as f64;
            let short = exact - epsilon.power as f64;
            assert!(
                (-1e-4..1.001).contains(&short),
                "{} {exact}",
                epsilon.thousandths
            );
        }
        assert_eq!(Epsilon::of_thousandths(2000), Ok(Epsilon::USUAL));
        assert!(Epsilon::of_thousandths(1999).is_err());
    }

    #[test]
    fn no_threshold_tells_more_than_epsilon() {
        for epsilon in Epsilon::all() {
            let limit = (f64::from(epsilon.thousandths()) / 1e3).exp();
            for cells in 2..=256 {
                let noise = Noise::of(cells, epsilon).unwrap();
                let (p, q) = (
                    f64::from(noise.told) / ONE as f64,
                    f64::from(noise.flipped) / ONE as f64,
                );
                let ratio = match noise.mechanism {
                    Mechanism::Direct => p / ((1.0 - p) / f64::from(cells - 1)),
                    Mechanism::Unary => p * (1.0 - q) / (q * (1.0 - p)),
                };
                assert!(ratio <= limit * (1.0 + 1e-12), "{cells} {ratio} {limit}");
                assert!(
                    ratio > limit * 0.999_999,
                    "no less useful than need be: {cells}"
                );
                let is_direct = f64::from(cells) < 3.0 * limit + 2.0;
                assert_eq!(noise.mechanism == Mechanism::Direct, is_direct, "{cells}");
            }
        }
        assert!(Noise::of(1, Epsilon::USUAL).is_err() && Noise::of(257, Epsilon::USUAL).is_err());
    }
}
