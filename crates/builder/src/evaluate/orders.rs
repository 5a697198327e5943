//! An owner's own orders, and visits beside them, split by date: learned from the earlier,
//! judged by the later.

use super::baskets::{self, Customer};
use super::evaluation::Evaluation;
use super::protocol::Settings;
use super::sessions as visits;
use crate::build::{self, Input, Learned};
use crate::clean::Cleaned;
use crate::history::History;
use crate::options::Options;
use crate::read;
use crate::read::cases::Cases;
use crate::read::date::DAY;
use crate::read::orders::NOBODY;
use crate::report::Report;
use crate::sessions::Sessions;
use crate::{BuildError, Progress};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Learns from all orders but those of the last days, and judges by what each customer
/// who was known by then ordered first in those days.
///
/// # Errors
/// When a file is wrong as a whole, or there is nothing to learn from or to judge by: no known
/// customer with an order before and after, or no visit before or after.
pub fn evaluate(
    input: &Input,
    days: u32,
    by: By,
    options: &Options,
    settings: &Settings,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    settings.check()?;
    options.check()?;
    let feed = build::read_catalogue(input, options, report, progress)?;
    let cleaned = build::read_orders(input, feed.as_ref(), options, report, progress)?;
    let aliases = feed.as_ref().map(|feed| feed.aliases.clone());
    let sessions = sessions(input, &aliases.unwrap_or_default(), report, progress)?;
    let times = cleaned.orders.lines.iter().map(|line| line.time);
    let newest = match by {
        By::Orders => times.max(),
        By::Visits => sessions.newest(),
    };
    let newest = newest.unwrap_or(0);
    let cut = newest.saturating_sub(days.max(1).saturating_mul(DAY));
    let customers = customers(&cleaned, cut);
    if by == By::Orders && customers.is_empty() {
        return Err(nobody(input));
    }
    let before = (0..sessions.len()).take_while(|visit| sessions.end(*visit) <= cut);
    let (seen, later) = sessions.split_at(before.count());
    if by == By::Visits && later.is_empty() {
        return Err(no_visit(
            input,
            "no visit ended in the days that are held out",
        ));
    }
    if by == By::Visits && seen.is_empty() {
        return Err(no_visit(
            input,
            "no visit ended before the days that are held out",
        ));
    }
    let mut earlier = cleaned;
    earlier.orders.lines.retain(|line| line.time <= cut);
    let learned = Learned {
        feed,
        cleaned: earlier.clone(),
        sessions: seen.clone(),
        aggregates: None,
    };
    let model = build::model_of(learned, options, report, progress)?;
    let mut found = match by {
        By::Orders => {
            let history = History::new(&earlier, &model.catalogue);
            baskets::evaluate(&model, &history, &customers, settings, progress)?
        }
        By::Visits => {
            let seen = seen.placed(&model.catalogue);
            visits::evaluate_model(&model, &seen, &Cases::all(later), settings, progress)?
        }
    };
    found.tuned = std::mem::take(&mut report.tuned);
    Ok(found)
}

/// By what a model of orders, or of orders and visits, is judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum By {
    /// What known customers ordered next.
    #[default]
    Orders,
    /// What visitors looked at next.
    Visits,
}

/// The visits, if there are any; they must say when they were.
fn sessions(
    input: &Input,
    aliases: &BTreeMap<String, String>,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Sessions, BuildError> {
    if input.sessions.is_empty() {
        return Ok(Sessions::default());
    }
    let sessions = read::sessions::read_as(&input.sessions, aliases, report, progress)?;
    if sessions.dated || sessions.is_empty() {
        return Ok(sessions);
    }
    Err(BuildError::NothingToForetell {
        file: listed(&input.sessions),
        why: "the visits have no times, so that it cannot be told which came after",
    })
}

fn no_visit(input: &Input, why: &'static str) -> BuildError {
    BuildError::NothingToForetell {
        file: listed(&input.sessions),
        why,
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let names = paths.iter().map(|path| path.display().to_string());
    names.collect::<Vec<_>>().join(", ")
}

fn nobody(input: &Input) -> BuildError {
    BuildError::NothingToForetell {
        file: listed(&input.orders),
        why: "no known customer has an order both before and in the days that are held out",
    }
}

/// The known customers with orders before and after, with the first one after as the target.
fn customers(cleaned: &Cleaned, cut: u32) -> Vec<Customer> {
    let orders = &cleaned.orders;
    // The time of an order is that of its last line.
    let mut times = vec![0u32; orders.orders.len()];
    for line in &orders.lines {
        let time = &mut times[line.order as usize];
        *time = (*time).max(line.time);
    }
    let mut by: BTreeMap<u32, BTreeMap<(u32, u32), Vec<String>>> = BTreeMap::new();
    for line in orders.lines.iter().filter(|line| line.customer != NOBODY) {
        let order = (times[line.order as usize], line.order);
        let id = orders.items.text(line.item).to_owned();
        let of_customer = by.entry(line.customer).or_default();
        of_customer.entry(order).or_default().push(id);
    }
    by.into_values()
        .filter_map(|orders| {
            let mut customer = Customer::default();
            for ((at, _), items) in orders {
                if at <= cut {
                    customer.past.push((at, items));
                } else {
                    (customer.at, customer.target) = (at, items);
                    break;
                }
            }
            let usable = !customer.past.is_empty() && !customer.target.is_empty();
            usable.then_some(customer)
        })
        .collect()
}
