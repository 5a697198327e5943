//! All that an evaluation tells.

use super::facts::Facts;
use super::judge::Judged;
use super::outcome::{Outcome, outcome};
use super::protocol::{Protocol, Settings};
use crate::BuildError;
use crate::model::{Files, Weight};

/// What is to be foretold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// The next click of a visit.
    NextClick,
    /// All of a customer's next basket.
    NextBasket,
}

/// What was learned from and judged by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    /// Items of the catalogue.
    pub items: usize,
    /// Visits, or customers, to learn from.
    pub train_units: usize,
    /// Clicks, or orders, to learn from.
    pub train_events: usize,
    /// Visits, or customers, to be judged by.
    pub test_units: usize,
    /// Questions: clicks, or baskets, to be foretold.
    pub questions: usize,
    /// Targets that the model does not know, and so cannot foretell.
    pub unknown_targets: usize,
}

/// How long a list takes, natively, in microseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Latency {
    /// The median.
    pub p50: f64,
    /// What one list in a hundred takes longer than.
    pub p99: f64,
}

/// What a visitor fetches, on average.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Reads {
    /// Different files.
    pub files: f64,
    /// Their bytes.
    pub bytes: f64,
}

/// All that an evaluation tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// What was to be foretold.
    pub task: Task,
    /// How it was made.
    pub settings: Settings,
    /// What from.
    pub data: Data,
    /// Under each of [`Protocol::ALL`].
    pub outcomes: Vec<Outcome>,
    /// What the model weighs.
    pub weight: Weight,
    /// How long a list takes under the protocol that was asked for.
    pub latency: Latency,
    /// What a visitor fetches.
    pub reads: Reads,
    /// What tuning has chosen, one line a number; empty without tuning.
    pub tuned: Vec<String>,
}

impl Evaluation {
    /// Puts together what each recommender, Dangol first, was judged to be.
    ///
    /// # Errors
    /// When the model's files cannot be read back.
    pub(super) fn new(
        task: Task,
        settings: &Settings,
        data: Data,
        files: &Files,
        facts: &Facts,
        judged: &[Judged],
        popularity: &[f64],
    ) -> Result<Self, BuildError> {
        let outcomes = Protocol::ALL
            .into_iter()
            .map(|protocol| {
                let only_new = task == Task::NextBasket && protocol == Protocol::Explore;
                let asked = |target: usize| !(only_new && facts.repeat[target]);
                outcome(protocol, facts, judged, popularity, &asked, settings)
            })
            .collect();
        let chosen = Protocol::ALL
            .iter()
            .position(|known| *known == settings.protocol)
            .unwrap_or(0);
        let dangol = judged.first();
        Ok(Self {
            task,
            settings: *settings,
            data,
            outcomes,
            weight: Weight::of(files)?,
            latency: dangol.map_or_else(Latency::default, |dangol| {
                latency(&dangol.nanoseconds[chosen])
            }),
            reads: dangol.map_or_else(Reads::default, |dangol| Reads {
                files: dangol.files,
                bytes: dangol.bytes,
            }),
            tuned: Vec::new(),
        })
    }

    /// The outcome under the protocol that was asked for.
    pub fn headline(&self) -> Option<&Outcome> {
        let chosen = |outcome: &&Outcome| outcome.protocol == self.settings.protocol;
        self.outcomes.iter().find(chosen)
    }
}

/// Of ascending times.
fn latency(nanoseconds: &[u64]) -> Latency {
    let at = |share: f64| {
        let place = (share * nanoseconds.len().saturating_sub(1) as f64).ceil() as usize;
        nanoseconds.get(place).copied().unwrap_or(0) as f64 / 1000.0
    };
    Latency {
        p50: at(0.5),
        p99: at(0.99),
    }
}
