//! Whether a customer still comes, and how often: the BG/NBD model.
//!
//! Fader, Hardie and Lee, "'Counting Your Customers' the Easy Way: An Alternative to the
//! Pareto/NBD Model", Marketing Science 24(2), 2005. A customer buys at random at a rate λ
//! and, after each purchase, leaves for good with probability p; over all customers λ is
//! gamma distributed (shape r, rate α) and p beta distributed (shapes a and b). The builder
//! finds these four from the shop's orders; here they meet the one history that only this
//! device knows. **The unit of time is the week.**
//!
//! What comes out is for tone and for rules. It is never shown to the shopper as a number.

use crate::profile::{Action, Deed, Profile};
use crate::time::Now;
use dangol_wire::{LifetimeNumbers, MAX_LIFETIME_NUMBER, MIN_LIFETIME_NUMBER};

/// No history is older and no outlook longer, in weeks; far beyond anybody's life.
const MAX_WEEKS: f64 = 1e6;
/// Of the purchases to come at most so many count, so that the sum ends.
const MAX_PURCHASES: u32 = 4096;
/// The sum ends before, where what follows cannot matter.
const PRECISION: f64 = 1e-12;
const DAYS_OF_WEEK: f64 = 7.0;

/// The four numbers of a shop's model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lifetime {
    r: f64,
    alpha: f64,
    a: f64,
    b: f64,
}

/// When one customer bought, as the model sees it.
///
/// As in the CDNOW data of Fader, Hardie and Lee: what is bought on one day is one
/// purchase, and time begins with the first. Days are the customer's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    frequency: u32,
    recency: f64,
    age: f64,
}

/// What the model says of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lifecycle {
    /// The probability that this customer has not left for good, from 0 to 1.
    pub p_alive: f64,
    /// How many purchases the next 52 weeks are expected to bring.
    pub next_year: f64,
}

impl Lifetime {
    /// A model of these numbers; `None` if one is not a number, or not from 10⁻⁶ to 10⁶.
    pub fn new(r: f64, alpha: f64, a: f64, b: f64) -> Option<Self> {
        let allowed = f64::from(MIN_LIFETIME_NUMBER)..=f64::from(MAX_LIFETIME_NUMBER);
        [r, alpha, a, b]
            .iter()
            .all(|number| allowed.contains(number))
            .then_some(Self { r, alpha, a, b })
    }

    /// The model of an entry file's numbers, likewise.
    pub fn of(numbers: LifetimeNumbers) -> Option<Self> {
        let LifetimeNumbers { r, alpha, a, b } = numbers;
        Self::new(r.into(), alpha.into(), a.into(), b.into())
    }

    /// The probability that the customer has not left for good:
    ///
    /// > P(alive) = 1 / (1 + δ(x>0) · a/(b+x−1) · ((α+T)/(α+t_x))^(r+x))
    ///
    /// (Fader, Hardie and Lee, "Computing P(alive) Using the BG/NBD Model", 2008.) In this
    /// model one can leave only after a repeat purchase, so that for those who bought once
    /// (x = 0) it is 1 however long ago that was. It tells nothing of them, then, and
    /// whoever takes it for a ground must ask for a repeat purchase first.
    pub fn p_alive(&self, history: &History) -> f64 {
        if history.frequency == 0 {
            return 1.0;
        }
        let x = f64::from(history.frequency);
        let silence = (self.alpha + history.age) / (self.alpha + history.recency);
        // The power may be infinite for frequent buyers, which makes a probability of 0.
        let gone = self.a / (self.b + x - 1.0) * power(silence, self.r + x);
        1.0 / (1.0 + gone)
    }

    /// How many purchases the next so many weeks are expected to bring, of which at most
    /// 4,096 count.
    ///
    /// Eq. (10) of the paper writes this by the Gaussian hypergeometric function, with a
    /// factor 1/(a−1) that fails at a = 1 and a difference that loses digits around it.
    /// The same without either: with k = r+x, z = t/(α+T+t) and the purchases N of somebody
    /// who never leaves, which are negative binomial with shape k and P(N=0) = (1−z)^k,
    ///
    /// > E = P(alive) · Σ_j P(N > j) · Π_(i<j) (b+x+i)/(a+b+x+i)
    ///
    /// where term j is the probability of one more purchase after j that did not end it.
    /// All terms are positive and fall.
    pub fn expected_purchases(&self, history: &History, weeks: f64) -> f64 {
        // What is not a number is no time.
        let weeks = if weeks > 0.0 {
            weeks.min(MAX_WEEKS)
        } else {
            0.0
        };
        let shape = self.r + f64::from(history.frequency);
        let stays = self.b + f64::from(history.frequency);
        let ahead = weeks / (self.alpha + history.age);
        let ratio = ahead / (1.0 + ahead);
        // ln P(N = j), since (1-z)^k may be too small for a number.
        let mut log = -shape * ahead.ln_1p();
        let (mut more, mut still, mut sum) = (-log.exp_m1(), 1.0, 0.0);
        for j in (0..MAX_PURCHASES).map(f64::from) {
            let term = more * still;
            sum += term;
            if term <= PRECISION * sum {
                break;
            }
            log += ((shape + j) / (j + 1.0) * ratio).ln();
            more = (more - log.exp()).max(0.0);
            still *= (stays + j) / (self.a + stays + j);
        }
        self.p_alive(history) * sum
    }

