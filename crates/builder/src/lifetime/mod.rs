//! How the shop's customers come back and stay away: a BG/NBD model of their orders.
//!
//! Customers buy at random, each at a rate of their own (gamma distributed over the
//! customers, shape r, rate alpha in weeks); after any purchase one may leave for good,
//! each with a chance of their own (beta distributed, shapes a and b). Fader, Hardie and
//! Lee, "'Counting Your Customers' the Easy Way", Marketing Science 24(2), 2005. The four
//! numbers that make the orders most likely go into the entry file, and the shopper's own
//! device works out from them what its own purchases say.

pub mod buyers;
pub mod likelihood;
mod point;

pub use buyers::{Buyer, Buyers};
pub use likelihood::{Likelihood, Numbers};

use argmin::core::{CostFunction, Error, Executor, State, TerminationReason, TerminationStatus};
use argmin::solver::neldermead::NelderMead;
use dangol_wire::LifetimeNumbers;
use point::Point;

/// Of fewer customers nothing is told.
const FEWEST_CUSTOMERS: u64 = 100;
/// Nor of fewer who came back.
const FEWEST_REPEAT_BUYERS: u64 = 10;
/// What a number may be. At the edge one of the two distributions has shrunk to a point:
/// the purchases do not tell how customers differ.
const ALLOWED: std::ops::Range<f64> = 1e-3..1e4;
/// The search has arrived when all its points agree so far, in log-likelihood a customer.
const TOLERANCE: f64 = 1e-11;
/// A search that takes longer has lost its way.
const STEPS: u64 = 2000;
/// Nelder and Mead's simplex may collapse before it is there, so it is set up anew where
/// it ended, so often at most, until that gains nothing.
const RESTARTS: usize = 6;
/// What counts as nothing, in log-likelihood a customer.
const GAIN: f64 = 1e-9;
/// How far the first simplex reaches: by a factor of e.
const REACH: f64 = 1.0;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The likeliest numbers.
    pub numbers: Numbers,
    /// The logarithm of their likelihood.
    pub log_likelihood: f64,
}

impl Fit {
    /// As they are shipped, with five digits: more than the fit knows, so that nothing of
    /// a platform's rounding shows in the file.
    pub fn shipped(&self) -> Option<LifetimeNumbers> {
        let Numbers { r, alpha, a, b } = self.numbers;
        let [r, alpha, a, b] = [r, alpha, a, b].map(five_digits);
        let numbers = LifetimeNumbers { r, alpha, a, b };
        numbers.is_sound().then_some(numbers)
    }
}

/// Finds the likeliest numbers.
///
/// # Errors
/// Says in a few words why there are none: too few customers, too few who came back, or
/// purchases that do not tell. Nothing is shipped then.
pub fn fit(buyers: Buyers) -> Result<Fit, &'static str> {
    let customers = buyers.customers();
    if customers < FEWEST_CUSTOMERS {
        return Err("there are fewer than 100 known customers");
    }
    if buyers.repeat_buyers() < FEWEST_REPEAT_BUYERS {
        return Err("fewer than 10 customers bought again on another day");
    }
    let cost = Cost {
        likelihood: Likelihood::new(buyers),
        customers: customers as f64,
    };
    let lost = "the search for the likeliest numbers did not arrive";
    let mut best = (Point([0.0; 4]), f64::INFINITY);
    for _ in 0..RESTARTS {
        let found = search(&cost, best.0).ok_or(lost)?;
        let gained = best.1 - found.1;
        best = found;
        if gained.abs() < GAIN {
            return accept(best, &cost);
        }
    }
    Err(lost)
}

fn accept((point, cost): (Point, f64), of: &Cost) -> Result<Fit, &'static str> {
    let numbers = Numbers::of(&point);
    let Numbers { r, alpha, a, b } = numbers;
    if ![r, alpha, a, b]
        .iter()
        .all(|number| ALLOWED.contains(number))
    {
        return Err("the purchases do not tell how customers differ");
    }
    Ok(Fit {
        numbers,
        log_likelihood: -cost * of.customers,
    })
}

/// What is made small: the negative log-likelihood a customer.
struct Cost {
    likelihood: Likelihood,
    customers: f64,
}

impl CostFunction for &Cost {
    type Param = Point;
    type Output = f64;

    fn cost(&self, point: &Point) -> Result<f64, Error> {
        let cost = -self.likelihood.log(Numbers::of(point)) / self.customers;
        // What cannot be computed is infinitely bad: the simplex turns away from it.
        Ok(if cost.is_finite() {
            cost
        } else {
            f64::INFINITY
        })
    }
}

/// One search by Nelder and Mead (The Computer Journal 7(4), 1965), which needs no
/// derivatives; `None` if it did not arrive.
fn search(cost: &Cost, start: Point) -> Option<(Point, f64)> {
    let solver = NelderMead::new(start.simplex(REACH))
        .with_sd_tolerance(TOLERANCE)
        .ok()?;
    let found = Executor::new(cost, solver)
        .configure(|state| state.max_iters(STEPS))
        // Neither a clock nor a signal has any part in what is built.
        .timer(false)
        .run()
        .ok()?;
    let state = found.state();
    let arrived = TerminationStatus::Terminated(TerminationReason::SolverConverged);
    let point = state.get_best_param().copied()?;
    let least = state.get_best_cost();
    (*state.get_termination_status() == arrived && least.is_finite()).then_some((point, least))
}

fn five_digits(number: f64) -> f32 {
    // By way of the decimal text, so that the shortest text of the result is those digits.
    format!("{number:.4e}").parse().unwrap_or(0.0)
}
