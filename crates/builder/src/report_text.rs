//! The report as it is printed.

use crate::report::{
    Count, DemandReport, FileReport, LifetimeReport, ModelReport, Report, shorten,
};
use dangol_wire::LifetimeNumbers;

impl Report {
    /// The report as text, one fact a line.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        for file in &self.files {
            line(format!("{}: {} lines", file.name, file.lines));
            put_form(&mut line, file);
            file.bad
                .iter()
                .for_each(|count| put_count(&mut line, count));
        }
        if !self.rules.is_empty() {
            line("cleaning:".to_owned());
        }
        self.rules
            .iter()
            .for_each(|count| put_count(&mut line, count));
        let kept = &self.kept;
        if kept.lines > 0 {
            line(format!(
                "kept: {} lines of {} orders of {} known customers, {} products, {} to {}",
                kept.lines,
                kept.orders,
                kept.customers,
                kept.products,
                kept.first_day,
                kept.last_day
            ));
        }
        for number in &self.tuned {
            line(format!("tuned: {number}"));
        }
        if let Some(model) = &self.model {
            put_model(&mut line, model);
        }
        if let Some(demand) = &self.demand {
            put_demand(&mut line, demand);
        }
        if let Some(lifetime) = &self.lifetime {
            put_lifetime(&mut line, lifetime);
        }
        out
    }
}

/// How a file was understood, so that it can be put right.
fn put_form(line: &mut impl FnMut(String), file: &FileReport) {
    const SHOWN: usize = 12;
    if file.form.is_empty() {
        return;
    }
    let encoding = file.encoding.name().map(|name| format!(" in {name}"));
    line(format!(
        "  read as {}{}",
        file.form,
        encoding.unwrap_or_default()
    ));
    let columns: Vec<String> = (file.columns.iter())
        .map(|(field, column)| format!("{field} from \"{}\"", shorten(column)))
        .collect();
    if !columns.is_empty() {
        line(format!("  columns: {}", columns.join(", ")));
    }
    let mut unused: Vec<String> = (file.unused.iter().take(SHOWN))
        .map(|column| format!("\"{}\"", shorten(column)))
        .collect();
    if file.unused.len() > SHOWN {
        unused.push(format!("and {} more", file.unused.len() - SHOWN));
    }
    if !unused.is_empty() {
        line(format!("  not read: {}", unused.join(", ")));
    }
}

fn put_count(line: &mut impl FnMut(String), count: &Count) {
    line(format!(
        "  {}: {} {}. {}",
        count.name, count.count, count.unit, count.what
    ));
    for example in &count.examples {
        line(format!("      {example}"));
    }
}

fn put_model(line: &mut impl FnMut(String), model: &ModelReport) {
    line(format!(
        "model {}: {} items ({} offered), {:.1} related and {:.1} together each, \
         {} bought again, {} trending, {} new",
        model.build,
        model.items,
        model.offered,
        model.related_per_item,
        model.together_per_item,
        model.bought_again,
        model.trending,
        model.new
    ));
    line(format!(
        "{} chunks of {} bytes (median; largest {}), home {} bytes, {} bytes in all",
        model.chunks,
        model.chunk_bytes_median,
        model.chunk_bytes_max,
        model.home_bytes,
        model.bytes
    ));
    if model.compared > 0 {
        line(format!(
            "{} items have attributes to compare them by, in {} bytes of files of their own",
            model.compared, model.attribute_bytes
        ));
    }
}

fn put_demand(line: &mut impl FnMut(String), demand: &DemandReport) {
    let from = format!(
        "interest from {} answers, {} to {}",
        demand.answers, demand.first_day, demand.last_day
    );
    match demand.why_not {
        "" => line(format!("{from}: trending and popularity move by")),
        why => line(format!("{from}: nothing moves, because {why}")),
    }
    for (category, factor) in &demand.moved {
        line(format!("  {category}: {factor:.2}"));
    }
    if let Some(unknown) = &demand.unknown {
        put_count(line, unknown);
    }
}

fn put_lifetime(line: &mut impl FnMut(String), lifetime: &LifetimeReport) {
    let people = format!(
        "lifetime of {} customers, {} of whom bought again",
        lifetime.customers, lifetime.repeat_buyers
    );
    line(match lifetime.numbers {
        Some(LifetimeNumbers { r, alpha, a, b }) => {
            format!("{people}: r {r}, alpha {alpha} weeks, a {a}, b {b}")
        }
        None => format!("{people}: no numbers, because {}", lifetime.why_not),
    });
}
