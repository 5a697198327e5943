//! What many noised answers say together. For the collector; the widget does not carry it.

use dangol_wire::noise::{Mechanism, Noise};

/// The normal quantile of a two-sided 95 % interval.
const Z95: f64 = 1.959_963_984_540_054;

/// The share of devices in one cell, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Without bias, and so at times below 0 or above 1: clip it for display only.
    pub share: f64,
    /// The variance of `share`.
    pub variance: f64,
    /// The lower end of the 95 % interval, by the normal approximation.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The probabilities that a cell's bit is set for a device of that cell, and for another.
pub fn probabilities(noise: &Noise) -> (f64, f64) {
    let of = |numerator: u32| f64::from(numerator) / 4_294_967_296.0;
    let told = of(noise.told);
    match noise.mechanism {
        Mechanism::Direct => (told, (1.0 - told) / f64::from(noise.cells - 1)),
        Mechanism::Unary => (told, of(noise.flipped)),
    }
}

/// The share of each cell among the devices that reported, from how often each cell's bit
/// was set in `reports` answers; nothing where there are no reports.
///
/// For both mechanisms, which the paper calls pure, with `p` and `q` of [`probabilities`] and
/// `c` of `n` answers with the bit set (Wang, Blocki, Li and Jha, *Locally Differentially
/// Private Protocols for Frequency Estimation*, USENIX Security 2017, equations 2 and 3):
///
/// - share `f = (c / n - q) / (p - q)`,
/// - variance `q (1 - q) / (n (p - q)²) + f (1 - p - q) / (n (p - q))`, with `f` clipped
///   to 0 … 1.
///
/// `asked` is which part of those devices about whom something is to be said these answers
/// are of, above 0 and at most 1: a report answers one of several histograms, drawn at
/// random, so with two histograms it is one half. To the variance it adds that of drawing
/// without putting back, `f (1 - f) (1 - asked) / n`.
pub fn shares(noise: &Noise, set: &[u64], reports: u64, asked: f64) -> Vec<Estimate> {
    if reports == 0 {
        return Vec::new();
    }
    let (p, q) = probabilities(noise);
    let n = reports as f64;
    let estimate = |&set: &u64| {
        let share = (set as f64 / n - q) / (p - q);
        let f = share.clamp(0.0, 1.0);
        let noise = q * (1.0 - q) / (p - q).powi(2) + f * (1.0 - p - q) / (p - q);
        let drawing = f * (1.0 - f) * (1.0 - asked.clamp(0.0, 1.0));
        let variance = (noise + drawing) / n;
        let half = Z95 * variance.max(0.0).sqrt();
        Estimate {
            share,
            variance,
            low: share - half,
            high: share + half,
        }
    };
    set.iter().map(estimate).collect()
}
