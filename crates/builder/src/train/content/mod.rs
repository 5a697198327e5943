//! What is alike by what the catalogue says: words of the title, category, brand, price.
//!
//! ```text
//! content(i,j) = (words + c * category + b * brand) * (1 + p * price) * (1 + s * sold(j))
//! ```
//!
//! with `words` the cosine of the titles ([`titles`]), `category` that of the paths
//! ([`categories`]), `brand` how much a brand in common says ([`brands`]) and `price` how
//! near the prices are ([`prices`]), all from 0 to 1. `sold(j)` is `j`'s number of orders
//! on a logarithmic scale, 1 for the best seller; where nothing was sold, the catalogue's
//! order parts what is equally near. A price alone makes nothing alike.
//!
//! Variants of one product are never in each other's rows, and of another product only the
//! one that stands for it is ([`Variants`]).

pub mod brands;
pub mod categories;
pub mod prices;
pub mod titles;
pub mod words;

use super::rows::{self, Rows};
use super::standing::Standing;
use super::variants::Variants;
use crate::catalogue::Catalogue;
use crate::history::History;
use crate::options::TrainOptions;
use brands::Brands;
use categories::Categories;
use prices::Prices;
use titles::Titles;

/// How many items a category or a brand finds for each place of a row.
const FOUND: usize = 2;

/// The neighbours of each item by content.
pub fn rows(
    history: &History,
    catalogue: &Catalogue,
    offered: &[bool],
    limit: usize,
    options: &TrainOptions,
) -> Rows {
    let products = || catalogue.products.values();
    let standing = Standing::new(history, catalogue);
    let variants = Variants::new(history, catalogue, offered);
    // A product of many variants must not make its words look common.
    let counted: Vec<bool> = (0..history.items as u32)
        .map(|item| variants.stands(item))
        .collect();
    let shown = variants.shown(offered);
    let best: Vec<u32> = standing
        .best_first()
        .filter(|item| shown[*item as usize])
        .collect();
    let most = limit * FOUND;
    let titles = Titles::new(
        products().map(|product| product.title.as_str()),
        &counted,
        &best,
        options.max_word_titles,
    );
    let categories = Categories::new(products(), &counted, &best, most);
    let brands = Brands::new(
        products().map(|product| product.brand.as_str()),
        &counted,
        &best,
        most,
    );
    let prices = Prices::new(
        products().map(|product| product.price),
        options.content_price_scale,
    );
    let [of_category, of_brand, of_price, of_sold] = [
        options.content_category,
        options.content_brand,
        options.content_price,
        options.content_sold,
    ]
    .map(|weight| weight as f32);
    let mut rows = rows::for_each(history.items, |item, sums| {
        let rest = titles.find(item, |other, product| sums.add(other, product));
        categories.find(item, limit, |other| sums.add(other, 0.0));
        brands.find(item, |other| sums.add(other, 0.0));
        sums.drain(limit, |other, found, _| {
            if variants.same(item, other) {
                return 0.0;
            }
            let alike = found
                + titles.common(rest, other)
                + of_category * categories.near(item, other)
                + of_brand * brands.near(item, other);
            let price = 1.0 + of_price * prices.near(item, other);
            alike * price * (1.0 + of_sold * standing.sold(other)) * standing.nudge(other)
        })
    });
    rows::normalise(&mut rows);
    rows
}
