//! A whole build: read, clean, train, write.

use crate::catalogue::{self, Catalogue, Sold};
use crate::clean::{self, Cleaned};
use crate::evaluate::{self, Protocol, Settings};
use crate::history::History;
use crate::lifetime::{self, Buyers};
use crate::model::item::{self, Items};
use crate::model::{Files, Parts, folder, size};
use crate::options::Options;
use crate::read::date::day_text;
use crate::read::orders::Orders;
use crate::read::reading::Reading;
use crate::report::{DemandReport, LifetimeReport, ModelReport, Report};
use crate::sessions::Sessions;
use crate::train::variants::Variants;
use crate::train::{self, Demand, Rows, Trained};
use crate::{BuildError, Progress, bare, read, tune};
use dangol_wire::Aggregates;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Which files a build reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// The catalogue. Without one, it is derived from the orders.
    pub catalogue: Option<PathBuf>,
    /// The order files. Without any, neighbours come from visits and the catalogue alone.
    pub orders: Vec<PathBuf>,
    /// The files of visits. Without any, neighbours come from orders and the catalogue alone.
    pub sessions: Vec<PathBuf>,
    /// The collector's aggregates. Without them, trending and popularity are those of the orders.
    pub aggregates: Option<PathBuf>,
}

/// What a build has made, before it is written.
#[derive(Debug, Clone)]
pub struct Model {
    /// The catalogue that it is for.
    pub catalogue: Catalogue,
    /// What was learned.
    pub trained: Trained,
    /// The files.
    pub files: Files,
}

