//! Which product a page is about, from schema.org markup.

use crate::Node;
use crate::is_safe_url;

use crate::profile::limits::{ID, TITLE};
/// How deep markup is searched.
const DEPTH: usize = 8;

/// The product of a page, as the page states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageProduct {
    /// `sku`, else `productID`, `mpn`, a `gtin`, `productGroupID`.
    pub id: String,
    /// `name`.
    pub title: String,
    /// `url`, else the page's own path.
    pub url: String,
    /// The first `image`.
    pub image: String,
    /// `category`.
    pub category: String,
    /// The offer's price in the currency's smallest unit.
    pub price: Option<u64>,
}

/// The one product that a page is about: the only one, or among several the one whose
/// `url` is this page. A list of products is no product.
pub(super) fn main_product(nodes: &[Node], path: &str, digits: u32) -> Option<PageProduct> {
    let mut found = Vec::new();
    nodes
        .iter()
        .for_each(|node| collect(node, DEPTH, &mut found));
    let mut products: Vec<PageProduct> = found
        .into_iter()
        .filter_map(|node| read(node, path, digits))
        .collect();
    products.dedup_by(|a, b| a.id == b.id);
    if products.len() > 1 {
        products.retain(|product| path_of(&product.url) == path);
        products.truncate(if products.iter().all(|p| p.id == products[0].id) {
            1
        } else {
            0
        });
    }
    products.pop()
}

/// Products at the top, in arrays, in `@graph`, as `mainEntity`; but not inside lists
/// or other products, where they are something else that the page mentions.
fn collect<'a>(node: &'a Node, depth: usize, found: &mut Vec<&'a Node>) {
    if depth == 0 {
        return;
    }
    match node {
        Node::List(items) => items
            .iter()
            .for_each(|item| collect(item, depth - 1, found)),
        Node::Map(_) if is_product(node) => found.push(node),
        Node::Map(_) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .for_each(|key| collect(node.get(key), depth - 1, found)),
        _ => {}
    }
}

fn is_product(node: &Node) -> bool {
    [
        "Product",
        "ProductGroup",
        "IndividualProduct",
        "ProductModel",
    ]
    .iter()
    .any(|name| node.is_a(name))
}

fn read(node: &Node, path: &str, digits: u32) -> Option<PageProduct> {
    const IDS: [&str; 8] = [
        "sku",
        "productID",
        "mpn",
        "gtin13",
        "gtin",
        "gtin12",
        "gtin8",
        "productGroupID",
    ];
    let offers = node.get("offers").items();
    let id = IDS
        .iter()
        .find_map(|key| node.get(key).text())
        .or_else(|| offers.iter().find_map(|offer| offer.get("sku").text()))
        .filter(|id| id.len() <= ID)?;
    let price = offers.iter().find_map(|offer| {
        ["price", "lowPrice"]
            .iter()
            .find_map(|key| offer.get(key).amount(digits))
            .or_else(|| {
                let specified = offer.get("priceSpecification").items();
                specified
                    .iter()
                    .find_map(|price| price.get("price").amount(digits))
            })
    });
    let url = node
        .get("url")
        .text()
        .filter(|url| is_safe_url(url))
        .unwrap_or_else(|| path.to_owned());
    Some(PageProduct {
        id,
        title: cut(node.get("name").text().unwrap_or_default(), TITLE),
        url,
        image: image(node.get("image")),
        category: cut(node.get("category").text().unwrap_or_default(), TITLE),
        price,
    })
}

fn image(node: &Node) -> String {
    let found = node.items().iter().find_map(|image| {
        image.text().or_else(|| {
            ["url", "contentUrl"]
                .iter()
                .find_map(|key| image.get(key).text())
        })
    });
    found
        .filter(|url| is_safe_url(url) && url.len() <= dangol_wire::MAX_TEXT)
        .unwrap_or_default()
}

/// Cuts a text to at most `limit` bytes, between letters.
pub(crate) fn cut(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        let end = (0..=limit).rev().find(|at| text.is_char_boundary(*at));
        text.truncate(end.unwrap_or(0));
    }
    text
}

fn path_of(url: &str) -> &str {
    let rest = match url.split_once("//") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    };
    rest.split(['?', '#']).next().unwrap_or(rest)
}
