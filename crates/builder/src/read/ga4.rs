//! GA4's events as BigQuery exports them, JSON a line: purchases are orders, and what was
//! looked at in one session is a visit.
//!
//! Who bought is known by `user_pseudo_id`, which is used here to tell customers apart and
//! stays here: neither it nor anything made of it is in a model or a report.

use super::lines::Lines;
use super::moment;
use super::orders::{Deed, NO_PRICE, Orders};
use super::orders_form::Written;
use super::reading::Reading;
use crate::report::FileReport;
use crate::{BuildError, Progress};
use rustc_hash::FxHashSet;
use serde_json::Value;

/// What GA4 writes where it knows nothing.
const NOT_SET: &str = "(not set)";

/// Names of events that say what was bought or taken back.
const DEEDS: [&str; 2] = ["purchase", "refund"];

/// Names of events that say what was looked at.
const LOOKS: [&str; 2] = ["view_item", "select_item"];

/// An event, as far as it is wanted.
pub struct Event(Value);

/// The next event of one of these names; others are passed over.
///
/// # Errors
/// When the file cannot be read on.
pub fn next(
    lines: &mut Lines,
    names: &[&str],
    report: &mut FileReport,
    progress: &dyn Progress,
) -> Result<Option<(u64, Event)>, BuildError> {
    while let Some((number, line)) = lines.next(report, progress)? {
        // Most events are others; to look for a name is faster than to read them.
        if !names.iter().any(|name| line.contains(name)) {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => {
                let event = Event(value);
                if event.is_debug() {
                    report.bad("a test event", number, "debug_mode is set".to_owned());
                } else if names.contains(&event.name()) {
                    return Ok(Some((number, event)));
                }
            }
            Err(error) => report.bad("an event that cannot be read", number, error.to_string()),
        }
    }
    Ok(None)
}

impl Event {
    fn name(&self) -> &str {
        self.0["event_name"].as_str().unwrap_or_default()
    }

    fn param(&self, key: &str) -> Option<String> {
        let list = self.0["event_params"].as_array()?;
        let value = &list.iter().find(|param| param["key"] == key)?["value"];
        let kinds = ["string_value", "int_value", "double_value", "float_value"];
        kinds.iter().find_map(|kind| text(&value[kind]))
    }

    fn is_debug(&self) -> bool {
        self.param("debug_mode").is_some_and(|it| it == "1")
    }

    /// Seconds since 1970, on the day that the property's time zone had.
    fn time(&self) -> Option<u32> {
        let stamp = text(&self.0["event_timestamp"])?;
        let at = moment::read(&stamp, moment::DateOrder::DayFirst)?;
        let day = text(&self.0["event_date"]).and_then(|it| moment::day_of(&it));
        let Some(day) = day else {
            return Some(at);
        };
        // The hour is that of UTC; the day is kept, so that no order moves into another.
        Some(at.clamp(day, day + super::date::DAY - 1))
    }

    /// Milliseconds since 1970.
    pub fn moment(&self) -> Option<u64> {
        text(&self.0["event_timestamp"])?
            .parse::<u64>()
            .ok()
            .map(|micro| micro / 1000)
    }

    /// What tells one session from all others.
    pub fn session(&self) -> Option<String> {
        let user = text(&self.0["user_pseudo_id"])?;
        Some(format!("{user} {}", self.param("ga_session_id")?))
    }

    fn items(&self) -> &[Value] {
        self.0["items"].as_array().map_or(&[], Vec::as_slice)
    }

    /// The id of the first item.
    pub fn first_item(&self) -> Option<String> {
        self.items().iter().find_map(id_of)
    }

    fn transaction(&self) -> Option<String> {
        text(&self.0["ecommerce"]["transaction_id"]).or_else(|| self.param("transaction_id"))
    }
}

/// The next event that says what was looked at.
///
/// # Errors
/// When the file cannot be read on.
pub fn next_look(
    lines: &mut Lines,
    report: &mut FileReport,
    progress: &dyn Progress,
) -> Result<Option<(u64, Event)>, BuildError> {
    next(lines, &LOOKS, report, progress)
}

/// A number or a text that says something.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text != NOT_SET).then_some(text)
}

fn id_of(item: &Value) -> Option<String> {
    text(&item["item_id"])
}

/// Reads the purchases of a file. Refunds undo them: the whole order, or the items named.
///
/// # Errors
/// When the file cannot be read on, or holds too much.
pub fn read(
    orders: &mut Orders,
    mut lines: Lines,
    reading: &Reading,
    report: &mut FileReport,
    progress: &dyn Progress,
) -> Result<(), BuildError> {
    let written = Written {
        dates: moment::DateOrder::DayFirst,
        decimal: super::amount::Decimal::Point,
    };
    let from = orders.lines.len();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut back: FxHashSet<(String, String)> = FxHashSet::default();
    while let Some((line, event)) = next(&mut lines, &DEEDS, report, progress)? {
        let Some(order) = event.transaction() else {
            report.bad(
                "no order id",
                line,
                "ecommerce.transaction_id is empty".to_owned(),
            );
            continue;
        };
        if event.name() == "refund" {
            let ids: Vec<String> = event.items().iter().filter_map(id_of).collect();
            // Without items the whole order came back.
            let ids = if ids.is_empty() {
                vec![String::new()]
            } else {
                ids
            };
            back.extend(ids.into_iter().map(|id| (order.clone(), id)));
            continue;
        }
        if !seen.insert(order.clone()) {
            report.bad(
                "a purchase for the second time",
                line,
                "its transaction_id is known".to_owned(),
            );
            continue;
        }
        let Some(time) = event.time() else {
            report.bad("unreadable date", line, "event_timestamp".to_owned());
            continue;
        };
        let currency = event.param("currency").unwrap_or_default();
        let customer = text(&event.0["user_pseudo_id"]).unwrap_or_default();
        for item in event.items() {
            let Some(id) = id_of(item) else {
                report.bad("no item id", line, "items.item_id is empty".to_owned());
                continue;
            };
            let quantity = text(&item["quantity"]).and_then(|it| it.parse::<f64>().ok());
            let price = match text(&item["price"]) {
                None => NO_PRICE,
                Some(text) => match reading.price(&text, &currency, written, line, report) {
                    Some(price) => price,
                    None => NO_PRICE,
                },
            };
            let title = text(&item["item_name"]).unwrap_or_default();
            let deed = Deed {
                order: &order,
                item: &id,
                title: &title,
                customer: &customer,
                time,
                quantity: quantity.map_or(1, |it| it.clamp(1.0, 1e6) as i32),
                price,
            };
            orders.add(&deed, line, reading, report)?;
        }
    }
    if !back.is_empty() {
        let bought = orders.lines.split_off(from);
        for line in bought {
            let order = orders.orders.text(line.order).to_owned();
            let item = orders.items.text(line.item).to_owned();
            let whole = (order.clone(), String::new());
            let is_back = back.contains(&whole) || back.contains(&(order, item.clone()));
            match is_back {
                true => report.pass(
                    "items that were refunded",
                    "The line is left out.",
                    "lines",
                    || format!("line {}: {item}", line.line),
                ),
                false => orders.lines.push(line),
            }
        }
    }
    Ok(())
}
