//! Metrics, from the ranks of a question's targets.
//!
//! With `h` the targets among the first `k`, `t` all targets of the question and `r`
//! the rank of the best of them:
//!
//! ```text
//! HR@k     = 1 if h > 0                       (PHR@k, where the question is a basket)
//! MRR@k    = 1 / r if r <= k
//! NDCG@k   = sum over h of 1 / log2(rank + 1) / sum over i = 1..min(k, t) of 1 / log2(i + 1)
//! recall@k = h / t
//! ```
//!
//! each averaged over the questions. With one target, recall is HR.

use super::facts::Facts;
use super::trace::Trace;

/// The mean of each metric over some questions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    /// How many questions there are.
    pub questions: usize,
    /// Hit rate.
    pub hr: f64,
    /// Mean reciprocal rank.
    pub mrr: f64,
    /// Normalised discounted cumulative gain.
    pub ndcg: f64,
    /// Recall.
    pub recall: f64,
}

/// How many metrics there are.
pub const METRICS: usize = 4;

/// Sums of the metrics over some questions: what a mean is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sums {
    /// How many questions there are.
    pub questions: f64,
    /// HR, MRR, NDCG, recall.
    pub values: [f64; METRICS],
}

impl Sums {
    /// Adds the sums of other questions.
    pub fn add(&mut self, other: &Self) {
        self.questions += other.questions;
        for (value, more) in self.values.iter_mut().zip(other.values) {
            *value += more;
        }
    }

    /// The means; zeros where there is no question.
    pub fn means(&self) -> [f64; METRICS] {
        self.values.map(|value| value / self.questions.max(1.0))
    }

    /// The means by name.
    pub fn scores(&self) -> Scores {
        let [hr, mrr, ndcg, recall] = self.means();
        Scores {
            questions: self.questions as usize,
            hr,
            mrr,
            ndcg,
            recall,
        }
    }

    /// Of one question, from the ranks of its targets (0 for a miss).
    pub fn of(ranks: impl Iterator<Item = u8>, k: usize) -> Self {
        let (mut targets, mut hits, mut best, mut gain) = (0usize, 0.0, 0usize, 0.0);
        for rank in ranks {
            targets += 1;
            let rank = usize::from(rank);
            if (1..=k).contains(&rank) {
                hits += 1.0;
                gain += discount(rank);
                best = if best == 0 { rank } else { best.min(rank) };
            }
        }
        if targets == 0 {
            return Self::default();
        }
        let ideal: f64 = (1..=k.min(targets)).map(discount).sum();
        let reciprocal = if best == 0 { 0.0 } else { 1.0 / best as f64 };
        Self {
            questions: 1.0,
            values: [
                f64::from(u8::from(best > 0)),
                reciprocal,
                // Ranks that ties have pushed together may not exceed the ideal.
                (gain / ideal).min(1.0),
                hits / targets as f64,
            ],
        }
    }
}

fn discount(rank: usize) -> f64 {
    1.0 / libm::log2(rank as f64 + 1.0)
}

/// Which targets are asked about: all, or those for which this holds.
pub type Which<'a> = &'a (dyn Fn(usize) -> bool + Sync);

/// The sums of each unit over its questions; a question of which no target is asked about
/// does not count.
pub fn by_unit(facts: &Facts, trace: &Trace, k: usize, which: Which) -> Vec<Sums> {
    (0..facts.unit_count())
        .map(|unit| {
            let mut sums = Sums::default();
            for question in facts.questions_of(unit) {
                sums.add(&of_question(facts, trace, question, k, which));
            }
            sums
        })
        .collect()
}

/// The sums of one question.
pub fn of_question(facts: &Facts, trace: &Trace, question: usize, k: usize, which: Which) -> Sums {
    let asked = facts.targets_of(question).filter(|target| which(*target));
    Sums::of(asked.map(|target| trace.ranks[target]), k)
}

/// The mean over all units.
pub fn mean(units: &[Sums]) -> Scores {
    let mut all = Sums::default();
    units.iter().for_each(|unit| all.add(unit));
    all.scores()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_target_by_hand() {
        let hit = Sums::of([3].into_iter(), 20);
        assert_eq!(hit.values, [1.0, 1.0 / 3.0, 0.5, 1.0]);
        assert_eq!(Sums::of([3].into_iter(), 2).values, [0.0; 4]);
        assert_eq!(Sums::of([0].into_iter(), 20).values, [0.0; 4]);
        assert_eq!(Sums::of([].into_iter(), 20), Sums::default());
    }

    #[test]
    fn a_basket_by_hand() {
        // Four things, of which those at the ranks 1 and 3 were listed; three places.
        let sums = Sums::of([1, 0, 3, 0].into_iter(), 3);
        let ideal = 1.0 + 1.0 / libm::log2(3.0) + 0.5;
        assert_eq!(sums.values, [1.0, 1.0, 1.5 / ideal, 0.5]);
        // Two places: the second of them is not hit, and the ideal is shorter.
        let sums = Sums::of([1, 0, 3, 0].into_iter(), 2);
        assert_eq!(
            sums.values,
            [1.0, 1.0, 1.0 / (1.0 + 1.0 / libm::log2(3.0)), 0.25]
        );
    }

    #[test]
    fn no_question_is_no_number_that_is_none() {
        let scores = Sums::default().scores();
        assert_eq!(scores, Scores::default());
    }
}