    /// Both, for a year.
    pub fn lifecycle(&self, history: &History) -> Lifecycle {
        Lifecycle {
            p_alive: self.p_alive(history),
            next_year: self.expected_purchases(history, 52.0),
        }
    }
}

impl History {
    /// A history of so many repeat purchases (x), the last of them so many weeks after the
    /// first purchase (t_x), which was so many weeks ago (T).
    ///
    /// `None` if that cannot be: 0 ≤ t_x ≤ T ≤ 10⁶, and t_x is 0 if x is.
    pub fn new(frequency: u32, recency: f64, age: f64) -> Option<Self> {
        let ordered = 0.0 <= recency && recency <= age && age <= MAX_WEEKS;
        let begun = frequency > 0 || recency == 0.0;
        (ordered && begun).then_some(Self {
            frequency,
            recency,
            age,
        })
    }

    /// From the times of purchases in milliseconds since 1970, oldest first; `None` if
    /// there are none. Those ahead of a clock that was set back count as made today.
    pub fn of(times: impl Iterator<Item = u64>, now: Now) -> Option<Self> {
        let mut days = times.map(|at| now.day_of(at.min(now.at)));
        let first = days.next()?;
        let (mut frequency, mut last) = (0u32, first);
        for day in days {
            frequency = frequency.saturating_add((day > last).into());
            last = last.max(day);
        }
        let weeks = |day: u64| day.saturating_sub(first) as f64 / DAYS_OF_WEEK;
        Self::new(frequency, weeks(last), weeks(now.day()))
    }

    /// From the purchases that a profile remembers. Gifts are among them: whoever buys for
    /// someone else comes to the shop all the same. What a profile has forgotten (after two
    /// years) is not, so that the oldest customers look younger than they are.
    pub(crate) fn of_profile(profile: &Profile, now: Now) -> Option<Self> {
        let bought = |action: &&Action| action.deed == Deed::Bought;
        let actions = profile.actions.iter().filter(bought);
        Self::of(actions.map(|action| action.at), now)
    }

    /// On how many later days something was bought again: x.
    pub fn frequency(&self) -> u32 {
        self.frequency
    }

    /// The mean days between purchases, at least one: t_x / x. 0 for those who bought once.
    pub fn interval_days(&self) -> u64 {
        match self.frequency {
            0 => 0,
            times => ((self.recency * DAYS_OF_WEEK / f64::from(times)).round() as u64).max(1),
        }
    }

    /// The whole days since the last purchase: T − t_x.
    pub fn silence_days(&self) -> u64 {
        ((self.age - self.recency) * DAYS_OF_WEEK).round() as u64
    }
}

/// A power of a base from 1 up with an exponent from 0 up: its whole part by squares, the
/// rest by square roots, one for each binary digit. The widget has no logarithm otherwise,
/// and one with its exponential function would be 0.9 KB of the wasm more.
fn power(base: f64, exponent: f64) -> f64 {
    let mut whole = exponent as u64;
    let mut rest = exponent - whole as f64;
    let (mut square, mut root, mut product) = (base, base, 1.0);
    while whole > 0 {
        if whole % 2 == 1 {
            product *= square;
        }
        square *= square;
        whole /= 2;
    }
    while rest > 0.0 {
        root = root.sqrt();
        rest *= 2.0;
        if rest >= 1.0 {
            product *= root;
            rest -= 1.0;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_those_of_the_standard_library() {
        for base in [1.0, 1.0 + 1e-9, 1.3, 7.0, 1e6, 1e12] {
            for exponent in [0.0, 1e-6, 0.243, 0.5, 1.0, 2.243, 17.9, 1e4 + 0.3] {
                let (found, expected) = (power(base, exponent), base.powf(exponent));
                let near = (found / expected - 1.0).abs() < 1e-11;
                assert!(near || found == expected, "{base} {exponent} {found}");
            }
        }
        assert_eq!(power(1.5, 4e9), f64::INFINITY);
    }
}
