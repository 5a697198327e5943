//! Models of what has no catalogue: ids alone, as public data sets and logs have them.
//!
//! An item's title is its id, so what such a model weighs besides rows and ids says
//! nothing of a shop's.

use crate::build::Model;
use crate::catalogue::{Catalogue, Product};
use crate::clean::Cleaned;
use crate::history::History;
use crate::model::item::Items;
use crate::model::{Files, Parts, size, weight};
use crate::options::Options;
use crate::read::date::day_text;
use crate::sessions::Sessions;
use crate::train::session::prune::prune;
use crate::train::{self, Demand, Trained, session};
use crate::{BuildError, Progress, link};

/// So often rows are shortened, packed and weighed; two or three times are enough.
const TRIES: usize = 10;

/// About what an item takes besides its neighbours, in bytes.
const ASIDE: f64 = 5.0;

/// Stands for the build's number while rows are weighed: as hard to compress as any.
const SOME_BUILD: u64 = 0x9e37_79b9_7f4a_7c15;

/// By so many bytes a chunk with its true number may compress worse: half of the number's own.
const NUMBER_LEEWAY: usize = 4;

/// A catalogue of ids.
pub fn catalogue<'a>(ids: impl Iterator<Item = &'a str>, options: &Options) -> Catalogue {
    let products = ids.map(|id| {
        let product = Product {
            title: id.to_owned(),
            url: link::from_template(&options.url_template, id),
            available: true,
            ..Product::default()
        };
        (id.to_owned(), product)
    });
    Catalogue {
        aliases: Default::default(),
        products: products.collect(),
        currency: options.currency.clone(),
    }
}

/// A model of visits: `related` from the visits, and what is clicked most lately as what
/// is trending.
///
/// # Errors
/// When there is no visit, or more items than can be counted.
pub fn of_sessions(
    sessions: &Sessions,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Model, BuildError> {
    let catalogue = catalogue(sessions.ids().iter().map(String::as_str), options);
    progress.stage("training", None);
    let learned = session::learn(sessions, options.model.listed, &options.train);
    let items = sessions.items();
    let trained = Trained {
        related: learned.rows,
        together: vec![Vec::new(); items],
        again_days: vec![0; items],
        scoring: learned.scoring.unwrap_or_default(),
        next: None,
        trending: learned.popular,
        fresh: Vec::new(),
    };
    let newest = sessions.newest().filter(|_| sessions.dated);
    let traffic = Some(learned.traffic.as_slice());
    pack(catalogue, trained, traffic, newest, options, progress)
}

/// A model of orders whose items are numbered as the ids.
///
/// # Errors
/// As [`of_sessions`].
pub fn of_history(
    ids: &[String],
    history: &History,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Model, BuildError> {
    let catalogue = catalogue(ids.iter().map(String::as_str), options);
    let offered = vec![true; catalogue.products.len()];
    let trained = train::train(
        history,
        &catalogue,
        &offered,
        &Demand::default(),
        options,
        progress,
    );
    pack(
        catalogue,
        trained,
        None,
        history.newest(),
        options,
        progress,
    )
}

/// Makes the files. With the `traffic` of visits, rows are first made to fit their bytes.
fn pack(
    mut catalogue: Catalogue,
    mut trained: Trained,
    traffic: Option<&[f32]>,
    newest: Option<u32>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Model, BuildError> {
    if catalogue.products.is_empty() {
        return Err(BuildError::NoProduct {
            why: "nothing that was read names an item".to_owned(),
        });
    }
    progress.stage("packing", None);
    let mut counts = Vec::new();
    let cleaned = Cleaned::default();
    let mut items = Items::new(&mut catalogue, &cleaned, &options.model, &mut counts);
    for (card, days) in items.cards.iter_mut().zip(&trained.again_days) {
        card.again_days = *days;
    }
    if let Some(traffic) = traffic {
        shorten(&mut trained, traffic, &items, options)?;
    }
    let parts = parts(&trained, &items, options);
    let as_of = newest.map(day_text).unwrap_or_default();
    let files = Files::new(&parts, &catalogue, &as_of, options)?;
    Ok(Model {
        catalogue,
        trained,
        files,
    })
}

fn parts<'a>(trained: &'a Trained, items: &'a Items, options: &'a Options) -> Parts<'a> {
    Parts {
        items,
        trained,
        lifetime: None,
        options: &options.model,
    }
}

/// Keeps as many neighbours as the bytes of an item allow, by packing and weighing them.
fn shorten(
    trained: &mut Trained,
    traffic: &[f32],
    items: &Items,
    options: &Options,
) -> Result<(), BuildError> {
    let most = options.model.visited_bytes;
    let mut mean = options.model.visited;
    let rows = std::mem::take(&mut trained.related);
    for _ in 0..TRIES {
        trained.related.clone_from(&rows);
        prune(
            &mut trained.related,
            traffic,
            mean,
            options.train.session.worth,
        );
        let parts = parts(trained, items, options);
        let chunks = parts.chunks(SOME_BUILD, size::chunk_count(&parts));
        let (_, brotli) = weight::rows_and_ids(&chunks)?;
        let brotli = brotli + NUMBER_LEEWAY * chunks.len();
        let bytes = brotli as f64 / items.cards.len() as f64;
        if bytes <= most {
            break;
        }
        let kept: usize = trained.related.iter().map(Vec::len).sum();
        let share = (most - ASIDE) / (bytes - ASIDE).max(1.0);
        mean = kept as f64 / items.cards.len() as f64 * share.clamp(0.5, 0.995);
    }
    Ok(())
}
