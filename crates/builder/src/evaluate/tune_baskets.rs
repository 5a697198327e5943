//! The numbers of the next order's model, chosen by what the newest orders were.

use super::baskets::{Customer, Test};
use super::names::Names;
use super::protocol::{Protocol, Settings};
use super::score;
use super::shipped::Shipped;
use crate::history::History;
use crate::options::Options;
use crate::tune::{Knob, ONE_IN, climb};
use crate::{BuildError, Progress, bare};

/// Chooses the numbers by which next orders are foretold, on the newest twentieth of the
/// orders: each in turn is moved to the best of a few values. Says what was chosen.
///
/// # Errors
/// When a model cannot be made, or its files cannot be read back.
pub fn tune(
    ids: &[String],
    history: &History,
    options: &Options,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Options, Vec<String>), BuildError> {
    let cut = history.times.len() - history.times.len() / ONE_IN;
    let customers = returned(ids, history, cut);
    if customers.len() < LEAST {
        return Ok((
            options.clone(),
            vec!["too few customers to tune on".to_owned()],
        ));
    }
    let earlier = history.before(cut);
    climb(options, &KNOBS, |tried| {
        let model = bare::of_history(ids, &earlier, tried, progress)?;
        let test = Test::new(&customers, Names::new(&model.catalogue));
        let popularity = vec![0.0; ids.len()];
        let judged = test.judge(&Shipped::new(&model, &test.names), &popularity, progress)?;
        // All of the order, and what is new in it: neither alone is what a shop wants.
        let gains = Protocol::ALL
            .iter()
            .zip(&judged.traces)
            .map(|(protocol, trace)| {
                let only_new = *protocol == Protocol::Explore;
                let asked = |target: usize| !(only_new && test.facts.repeat[target]);
                score::mean(&score::by_unit(&test.facts, trace, settings.k, &asked)).ndcg
            });
        Ok(gains.sum())
    })
}

/// Fewer customers tell chance from choice too badly.
const LEAST: usize = 20;

/// At most so many are asked about.
const ASKED: usize = 500;

const KNOBS: [Knob; 6] = [
    Knob {
        name: "popularity_half_life_days",
        of: |options| &mut options.train.next.popularity_half_life_days,
        values: &[7.0, 28.0, 91.0],
    },
    Knob {
        name: "fade",
        of: |options| &mut options.train.next.fade,
        values: &[0.5, 0.85],
    },
    Knob {
        name: "sparsity",
        of: |options| &mut options.train.next.sparsity,
        values: &[0.2, 1.0],
    },
    Knob {
        name: "source_prior",
        of: |options| &mut options.train.next.source_prior,
        values: &[4.0, 16.0],
    },
    Knob {
        name: "own_prior",
        of: |options| &mut options.train.next.own_prior,
        values: &[2.0, 10.0],
    },
    Knob {
        name: "popularity_prior",
        of: |options| &mut options.train.next.popularity_prior,
        values: &[20.0, 100.0],
    },
];

/// The customers who had ordered before and did again from this order on, each with the first
/// such order; of too many every n-th.
fn returned(ids: &[String], history: &History, cut: usize) -> Vec<Customer> {
    let names = |order: u32| -> Vec<String> {
        let basket = history.baskets.get(order).iter();
        basket.map(|item| ids[*item as usize].clone()).collect()
    };
    let time = |order: u32| history.times[order as usize];
    let step = history.returned(cut).count().div_ceil(ASKED).max(1);
    let some = history.returned(cut).step_by(step);
    some.map(|(before, target)| Customer {
        past: before
            .iter()
            .map(|order| (time(*order), names(*order)))
            .collect(),
        at: time(target),
        target: names(target),
    })
    .collect()
}
