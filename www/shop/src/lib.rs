//! The demo shop: a static, multi-page shop of a real gift shop's catalogue.
//!
//! [`generate`] reads the catalogue that `dangol catalog` writes and lays down every
//! page, drawing, script and style, and beside the site the shop's own product feed.
//! The same catalogue always gives the same bytes.
//!
//! The shop is a customer of Dangol like any other: it carries the script tag, JSON-LD,
//! a `dataLayer` and the elements, and knows nothing else of it.

pub mod catalog;
pub mod category;
pub mod drawing;
pub mod error;
pub mod title;

mod asset;
mod attributes;
mod card;
mod engine;
mod feed;
mod json_ld;
mod page;
mod search_index;
mod site;
mod slug;
mod text;
mod variant;
mod words;

use std::path::Path;

pub use catalog::{Catalog, Product};
pub use error::Error;
pub use site::Summary;

/// Reads the catalogue `products` and writes the whole site to the folder `out`,
/// and the shop's product feed to `feed.csv` beside that folder.
///
/// Files of an earlier run are overwritten; nothing is deleted.
pub fn generate(products: &Path, out: &Path) -> Result<Summary, Error> {
    let catalog = Catalog::read(products)?;
    site::write(&catalog, out)
}
