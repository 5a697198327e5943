//! What forged reports can shift. A report has no signature that a browser could keep secret,
//! so anybody can make some up; what bounds them is written here and shown to the owner.
//! After Cheu, Smith and Ullman (IEEE S&P 2021) and Cao, Jia and Gong (USENIX Security 2021).

/// By how much `forged` reports that all say the largest value can raise a mean of `honest`
/// reports, with values from 0 to `most`: m (M − x̄) / (n + m).
pub fn plain(honest: f64, mean: f64, most: f64, forged: f64) -> f64 {
    if honest + forged <= 0.0 {
        return 0.0;
    }
    forged * (most - mean) / (honest + forged)
}

/// By how much forged reports that all name one answer can raise its estimated share, where
/// a true answer is kept with probability `keep` and another becomes it with `slip`:
/// m ((1 − q)/(p − q) − s) / (n + m).
pub fn noised(honest: f64, share: f64, keep: f64, slip: f64, forged: f64) -> f64 {
    if honest + forged <= 0.0 || keep <= slip {
        return 0.0;
    }
    let each = (1.0 - slip) / (keep - slip);
    forged * (each - share) / (honest + forged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_shift_shifts() {
        // 1,000 reports with a mean of 0.2 of at most 1, and 10 forged.
        let shifted = (1000.0 * 0.2 + 10.0 * 1.0) / 1010.0 - 0.2;
        assert!((plain(1000.0, 0.2, 1.0, 10.0) - shifted).abs() < 1e-12);
        // The estimator over counts: (c/n − q)/(p − q).
        let (p, q, share) = (0.7, 0.1, 0.25);
        let honest = 1000.0 * (share * p + (1.0 - share) * q);
        let after = ((honest + 10.0) / 1010.0 - q) / (p - q);
        assert!((noised(1000.0, share, p, q, 10.0) - (after - share)).abs() < 1e-12);
        assert_eq!(plain(0.0, 0.0, 1.0, 0.0), 0.0);
        assert_eq!(noised(10.0, 0.0, 0.1, 0.1, 1.0), 0.0);
    }
}
