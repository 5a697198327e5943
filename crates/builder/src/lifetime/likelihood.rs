//! How likely the purchases are under the lifetime model.

use super::buyers::{Buyer, Buyers};
use super::point::Point;
use rayon::prelude::*;

/// Rows that are summed on one processor; fixed, so that the sums are the same everywhere.
const PART: usize = 4096;
/// Days of the model's unit of time.
const WEEK: f64 = 7.0;

/// Four numbers of the model: r, alpha (in weeks), a and b.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// The shape of the gamma distribution of purchase rates.
    pub r: f64,
    /// Its rate, in weeks.
    pub alpha: f64,
    /// The first shape of the beta distribution of dropping out.
    pub a: f64,
    /// The second.
    pub b: f64,
}

/// The purchases, and what of their likelihood does not depend on the numbers.
#[derive(Debug, Clone)]
pub struct Likelihood {
    rows: Vec<(Buyer, u32)>,
    most_frequent: u32,
    oldest: u32,
}

/// All logarithms for one set of numbers. Customers share few different days and
/// frequencies, so each is taken once.
struct Tables {
    numbers: Numbers,
    /// ln(alpha + weeks), by days.
    days: Vec<f64>,
    /// ln A1·A2 of the formula, and ln(a / (b + x - 1)), by frequency.
    frequencies: Vec<(f64, f64)>,
}

impl Numbers {
    /// From their logarithms.
    pub(super) fn of(point: &Point) -> Self {
        let [r, alpha, a, b] = point.0.map(libm::exp);
        Self { r, alpha, a, b }
    }
}

impl Likelihood {
    /// Of these purchases.
    pub fn new(buyers: Buyers) -> Self {
        let most = |of: fn(&Buyer) -> u32| buyers.rows.iter().map(|(buyer, _)| of(buyer)).max();
        Self {
            most_frequent: most(|buyer| buyer.frequency).unwrap_or(0),
            oldest: most(|buyer| buyer.age).unwrap_or(0),
            rows: buyers.rows,
        }
    }

    /// The logarithm of the likelihood of all purchases: eq. (6) of Fader, Hardie and Lee
    /// (2005), each customer's being
    ///
    /// > L = A1 · A2 · (A3 + δ(x>0) · A4) with
    /// > A1 = Γ(r+x) α^r / Γ(r), A2 = Γ(a+b) Γ(b+x) / (Γ(b) Γ(a+b+x)),
    /// > A3 = (α+T)^−(r+x), A4 = a/(b+x−1) · (α+t_x)^−(r+x)
    ///
    /// (the split is that of their note on Excel).
    pub fn log(&self, numbers: Numbers) -> f64 {
        let tables = Tables::new(numbers, self.most_frequent, self.oldest);
        let parts: Vec<f64> = self
            .rows
            .par_chunks(PART)
            .map(|rows| {
                rows.iter()
                    .map(|(buyer, count)| tables.log(buyer) * f64::from(*count))
                    .sum()
            })
            .collect();
        parts.iter().sum()
    }
}

impl Tables {
    fn new(numbers: Numbers, most_frequent: u32, oldest: u32) -> Self {
        let Numbers { r, alpha, a, b } = numbers;
        let days = (0..=oldest).map(|day| libm::log(alpha + f64::from(day) / WEEK));
        // Γ(r+x+1) = (r+x) Γ(r+x), so that no gamma function is needed: each frequency
        // takes the step from the one before.
        let mut frequencies = Vec::with_capacity(most_frequent as usize + 1);
        let mut log = r * libm::log(alpha);
        for frequency in 0..=most_frequent {
            let x = f64::from(frequency);
            let drop = if frequency > 0 {
                a / (b + x - 1.0)
            } else {
                0.0
            };
            frequencies.push((log, libm::log(drop)));
            log += libm::log((r + x) * (b + x) / (a + b + x));
        }
        Self {
            numbers,
            days: days.collect(),
            frequencies,
        }
    }

    /// The logarithm of one customer's likelihood.
    fn log(&self, buyer: &Buyer) -> f64 {
        let (shared, drop) = self.frequencies[buyer.frequency as usize];
        let shape = self.numbers.r + f64::from(buyer.frequency);
        let still = -shape * self.days[buyer.age as usize];
        if buyer.frequency == 0 {
            return shared + still;
        }
        let gone = drop - shape * self.days[buyer.recency as usize];
        // ln(e^still + e^gone), without leaving the range of numbers.
        let (more, less) = (still.max(gone), still.min(gone));
        shared + more + libm::log1p(libm::exp(less - more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cases_are_as_by_hand() {
        // r = a = b = 1, alpha = 1 week. Who bought once, two weeks ago: 1/(1+2) = 1/3.
        // Who bought again after a week: A1 = Γ(2) = 1, A2 = Γ(2)Γ(2)/(Γ(1)Γ(3)) = 1/2,
        // A3 = 1/9, A4 = 1/1 · 1/4, so 1/2 · (1/9 + 1/4) = 13/72.
        let buyer = |frequency, recency| Buyer {
            frequency,
            recency,
            age: 14,
        };
        let ones = Numbers {
            r: 1.0,
            alpha: 1.0,
            a: 1.0,
            b: 1.0,
        };
        let all = [buyer(0, 0), buyer(1, 7), buyer(1, 7)];
        let log = Likelihood::new(Buyers::count(all.into_iter())).log(ones);
        let expected = libm::log(1.0 / 3.0 * (13.0 / 72.0) * (13.0 / 72.0));
        assert!((log - expected).abs() < 1e-12, "{log} {expected}");
    }

    #[test]
    fn steps_are_as_good_as_gamma_functions() {
        let numbers = Numbers {
            r: 0.243,
            alpha: 4.414,
            a: 0.793,
            b: 2.426,
        };
        let Numbers { r, alpha, a, b } = numbers;
        let buyer = Buyer {
            frequency: 29,
            recency: 213,
            age: 272,
        };
        let (x, gamma) = (29.0, libm::lgamma);
        let (still, gone): (f64, f64) = (272.0 / 7.0 + alpha, 213.0 / 7.0 + alpha);
        let shape = r + x;
        let expected = gamma(shape) - gamma(r) + r * libm::log(alpha) + gamma(a + b) + gamma(b + x)
            - gamma(b)
            - gamma(a + b + x)
            + libm::log(still.powf(-shape) + a / (b + x - 1.0) * gone.powf(-shape));
        let log = Likelihood::new(Buyers::count(std::iter::once(buyer))).log(numbers);
        assert!((log - expected).abs() < 1e-9, "{log} {expected}");
    }
}
