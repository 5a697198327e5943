//! Whether the arms are as large as they were meant to be (sample-ratio mismatch).
//!
//! Where they are not, something sorts visitors into arms or keeps some arm's reports from
//! arriving, and no comparison of the arms means anything (Fabijan et al., KDD 2019). The
//! test holds at every look: the Bayes factor of a Dirichlet mixture against the meant
//! shares (Lindon and Malek, NeurIPS 2022) exceeds 1/α at any time with probability α at most.

/// Probability of an alarm, ever, where nothing is wrong.
const ALPHA: f64 = 0.001;

/// How sharply the mixture is centred on the meant shares.
const WEIGHT: f64 = 10_000.0;

/// Whether the counts of the arms contradict the shares that they were meant to have.
/// Shares are positive and sum to one.
pub fn mismatch(counts: &[u64], shares: &[f64]) -> bool {
    log_bayes_factor(counts, shares) > -ALPHA.ln()
}

fn log_bayes_factor(counts: &[u64], shares: &[f64]) -> f64 {
    let all: u64 = counts.iter().sum();
    let mut log = libm::lgamma(WEIGHT) - libm::lgamma(WEIGHT + all as f64);
    for (count, share) in counts.iter().zip(shares) {
        let (count, prior) = (*count as f64, WEIGHT * share);
        log += libm::lgamma(prior + count) - libm::lgamma(prior) - count * share.ln();
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::testing::Random;

    #[test]
    fn fair_arms_raise_no_alarm_however_often_one_looks() {
        let mut random = Random::new(3);
        for _ in 0..200 {
            let mut counts = [0, 0];
            for _ in 0..100 {
                for _ in 0..100 {
                    counts[usize::from(random.below(10) == 0)] += 1;
                }
                assert!(!mismatch(&counts, &[0.9, 0.1]), "{counts:?}");
            }
        }
    }

    #[test]
    fn a_tenth_that_is_missing_is_noticed() {
        assert!(mismatch(&[90_000, 9_000], &[0.9, 0.1]));
        assert!(!mismatch(&[90_000, 9_950], &[0.9, 0.1]));
        assert!(!mismatch(&[0, 0], &[0.9, 0.1]));
    }
}
