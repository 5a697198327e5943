//! An owner's own orders, split by date: learned from the earlier, judged by the later.

use super::baskets::{self, Customer};
use super::evaluation::Evaluation;
use super::protocol::Settings;
use crate::build::{self, Input, Learned};
use crate::clean::Cleaned;
use crate::history::History;
use crate::options::Options;
use crate::read::date::DAY;
use crate::read::orders::NOBODY;
use crate::report::Report;
use crate::sessions::Sessions;
use crate::{BuildError, Progress};
use std::collections::BTreeMap;

/// Learns from all orders but those of the last days, and judges by what each customer
/// who was known by then ordered first in those days.
///
/// # Errors
/// When a file is wrong as a whole, or no known customer has ordered both before and after.
pub fn evaluate(
    input: &Input,
    days: u32,
    options: &Options,
    settings: &Settings,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Evaluation, BuildError> {
    settings.check()?;
    options.check()?;
    let feed = build::read_catalogue(input, options, report, progress)?;
    let cleaned = build::read_orders(input, feed.as_ref(), options, report, progress)?;
    let times = cleaned.orders.lines.iter().map(|line| line.time);
    let newest = times.max().unwrap_or(0);
    let cut = newest.saturating_sub(days.max(1).saturating_mul(DAY));
    let customers = customers(&cleaned, cut);
    if customers.is_empty() {
        return Err(nobody(input));
    }
    let mut earlier = cleaned;
    earlier.orders.lines.retain(|line| line.time <= cut);
    let learned = Learned {
        feed,
        cleaned: earlier.clone(),
        sessions: Sessions::default(),
        aggregates: None,
    };
    let model = build::model_of(learned, options, report, progress)?;
    let history = History::new(&earlier, &model.catalogue);
    baskets::evaluate(&model, &history, &customers, settings, progress)
}

fn nobody(input: &Input) -> BuildError {
    let names: Vec<String> = input
        .orders
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    BuildError::NothingToForetell {
        file: names.join(", "),
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
