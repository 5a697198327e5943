//! The site: every file of the shop, written to a folder.

use std::path::{Path, PathBuf};

use crate::asset::ASSETS;
use crate::catalog::Catalog;
use crate::drawing;
use crate::error::Error;
use crate::page::Pages;
use crate::{feed, search_index};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// HTML pages.
    pub pages: usize,
    /// Products, each with a page and a drawing.
    pub products: usize,
    /// Drawings whose kind of thing the title named.
    pub specific_drawings: usize,
    /// Categories that have a product.
    pub categories: usize,
    /// Bytes of the site and the feed.
    pub bytes: u64,
}

impl std::fmt::Display for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = 100.0 * self.specific_drawings as f64 / self.products.max(1) as f64;
        write!(
            f,
            "{} pages of {} products in {} categories, {share:.1} % with a drawing of their own kind, {} KiB",
            self.pages,
            self.products,
            self.categories,
            self.bytes / 1024
        )
    }
}

/// The folder that is written to, counting its bytes.
struct Output {
    root: PathBuf,
    bytes: u64,
}

impl Output {
    fn folder(&self, path: &str) -> Result<(), Error> {
        let path = self.root.join(path);
        std::fs::create_dir_all(&path).map_err(|source| Error::Write { path, source })
    }

    fn file(&mut self, path: &str, contents: &str) -> Result<(), Error> {
        let path = self.root.join(path);
        std::fs::write(&path, contents).map_err(|source| Error::Write { path, source })?;
        self.bytes += contents.len() as u64;
        Ok(())
    }
}

/// Writes everything.
pub fn write(catalog: &Catalog, out: &Path) -> Result<Summary, Error> {
    let mut output = Output {
        root: out.to_owned(),
        bytes: 0,
    };
    for folder in ["", "assets", "demo", "images", "product", "category"] {
        output.folder(folder)?;
    }
    for (path, contents) in ASSETS {
        output.file(path, contents)?;
    }
    output.file("assets/search-index.json", &search_index::json(catalog))?;
    for product in &catalog.products {
        let drawing = drawing::draw(&product.look, &product.id, &product.title);
        output.file(product.image.trim_start_matches('/'), &drawing)?;
    }

    let pages = Pages::new(catalog)?;
    let mut count = 0;
    pages.each(|path, html| {
        count += 1;
        output.file(path, html)
    })?;

    // The feed is the owner's file, not a page: it stands beside the site.
    let feed = out.parent().unwrap_or(Path::new("")).join("feed.csv");
    output.bytes += feed::write(catalog, &feed)?;
    Ok(Summary {
        pages: count,
        products: catalog.products.len(),
        specific_drawings: catalog
            .products
            .iter()
            .filter(|p| p.look.kind.is_specific())
            .count(),
        categories: pages.shelves().len(),
        bytes: output.bytes,
    })
}
