//! Next baskets: a model of orders, judged by what the same or other customers ordered next.

use super::baseline::{OwnFrequency, Popularity, Together};
use super::evaluation::{Data, Evaluation, Task};
use super::facts::Facts;
use super::judge::{Judged, Plan, Step, judge};
use super::names::Names;
use super::protocol::{Protocol, Settings};
use super::recommender::Recommender;
use super::shipped::Shipped;
use super::trace::percentiles;
use super::tune_baskets::tune;
use crate::build::Model;
use crate::history::History;
use crate::intern::Interner;
use crate::options::Options;
use crate::read::baskets::{Baskets, Split};
use crate::read::date::DAY;
use crate::{BuildError, Progress, bare, sessions};

/// Between two baskets without dates.
const APART: u32 = 14 * DAY;

/// 2023-11-14, 10:00 UTC: when everybody's last basket without a date is.
const LAST: u32 = 1_699_956_000;

/// Of the orders of one customer, only the newest that hold so many lines are gone
/// through: the engine remembers no more than 400 actions, and each line is two.
const MAX_LINES: usize = 400;

/// A customer of the test.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Customer {
    /// Earlier orders with their times, oldest first.
    pub past: Vec<(u32, Vec<String>)>,
    /// When they come back.
    pub at: u32,
    /// What they order then.
    pub target: Vec<String>,
}

/// Learns from baskets without dates, and judges by the last basket of each customer of
/// the test. Baskets count as a week apart, everybody's last at the same time.
///
/// # Errors
/// When there is nothing to learn from.
pub fn evaluate_split(
    split: &Split,
    options: &Options,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    settings.check()?;
    let (ids, history) = history(&split.train)?;
    let (options, tuned) = match options.tune {
        true => tune(&ids, &history, options, settings, progress)?,
        false => (options.clone(), Vec::new()),
    };
    let model = bare::of_history(&ids, &history, &options, progress)?;
    let customers: Vec<Customer> = split.test.iter().filter_map(customer).collect();
    let mut found = evaluate(&model, &history, &customers, settings, progress)?;
    found.tuned = tuned;
    Ok(found)
}

/// The last basket is the target, and what came before is the past.
fn customer(baskets: &Baskets) -> Option<Customer> {
    let (target, past) = baskets.split_last()?;
    let weeks = (1..=past.len() as u32).rev();
    let past: Vec<(u32, Vec<String>)> = weeks
        .map(|weeks| LAST.saturating_sub((weeks - 1).saturating_mul(APART)))
        .zip(past.iter().cloned())
        .collect();
    (!past.is_empty()).then(|| Customer {
        past,
        at: LAST + APART,
        target: target.clone(),
    })
}

/// Orders of customers' baskets, and the ids by the numbers that the orders have.
fn history(customers: &[Baskets]) -> Result<(Vec<String>, History), BuildError> {
    let mut items = Interner::default();
    let mut orders: Vec<(u32, u32, Vec<u32>)> = Vec::new();
    for (customer, baskets) in (0u32..).zip(customers) {
        let weeks = (0..baskets.len() as u32).rev();
        for (weeks, basket) in weeks.zip(baskets) {
            let ids: Result<Vec<u32>, BuildError> =
                basket.iter().map(|id| items.intern(id)).collect();
            let at = LAST.saturating_sub(weeks.saturating_mul(APART));
            orders.push((at, customer, ids?));
        }
    }
    orders.sort_by_key(|(at, customer, _)| (*at, *customer));
    let (ids, place) = sessions::sorted(&items);
    let pairs = (0u32..)
        .zip(&orders)
        .flat_map(|(order, (_, _, basket))| {
            let places = basket.iter().map(|item| place[*item as usize]);
            places.map(move |item| (order, item)).collect::<Vec<_>>()
        })
        .collect();
    let times = orders.iter().map(|(at, _, _)| *at).collect();
    let who = orders.iter().map(|(_, customer, _)| *customer).collect();
    let known = customers.len() as u32;
    Ok((
        ids.clone(),
        History::from_parts(ids.len(), times, who, known, pairs),
    ))
}

