//! With what probability a contender wins the draw that it won.
//!
//! One whose likelihood to be taken up has the density f wins with the probability ∫ f(x) Π F(x) dx,
//! where the F are the others' distributions: each of them must have drawn less. The integral is
//! taken at [`NODES`] places of the winner's own range; weights are the density there, divided by
//! their sum, so that no factor of it need be known. F has a closed form where one parameter of
//! the Beta distribution is a small whole number, as it is with most priors; of any other a draw
//! says whether it lies below, which is right on average. So 200 contenders cost as much as a few
//! thousand powers, and not tens of thousands of draws, of which most would say the same.

use super::chance::Stream;
use super::contender::Contender;

/// At how many places the integral is taken.
const NODES: u32 = 48;

/// Up to which whole number the closed form, which has as many terms, is shorter than a draw.
const SHORT: f64 = 16.0;

/// What is so unlikely is taken to be impossible: e to the minus this, one in a million.
const NEVER: f64 = 14.0;

/// The probability with which one wins against these others.
pub(super) fn propensity<'a>(
    winner: &Contender<'a>,
    others: impl Iterator<Item = &'a Contender<'a>> + Clone,
) -> f64 {
    let (alpha, beta) = winner.posterior;
    let sum = alpha + beta;
    let mean = alpha / sum;
    let deviation = (alpha * beta / (sum + 1.0)).sqrt() / sum;
    let skew = 2.0 * (beta - alpha) * (sum + 1.0).sqrt() / ((sum + 2.0) * (alpha * beta).sqrt());
    // Five deviations where it is as a bell, ten where it falls no faster than e to the -x.
    let reach = |skew: f64| (5.0 + 2.5 * skew.max(0.0)) * deviation;
    let from = (mean - reach(-skew)).max(0.0);
    let step = ((mean + reach(skew)).min(1.0) - from) / f64::from(NODES);
    let log = |x: f64| (alpha - 1.0) * x.ln() + (beta - 1.0) * (1.0 - x).ln();
    let scale = log(mean);
    let (mut won, mut all) = (0.0, 0.0);
    for node in 0..NODES {
        let x = from + (f64::from(node) + 0.5) * step;
        let weight = (log(x) - scale).exp();
        all += weight;
        let value = x * f64::from(winner.cares);
        let mut wins = weight;
        for other in others.clone() {
            wins *= below(other, value / f64::from(other.cares), node + 1);
            // Too little to be seen in what is told.
            if wins < 1e-5 {
                break;
            }
        }
        won += wins;
    }
    if all > 0.0 { won / all } else { 0.0 }
}

/// With what probability one draws less than this; of some a draw of this number decides it.
fn below(contender: &Contender, x: f64, draw: u32) -> f64 {
    let (alpha, beta) = contender.posterior;
    let off = x - alpha / (alpha + beta);
    // The tails of a Beta distribution are lighter than those of the normal one with the variance
    // 1 / 4(α + β + 1) (Marchal and Arbel 2017).
    let is_beyond = 2.0 * (alpha + beta + 1.0) * off * off > NEVER;
    match (alpha, beta) {
        _ if x >= 1.0 || (is_beyond && off > 0.0) => 1.0,
        _ if x <= 0.0 || is_beyond => 0.0,
        _ if is_short(alpha) => 1.0 - tail(alpha, beta, x),
        _ if is_short(beta) => tail(beta, alpha, 1.0 - x),
        _ => f64::from(u8::from(
            Stream::new(contender.start, draw).beta(alpha, beta) <= x,
        )),
    }
}

fn is_short(parameter: f64) -> bool {
    parameter <= SHORT && parameter.fract() == 0.0
}

/// With what probability Beta(`whole`, `other`) lies above x, for a whole number: the chance of
/// fewer than that many successes before the failures of a negative binomial distribution.
fn tail(whole: f64, other: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
    while k < whole {
        term *= (other + k - 1.0) / k * x;
        sum += term;
        k += 1.0;
    }
    (other * (1.0 - x).ln()).exp() * sum
}

#[cfg(test)]
mod tests {
    use super::super::chance::Start;
    use super::super::{Campaign, winner};
    use super::*;

