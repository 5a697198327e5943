//! Models of what has no catalogue: ids alone, as public data sets and logs have them.
//!
//! An item's title is its id, so what such a model weighs besides rows and ids says
//! nothing of a shop's.

use crate::build::Model;
use crate::catalogue::{Catalogue, Product};
use crate::clean::Cleaned;
use crate::history::History;
use crate::model::item::Items;
use crate::model::{Files, Parts};
use crate::options::Options;
use crate::read::date::day_text;
use crate::sessions::Sessions;
use crate::train::{self, Trained, session};
use crate::{BuildError, Progress, link};

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
    let (visited, listed) = (options.model.visited, options.model.listed);
    let learned = session::learn(sessions, visited, listed, &options.train);
    let items = sessions.items();
    let trained = Trained {
        related: learned.rows,
        together: vec![Vec::new(); items],
        again_days: vec![0; items],
        scoring: learned.scoring.unwrap_or_default(),
        trending: learned.popular,
        fresh: Vec::new(),
    };
    let newest = sessions.newest().filter(|_| sessions.dated);
    pack(catalogue, trained, newest, options, progress)
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
    let trained = train::train(history, &catalogue, &offered, options, progress);
    pack(catalogue, trained, history.newest(), options, progress)
}

fn pack(
    mut catalogue: Catalogue,
    trained: Trained,
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
    let parts = Parts {
        items: &items,
        trained: &trained,
        lifetime: None,
        options: &options.model,
    };
    let as_of = newest.map(day_text).unwrap_or_default();
    let files = Files::new(&parts, &catalogue, &as_of, options)?;
    Ok(Model {
        catalogue,
        trained,
        files,
    })
}
