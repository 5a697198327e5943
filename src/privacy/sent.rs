//! What was sent and what waits: as readable fields, and the very bytes on request.

use super::pen::Pen;
use dangol_core::dictionary::{HEAD, words};
use dangol_core::report::{Account, BUDGET, Letter};
use dangol_core::text::ReportWords;
use dangol_wire::measure::{FRESHNESS, LIFECYCLE, Measure, SLOTS, Unit, bucket_start};
use dangol_wire::report::{Count, Histogram};
use std::fmt::Write as _;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// The milliseconds of a day and of an hour.
const DAY: u64 = 86_400_000;
const HOUR: u64 = 3_600_000;

/// What was sent, what waits, and what is left of the budget.
pub fn sent(pen: Pen, section: &Element, account: &Account) -> Result<(), JsValue> {
    let said = pen.language.reports();
    pen.heading(section, said.heading)?;
    pen.add(section, "p", "note", said.note)?;
    let figures = pen.add(section, "dl", "figures", "")?;
    for (term, value) in [
        (said.sent, account.sent.len().to_string()),
        (said.waiting, account.waiting.len().to_string()),
        (said.counted, account.counted.to_string()),
        (said.budget, budget(account.budget_left)),
    ] {
        let pair = pen.add(&figures, "div", "figure", "")?;
        pen.add(&pair, "dt", "", term)?;
        pen.add(&pair, "dd", "", &value)?;
    }
    pen.add(section, "p", "note", said.budget_note)?;
    if account.sent.is_empty() {
        pen.add(section, "p", "note", said.none)?;
    }
    for letter in account.waiting.iter().chain(&account.sent) {
        draw(pen, section, said, letter)?;
    }
    Ok(())
}

/// "ε 98 / 100", in thousandths where there are any.
fn budget(left: u32) -> String {
    let whole = |thousandths: u32| match thousandths % 1000 {
        0 => (thousandths / 1000).to_string(),
        rest => format!("{}.{rest:03}", thousandths / 1000),
    };
    format!("ε {} / {}", whole(left), whole(BUDGET))
}

fn draw(pen: Pen, section: &Element, said: &ReportWords, letter: &Letter) -> Result<(), JsValue> {
    let report = &letter.report;
    let day = pen.date(u64::from(report.epoch) * DAY);
    let state = match letter.at {
        0 => said.waits.to_owned(),
        at => format!("{} {}", said.sent_on, pen.date(at)),
    };
    let id = format!("report-{}", report.epoch);
    let fold = pen.fold(section, &id, &format!("{} {day}: {state}", said.of_day))?;
    let list = pen.add(&fold, "dl", "fields", "")?;
    let line = |term: &str, value: &str| {
        let pair = pen.add(&list, "div", "field-kept", "")?;
        pen.add(&pair, "dt", "", term)?;
        pen.add(&pair, "dd", "note", value).map(drop)
    };
    let made = u64::from(report.hour) * HOUR;
    let made = format!("{}, {} h UTC", pen.date(made), report.hour % 24);
    let values = [report.site.as_str().to_owned(), day, made, hex(&report.id)];
    for ((_, what), value) in HEAD.iter().zip(&values) {
        line(what.of(pen.language), value)?;
    }
    if let Some(histogram) = &report.histogram {
        line(
            words(histogram.measure).of(pen.language),
            &noised(said, histogram),
        )?;
    }
    for count in &report.counts {
        let (what, value) = counted(pen, count);
        line(&what, &value)?;
    }
    let raw = pen.fold(&fold, &format!("{id}-raw"), said.raw)?;
    pen.add(&raw, "p", "bytes", &hex(&letter.bytes)).map(drop)
}

/// The cells whose bits are set, by name where they have one.
fn noised(said: &ReportWords, histogram: &Histogram) -> String {
    let cells = (0..histogram.cells).filter(|cell| histogram.has(*cell));
    let names = cells.map(|cell| match histogram.measure {
        Measure::Lifecycle => LIFECYCLE.get(usize::from(cell)).unwrap_or(&"").to_string(),
        Measure::Freshness => FRESHNESS.get(usize::from(cell)).unwrap_or(&"").to_string(),
        _ => cell.to_string(),
    });
    let names: Vec<String> = names.collect();
    let epsilon = histogram.epsilon.thousandths();
    let epsilon = format!("ε {}.{:03}", epsilon / 1000, epsilon % 1000);
    format!("{}: {} ({epsilon})", said.answer, names.join(", "))
}

/// What was counted, and how often or within which bounds.
fn counted(pen: Pen, &Count { key, count }: &Count) -> (String, String) {
    let declared = key.measure.declared();
    let mut what = words(key.measure).of(pen.language).to_owned();
    let mut add = |text: &str| {
        what.push_str(" · ");
        what.push_str(text);
    };
    if let Some(slot) = SLOTS
        .get(usize::from(key.slot))
        .filter(|slot| !slot.is_empty())
    {
        add(slot);
    }
    if declared.by_arm && (key.arm > 0 || key.subject > 0) {
        add(&format!("{}/{}", key.subject, key.arm));
    } else if key.subject > 0 {
        add(&key.subject.to_string());
    }
    let bounds = |unit: &str| {
        let (from, to) = (
            bucket_start(key.cell),
            bucket_start(key.cell.saturating_add(1)),
        );
        format!("{from}–{} {unit}", to.saturating_sub(1))
    };
    let value = match declared.unit {
        Unit::Money => bounds(pen.language.reports().money),
        Unit::Milliseconds => format!("{} ×{count}", bounds("ms")),
        Unit::Named => format!("{} ×{count}", key.cell),
        Unit::Devices | Unit::Times | Unit::Items => format!("×{count}"),
    };
    (what, value)
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