    /// Contenders of these parameters and factors of taste, in a visit with this seed.
    fn contenders<'a>(
        campaigns: &'a [Campaign],
        told: &[(f64, f64, f32)],
        seed: u32,
    ) -> Vec<Contender<'a>> {
        let numbered = told.iter().zip(campaigns).zip(1..);
        let contender = |((&(alpha, beta, cares), campaign), number)| Contender {
            campaign,
            known: None,
            cares,
            start: Start::new(seed, number),
            posterior: (alpha, beta),
        };
        numbered.map(contender).collect()
    }

    fn propensities(told: &[(f64, f64, f32)], seed: u32) -> Vec<f64> {
        let campaigns: Vec<Campaign> = (0..told.len()).map(Campaign::new).collect();
        let all = contenders(&campaigns, told, seed);
        let one = |at: usize| {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            propensity(&all[at], others.map(|(_, other)| other))
        };
        (0..all.len()).map(one).collect()
    }

    #[test]
    fn of_so_many_alike_each_wins_as_often() {
        for (alpha, beta) in [
            (1.0, 1.0),
            (1.0, 19.0),
            (1.0, 999.0),
            (5.0, 95.0),
            (12.0, 3.5),
        ] {
            for count in [1, 2, 3, 10, 60, 200] {
                let told = vec![(alpha, beta, 1.3); count];
                let found = propensities(&told, 7)[count / 2];
                // A third of the least that can be told, which is one of 65.
                let off = (found - 1.0 / count as f64).abs();
                assert!(off < 0.005, "{alpha} {beta} {count}: {found}");
            }
        }
    }

    #[test]
    fn it_is_how_often_the_draws_make_it_win() {
        const DRAWS: u32 = 40_000;
        let many: Vec<_> = (0..40)
            .map(|at| {
                (
                    1.0 + f64::from(at % 3),
                    19.0 + f64::from(at),
                    0.6 + 0.03 * at as f32,
                )
            })
            .collect();
        let cases: [&[(f64, f64, f32)]; 5] = [
            &[(1.0, 19.0, 1.0), (2.0, 19.0, 0.8), (1.0, 25.0, 1.9)],
            &[(40.0, 60.0, 1.0), (1.0, 19.0, 1.0), (1.0, 1.0, 0.5)],
            // Neither parameter is whole: draws decide.
            &[(2.5, 19.5, 1.0), (1.5, 8.5, 1.0), (3.0, 40.0, 1.0)],
            &[(700.0, 300.0, 1.0), (690.0, 310.0, 1.0)],
            &many,
        ];
        for told in cases {
            let campaigns: Vec<Campaign> = (0..told.len()).map(Campaign::new).collect();
            let all = contenders(&campaigns, told, 99);
            let mut wins = vec![0u32; all.len()];
            for draw in 0..DRAWS {
                wins[winner(all.iter().enumerate(), draw).unwrap()] += 1;
            }
            // Where draws decide, one visit's figure is coarse, and right over many.
            const VISITS: u32 = 60;
            let mut mean = vec![0.0; all.len()];
            for seed in 0..VISITS {
                for (sum, one) in mean.iter_mut().zip(propensities(told, seed)) {
                    *sum += one / f64::from(VISITS);
                }
            }
            for (won, mean) in wins.iter().zip(&mean) {
                let share = f64::from(*won) / f64::from(DRAWS);
                // One hundredth, and four standard errors of the share.
                let error = 0.01 + 4.0 * (share * (1.0 - share) / f64::from(DRAWS)).sqrt();
                assert!((share - mean).abs() < error, "{told:?}: {wins:?} {mean:?}");
            }
            let sum: f64 = mean.iter().sum();
            assert!((0.97..1.03).contains(&sum), "{told:?}: {sum}");
        }
    }

    #[test]
    fn the_closed_form_is_the_distribution() {
        // Of Beta(2, 3): 6x² - 8x³ + 3x⁴, whichever parameter is taken for the whole one.
        for x in [0.01, 0.2, 0.5, 0.77, 0.99f64] {
            let expected = 6.0 * x.powi(2) - 8.0 * x.powi(3) + 3.0 * x.powi(4);
            assert!((1.0 - tail(2.0, 3.0, x) - expected).abs() < 1e-12);
            assert!((tail(3.0, 2.0, 1.0 - x) - expected).abs() < 1e-12);
        }
        // As many as there can be overflow nothing.
        assert!((0.0..=1.0).contains(&tail(16.0, 4e9, 0.5)));
    }
}
