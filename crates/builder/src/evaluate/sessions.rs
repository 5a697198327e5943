//! Next clicks: a model of visits, judged by visits that came after.

use super::baseline::{Popularity, Together};
use super::evaluation::{Data, Evaluation, Task};
use super::facts::Facts;
use super::judge::{Judged, Plan, Step, judge};
use super::names::Names;
use super::protocol::{Protocol, Settings};
use super::recommender::Recommender;
use super::shipped::Shipped;
use super::trace::percentiles;
use crate::build::Model;
use crate::options::Options;
use crate::read::cases::Cases;
use crate::sessions::Sessions;
use crate::tune::{Knob, ONE_IN, climb};
use crate::{BuildError, Progress, bare};

/// Learns from visits and judges by others.
///
/// # Errors
/// When there is nothing to learn from.
pub fn evaluate(
    train: &Sessions,
    test: &Cases,
    options: &Options,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    settings.check()?;
    let model = bare::of_sessions(train, options, progress)?;
    evaluate_model(&model, train, test, settings, progress)
}

/// Judges a model by visits. Those that it was learned from have the numbers of its items.
///
/// # Errors
/// When the model's files cannot be read back.
pub fn evaluate_model(
    model: &Model,
    train: &Sessions,
    test: &Cases,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    settings.check()?;
    let test = Test::new(test, Names::new(&model.catalogue));
    let counts = train.counts();
    let popularity = percentiles(&counts);
    let shipped = Shipped::new(model, &test.names);
    let best_sellers = Popularity::new(&counts);
    let together = Together::of_sessions(train);
    let recommenders: [&dyn Recommender; 3] = [&shipped, &best_sellers, &together];
    let judged: Result<Vec<Judged>, BuildError> = recommenders
        .iter()
        .map(|recommender| test.judge(*recommender, &popularity, progress))
        .collect();
    let data = Data {
        items: model.catalogue.products.len(),
        train_units: train.len(),
        train_events: train.clicks(),
        test_units: test.facts.unit_count(),
        questions: test.facts.len(),
        unknown_targets: test.unknown_targets(),
    };
    Evaluation::new(
        Task::NextClick,
        settings,
        data,
        &model.files,
        &test.facts,
        &judged?,
        &popularity,
    )
}

/// Chooses the numbers of training on the last twentieth of the training visits, never on
/// the test: each in turn is moved to the best of a few values. Says what was chosen.
///
/// # Errors
/// As [`evaluate`].
pub fn tune(
    train: &Sessions,
    options: &Options,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Options, Vec<String>), BuildError> {
    let held_out = (train.len() / ONE_IN).max(1);
    let (earlier, later) = train.split_at(train.len() - held_out);
    let later = Cases::all(later);
    if earlier.is_empty() || later.is_empty() {
        let said = "too few visits to tune on".to_owned();
        return Ok((options.clone(), vec![said]));
    }
    climb(options, &KNOBS, |tried| {
        tuned_score(&earlier, &later, tried, settings, progress)
    })
}

const KNOBS: [Knob; 7] = [
    Knob {
        name: "fit_share",
        of: |options| &mut options.train.session.fit_share,
        values: &[0.05, 0.1, 0.2],
    },
    Knob {
        name: "rate",
        of: |options| &mut options.train.session.rate,
        values: &[0.005, 0.01, 0.02],
    },
    Knob {
        name: "weight_decay",
        of: |options| &mut options.train.session.weight_decay,
        values: &[0.0, 1e-4, 1e-3],
    },
    Knob {
        name: "slow",
        of: |options| &mut options.train.session.slow,
        values: &[0.1, 0.5],
    },
    Knob {
        name: "fast",
        of: |options| &mut options.train.session.fast,
        values: &[0.02, 0.08],
    },
    Knob {
        name: "window",
        of: |options| &mut options.train.session.window,
        values: &[3.0, 20.0],
    },
    Knob {
        name: "worth",
        of: |options| &mut options.train.session.worth,
        values: &[0.25, 1.0],
    },
];

/// HR plus MRR of Dangol alone under the protocol that was asked for.
fn tuned_score(
    earlier: &Sessions,
    later: &Cases,
    options: &Options,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<f64, BuildError> {
    let model = bare::of_sessions(earlier, options, progress)?;
    let test = Test::new(later, Names::new(&model.catalogue));
    let popularity = vec![0.0; earlier.items()];
    let shipped = Shipped::new(&model, &test.names);
    let judged = test.judge(&shipped, &popularity, progress)?;
    let place = Protocol::ALL
        .iter()
        .position(|known| *known == settings.protocol);
    let trace = &judged.traces[place.unwrap_or(0)];
    let units = super::score::by_unit(&test.facts, trace, settings.k, &|_| true);
    let scores = super::score::mean(&units);
    Ok(scores.hr + scores.mrr)
}

/// A test in the numbers of model and test together.
struct Test<'a> {
    cases: &'a Cases,
    names: Names,
    /// The number of each item of the cases.
    numbers: Vec<u32>,
    facts: Facts,
    plan: Plan,
}

impl<'a> Test<'a> {
    fn new(cases: &'a Cases, mut names: Names) -> Self {
        let visits = &cases.visits;
        let numbers: Vec<u32> = visits.ids().iter().map(|id| names.number(id)).collect();
        let mut facts = Facts::default();
        for (visit, first) in cases.first.iter().enumerate() {
            let clicks = visits.get(visit);
            for place in (*first as usize).max(1)..clicks.len() {
                let target = clicks[place];
                let repeat = clicks[..place].contains(&target);
                facts.ask(place, std::iter::once((numbers[target as usize], repeat)));
            }
            facts.end_unit();
        }
        let keys = cases.first.iter().enumerate();
        let plan = Plan::new(keys.map(|(visit, first)| (*first, visits.get(visit))));
        Self {
            cases,
            names,
            numbers,
            facts,
            plan,
        }
    }

    fn judge(
        &self,
        recommender: &dyn Recommender,
        popularity: &[f64],
        progress: &dyn Progress,
    ) -> Result<Judged, BuildError> {
        let steps = |visit: usize| {
            let first = self.cases.first[visit] as usize;
            let clicks = self.cases.visits.get(visit);
            let mut steps = Vec::with_capacity(2 * clicks.len());
            for (place, click) in clicks.iter().enumerate() {
                let item = self.numbers[*click as usize];
                if place >= first.max(1) {
                    steps.push(Step::Ask(vec![item]));
                }
                // Nothing is asked after the last click.
                if place + 1 < clicks.len() {
                    steps.push(Step::Look(item));
                }
            }
            steps
        };
        let filter = |protocol: Protocol| protocol.in_visits();
        judge(recommender, &self.plan, steps, filter, popularity, progress)
    }

    fn unknown_targets(&self) -> usize {
        let targets = self.facts.targets.iter();
        targets
            .filter(|target| !self.names.is_known(**target))
            .count()
    }
}