/// Reads and cleans order files.
///
/// # Errors
/// When a file is wrong as a whole.
pub fn read_orders(
    input: &Input,
    catalogue: Option<&Catalogue>,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Cleaned, BuildError> {
    // Prices of orders that name no currency are in that of the catalogue.
    let currency = catalogue.map_or(&options.currency, |catalogue| &catalogue.currency);
    let none = BTreeMap::new();
    let reading = Reading {
        currency,
        digits: read::money::digits(currency),
        wanted: &options.read,
        aliases: catalogue.map_or(&none, |catalogue| &catalogue.aliases),
    };
    let orders = Orders::read_as(&input.orders, &reading, report, progress)?;
    if orders.lines.is_empty() {
        return Ok(Cleaned::default());
    }
    Ok(clean::clean(
        orders,
        catalogue,
        &options.clean,
        report,
        progress,
    ))
}

/// The options with the currency that the first order file names, for where nobody has said
/// which it is.
///
/// # Errors
/// When the file cannot be read.
pub fn with_currency_of_orders(input: &Input, options: Options) -> Result<Options, BuildError> {
    let Some(first) = input.orders.first() else {
        return Ok(options);
    };
    Ok(match read::orders::currency_of(first, &options.read)? {
        Some(currency) => Options {
            currency,
            ..options
        },
        None => options,
    })
}

/// The products of order files, by id.
///
/// # Errors
/// When a file is wrong as a whole, or no product is left.
pub fn products(
    input: &Input,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Vec<Sold>, BuildError> {
    options.check()?;
    let cleaned = read_orders(input, None, options, report, progress)?;
    let sold = catalogue::sold(&cleaned);
    if sold.iter().all(|product| product.title.is_empty()) {
        return Err(nothing_left(report));
    }
    Ok(sold)
}

/// Makes a model. The report says how.
///
/// # Errors
/// When a file is wrong as a whole, or no product is left.
pub fn model(
    input: &Input,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Model, BuildError> {
    options.check()?;
    // Small, and soon told where it is wrong.
    let aggregates = input.aggregates.as_deref();
    let aggregates = aggregates.map(read::aggregates::read).transpose()?;
    let feed = read_catalogue(input, options, report, progress)?;
    let cleaned = read_orders(input, feed.as_ref(), options, report, progress)?;
    let sessions = match input.sessions.as_slice() {
        [] => Sessions::default(),
        paths => {
            let none = BTreeMap::new();
            let aliases = feed.as_ref().map_or(&none, |feed| &feed.aliases);
            read::sessions::read_as(paths, aliases, report, progress)?
        }
    };
    if feed.is_none() && input.orders.is_empty() && !sessions.is_empty() {
        if let Some(of) = &aggregates {
            report.demand = Some(DemandReport::without_orders(of));
        }
        let options = tuned_on_visits(&sessions, options, report, progress)?;
        let model = bare::of_sessions(&sessions, &options, progress)?;
        let items = Items::new(
            &mut model.catalogue.clone(),
            &cleaned,
            &options.model,
            &mut report.rules,
        );
        report.model = Some(summary(&model.files, &items, &model.trained));
        return Ok(model);
    }
    let parts = Learned {
        feed,
        cleaned,
        sessions,
        aggregates,
    };
    model_of(parts, options, report, progress)
}

/// Reads the catalogue, if there is one.
///
/// # Errors
/// When the file is wrong as a whole.
pub fn read_catalogue(
    input: &Input,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Option<Catalogue>, BuildError> {
    let read = |path| read::catalogue::read(path, options, report, progress);
    input.catalogue.as_deref().map(read).transpose()
}

/// What a model is learned from, once it is read and cleaned.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    /// The catalogue. Without one, it is derived from the orders.
    pub feed: Option<Catalogue>,
    /// The orders.
    pub cleaned: Cleaned,
    /// The visits.
    pub sessions: Sessions,
    /// The collector's aggregates.
    pub aggregates: Option<Aggregates>,
}

/// Makes a model of what was read. The report says how.
///
/// # Errors
/// When no product is left.
pub fn model_of(
    learned: Learned,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Model, BuildError> {
    let Learned {
        feed,
        cleaned,
        sessions,
        aggregates,
    } = learned;
    let mut catalogue =
        feed.unwrap_or_else(|| Catalogue::derive(&catalogue::sold(&cleaned), options));
    if catalogue.products.is_empty() {
        return Err(nothing_left(report));
    }
    report.rules.extend(item::strangers(&catalogue, &cleaned));
    let mut items = Items::new(&mut catalogue, &cleaned, &options.model, &mut report.rules);
    let history = History::new(&cleaned, &catalogue);
    let newest = cleaned.orders.lines.iter().map(|line| line.time).max();
    // The lines are no longer needed, and they are the largest thing in memory.
    drop(cleaned);
    let sessions = sessions.placed(&catalogue);
    let options = &tuned_on_visits(&sessions, options, report, progress)?;
    let options = &tuned_on_orders(
        &history,
        &catalogue,
        &items.offered,
        options,
        report,
        progress,
    )?;
    let demand = aggregates.map_or_else(Demand::default, |of| {
        let days = options.train.trending_days;
        let (demand, said) = Demand::new(&of, &history, &catalogue, days);
        report.demand = Some(said);
        demand
    });
    let offered = &items.offered;
    let mut trained = train::train(&history, &catalogue, offered, &demand, options, progress);
    if !sessions.is_empty() {
        let variants = Variants::new(&history, &catalogue, &items.offered);
        let offered = &items.offered;
        train::visits::add(
            &mut trained,
            &sessions,
            offered,
            &variants,
            &catalogue,
            options,
        );
    }
    for (card, days) in items.cards.iter_mut().zip(&trained.again_days) {
        card.again_days = *days;
    }
    let lifetime = lifetime(&history);
    progress.stage("packing", None);
    let parts = Parts {
        items: &items,
        trained: &trained,
        lifetime: lifetime.numbers,
        options: &options.model,
    };
    let as_of = newest.map(day_text).unwrap_or_default();
    let files = Files::new(&parts, &catalogue, &as_of, options)?;
    report.model = Some(summary(&files, &items, &trained));
    report.lifetime = Some(lifetime);
    Ok(Model {
        catalogue,
        trained,
        files,
    })
}

/// Makes a model and writes it, with its report beside it.
///
/// # Errors
/// As [`model`], and when something cannot be written.
pub fn build(
    input: &Input,
    out: &std::path::Path,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, BuildError> {
    let mut report = Report::default();
    let model = model(input, options, &mut report, progress)?;
    progress.stage("writing", None);
    folder::write(out, &model.files, &report)?;
    Ok(report)
}

/// The options, with the numbers for visits chosen if that was asked for. What a shop
/// shows is judged: never the item on the page.
fn tuned_on_visits(
    sessions: &Sessions,
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Options, BuildError> {
    if !options.tune || sessions.is_empty() {
        return Ok(options.clone());
    }
    let settings = Settings {
        protocol: Protocol::Explore,
        ..Settings::default()
    };
    let (options, said) = evaluate::sessions::tune(sessions, options, &settings, progress)?;
    report.tuned.extend(said);
    Ok(options)
}

/// Likewise the numbers for orders.
fn tuned_on_orders(
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Options, BuildError> {
    if !options.tune || history.times.is_empty() {
        return Ok(options.clone());
    }
    progress.stage("tuning", None);
    let (options, said) = tune::orders::tune(history, catalogue, offered, options)?;
    report.tuned.extend(said);
    let ids: Vec<String> = catalogue.products.keys().cloned().collect();
    let settings = Settings::default();
    let (options, said) =
        evaluate::tune_baskets::tune(&ids, history, &options, &settings, progress)?;
    report.tuned.extend(said);
    Ok(options)
}

fn lifetime(history: &History) -> LifetimeReport {
    let buyers = Buyers::of(history);
    let (customers, repeat_buyers) = (buyers.customers(), buyers.repeat_buyers());
    let fit = lifetime::fit(buyers);
    LifetimeReport {
        customers,
        repeat_buyers,
        numbers: fit.ok().and_then(|fit| fit.shipped()),
        why_not: fit.err().unwrap_or_default(),
    }
}

fn nothing_left(report: &Report) -> BuildError {
    let lines: u64 = report.files.iter().map(|file| file.lines).sum();
    BuildError::NoProduct {
        why: if report.files.is_empty() {
            "neither a catalogue nor a file of orders or visits was given".to_owned()
        } else {
            format!("of {lines} lines, cleaning has left none that names a product with a title")
        },
    }
}

fn summary(files: &Files, items: &Items, trained: &Trained) -> ModelReport {
    let mut lengths: Vec<usize> = files.chunks.iter().map(Vec::len).collect();
    lengths.sort_unstable();
    let (median, largest) = size::median_and_largest(&lengths);
    let attribute_bytes: usize = files.attributes.iter().map(Vec::len).sum();
    let mean = |rows: &Rows| {
        let neighbours: usize = rows.iter().map(Vec::len).sum();
        // Two digits are all that a reader wants, and they are the same everywhere.
        (neighbours as f64 * 100.0 / rows.len().max(1) as f64).round() / 100.0
    };
    ModelReport {
        build: files.entry.build.clone(),
        items: items.cards.len() as u64,
        offered: items.offered.iter().filter(|offered| **offered).count() as u64,
        bought_again: trained.again_days.iter().filter(|days| **days > 0).count() as u64,
        related_per_item: mean(&trained.related),
        together_per_item: mean(&trained.together),
        trending: trained.trending.len() as u64,
        new: trained.fresh.len() as u64,
        chunks: files.chunks.len() as u64,
        bytes: (lengths.iter().sum::<usize>() + files.home.len() + attribute_bytes) as u64,
        chunk_bytes_median: median as u64,
        chunk_bytes_max: largest as u64,
        home_bytes: files.home.len() as u64,
        compared: (items.attributes.iter())
            .filter(|pairs| !pairs.is_empty())
            .count() as u64,
        attribute_bytes: attribute_bytes as u64,
    }
}