/// Judges a model of orders by what each customer orders next.
///
/// # Errors
/// When the model's files cannot be read back.
pub fn evaluate(
    model: &Model,
    history: &History,
    customers: &[Customer],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    settings.check()?;
    let test = Test::new(customers, Names::new(&model.catalogue));
    let counts = history.counts();
    let popularity = percentiles(&counts);
    let shipped = Shipped::new(model, &test.names);
    let best_sellers = Popularity::new(&counts);
    let own = OwnFrequency(Popularity::new(&counts));
    let together = Together::of_history(history);
    let recommenders: [&dyn Recommender; 4] = [&shipped, &best_sellers, &own, &together];
    let judged: Result<Vec<Judged>, BuildError> = recommenders
        .iter()
        .map(|recommender| test.judge(*recommender, &popularity, progress))
        .collect();
    let known = |target: &&u32| !test.names.is_known(**target);
    let data = Data {
        items: model.catalogue.products.len(),
        train_units: history.known_customers as usize,
        train_events: history.times.len(),
        test_units: test.facts.unit_count(),
        questions: test.facts.len(),
        unknown_targets: test.facts.targets.iter().filter(known).count(),
    };
    Evaluation::new(
        Task::NextBasket,
        settings,
        data,
        &model.files,
        &test.facts,
        &judged?,
        &popularity,
    )
}

/// A customer in the numbers of model and test together.
#[derive(PartialEq, Eq, Hash)]
struct Numbered {
    past: Vec<(u32, Vec<u32>)>,
    at: u32,
    target: Vec<u32>,
}

/// A test in the numbers of model and test together.
pub(super) struct Test {
    pub(super) names: Names,
    customers: Vec<Numbered>,
    pub(super) facts: Facts,
    plan: Plan,
}

impl Test {
    pub(super) fn new(customers: &[Customer], mut names: Names) -> Self {
        let mut facts = Facts::default();
        let customers: Vec<Numbered> = customers
            .iter()
            .map(|customer| {
                let past = customer.past.iter();
                Numbered {
                    past: past
                        .map(|(at, items)| (*at, numbers(items, &mut names)))
                        .collect(),
                    at: customer.at,
                    target: numbers(&customer.target, &mut names),
                }
            })
            .collect();
        for customer in &customers {
            let met = |item: &u32| customer.past.iter().any(|(_, past)| past.contains(item));
            let targets = customer.target.iter().map(|item| (*item, met(item)));
            facts.ask(customer.past.len(), targets);
            facts.end_unit();
        }
        let plan = Plan::new(customers.iter());
        Self {
            names,
            plan,
            facts,
            customers,
        }
    }

    pub(super) fn judge(
        &self,
        recommender: &dyn Recommender,
        popularity: &[f64],
        progress: &dyn Progress,
    ) -> Result<Judged, BuildError> {
        let steps = |unit: usize| {
            let customer = &self.customers[unit];
            let mut steps: Vec<Step> = recent(&customer.past)
                .iter()
                .map(|(at, items)| Step::Order(items.clone(), *at))
                .collect();
            steps.push(Step::Return(customer.at));
            steps.push(Step::Ask(customer.target.clone()));
            steps
        };
        let filter = |protocol: Protocol| protocol.in_baskets();
        judge(recommender, &self.plan, steps, filter, popularity, progress)
    }
}

/// The newest orders that hold [`MAX_LINES`] lines, and at least one.
fn recent(past: &[(u32, Vec<u32>)]) -> &[(u32, Vec<u32>)] {
    let mut lines = 0;
    let mut from = past.len();
    while from > 0 && (from == past.len() || lines + past[from - 1].1.len() <= MAX_LINES) {
        from -= 1;
        lines += past[from].1.len();
    }
    &past[from..]
}

/// The numbers of items, each once, in the order of the basket.
fn numbers(items: &[String], names: &mut Names) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::with_capacity(items.len());
    for id in items {
        let number = names.number(id);
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}
