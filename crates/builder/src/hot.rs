//! The hot file: what a catalogue of now says of stock and prices, against the model.
//!
//! It needs neither orders nor training, only the catalogue and the model that is served, so
//! it can be made every few minutes.

use crate::options::Options;
use crate::read;
use crate::report::Report;
use crate::{BuildError, Progress};
use dangol_wire::frame::{self, Kind};
use dangol_wire::hot::Now;
use dangol_wire::{Chunk, Entry, Hot};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What was found to have changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Items of the model.
    pub items: usize,
    /// Of these, sold out, and how many of them because the catalogue lacks them.
    pub sold_out: usize,
    /// Of those that are sold out, not in the catalogue any more.
    pub gone: usize,
    /// Of these, at another price than in the model.
    pub repriced: usize,
    /// Products of the catalogue that the model lacks: the next build will have them.
    pub unknown: usize,
    /// Bytes of the file.
    pub bytes: usize,
}

/// Compares a catalogue with the model in `out` and writes the hot file beside it. `made` is
/// the time in seconds since 1970, `max_age` the seconds after which no price may be shown.
///
/// # Errors
/// When the catalogue is wrong as a whole, is in another currency than the model, or there
/// is no model.
pub fn write(
    catalogue: &Path,
    out: &Path,
    (made, max_age): (u64, u64),
    options: &Options,
    report: &mut Report,
    progress: &dyn Progress,
) -> Result<Changes, BuildError> {
    let (entry, prices) = model(out)?;
    let options = Options {
        currency: entry.currency.clone(),
        ..options.clone()
    };
    let feed = read::catalogue::read(catalogue, &options, report, progress)?;
    if feed.currency != entry.currency {
        return Err(BuildError::Option {
            option: "--catalog",
            found: format!("in {}", feed.currency),
            expected: "a catalogue in the currency of the model",
        });
    }
    let mut changes = Changes {
        items: prices.len(),
        unknown: feed
            .products
            .keys()
            .filter(|id| !prices.contains_key(*id))
            .count(),
        ..Changes::default()
    };
    let mut listed: Vec<(&str, Now)> = Vec::new();
    for (id, price) in &prices {
        let now = match feed.products.get(id) {
            None => {
                changes.gone += 1;
                Some(Now::SoldOut)
            }
            Some(product) if !product.available => Some(Now::SoldOut),
            Some(product) if product.price == *price => None,
            Some(product) => Some(product.price.map_or(Now::NoPrice, Now::Price)),
        };
        match now {
            Some(Now::SoldOut) => changes.sold_out += 1,
            Some(_) => changes.repriced += 1,
            None => {}
        }
        listed.extend(now.map(|now| (id.as_str(), now)));
    }
    let build = entry
        .build_number()
        .map_err(|error| BuildError::Model(error.to_string()))?;
    let all = prices.keys().map(String::as_str);
    let hot = Hot::new(build, made, max_age, &listed, all);
    let file = frame::pack(Kind::Hot, &hot.encode());
    changes.bytes = file.len();
    crate::model::folder::replace(out, Entry::HOT_PATH, &file)?;
    Ok(changes)
}

/// An item of the model and its price there.
type Priced = (String, Option<u64>);

/// The model that is served: its entry, and the price of each of its items.
fn model(out: &Path) -> Result<(Entry, BTreeMap<String, Option<u64>>), BuildError> {
    let open = |path: &Path| {
        fs::read(path).map_err(|source| BuildError::Open {
            file: path.display().to_string(),
            source,
        })
    };
    let path = out.join("entry.json");
    let named = |error: String| BuildError::Model(format!("{}: {error}", path.display()));
    let entry: Entry =
        serde_json::from_slice(&open(&path)?).map_err(|error| named(error.to_string()))?;
    entry.check().map_err(|error| named(error.to_string()))?;
    let chunks: Result<Vec<Vec<Priced>>, BuildError> = (0..entry.chunks)
        .into_par_iter()
        .map(|number| {
            let path = out.join(entry.chunk_path(number));
            let body = frame::unpack(&open(&path)?, Kind::Chunk);
            let chunk = body
                .and_then(|body| Chunk::decode(&body))
                .map_err(|error| BuildError::Model(format!("{}: {error}", path.display())))?;
            // The chunk's own items come first among its cards.
            let own = chunk.cards.into_iter().take(chunk.items.len());
            Ok(own.map(|card| (card.id, card.price)).collect())
        })
        .collect();
    Ok((entry, chunks?.into_iter().flatten().collect()))
}
