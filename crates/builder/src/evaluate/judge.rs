//! Lets a recommender go through a test.

use super::protocol::Protocol;
use super::recommender::{LIST, List, Recommender, Visitor};
use super::trace::{Trace, rank};
use crate::{BuildError, Progress};
use dangol_core::Filter;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// So many units are gone through before what they showed is added up.
const BATCH: usize = 512;

/// How a unit goes through a test: it does something, or it asks.
pub enum Step {
    /// A click.
    Look(u32),
    /// An order at this time.
    Order(Vec<u32>, u32),
    /// The visitor comes back at this time.
    Return(u32),
    /// A list is made, and these were to be foretold.
    Ask(Vec<u32>),
}

/// Which units are alike, so that each kind is gone through only once: many visits are
/// the same two clicks.
pub struct Plan {
    /// One unit of each kind.
    kinds: Vec<usize>,
    /// The kind of each unit.
    kind_of: Vec<usize>,
    /// How many units each kind has.
    times: Vec<u64>,
}

impl Plan {
    /// Units with the same key are alike.
    pub fn new<K: Hash + Eq>(keys: impl Iterator<Item = K>) -> Self {
        let mut known: FxHashMap<K, usize> = FxHashMap::default();
        let mut plan = Self {
            kinds: Vec::new(),
            kind_of: Vec::new(),
            times: Vec::new(),
        };
        for (unit, key) in keys.enumerate() {
            let kind = *known.entry(key).or_insert_with(|| {
                plan.kinds.push(unit);
                plan.times.push(0);
                plan.kinds.len() - 1
            });
            plan.kind_of.push(kind);
            plan.times[kind] += 1;
        }
        plan
    }
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Judged {
    /// How tables call the recommender.
    pub name: &'static str,
    /// The answers under each of [`Protocol::ALL`].
    pub traces: Vec<Trace>,
    /// How long each list took under each of them, ascending.
    pub nanoseconds: Vec<Vec<u64>>,
    /// The mean number of files that a unit has fetched.
    pub files: f64,
    /// The mean of their bytes.
    pub bytes: f64,
}

/// The answers to one unit, by protocol.
#[derive(Default)]
struct Answers {
    ranks: Vec<Vec<u8>>,
    lists: Vec<Vec<List>>,
    fetched: (usize, usize),
}

/// Lets a recommender go through a test. `steps` are those of a unit, `filter` what a
/// protocol leaves out, `popularity` that of each item of the catalogue.
///
/// # Errors
/// When the recommender's own files cannot be read.
pub fn judge(
    recommender: &dyn Recommender,
    plan: &Plan,
    steps: impl Fn(usize) -> Vec<Step> + Sync,
    filter: impl Fn(Protocol) -> Filter + Sync,
    popularity: &[f64],
    progress: &dyn Progress,
) -> Result<Judged, BuildError> {
    progress.stage(
        &format!("judging {}", recommender.name()),
        Some(plan.kinds.len() as u64),
    );
    let mut judged = Judged {
        name: recommender.name(),
        traces: Protocol::ALL.map(|_| Trace::new(popularity.len())).into(),
        nanoseconds: vec![Vec::new(); Protocol::ALL.len()],
        files: 0.0,
        bytes: 0.0,
    };
    let mut ranks: Vec<Vec<Vec<u8>>> = Vec::with_capacity(plan.kinds.len());
    for (batch, times) in plan.kinds.chunks(BATCH).zip(plan.times.chunks(BATCH)) {
        let answers: Result<Vec<Answers>, BuildError> = batch
            .par_iter()
            .map(|unit| walk(recommender, steps(*unit), &filter))
            .collect();
        // Added up in the order of the test, whoever was done first.
        for (answers, times) in answers?.into_iter().zip(times) {
            for (place, lists) in answers.lists.into_iter().enumerate() {
                for list in lists {
                    let items: Vec<u32> = list.items.iter().map(|(item, _)| *item).collect();
                    judged.traces[place].show(&items, *times, popularity);
                    judged.nanoseconds[place].push(list.nanoseconds);
                }
            }
            judged.files += answers.fetched.0 as f64 * *times as f64;
            judged.bytes += answers.fetched.1 as f64 * *times as f64;
            ranks.push(answers.ranks);
        }
        progress.advance(batch.len() as u64);
    }
    for kind in &plan.kind_of {
        for (trace, of_protocol) in judged.traces.iter_mut().zip(&ranks[*kind]) {
            trace.ranks.extend(of_protocol);
        }
    }
    let units = plan.kind_of.len().max(1) as f64;
    judged.files /= units;
    judged.bytes /= units;
    judged
        .nanoseconds
        .iter_mut()
        .for_each(|all| all.sort_unstable());
    Ok(judged)
}

fn walk(
    recommender: &dyn Recommender,
    steps: Vec<Step>,
    filter: &impl Fn(Protocol) -> Filter,
) -> Result<Answers, BuildError> {
    let mut visitor = recommender.visitor();
    let mut answers = Answers {
        ranks: vec![Vec::new(); Protocol::ALL.len()],
        lists: vec![Vec::new(); Protocol::ALL.len()],
        ..Answers::default()
    };
    for step in steps {
        match step {
            Step::Look(item) => visitor.looks(item)?,
            Step::Order(items, at) => visitor.orders(&items, at)?,
            Step::Return(at) => visitor.returns(at)?,
            Step::Ask(targets) => {
                for (place, protocol) in Protocol::ALL.into_iter().enumerate() {
                    let list = checked(&mut *visitor, filter(protocol))?;
                    let found = targets.iter().map(|target| rank(&list, *target));
                    answers.ranks[place].extend(found);
                    answers.lists[place].push(list);
                }
            }
        }
    }
    answers.fetched = visitor.fetched();
    Ok(answers)
}

/// No list is longer than it may be or names a thing twice, whoever made it.
fn checked(visitor: &mut dyn Visitor, filter: Filter) -> Result<List, BuildError> {
    let mut list = visitor.list(filter)?;
    let mut seen: Vec<u32> = Vec::with_capacity(list.items.len());
    list.items.retain(|(item, _)| {
        let new = !seen.contains(item);
        seen.push(*item);
        new
    });
    list.items.truncate(LIST);
    Ok(list)
}
